internal import Glibc
package import LyditeCore

/// One start of a command: rows go in as lines of JSON, and lines of JSON come out. It blocks its thread.
package final class CommandSession {
    private let pid: pid_t
    private var input: Int32
    private let output: Int32
    private let patience: Duration
    private let isStopping: @Sendable () -> Bool
    private var received: [UInt8] = []

    /// Rows that were sent and not answered yet.
    private var owed = 0
    private var isRunning = true

    /// A longer line is no answer.
    private static let maximumLine = 1 << 20

    /// - Parameters:
    ///   - command: Given to `/bin/sh -c`.
    ///   - patience: The longest silence while a row is owed.
    package init(
        _ command: String, patience: Duration, isStopping: @escaping @Sendable () -> Bool
    ) throws(ChildProcess.Failure) {
        self.patience = patience
        self.isStopping = isStopping
        var toCommand: [Int32] = [0, 0]
        var fromCommand: [Int32] = [0, 0]
        guard pipe(&toCommand) == 0 else {
            throw ChildProcess.Failure(errno: errno)
        }
        guard pipe(&fromCommand) == 0 else {
            let code = errno
            for descriptor in toCommand { close(descriptor) }
            throw ChildProcess.Failure(errno: code)
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
            throw error
        }
        input = toCommand[1]
        output = fromCommand[0]
    }

    deinit {
        if isRunning { _ = stop("") }
        if input >= 0 { close(input) }
        close(output)
    }

    /// Sends all rows and takes answers until the command ends, is done or stays silent.
    ///
    /// - Parameters:
    ///   - isLast: Whether no rows follow in a further call; then the command's input ends.
    ///   - next: The next row to send; nil after the last.
    ///   - take: Looks at a line of the command; whether it answers a row that was owed. Lines that are no JSON, such as
    ///     a library's greeting, never come here.
    /// - Returns: How it ended, for a message: "ended with status 1".
    package func run(
        isLast: Bool = true, next: () throws -> JSON?, take: (JSON) -> Bool
    ) rethrows -> String {
        _ = fcntl(input, F_SETFL, O_NONBLOCK)
        var pending: [UInt8] = []
        var isAtEnd = false
        var heardAt = ContinuousClock.now
        while true {
            if pending.isEmpty, input >= 0, !isAtEnd {
                if let row = try next() {
                    pending = Array(row.text.utf8) + [10]
                    owed += 1
                } else {
                    isAtEnd = true
                    if isLast { closeInput() }
                    if owed == 0 { return isLast ? stop("is done") : "is done" }
                }
            }
            var polls = [
                pollfd(fd: output, events: Int16(POLLIN), revents: 0),
                pollfd(fd: pending.isEmpty ? -1 : input, events: Int16(POLLOUT), revents: 0),
            ]
            let left = patience - (ContinuousClock.now - heardAt)
            guard left > .zero else { return stop("was silent for \(patience.seconds) s") }
            // Being told to stop is looked at often enough for a person who waits.
            let wait = Int32(min(left.seconds * 1_000, 200)) + 1
            let ready = poll(&polls, 2, wait)
            if isStopping() { return stop("was stopped") }
            if ready < 0, errno != EINTR { return stop("could not be waited for") }
            if polls[0].revents != 0 {
                guard let count = receive(take) else { return ended() }
                if count > 0 { heardAt = .now }
                if isAtEnd || input < 0, owed == 0 { return isLast ? stop("is done") : "is done" }
            }
            if !pending.isEmpty, polls[1].revents != 0 { send(&pending) }
        }
    }

    private func closeInput() {
        close(input)
        input = -1
    }

    private func send(_ pending: inout [UInt8]) {
        let sent = pending.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
        if sent > 0 {
            pending.removeFirst(sent)
        } else if sent < 0, errno != EAGAIN, errno != EINTR {
            // It reads no more; what it has still to say is read before its end is judged.
            pending = []
            closeInput()
        }
    }

    /// Reads what is there; nil at the end of the output.
    private func receive(_ take: (JSON) -> Bool) -> Int? {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = read(output, &chunk, chunk.count)
        if count < 0 { return errno == EINTR ? 0 : nil }
        if count == 0 { return nil }
        var taken = 0
        received.append(contentsOf: chunk[0..<count])
        var start = 0
        while let end = received[start...].firstIndex(of: 10) {
            if let json = try? JSONParser.parse(Array(received[start..<end])), take(json) {
                taken += 1
            }
            start = end + 1
        }
        received.removeFirst(start)
        if received.count > Self.maximumLine { received.removeAll() }
        owed -= taken
        return taken
    }

    private func stop(_ ending: String) -> String {
        isRunning = false
        kill(-pid, SIGKILL)
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        return ending
    }

    private func ended() -> String {
        isRunning = false
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        kill(-pid, SIGKILL)
        let signal = status & 0x7F
        if signal != 0 { return "was ended by signal \(signal)" }
        return "ended with status \(status >> 8 & 0xFF)"
    }
}
