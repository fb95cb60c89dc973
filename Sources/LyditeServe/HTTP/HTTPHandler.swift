internal import LyditeCore

/// What a server does with requests, apart from how they come and go.
protocol HTTPHandler: AnyObject, Sendable {
    /// Where the work is done.
    var workers: WorkerThreads { get }

    /// Decides by the head alone.
    ///
    /// - Returns: The route, and an answer where the body need not be read.
    func route(_ head: RequestHead) -> (route: Route?, refusal: HTTPAnswer?)

    /// The answer to a body that is too long, or that comes when no more can be held.
    func answer(to failure: RequestFailure, on route: Route?) -> HTTPAnswer

    /// Does the work; the task is cancelled when the client goes away.
    func answer(_ request: HTTPRequest, on route: Route) async -> HTTPAnswer

    /// Called once for each request, when nothing more will come of it.
    func finished(_ record: RequestRecord)

    /// Called about four times a second.
    func tick(now: ContinuousClock.Instant)
}
