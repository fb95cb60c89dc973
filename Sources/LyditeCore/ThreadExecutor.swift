internal import Glibc
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

    private final class Start {
        let queue: Queue
        weak var executor: ThreadExecutor?

        init(_ executor: ThreadExecutor) {
            queue = executor.queue
            self.executor = executor
        }

        func work() {
            while let jobs = queue.take() {
                guard let executor else { return }
                for job in jobs { job.runSynchronously(on: executor.asUnownedSerialExecutor()) }
            }
        }
    }

    private let queue = Queue()

    package init() {
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { start in
                // Signals are the main thread's business; SIGPIPE becomes EPIPE where it is written.
                var all = sigset_t()
                sigfillset(&all)
                pthread_sigmask(SIG_BLOCK, &all, nil)
                Unmanaged<Start>.fromOpaque(start!).takeRetainedValue().work()
                return nil
            }, Unmanaged.passRetained(Start(self)).toOpaque())
        precondition(code == 0, "the system refused a thread: \(String(cString: strerror(code)))")
        pthread_detach(thread)
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
