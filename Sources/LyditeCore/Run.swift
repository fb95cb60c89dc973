/// One execution in a sandbox: what the program did, never what we think of it.
package struct Run: Hashable, Sendable {
    /// How a run ended.
    package enum Ending: String, CaseIterable, Sendable {
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
    package struct Stream: Hashable, Sendable {
        /// The captured bytes, at most the output limit.
        package var bytes: [UInt8]
        /// Bytes written by the program and seen by us, captured or not.
        package var total: Int
        /// Whether ``bytes`` is less than what was written.
        package var isTruncated: Bool { bytes.count < total }

        package init(bytes: [UInt8] = [], total: Int = 0) {
            self.bytes = bytes
            self.total = total
        }
    }

    package var ending: Ending
    package var exitCode: Int?
    package var signal: Int?
    /// Name (and number) of the forbidden system call that ended the run.
    package var syscall: String?
    package var standardOutput: Stream
    package var standardError: Stream
    /// CPU time of the whole process tree.
    package var cpu: Duration
    package var wall: Duration
    package var peakMemoryBytes: Int
    /// Processes and threads that were alive at most, as far as the level can tell; at least 1.
    package var processes: Int
    package var isolation: Isolation

    package init(
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
