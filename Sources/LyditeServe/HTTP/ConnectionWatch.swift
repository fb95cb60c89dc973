internal import CMicroHTTPD
internal import Glibc
internal import LyditeCore
internal import Synchronization

/// Sees what libmicrohttpd does not: clients that go away while their request is worked on, and clients so slow
/// that each byte comes in time and the whole never does.
final class ConnectionWatch: Sendable {
    private enum Phase {
        /// Between requests, or in the middle of a head.
        case idle
        case receiving
        case working(Exchange)
        case sending
    }

    private struct Entry {
        var phase: Phase
        var since: ContinuousClock.Instant
    }

    private struct State {
        var entries: [Int32: Entry] = [:]
        var isStopped = false
    }

    /// How often deadlines are looked at.
    private static let tickMilliseconds: Int32 = 250

    private let epoll: Int32
    private let state = Mutex(State())
    private let ended = Semaphore()
    private let idleTime: Duration
    private let transferTime: Duration

    init(idleTime: Duration, transferTime: Duration) {
        epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
        // libmicrohttpd ends a connection without a byte; this is for one byte now and then.
        self.idleTime = idleTime * 5 / 4
        self.transferTime = transferTime
    }

    deinit { close(epoll) }

    var count: Int { state.withLock { $0.entries.count } }

    func start(_ tick: @escaping @Sendable (ContinuousClock.Instant) -> Void) {
        DetachedThread.start { [self] in
            var gone = [Int32](repeating: -1, count: 64)
            while !state.withLock({ $0.isStopped }) {
                let count = lydite_epoll_wait(
                    epoll, &gone, Int32(gone.count), Self.tickMilliseconds)
                for socket in gone.prefix(max(0, Int(count))) { lost(socket) }
                let now = ContinuousClock.now
                tick(now)
                sweep(now)
            }
            ended.post()
        }
    }

    /// Blocks until the thread has ended.
    func stop() {
        state.withLock { $0.isStopped = true }
        ended.wait()
    }

    func opened(_ socket: Int32) { enter(socket, .idle) }
    func receiving(_ socket: Int32) { enter(socket, .receiving) }
    func sending(_ socket: Int32) { enter(socket, .sending) }
    func idle(_ socket: Int32) { enter(socket, .idle) }

    /// To be called before libmicrohttpd closes the socket, so that its number is never another's.
    func closed(_ socket: Int32) { state.withLock { _ = $0.entries.removeValue(forKey: socket) } }

    func working(_ socket: Int32, _ exchange: Exchange) {
        enter(socket, .working(exchange))
        _ = lydite_epoll_watch(epoll, socket)
    }

    /// To be called before the connection is given back to libmicrohttpd.
    func worked(_ socket: Int32) {
        _ = lydite_epoll_forget(epoll, socket)
        enter(socket, .sending)
    }

    /// Stops all work that is under way.
    func cancelAll() {
        let exchanges = state.withLock { state in
            state.entries.values.compactMap { entry -> Exchange? in
                if case .working(let exchange) = entry.phase { exchange } else { nil }
            }
        }
        for exchange in exchanges { exchange.cancel() }
    }

    private func enter(_ socket: Int32, _ phase: Phase) {
        state.withLock { $0.entries[socket] = Entry(phase: phase, since: .now) }
    }

    private func lost(_ socket: Int32) {
        let exchange = state.withLock { state -> Exchange? in
            if case .working(let exchange)? = state.entries[socket]?.phase { exchange } else { nil }
        }
        exchange?.cancel()
    }

    /// Ends what takes too long. Under the lock, so that no socket is closed and opened anew meanwhile.
    private func sweep(_ now: ContinuousClock.Instant) {
        state.withLock { state in
            for (socket, entry) in state.entries {
                let limit: Duration? =
                    switch entry.phase {
                    case .idle: idleTime
                    case .receiving, .sending: transferTime
                    case .working: nil
                    }
                if let limit, now - entry.since > limit { shutdown(socket, Int32(SHUT_RDWR)) }
            }
        }
    }
}
