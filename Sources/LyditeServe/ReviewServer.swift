package import LyditeCore
internal import Synchronization

/// A page for one person on this machine, and the marks that are made on it.
///
/// It listens on the loopback address alone, and every path holds a token that only the one who started it knows: other
/// users of the machine, and web pages in the same browser, get nothing and mark nothing.
package final class ReviewServer: HTTPHandler {
    /// The page as it is now.
    package typealias Page = @Sendable () throws -> String
    /// Stores a mark, or takes one back where it is nil; false where there is no such trace.
    package typealias Mark = @Sendable (Digest, Bool?) async throws -> Bool

    /// A mark is a digest and a word.
    private static let maximumBodyBytes = 4096
    private static let connections = 64

    private static let pageRoute = Route(method: "GET", path: "/", summary: "The page.") {
        _, _ throws(RequestFailure) in throw .unknownRoute
    }
    private static let markRoute = Route(
        method: "POST", path: "/marks", summary: "One mark."
    ) { _, _ throws(RequestFailure) in throw .unknownRoute }

    let workers = WorkerThreads(count: 2)
    private let token: String
    private let origin: String
    private let page: Page
    private let mark: Mark
    private let daemon = Mutex<HTTPDaemon?>(nil)

    /// What to open in a browser, the token in it.
    package var url: String { "\(origin)/t/\(token)/" }

    /// Binds a port of the loopback address and begins to answer.
    ///
    /// - Parameter port: 0 lets the system choose one.
    package init(port: Int, page: @escaping Page, mark: @escaping Mark) throws(ServeError) {
        var settings = ServeSettings()
        settings.maximumBodyBytes = Self.maximumBodyBytes
        settings.connections = Self.connections
        let listener = try Listener(host: settings.host, port: port)
        origin = "http://\(settings.host):\(listener.port)"
        var generator = SystemRandomNumberGenerator()
        token = (0..<32).map { _ in String(Int.random(in: 0..<16, using: &generator), radix: 16) }
            .joined()
        self.page = page
        self.mark = mark
        let daemon = try HTTPDaemon(settings: settings, handler: self)
        self.daemon.withLock { $0 = daemon }
        try daemon.start(listening: listener.descriptor)
    }

    /// Takes no more requests and ends all threads; a mark under way is stored first.
    package func stop() async {
        guard let daemon = daemon.withLock({ $0 }) else { return }
        daemon.quiesce()
        await daemon.drain(until: .now + .seconds(5))
        // What cannot be stopped now ends with this process.
        _ = await DetachedThread.run { daemon.stop(within: HTTPDaemon.lastWait) }
        self.daemon.withLock { $0 = nil }
    }

    // MARK: HTTPHandler

    func route(_ head: RequestHead) -> (route: Route?, refusal: HTTPAnswer?) {
        let path = RequestPath(head.path)
        guard let given = path.token, BearerToken.areEqual(given, token) else {
            return (nil, answer(to: .noToken, on: nil))
        }
        // Browsers name the page that sends a request; other pages have nothing to say here.
        if let from = head.origin, from != origin { return (nil, answer(to: .webPage, on: nil)) }
        let method = head.method == "HEAD" ? "GET" : head.method
        switch path.path {
        case Self.pageRoute.path where method == "GET": return (Self.pageRoute, nil)
        case Self.markRoute.path where method == "POST": return (Self.markRoute, nil)
        case Self.pageRoute.path: return (nil, answer(to: .wrongMethod(allowed: ["GET"]), on: nil))
        case Self.markRoute.path: return (nil, answer(to: .wrongMethod(allowed: ["POST"]), on: nil))
        default: return (nil, answer(to: .unknownRoute, on: nil))
        }
    }

    func answer(to failure: RequestFailure, on route: Route?) -> HTTPAnswer {
        let message: JSON = ["error": .string(failure.message)]
        return guarded(HTTPAnswer(status: failure.status, message))
    }

    func answer(_ request: HTTPRequest, on route: Route) async -> HTTPAnswer {
        do {
            guard route.method == "POST" else {
                return guarded(
                    HTTPAnswer(
                        status: 200, body: Array(try page().utf8),
                        contentType: "text/html; charset=utf-8"))
            }
            return try await take(request)
        } catch let failure as RequestFailure {
            return answer(to: failure, on: route)
        } catch let error as JSONError {
            return answer(to: RequestFailure(error), on: route)
        } catch {
            return answer(to: .unavailable("\(error)"), on: route)
        }
    }

    private func take(_ request: HTTPRequest) async throws -> HTTPAnswer {
        let json = try JSONParser.parse(request.body)
        guard let trace = json["trace"]?.stringValue.flatMap({ Digest(hexadecimal: $0) }) else {
            throw RequestFailure.wrongType(field: "trace", expected: "the digest of a trace")
        }
        guard let right = json["right"] else { throw RequestFailure.missing(field: "right") }
        guard right.isNull || right.boolValue != nil else {
            throw RequestFailure.wrongType(field: "right", expected: "true, false or null")
        }
        guard try await mark(trace, right.boolValue) else {
            throw RequestFailure.wrongType(field: "trace", expected: "a trace of this store")
        }
        return guarded(HTTPAnswer(["stored": true]))
    }

    /// The page takes nothing from elsewhere, is kept nowhere, and its address, which holds the token, is told to nobody.
    private func guarded(_ answer: HTTPAnswer) -> HTTPAnswer {
        var answer = answer
        answer.headers += [
            ("Cache-Control", "no-store"), ("Referrer-Policy", "no-referrer"),
            ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"),
            (
                "Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'"
            ),
        ]
        return answer
    }

    func finished(_ record: RequestRecord) {}
    func tick(now: ContinuousClock.Instant) {}
}
