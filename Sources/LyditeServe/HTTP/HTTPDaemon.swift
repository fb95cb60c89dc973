internal import CMicroHTTPD
internal import Glibc
internal import Synchronization

/// A server of libmicrohttpd: few threads, many connections; a request under work holds none of them.
final class HTTPDaemon: Sendable {
    /// Threads that read, write and wait; the work is done elsewhere.
    private static let threads: UInt32 = 2
    /// Bytes of a request's head at most, which libmicrohttpd answers 431 beyond.
    private static let headBytes = 32 << 10

    /// The address of a suspended connection: a number, since only suspending and resuming it, which any thread may
    /// do, are ever done elsewhere than on its own thread.
    private struct Suspended: Sendable {
        private let address: UInt

        init(_ connection: OpaquePointer) { address = UInt(bitPattern: connection) }

        var connection: OpaquePointer? { OpaquePointer(bitPattern: address) }
    }

    private let library: MicroHTTPD
    private let handler: any HTTPHandler
    private let settings: ServeSettings
    let watch: ConnectionWatch
    private let held = Atomic<Int>(0)
    private let open = Atomic<Int>(0)
    private struct Work {
        /// Connections that are suspended.
        var running = 0
        /// Whether no more may be.
        var isClosed = false
    }

    private let work = Mutex(Work())
    private let isKept = Atomic<Bool>(false)
    /// The running server; 0 before it starts and after it has ended.
    private let daemon = Mutex<UInt>(0)

    init(settings: ServeSettings, handler: any HTTPHandler) throws(ServeError) {
        guard let library = MicroHTTPD.shared else { throw .noLibrary }
        self.library = library
        self.settings = settings
        self.handler = handler
        watch = ConnectionWatch(idleTime: settings.idleTime, transferTime: settings.transferTime)
    }

    /// Requests that have begun and are not finished.
    var requests: Int { open.load(ordering: .relaxed) }
    /// Bytes of bodies and answers in memory.
    var heldBytes: Int { held.load(ordering: .relaxed) }

    /// - Parameter listening: A bound socket that listens; it belongs to the server from here on.
    func start(listening: Int32) throws(ServeError) {
        var options = lydite_mhd_options()
        options.listening = listening
        options.threads = Self.threads
        options.connections = UInt32(settings.connections)
        options.idle_seconds = UInt32(max(1, settings.idleTime.components.seconds))
        options.memory = Self.headBytes
        // The server is alive until stop() has ended all its threads.
        options.context = Unmanaged.passUnretained(self).toOpaque()
        options.handle = { context, connection, path, method, _, bytes, count, exchange in
            HTTPDaemon.from(context).handle(connection!, path!, method!, bytes, count!, exchange!)
        }
        options.completed = { context, _, exchange, _ in
            HTTPDaemon.from(context).completed(exchange!)
        }
        options.connection = { context, connection, _, event in
            let daemon = HTTPDaemon.from(context)
            let socket = lydite_mhd_socket(daemon.library.connectionInfo, connection)
            event == .CONNECTION_NOTIFY_STARTED
                ? daemon.watch.opened(socket) : daemon.watch.closed(socket)
        }
        guard let started = lydite_mhd_start(library.start, &options) else {
            close(listening)
            throw .notStarted(connections: settings.connections)
        }
        daemon.withLock { $0 = UInt(bitPattern: started) }
        watch.start { [handler] now in handler.tick(now: now) }
    }

    /// Takes no further connections; those that are there go on.
    func quiesce() {
        daemon.withLock { daemon in
            guard let pointer = OpaquePointer(bitPattern: daemon) else { return }
            let socket = library.quiesce(pointer)
            if socket >= 0 { close(socket) }
        }
    }

    /// Waits until no request is under way, or time is up.
    func drain(until end: ContinuousClock.Instant) async {
        while requests > 0, ContinuousClock.now < end {
            // Nothing cancels this task; were it so, the wait would only be shorter.
            try? await Task.sleep(for: .milliseconds(10))
        }
    }

