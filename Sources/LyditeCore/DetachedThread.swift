internal import Glibc

/// A thread of our own, for work that blocks and must never hold up the cooperative pool.
package enum DetachedThread {
    /// Runs `work` on a new thread, which ends with it; nobody waits for it.
    package static func start(_ work: @escaping () -> Void) {
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { work in
                // Signals are the main thread's business; SIGPIPE becomes EPIPE where it is written.
                var all = sigset_t()
                sigfillset(&all)
                pthread_sigmask(SIG_BLOCK, &all, nil)
                Unmanaged<Work>.fromOpaque(work!).takeRetainedValue().run()
                return nil
            }, Unmanaged.passRetained(Work(work)).toOpaque())
        precondition(code == 0, "the system refused a thread: \(String(cString: strerror(code)))")
        pthread_detach(thread)
    }

    /// Runs `work` on a new thread and waits for its result.
    package static func run<Result: Sendable>(
        _ work: @escaping @Sendable () -> Result
    ) async -> Result {
        await withCheckedContinuation { continuation in
            start { continuation.resume(returning: work()) }
        }
    }

    /// Carries a closure through a pointer.
    private final class Work {
        let run: () -> Void

        init(_ run: @escaping () -> Void) { self.run = run }
    }
}
