internal import Glibc
internal import LyditeCore

/// One start of a command: rows go in as lines, verdict rows come out.
final class CommandSession {
    /// By the id of the row.
    private(set) var answers: [Int: RowAnswer] = [:]

    private let pid: pid_t
    private var input: Int32
    private let output: Int32
    private let patience: Duration
    private let isStopping: @Sendable () -> Bool
    private var received: [UInt8] = []

    /// A longer line is no verdict row.
    private static let maximumLine = 1 << 20

    init(
        _ command: String, patience: Duration, isStopping: @escaping @Sendable () -> Bool
    ) throws(RegressError) {
        self.patience = patience
        self.isStopping = isStopping
        var toCommand: [Int32] = [0, 0]
        var fromCommand: [Int32] = [0, 0]
        guard pipe(&toCommand) == 0 else {
            throw .verifierNotStarted(command: command, errno: errno)
        }
        guard pipe(&fromCommand) == 0 else {
            let code = errno
            for descriptor in toCommand { close(descriptor) }
            throw .verifierNotStarted(command: command, errno: code)
        }
        for descriptor in toCommand + fromCommand { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        defer {
            close(toCommand[0])
            close(fromCommand[1])
        }
        do throws(ChildProcess.Failure) {
            // A group of its own: what the command starts ends with it.
            pid = try ChildProcess.start(
                "/bin/sh", ["/bin/sh", "-c", command],
                descriptors: [(toCommand[0], 0), (fromCommand[1], 1)], isBare: false,
                hasOwnGroup: true)
        } catch {
            close(toCommand[1])
            close(fromCommand[0])
            throw .verifierNotStarted(command: command, errno: error.errno)
        }
        input = toCommand[1]
        output = fromCommand[0]
    }

    deinit {
        if input >= 0 { close(input) }
        close(output)
    }

    /// Sends all rows and takes answers until the command ends, is done or stays silent.
    ///
    /// - Returns: How it ended, for a message: "ended with status 1".
    func run(_ rows: [JSON]) -> String {
        _ = fcntl(input, F_SETFL, O_NONBLOCK)
        var next = 0
        var pending: [UInt8] = []
        var heardAt = ContinuousClock.now
        while true {
            if pending.isEmpty, next < rows.count {
                pending = Array(rows[next].text.utf8) + [10]
                next += 1
            }
            if pending.isEmpty, input >= 0 {
                close(input)
                input = -1
            }
            var polls = [
                pollfd(fd: output, events: Int16(POLLIN), revents: 0),
                pollfd(fd: input, events: Int16(POLLOUT), revents: 0),
            ]
            let left = patience - (ContinuousClock.now - heardAt)
            guard left > .zero else { return stop("was silent for \(patience.seconds) s") }
            // Being told to stop is looked at often enough for a person who waits.
            let wait = Int32(min(left.seconds * 1_000, 200)) + 1
            let ready = poll(&polls, nfds_t(input >= 0 ? 2 : 1), wait)
            if isStopping() { return stop("was stopped") }
            if ready < 0, errno != EINTR { return stop("could not be waited for") }
            if polls[0].revents != 0 {
                guard let count = take() else { return ended() }
                if count > 0 { heardAt = .now }
                if answers.count == rows.count { return stop("is done") }
            }
            if input >= 0, polls[1].revents != 0 { send(&pending, &next, rows.count) }
        }
    }

    private func send(_ pending: inout [UInt8], _ next: inout Int, _ count: Int) {
        let sent = pending.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
        if sent > 0 {
            pending.removeFirst(sent)
        } else if sent < 0, errno != EAGAIN, errno != EINTR {
            // It reads no more; what it has still to say is read before its end is judged.
            pending = []
            next = count
        }
    }

    /// Reads what is there; nil at the end of the output.
    private func take() -> Int? {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = read(output, &chunk, chunk.count)
        if count < 0 { return errno == EINTR ? 0 : nil }
        if count == 0 { return nil }
        let before = answers.count
        received.append(contentsOf: chunk[0..<count])
        var start = 0
        while let end = received[start...].firstIndex(of: 10) {
            line(received[start..<end])
            start = end + 1
        }
        received.removeFirst(start)
        if received.count > Self.maximumLine { received.removeAll() }
        return answers.count - before
    }

    /// Lines that are no verdict rows, such as a library's greeting, are passed over.
    private func line(_ bytes: ArraySlice<UInt8>) {
        guard let json = try? JSONParser.parse(Array(bytes)), let id = json["id"]?.intValue,
            let answer = RowAnswer(json)
        else { return }
        if answers[id] == nil { answers[id] = answer }
    }

    private func stop(_ ending: String) -> String {
        kill(-pid, SIGKILL)
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        return ending
    }

    private func ended() -> String {
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        kill(-pid, SIGKILL)
        let signal = status & 0x7F
        if signal != 0 { return "was ended by signal \(signal)" }
        return "ended with status \(status >> 8 & 0xFF)"
    }
}
