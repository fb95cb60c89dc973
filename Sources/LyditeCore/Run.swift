/// One execution in a sandbox: what the program did, never what we think of it.
public struct Run: Hashable, Sendable {
    /// How a run ended.
    public enum Ending: String, CaseIterable, Sendable {
        case exited
        case signalled
        case timeLimit = "time-limit"
        case wallLimit = "wall-limit"
        case memoryLimit = "memory-limit"
        case outputLimit = "output-limit"
        case processLimit = "process-limit"
        case forbiddenCall = "forbidden-call"
        case compileError = "compile-error"
        case sandboxError = "sandbox-error"
    }

    /// What one output stream held.
    public struct Stream: Hashable, Sendable {
        /// The captured bytes, at most the output limit.
        public var bytes: [UInt8]
        /// Bytes written by the program and seen by us, captured or not.
        public var total: Int
        /// Whether ``bytes`` is less than what was written.
        public var isTruncated: Bool { bytes.count < total }

        public init(bytes: [UInt8] = [], total: Int = 0) {
            self.bytes = bytes
            self.total = total
        }
    }

    public var ending: Ending
    public var exitCode: Int?
    public var signal: Int?
    /// Name (and number) of the forbidden system call that ended the run.
    public var syscall: String?
    public var standardOutput: Stream
    public var standardError: Stream
    /// CPU time of the whole process tree.
    public var cpu: Duration
    public var wall: Duration
    public var peakMemoryBytes: Int
    /// Processes and threads that were alive at most, as far as the level can tell; at least 1.
    public var processes: Int
    public var isolation: Isolation

    public init(
        ending: Ending, exitCode: Int? = nil, signal: Int? = nil, syscall: String? = nil,
        standardOutput: Stream = Stream(), standardError: Stream = Stream(),
        cpu: Duration = .zero, wall: Duration = .zero, peakMemoryBytes: Int = 0, processes: Int = 1,
        isolation: Isolation
    ) {
        self.ending = ending
        self.exitCode = exitCode
        self.signal = signal
        self.syscall = syscall
        self.standardOutput = standardOutput
        self.standardError = standardError
        self.cpu = cpu
        self.wall = wall
        self.peakMemoryBytes = peakMemoryBytes
        self.processes = processes
        self.isolation = isolation
    }
}
