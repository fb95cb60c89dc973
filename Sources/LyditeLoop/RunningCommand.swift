internal import Glibc
internal import LyditeCore
internal import LyditeFiles
internal import Synchronization

/// A started command: a process group of its own, its output in a log, an end at the latest after its time.
final class RunningCommand: Sendable {
    enum Ending: Hashable, Sendable {
        case exited(Int32)
        case signalled(Int32)
        case tooLong(seconds: Int)
        case stopped

        var text: String {
            switch self {
            case .exited(let code): "ended with status \(code)"
            case .signalled(let number): "was ended by signal \(number)"
            case .tooLong(let seconds): "took longer than its \(seconds) s"
            case .stopped: "was stopped"
            }
        }
    }

    private struct State {
        var ending: Ending?
        var isToStop = false
        var waiting: [CheckedContinuation<Ending, Never>] = []
        var tail: [UInt8] = []
    }

    /// A log beyond this is cut: nobody reads more, and a disk is finite.
    private static let maximumLog = 8 << 20
    private static let maximumTail = 400
    /// What a command gets to end by itself once it was asked to.
    private static let grace = 5.0

    let name: String
    let log: String
    private let pid: pid_t
    private let state = Mutex(State())

    /// - Parameters:
    ///   - words: The program and its arguments, filled in.
    ///   - mark: A file that names the process while it runs, by which the next lydite ends one whose lydite was killed.
    init(
        _ words: [String], seconds: Double, log: String, mark: String,
        isStopping: @escaping @Sendable () -> Bool
    ) throws {
        let name = words.first ?? ""
        guard let path = Self.path(of: name) else { throw LoopError.notFound(command: name) }
        self.name = name
        self.log = log
        try Self.endOrphan(mark)
        let file = open(log, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw FileError.cannotWrite(path: log, errno: errno) }
        var ends: [Int32] = [0, 0]
        let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
        guard nothing >= 0, pipe(&ends) == 0 else {
            let code = errno
            close(file)
            if nothing >= 0 { close(nothing) }
            throw LoopError.notStarted(command: name, reason: String(cString: strerror(code)))
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer {
            close(nothing)
            close(ends[1])
        }
        do throws(ChildProcess.Failure) {
            pid = try ChildProcess.start(
                path, words, descriptors: [(nothing, 0), (ends[1], 1), (ends[1], 2)],
                isBare: false, hasOwnGroup: true)
        } catch {
            close(file)
            close(ends[0])
            throw LoopError.notStarted(
                command: name, reason: String(cString: strerror(error.errno)))
        }
        try Self.write(mark, "\(pid) \(Self.startTime(of: pid) ?? "")\n")
        let (output, limit) = (ends[0], seconds)
        DetachedThread.start { [self] in
            watch(output, file, limit: limit, isStopping)
            try? FileBytes.remove(mark)
        }
    }

    /// Waits for the end.
    func wait() async -> Ending {
        await withCheckedContinuation { continuation in
            let known = state.withLock { state -> Ending? in
                if state.ending == nil { state.waiting.append(continuation) }
                return state.ending
            }
            if let known { continuation.resume(returning: known) }
        }
    }

    /// How it ended; nil while it runs.
    var ending: Ending? { state.withLock { $0.ending } }

    /// Ends it, with everything that it started.
    func stop() async {
        state.withLock { $0.isToStop = true }
        _ = await wait()
    }

    /// The last line that it wrote, without control characters.
    var lastLine: String {
        let bytes = state.withLock { $0.tail }
        let lines = bytes.split { $0 == 10 || $0 == 13 }
        guard let last = lines.last(where: { $0.contains { $0 > 0x20 } }) else { return "" }
        return String(decoding: last.map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }, as: UTF8.self)
    }

    // MARK: The thread that watches

