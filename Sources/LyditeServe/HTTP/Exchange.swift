internal import Synchronization

/// One request and its answer, between the threads of the server and the task that works on it.
final class Exchange: Sendable {
    struct State {
        var body: [UInt8] = []
        var received = 0
        /// Bytes of the body, later of the answer, that count as held.
        var held = 0
        /// Set when the rest of the body is of no use.
        var refusal: HTTPAnswer?
        var answer: HTTPAnswer?
        var task: Task<Void, Never>?
        var isCancelled = false
        var isStarted = false
        var status = 499
        var bytesOut = 0
    }

    let head: RequestHead
    let route: Route?
    let socket: Int32
    let began = ContinuousClock.now
    let state: Mutex<State>

    init(head: RequestHead, route: Route?, refusal: HTTPAnswer?, socket: Int32) {
        self.head = head
        self.route = route
        self.socket = socket
        var state = State()
        state.refusal = refusal
        // Only little is set aside for what a client says that it will send.
        let announced = max(0, head.contentLength ?? 0)
        if refusal == nil { state.body.reserveCapacity(min(announced, 64 << 10)) }
        self.state = Mutex(state)
    }

    var isCancelled: Bool { state.withLock { $0.isCancelled } }

    /// Stops the work; the answer will reach nobody.
    func cancel() {
        let task = state.withLock { state in
            state.isCancelled = true
            return state.task
        }
        task?.cancel()
    }

    /// Keeps the task, so that it can be cancelled; one that was cancelled meanwhile is at once.
    func keep(_ task: Task<Void, Never>) {
        let isCancelled = state.withLock { state in
            state.task = task
            return state.isCancelled
        }
        if isCancelled { task.cancel() }
    }
}
