internal import CMicroHTTPD
internal import Glibc
internal import LyditeCore
package import LyditeSandbox
internal import Synchronization

/// The verifier as a service.
///
/// Connections are held by few threads of libmicrohttpd; what is asked is done by the workers that `lydite verify`
/// has. Nothing grows with what clients do: bodies, rows, requests, connections and the log are bounded.
package final class LyditeServer: HTTPHandler {
    private let settings: ServeSettings
    private let service: VerdictService
    let workers: WorkerThreads
    private let metrics = Metrics()
    private let log: AccessLog?
    private let isDraining = Atomic<Bool>(false)
    /// Whether a large body was let go since memory was last given back.
    private let hasSlack = Atomic<Bool>(false)
    /// A body from this size on, read as JSON, leaves the allocator with much that it keeps.
    private static let largeBody = 1 << 20
    private let daemon = Mutex<HTTPDaemon?>(nil)
    /// Where it listens, with the port that the system chose.
    package let url: String

    /// Binds the address and begins to answer.
    ///
    /// - Parameters:
    ///   - home: The folder that holds Sandboxes; without one only answers are judged.
    ///   - logDescriptor: Where the access log goes; nil for none.
    package init(
        _ settings: ServeSettings, home: String?, isolation: IsolationChoice,
        logDescriptor: Int32? = nil
    ) throws(ServeError) {
        var settings = settings
        guard let isLoopback = Listener.isLoopback(settings.host) else {
            throw .badAddress(settings.host)
        }
        if let token = settings.token {
            guard BearerToken.isGood(token) else { throw .badToken }
        } else if !isLoopback {
            throw .tokenNeeded(address: settings.host)
        }
        settings.connections = Self.allowed(settings.connections)
        self.settings = settings
        let listener = try Listener(host: settings.host, port: settings.port)
        let host = settings.host.contains(":") ? "[\(settings.host)]" : settings.host
        url = "http://\(host):\(listener.port)"
        service = VerdictService(settings: settings, home: home, isolation: isolation)
        // Two at least, so that one long row holds no probe up.
        workers = WorkerThreads(count: max(2, settings.jobs))
        log = logDescriptor.map { AccessLog(descriptor: $0) }
        let daemon = try HTTPDaemon(settings: settings, handler: self)
        self.daemon.withLock { $0 = daemon }
        try daemon.start(listening: listener.descriptor)
    }

    /// Takes no more requests, lets those under way end, stops what takes too long, then ends all threads.
    package func stop() async {
        isDraining.store(true, ordering: .sequentiallyConsistent)
        guard let daemon = daemon.withLock({ $0 }) else { return }
        daemon.quiesce()
        await daemon.drain(until: .now + settings.drainTime)
        // Cancelled work ends soon; what is being sent has its own limit.
        daemon.watch.cancelAll()
        await daemon.drain(until: .now + settings.transferTime)
        // Programs that cannot be stopped now end with this process, as their keepers do.
        let isStopped = await DetachedThread.run { daemon.stop(within: HTTPDaemon.lastWait) }
        if isStopped { await service.shutDown() }
        if let log { await DetachedThread.run { log.close() } }
        self.daemon.withLock { $0 = nil }
    }

    /// As many connections as this process may have open files, less what everything else needs.
    private static func allowed(_ wanted: Int) -> Int {
        let others = 512
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            return wanted
        }
        if limit.rlim_cur < rlim_t(wanted + others) {
            limit.rlim_cur = min(limit.rlim_max, rlim_t(wanted + others))
            setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        }
        return max(16, min(wanted, Int(clamping: limit.rlim_cur) - others))
    }

    // MARK: HTTPHandler

    func route(_ head: RequestHead) -> (route: Route?, refusal: HTTPAnswer?) {
        guard head.hasClearLength else { return (nil, Interface.native.answer(to: .badLength)) }
        let path = RequestPath(head.path)
        let routes = RouteTable.routes(at: path.path)
        let interface = routes.first?.interface ?? .native
        // Who has no token learns nothing, not even which routes there are.
        if routes.first?.isOpen != true, !isAllowed(head, path) {
            return (routes.first, interface.answer(to: .noToken))
        }
        if head.origin != nil, settings.token == nil {
            return (routes.first, interface.answer(to: .webPage))
        }
        guard !routes.isEmpty else { return (nil, interface.answer(to: .unknownRoute)) }
        let method = head.method == "HEAD" ? "GET" : head.method
        guard let route = routes.first(where: { $0.method == method }) else {
            let allowed = routes.map(\.method)
            return (routes.first, interface.answer(to: .wrongMethod(allowed: allowed)))
        }
        let isProbe = route.path == "/healthz" || route.path == StatusRoutes.metricsPath
        if isDraining.load(ordering: .relaxed), !isProbe {
            return (route, interface.answer(to: .draining))
        }
        if let length = head.contentLength, length > settings.maximumBodyBytes {
            return (route, interface.answer(to: .tooLarge(limit: settings.maximumBodyBytes)))
        }
        return (route, nil)
    }

    private func isAllowed(_ head: RequestHead, _ path: RequestPath) -> Bool {
        guard let token = settings.token else { return true }
        if let given = path.token { return BearerToken.areEqual(given, token) }
        guard let text = head.authorization else { return false }
        let parts = text.split { $0 == " " || $0 == "\t" }
        return parts.count == 2 && parts[0].lowercased() == "bearer"
            && BearerToken.areEqual(String(parts[1]), token)
    }

    func answer(to failure: RequestFailure, on route: Route?) -> HTTPAnswer {
        (route?.interface ?? .native).answer(to: failure)
    }

    func answer(_ request: HTTPRequest, on route: Route) async -> HTTPAnswer {
        var request = request
        do throws(RequestFailure) {
            if route.path == StatusRoutes.metricsPath { return metricsAnswer() }
            guard route.isWork else { return try await route.work(request, service) }
            if let patience = route.interface.patience(shortest: settings.queueTime) {
                request.deadline = .now + patience
                try await service.enter(service.requests, before: request.deadline)
            } else if !service.requests.tryEnter() {
                throw .busy
            }
            defer { service.requests.leave() }
            return try await route.work(request, service)
        } catch {
            return route.interface.answer(to: error)
        }
    }

    func finished(_ record: RequestRecord) {
        metrics.add(record)
        log?.add(record)
        if max(record.bytesIn, record.bytesOut) >= Self.largeBody {
            hasSlack.store(true, ordering: .relaxed)
        }
    }

    func tick(now: ContinuousClock.Instant) {
        service.requests.expire(now: now)
        service.programs.expire(now: now)
        if hasSlack.exchange(false, ordering: .relaxed) { lydite_trim_memory() }
    }

    private func metricsAnswer() -> HTTPAnswer {
        let daemon = daemon.withLock { $0 }
        let text = metrics.text(gauges: [
            ("lydite_connections", "Open connections.", daemon?.watch.count ?? 0),
            ("lydite_requests_open", "Requests under way.", daemon?.requests ?? 0),
            ("lydite_body_bytes", "Bytes of bodies and answers in memory.", daemon?.heldBytes ?? 0),
            (
                "lydite_requests_waiting", "Requests that wait for a place.",
                service.requests.waiting
            ),
            (
                "lydite_programs_waiting", "Programs that wait for a worker.",
                service.programs.waiting
            ),
        ])
        return HTTPAnswer(
            status: 200, body: Array(text.utf8), contentType: "text/plain; version=0.0.4")
    }
}
