internal import LyditeCore
internal import Synchronization

/// Asks models over HTTP: up to the endpoints' limits at once, on one thread of its own that never holds up the
/// cooperative pool.
final class EndpointClient: Sendable {
    /// What waits for the thread.
    struct Inbox {
        var asked: [EndpointLoop.Pending] = []
        var cancelled: [Int] = []
        var isClosed = false
        var lastNumber = 0
    }

    /// Shared with the thread, so that the thread keeps no client alive.
    final class Mailbox: Sendable {
        let inbox = Mutex(Inbox())
        /// Answers that were handed out and are not safe yet.
        let unsettled = Atomic<Int>(0)
        /// Whether the thread waits for one of them.
        let isHeld = Atomic<Bool>(false)
        // The pointer never changes. Only the thread does anything with it, but for curl_multi_wakeup, which libcurl
        // lets any thread call, and the last clean-up, when nobody else holds the mailbox.
        nonisolated(unsafe) let multi: Curl.Handle
        private let curl: Curl

        init(_ curl: Curl, _ multi: Curl.Handle) {
            self.curl = curl
            self.multi = multi
        }

        func wake() { _ = curl.multiWakeup(multi) }

        // The last of client and thread lets go.
        deinit { _ = curl.multiCleanup(multi) }
    }

    private let mailbox: Mailbox

    init(
        plan: ModelPlan, seed: UInt64, budget: Budget, isStopping: @escaping @Sendable () -> Bool
    ) throws(EndpointError) {
        guard let curl = Curl.shared, let multi = curl.multiInit() else { throw .noLibrary }
        mailbox = Mailbox(curl, multi)
        DetachedThread.start { [mailbox] in
            EndpointLoop(
                curl, mailbox, plan: plan, seed: seed, budget: budget, isStopping: isStopping
            ).run()
        }
    }

    deinit {
        mailbox.inbox.withLock { $0.isClosed = true }
        mailbox.wake()
    }

    /// Sends a request, again where that may help, and waits for what becomes of it.
    ///
    /// A cancelled task takes its request back. After a success ``settle()`` is due.
    func ask(_ request: ModelRequest) async -> ModelOutcome {
        let number = mailbox.inbox.withLock { inbox in
            inbox.lastNumber += 1
            return inbox.lastNumber
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                mailbox.inbox.withLock {
                    $0.asked.append(
                        EndpointLoop.Pending(
                            number: number, request: request, continuation: continuation))
                }
                mailbox.wake()
            }
        } onCancel: {
            mailbox.inbox.withLock { $0.cancelled.append(number) }
            mailbox.wake()
        }
    }

    /// Tells that an answer of ``ask(_:)`` is stored. Until then it counts as under way, so that a crash never costs more
    /// than the requests that may be under way.
    func settle() {
        mailbox.unsettled.subtract(1, ordering: .sequentiallyConsistent)
        if mailbox.isHeld.exchange(false, ordering: .sequentiallyConsistent) { mailbox.wake() }
    }
}