    /// For ``stop(within:)``, where all else had its time before: what came at the very end.
    static let lastWait: Duration = .seconds(2)

    /// Begins no more work, waits for what is under way and ends all threads. Blocks.
    ///
    /// - Returns: False where some work did not end in time: libmicrohttpd would end the whole process. Its threads go
    ///   on then, and end with it.
    func stop(within time: Duration) -> Bool {
        let end = ContinuousClock.now + time
        while true {
            let running = work.withLock { work in
                work.isClosed = true
                return work.running
            }
            if running == 0 { break }
            guard .now < end else {
                // The threads know this server by its address only.
                if !isKept.exchange(true, ordering: .relaxed) {
                    _ = Unmanaged.passRetained(self)
                }
                return false
            }
            usleep(2000)
        }
        daemon.withLock { daemon in
            guard let pointer = OpaquePointer(bitPattern: daemon) else { return }
            watch.stop()
            library.stop(pointer)
            daemon = 0
        }
        return true
    }

    private static func from(_ context: UnsafeMutableRawPointer?) -> HTTPDaemon {
        Unmanaged<HTTPDaemon>.fromOpaque(context!).takeUnretainedValue()
    }

    // MARK: On a thread of libmicrohttpd

    private func handle(
        _ connection: OpaquePointer, _ path: UnsafePointer<CChar>, _ method: UnsafePointer<CChar>,
        _ bytes: UnsafePointer<CChar>?, _ count: UnsafeMutablePointer<Int>,
        _ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>
    ) -> MHD_Result {
        guard let known = slot.pointee else { return begin(connection, path, method, slot) }
        let exchange = Unmanaged<Exchange>.fromOpaque(known).takeUnretainedValue()
        if count.pointee > 0 {
            let isFine = receive(
                UnsafeRawBufferPointer(start: bytes, count: count.pointee), exchange)
            count.pointee = 0
            return isFine ? .YES : .NO
        }
        let (answer, isStarted, isCancelled) = exchange.state.withLock {
            ($0.answer ?? $0.refusal, $0.isStarted, $0.isCancelled)
        }
        if isCancelled { return .NO }
        if let answer { return send(answer, exchange, connection) }
        // Called again without a reason, which the interface does not forbid.
        if isStarted { return .YES }
        return work(exchange, connection) ? .YES : .NO
    }

    private func begin(
        _ connection: OpaquePointer, _ path: UnsafePointer<CChar>, _ method: UnsafePointer<CChar>,
        _ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>
    ) -> MHD_Result {
        let head = head(of: connection, path, method)
        let (route, refusal) = handler.route(head)
        let socket = lydite_mhd_socket(library.connectionInfo, connection)
        let exchange = Exchange(head: head, route: route, refusal: refusal, socket: socket)
        slot.pointee = Unmanaged.passRetained(exchange).toOpaque()
        open.add(1, ordering: .relaxed)
        watch.receiving(socket)
        if let refusal, head.expectsContinue || !head.hasClearLength {
            return send(refusal, exchange, connection)
        }
        return .YES
    }

    private func head(
        of connection: OpaquePointer, _ path: UnsafePointer<CChar>, _ method: UnsafePointer<CChar>
    ) -> RequestHead {
        var request = HTTPRequest()
        request.contentType = library.header("Content-Type", of: connection)
        for name in HTTPRequest.knownArguments {
            if let value = library.argument(name, of: connection) {
                request.arguments[name] = value
            }
        }
        var head = RequestHead(
            method: String(cString: method), path: String(cString: path), request: request)
        head.contentLength = library.header("Content-Length", of: connection).flatMap { Int($0) }
        head.origin = library.header("Origin", of: connection)
        head.authorization = library.header("Authorization", of: connection)
        head.expectsContinue = library.header("Expect", of: connection) != nil
        head.hasClearLength = lydite_mhd_has_clear_length(library.values, connection) != 0
        return head
    }

