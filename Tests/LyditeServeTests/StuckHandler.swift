import LyditeCore

@testable import LyditeServe

/// Begins to work on each request and goes on only when it is told to; cancelling it changes nothing.
final class StuckHandler: HTTPHandler {
    let workers = WorkerThreads(count: 2)
    private let started = Gate(places: 0)
    private let finish = Gate(places: 0)

    /// Returns when a request is worked on.
    func begun() async { _ = await started.enter() }
    func release() { finish.leave() }

    func route(_ head: RequestHead) -> (route: Route?, refusal: HTTPAnswer?) {
        (RouteTable.routes(at: head.path).first, nil)
    }

    func answer(to failure: RequestFailure, on route: Route?) -> HTTPAnswer {
        Interface.native.answer(to: failure)
    }

    func answer(_ request: HTTPRequest, on route: Route) async -> HTTPAnswer {
        started.leave()
        _ = await finish.enter()
        return HTTPAnswer(["status": "ok"])
    }

    func finished(_ record: RequestRecord) {}
    func tick(now: ContinuousClock.Instant) {}
}