    private func watch(
        _ output: Int32, _ file: Int32, limit: Double, _ isStopping: () -> Bool
    ) {
        let began = ContinuousClock.now
        var asked: (at: ContinuousClock.Instant, ending: Ending)?
        var written = 0
        var status: Int32 = 0
        var isOpen = true
        while true {
            if isOpen { isOpen = drain(output, to: file, &written) } else { usleep(20_000) }
            let found = waitpid(pid, &status, WNOHANG)
            if found == pid || (found < 0 && errno != EINTR) { break }
            let now = ContinuousClock.now
            if let known = asked {
                if (now - known.at).seconds > Self.grace { kill(-pid, SIGKILL) }
                continue
            }
            if state.withLock({ $0.isToStop }) || isStopping() {
                asked = (now, .stopped)
            } else if (now - began).seconds > limit {
                asked = (now, .tooLong(seconds: Int(limit)))
            }
            if asked != nil { kill(-pid, SIGTERM) }
        }
        kill(-pid, SIGKILL)
        while isOpen, Self.isReadable(output, milliseconds: 0) {
            isOpen = drain(output, to: file, &written)
        }
        close(output)
        close(file)
        let signal = status & 0x7F
        let own: Ending = signal != 0 ? .signalled(signal) : .exited(status >> 8 & 0xFF)
        finish(asked?.ending ?? own)
    }

    private func finish(_ ending: Ending) {
        let waiting = state.withLock { state in
            state.ending = ending
            defer { state.waiting = [] }
            return state.waiting
        }
        for one in waiting { one.resume(returning: ending) }
    }

    /// Reads what is there within 50 ms; false at the end of the output.
    private func drain(_ output: Int32, to file: Int32, _ written: inout Int) -> Bool {
        guard Self.isReadable(output, milliseconds: 50) else { return true }
        var chunk = [UInt8](repeating: 0, count: 16 << 10)
        let count = read(output, &chunk, chunk.count)
        if count < 0 { return errno == EINTR }
        guard count > 0 else { return false }
        let bytes = Array(chunk[..<count])
        state.withLock { state in
            state.tail = Array((state.tail + bytes).suffix(Self.maximumTail))
        }
        // A log that cannot be written is no reason to end a training.
        if written < Self.maximumLog { try? FileOutput.write(bytes, to: file, path: log) }
        written += count
        return true
    }

    private static func isReadable(_ descriptor: Int32, milliseconds: Int32) -> Bool {
        var one = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&one, 1, milliseconds) > 0
    }

    // MARK: Where programs are, and who is left

    /// Where a program is; nil where there is none that can be started.
    static func path(of name: String) -> String? {
        guard !name.isEmpty else { return nil }
        if name.contains("/") { return access(name, X_OK) == 0 ? name : nil }
        let folders = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        return folders.split(separator: ":").map { "\($0)/\(name)" }.first {
            access($0, X_OK) == 0 && FileBytes.kind($0) == .file
        }
    }

    private static func write(_ path: String, _ text: String) throws(FileError) {
        let file = try OutputFile(path)
        try file.write(text)
        try file.commit()
    }

    /// Ends what a lydite that was killed had started, where it still runs.
    static func endOrphan(_ mark: String) throws(FileError) {
        guard FileBytes.kind(mark) == .file else { return }
        let words = String(decoding: try FileBytes.read(mark), as: UTF8.self)
            .split { $0 == " " || $0 == "\n" }
        if words.count == 2, let pid = pid_t(words[0]), pid > 1,
            startTime(of: pid) == String(words[1])
        {
            kill(-pid, SIGKILL)
        }
        try FileBytes.remove(mark)
    }

    /// When a process was started, which tells it from a later one of the same number (proc(5), stat, field 22).
    private static func startTime(of pid: pid_t) -> String? {
        guard let stat = try? FileBytes.read("/proc/\(pid)/stat"),
            let end = stat.lastIndex(of: UInt8(ascii: ")"))
        else { return nil }
        let fields = stat[(end + 1)...].split(separator: 0x20)
        return fields.count > 19 ? String(decoding: fields[19], as: UTF8.self) : nil
    }
}
