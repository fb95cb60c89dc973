internal import Glibc

/// A counting semaphore for threads of our own; the cooperative pool must never wait on one.
package final class Semaphore: Sendable {
    // The pointer never changes, and sem_post and sem_wait are made for several threads at once. A
    // value of Swift could be moved, which POSIX forbids a semaphore: hence the fixed address.
    private nonisolated(unsafe) let semaphore: UnsafeMutablePointer<sem_t>

    package init() {
        semaphore = .allocate(capacity: 1)
        sem_init(semaphore, 0, 0)
    }

    deinit {
        sem_destroy(semaphore)
        semaphore.deallocate()
    }

    package func post() { sem_post(semaphore) }
    package func wait() { while sem_wait(semaphore) != 0 {} }
}
