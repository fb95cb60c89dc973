internal import Glibc
internal import Synchronization

/// SIGINT and SIGTERM as a wish to stop: what is finished is stored, then the program ends.
///
/// Only commands that ask ``isStopping`` as they go catch signals; any other, and any second signal, ends at once.
enum Interrupts {
    /// A signal handler may touch nothing but an atomic.
    private static let received = Atomic<Int32>(0)

    static func catchSignals() {
        for signalNumber in [SIGINT, SIGTERM] {
            signal(signalNumber) { number in
                Interrupts.received.store(number, ordering: .relaxed)
                signal(number, SIG_DFL)
            }
        }
    }

    /// A reader that went away is an error of the write, not the end of the program.
    static func ignoreClosedPipes() { signal(SIGPIPE, SIG_IGN) }

    static var isStopping: Bool { received.load(ordering: .relaxed) != 0 }

    static var exitCode: ExitCode? {
        switch received.load(ordering: .relaxed) {
        case 0: nil
        case SIGTERM: .terminated
        default: .interrupted
        }
    }
}
