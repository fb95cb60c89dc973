internal import Synchronization

/// One thread of our own that runs an actor's jobs in order; it ends with the executor.
///
/// For work that blocks (the disk, a pipe, a child process), which must never hold up the cooperative pool.
package final class ThreadExecutor: SerialExecutor {
    /// What the thread and the executor share, so that the thread keeps no executor alive.
    private final class Queue: Sendable {
        struct State {
            var jobs: [UnownedJob] = []
            var isClosed = false
        }

        let state = Mutex(State())
        let signal = Semaphore()

        /// Waits for jobs; nil once the queue is closed and empty.
        func take() -> [UnownedJob]? {
            while true {
                signal.wait()
                let (jobs, isClosed) = state.withLock { state in
                    defer { state.jobs.removeAll(keepingCapacity: true) }
                    return (state.jobs, state.isClosed)
                }
                // The signal of an end that came together with jobs is used up: look once more.
                if isClosed { signal.post() }
                if !jobs.isEmpty { return jobs }
                if isClosed { return nil }
            }
        }
    }

    private let queue = Queue()

    package init() {
        let queue = queue
        DetachedThread.start { [weak self] in
            while let jobs = queue.take() {
                guard let self else { return }
                for job in jobs { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
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
