internal import Glibc
internal import Synchronization

/// One thread of our own that runs an actor's or a task's jobs in order.
///
/// For work that blocks (the disk, a pipe, a child process), which must never hold up the cooperative pool.
package final class ThreadExecutor: SerialExecutor, TaskExecutor {
    /// Jobs and the pthread condition around them live in one heap object that the thread keeps alive.
    private final class Queue: Sendable {
        private struct State {
            var jobs: [UnownedJob] = []
            var isClosed = false
        }

        private let state = Mutex(State())
        // A counting semaphore at a fixed address; POSIX semaphores are safe to share between threads.
        private nonisolated(unsafe) let signal: UnsafeMutablePointer<sem_t>

        init() {
            signal = .allocate(capacity: 1)
            sem_init(signal, 0, 0)
        }

        deinit {
            sem_destroy(signal)
            signal.deallocate()
        }

        func add(_ job: UnownedJob) {
            state.withLock { $0.jobs.append(job) }
            sem_post(signal)
        }

        func close() {
            state.withLock { $0.isClosed = true }
            sem_post(signal)
        }

        /// Waits for jobs; nil once the queue is closed and empty.
        func take() -> [UnownedJob]? {
            while true {
                while sem_wait(signal) != 0 {}
                let (jobs, isClosed) = state.withLock { state in
                    defer { state.jobs.removeAll(keepingCapacity: true) }
                    return (state.jobs, state.isClosed)
                }
                if !jobs.isEmpty { return jobs }
                if isClosed { return nil }
            }
        }
    }

    private final class Start {
        let queue: Queue
        let executor: @Sendable (UnownedJob) -> Void

        init(queue: Queue, executor: @escaping @Sendable (UnownedJob) -> Void) {
            self.queue = queue
            self.executor = executor
        }
    }

    private let queue = Queue()

    package init() {
        let start = Start(queue: queue) { [weak self] job in
            guard let self else { return }
            job.runSynchronously(
                isolatedTo: self.asUnownedSerialExecutor(), taskExecutor: self.asUnownedTaskExecutor())
        }
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { raw in
                let start = Unmanaged<Start>.fromOpaque(raw!).takeRetainedValue()
                while let jobs = start.queue.take() {
                    for job in jobs { start.executor(job) }
                }
                return nil
            }, Unmanaged.passRetained(start).toOpaque())
        precondition(code == 0, "the system refused a thread: \(String(cString: strerror(code)))")
        pthread_detach(thread)
    }

    deinit { queue.close() }

    package func enqueue(_ job: consuming ExecutorJob) { queue.add(UnownedJob(job)) }

    package func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }
}
