package import LyditeCore

/// What a run with a dialogue came to.
package typealias DialogueRun<D: Dialogue> = (run: Run, dialogue: D, protocolViolation: Bool)

/// A place to run untrusted programs.
package protocol Sandbox: Sendable {
    /// How far runs are separated from this machine.
    var isolation: Isolation { get async throws(SandboxError) }

    /// Runs one command to its end and reports what it did.
    ///
    /// A program that crashes, runs out of time or is killed for a forbidden system call is a
    /// normal return: read ``Run/ending``. Only the sandbox's own failure is thrown.
    func run(_ command: Command, limits: Limits) async throws(SandboxError) -> Run

    /// Runs one command and talks with it over descriptors 3 and 4.
    ///
    /// - Returns: The dialogue as it stood at the end, and whether the program broke the protocol.
    func run<D: Dialogue>(
        _ command: Command, limits: Limits, dialogue: D
    ) async throws(SandboxError) -> DialogueRun<D>

    /// Another place of the same kind, for a run that takes turns with one here: waiting for a place
    /// here while holding one could last for ever.
    var companion: any Sandbox { get }
}

extension Sandbox {
    package var companion: any Sandbox { self }
}
