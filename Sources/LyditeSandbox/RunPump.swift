internal import Glibc
internal import LyditeCore

/// Moves bytes between us and one running program until it ends.
///
/// Everything the program writes under its limit is captured; what is over is counted, and ends the
/// run.
struct RunPump<D: Dialogue> {
    /// What was seen on our side.
    struct Outcome {
        var output = Run.Stream()
        var error = Run.Stream()
        var isOverOutput = false
        var protocolViolation = false
        var isCancelled = false
        /// The keeper's last frame.
        var answer: (KeeperFrame, [UInt8])?
    }

    private let keeper: KeeperProcess
    private let wake: Int32
    private let limit: Int
    private var input: [UInt8]
    private var inputAt = 0
    private var inputPipe: Int32
    private var outputPipe: Int32
    private var errorPipe: Int32
    private(set) var talk: DialoguePump<D>?
    private(set) var outcome = Outcome()
    private var isKilled = false
    private var buffer = [UInt8](repeating: 0, count: 64 << 10)

    init(
        keeper: KeeperProcess, pipes: RunPipes, input: [UInt8], limit: Int, wake: Int32,
        talk: DialoguePump<D>?
    ) {
        self.keeper = keeper
        self.wake = wake
        self.limit = limit
        self.input = input
        self.talk = talk
        inputPipe = pipes.input
        outputPipe = pipes.output
        errorPipe = pipes.error
    }

    mutating func run() throws(SandboxError) {
        if input.isEmpty { closeInput() }
        talk?.begin()
        while outcome.answer == nil {
            try turn()
            if talk?.isViolated == true { try kill() }
        }
        closeInput()
        talk?.end()
        outcome.protocolViolation = talk?.isViolated ?? false
    }

    /// Closes what is still open; for a run that was thrown out of.
    mutating func closeAll() {
        closeInput()
        Self.shut(&outputPipe)
        Self.shut(&errorPipe)
        talk?.closeAll()
    }

    private mutating func turn() throws(SandboxError) {
        var polls = [
            pollfd(
                fd: outcome.answer == nil ? keeper.socket : -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: isKilled ? -1 : wake, events: Int16(POLLIN), revents: 0),
            pollfd(fd: outputPipe, events: Int16(POLLIN), revents: 0),
            pollfd(fd: errorPipe, events: Int16(POLLIN), revents: 0),
            pollfd(fd: inputPipe, events: Int16(POLLOUT), revents: 0),
            pollfd(fd: talk?.results ?? -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: talk?.waitingRequests ?? -1, events: Int16(POLLOUT), revents: 0),
        ]
        guard poll(&polls, nfds_t(polls.count), -1) >= 0 || errno == EINTR else {
            throw .system(call: "poll", errno: errno)
        }
        if polls[1].revents != 0 {
            outcome.isCancelled = true
            try kill()
        }
        if polls[2].revents != 0 {
            _ = Self.drain(&outputPipe, into: &outcome.output, limit, &buffer)
        }
        if polls[3].revents != 0 {
            _ = Self.drain(&errorPipe, into: &outcome.error, limit, &buffer)
        }
        if !outcome.isOverOutput && (outcome.output.total > limit || outcome.error.total > limit) {
            outcome.isOverOutput = true
            try kill()
        }
        if polls[4].revents != 0 { feed() }
        // Results first: a reply that comes before its request is out is no reply.
        if polls[5].revents != 0 { _ = talk?.readResults(&buffer) }
        if polls[6].revents != 0 { talk?.writeRequests() }
        if polls[0].revents != 0 {
            outcome.answer = try keeper.receive(during: "run")
            drainRest()
        }
    }

    /// Takes what is left in the pipes and closes them.
    ///
    /// The keeper answers when all processes of the run are gone: nothing more will come, even where
    /// something that got away, or a neighbour's keeper on its start, still holds the other end.
    private mutating func drainRest() {
        while outputPipe >= 0, Self.drain(&outputPipe, into: &outcome.output, limit, &buffer) {}
        while errorPipe >= 0, Self.drain(&errorPipe, into: &outcome.error, limit, &buffer) {}
        while let talk, talk.results >= 0, self.talk?.readResults(&buffer) == true {}
        if outcome.output.total > limit || outcome.error.total > limit {
            outcome.isOverOutput = true
        }
        Self.shut(&outputPipe)
        Self.shut(&errorPipe)
    }

    private mutating func kill() throws(SandboxError) {
        guard !isKilled, outcome.answer == nil else { return }
        isKilled = true
        try keeper.send(.kill, [], during: "run")
    }

    /// Writes what the pipe takes. A program that has closed its input loses the rest, as in a
    /// shell.
    private mutating func feed() {
        let count = input.withUnsafeBytes { bytes in
            write(inputPipe, bytes.baseAddress! + inputAt, bytes.count - inputAt)
        }
        if count < 0 && (errno == EAGAIN || errno == EINTR) { return }
        inputAt += max(count, 0)
        if count <= 0 || inputAt == input.count { closeInput() }
    }

    private mutating func closeInput() {
        Self.shut(&inputPipe)
        input = []
    }

    /// Reads once; false when nothing is there now or nothing will come.
    private static func drain(
        _ pipe: inout Int32, into stream: inout Run.Stream, _ limit: Int, _ buffer: inout [UInt8]
    ) -> Bool {
        let count = buffer.withUnsafeMutableBytes { read(pipe, $0.baseAddress!, $0.count) }
        if count < 0 && errno == EINTR { return true }
        if count < 0 && errno == EAGAIN { return false }
        guard count > 0 else {
            shut(&pipe)
            return false
        }
        let room = max(0, limit - stream.bytes.count)
        stream.bytes.append(contentsOf: buffer[..<min(count, room)])
        stream.total += count
        return true
    }

    static func shut(_ descriptor: inout Int32) {
        guard descriptor >= 0 else { return }
        close(descriptor)
        descriptor = -1
    }
}