    /// Takes a part of a body; false where the connection is to be closed.
    private func receive(_ part: UnsafeRawBufferPointer, _ exchange: Exchange) -> Bool {
        guard ContinuousClock.now - exchange.began < settings.transferTime else { return false }
        var failure: RequestFailure?
        let received = exchange.state.withLock { state in
            state.received += part.count
            guard state.refusal == nil else { return state.received }
            if state.received > settings.maximumBodyBytes {
                failure = .tooLarge(limit: settings.maximumBodyBytes)
            } else if held.load(ordering: .relaxed) + part.count > settings.heldBytes {
                failure = exchange.route?.interface == .native ? .busy : .overdue
            } else {
                state.body.append(contentsOf: part)
                hold(part.count, &state)
            }
            return state.received
        }
        if let failure {
            let answer = handler.answer(to: failure, on: exchange.route)
            exchange.state.withLock { $0.refusal = answer }
            release(exchange)
        }
        // A refused body is read on for a while, as most clients read nothing before they have sent all.
        return received <= 4 * settings.maximumBodyBytes
    }

    private func hold(_ count: Int, _ state: inout Exchange.State) {
        state.held += count
        held.add(count, ordering: .relaxed)
    }

    /// Gives back what the request holds.
    private func release(_ exchange: Exchange) {
        let count = exchange.state.withLock { state in
            defer {
                state.body = []
                state.held = 0
            }
            return state.held
        }
        held.subtract(count, ordering: .relaxed)
    }

    /// False where no more work is begun.
    private func work(_ exchange: Exchange, _ connection: OpaquePointer) -> Bool {
        guard let route = exchange.route, beginWork() else { return false }
        var request = exchange.head.request
        request.body = exchange.state.withLock { state in
            state.isStarted = true
            return state.body
        }
        library.suspend(connection)
        let suspended = Suspended(connection)
        watch.working(exchange.socket, exchange)
        let task = Task(executorPreference: handler.workers) { [self, request] in
            let answer = await handler.answer(request, on: route)
            release(exchange)
            exchange.state.withLock { state in
                state.answer = answer
                hold(answer.body.count, &state)
            }
            watch.worked(exchange.socket)
            if let connection = suspended.connection { library.resume(connection) }
            work.withLock { $0.running -= 1 }
        }
        exchange.keep(task)
        return true
    }

    private func beginWork() -> Bool {
        work.withLock { work in
            if !work.isClosed { work.running += 1 }
            return !work.isClosed
        }
    }

    private func send(
        _ answer: HTTPAnswer, _ exchange: Exchange, _ connection: OpaquePointer
    ) -> MHD_Result {
        watch.sending(exchange.socket)
        exchange.state.withLock { state in
            state.status = answer.status
            state.bytesOut = answer.body.count
        }
        let made = answer.body.withUnsafeBytes { bytes in
            // Copied by the library; the address of nothing is not looked at.
            library.makeResponse(
                bytes.count, UnsafeMutableRawPointer(mutating: bytes.baseAddress),
                .RESPMEM_MUST_COPY)
        }
        guard let response = made else { return .NO }
        // The library has a copy of its own.
        exchange.state.withLock { $0.answer?.body = [] }
        defer { library.destroyResponse(response) }
        for (name, value) in [("Content-Type", answer.contentType)] + answer.headers {
            _ = library.addHeader(response, name, value)
        }
        return library.queue(connection, UInt32(answer.status), response)
    }

    private func completed(_ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>) {
        guard let known = slot.pointee else { return }
        slot.pointee = nil
        let exchange = Unmanaged<Exchange>.fromOpaque(known).takeRetainedValue()
        release(exchange)
        watch.idle(exchange.socket)
        open.subtract(1, ordering: .relaxed)
        let time = (ContinuousClock.now - exchange.began).components
        let record = exchange.state.withLock { state in
            RequestRecord(
                method: exchange.head.method, route: exchange.route, status: state.status,
                bytesIn: state.received, bytesOut: state.bytesOut,
                seconds: Double(time.seconds) + Double(time.attoseconds) * 1e-18,
                tally: state.answer?.tally ?? VerdictTally())
        }
        handler.finished(record)
    }
}
