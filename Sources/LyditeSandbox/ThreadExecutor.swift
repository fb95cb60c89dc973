internal import Glibc
internal import Synchronization

/// One thread of our own that runs an actor's jobs, so that waiting in poll never blocks the shared pool.
final class ThreadExecutor: SerialExecutor {
    private struct State {
        var jobs: [UnownedJob] = []
        var isEnding = false
    }

    private let state = Mutex(State())
    private let ready: Semaphore

    init() throws(SandboxError) {
        ready = Semaphore()
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self).toOpaque()
        let result = pthread_create(
            &thread, nil,
            { context in
                // Signals are other threads' business; SIGPIPE becomes EPIPE where it is written.
                var all = sigset_t()
                sigfillset(&all)
                pthread_sigmask(SIG_BLOCK, &all, nil)
                Unmanaged<ThreadExecutor>.fromOpaque(context!).takeRetainedValue().work()
                return nil
            }, context)
        guard result == 0 else {
            Unmanaged<ThreadExecutor>.fromOpaque(context).release()
            throw .system(call: "pthread_create", errno: result)
        }
        pthread_detach(thread)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        state.withLock { $0.jobs.append(job) }
        ready.signal()
    }

    /// Lets the thread end once its queue is empty.
    func end() {
        state.withLock { $0.isEnding = true }
        ready.signal()
    }

    private func work() {
        while true {
            ready.wait()
            let (jobs, isEnding) = state.withLock { state in
                defer { state.jobs.removeAll() }
                return (state.jobs, state.isEnding)
            }
            for job in jobs { job.runSynchronously(on: asUnownedSerialExecutor()) }
            if isEnding && jobs.isEmpty { return }
            // The signal of an end that came together with jobs is used up: look once more.
            if isEnding { ready.signal() }
        }
    }
}

/// A POSIX semaphore; it is its own lock, hence the unchecked conformance.
private final class Semaphore: @unchecked Sendable {
    private let semaphore: UnsafeMutablePointer<sem_t>

    init() {
        semaphore = .allocate(capacity: 1)
        sem_init(semaphore, 0, 0)
    }

    deinit {
        sem_destroy(semaphore)
        semaphore.deallocate()
    }

    func signal() { sem_post(semaphore) }
    func wait() { while sem_wait(semaphore) != 0 {} }
}
