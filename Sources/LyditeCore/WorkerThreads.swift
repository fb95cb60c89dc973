internal import Synchronization

/// A fixed number of threads of our own for the tasks that prefer them, which run in the order in which they became
/// ready; they end with the executor.
///
/// For work that others wait for: nothing that blocks or crowds the cooperative pool holds it up.
package final class WorkerThreads: TaskExecutor {
    /// What the threads and the executor share, so that the threads keep no executor alive.
    private final class Queue: Sendable {
        struct State {
            var jobs: [UnownedJob] = []
            /// Jobs before this one are taken: shortening an array at its front is dear, so it is done seldom.
            var next = 0
            var isClosed = false
        }

        private static let mostTaken = 1024
        let state = Mutex(State())
        let signal = Semaphore()

        /// Waits for a job; nil once the queue is closed and empty.
        func take() -> UnownedJob? {
            signal.wait()
            let (job, isClosed) = state.withLock { state -> (UnownedJob?, Bool) in
                guard state.next < state.jobs.count else { return (nil, state.isClosed) }
                let job = state.jobs[state.next]
                state.next += 1
                if state.next == state.jobs.count || state.next >= Queue.mostTaken {
                    state.jobs.removeFirst(state.next)
                    state.next = 0
                }
                return (job, state.isClosed)
            }
            // The next thread is to see the end too.
            if isClosed { signal.post() }
            return job
        }
    }

    private let queue = Queue()

    package init(count: Int) {
        let queue = queue
        for _ in 0..<max(1, count) {
            DetachedThread.start { [weak self] in
                while let job = queue.take() {
                    // A task retains the executor that it prefers: while there are jobs, it is there.
                    guard let self else { return }
                    job.runSynchronously(on: self.asUnownedTaskExecutor())
                }
            }
        }
    }

    deinit {
        queue.state.withLock { $0.isClosed = true }
        queue.signal.post()
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.state.withLock { $0.jobs.append(job) }
        queue.signal.post()
    }
}
