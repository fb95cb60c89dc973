package import LyditeCore
package import LyditeSandbox
package import LyditeVerify

/// The sandbox of a run, started when the first program needs it: a run of math alone starts none.
package actor SandboxPool {
    private let home: String?
    private let isolation: IsolationChoice
    private let slots: Int
    private var started: (sandbox: KeeperSandbox, verifier: CodeVerifier)?

    package init(home: String?, isolation: IsolationChoice, slots: Int) {
        self.home = home
        self.isolation = isolation
        self.slots = slots
    }

    /// - Throws: ``EngineError`` where the level that was asked for does not hold here.
    package func sandbox() async throws(EngineError) -> KeeperSandbox { try await start().sandbox }

    package func verifier() async throws(EngineError) -> CodeVerifier { try await start().verifier }

    /// The level that runs have; nil while nothing was run.
    package func level() async throws(EngineError) -> Isolation.Level? {
        guard let started else { return nil }
        do throws(SandboxError) {
            return try await started.sandbox.isolation.level
        } catch {
            throw .sandbox(error)
        }
    }

    package func shutDown() async { await started?.sandbox.shutDown() }

    private func start() async throws(EngineError) -> (
        sandbox: KeeperSandbox, verifier: CodeVerifier
    ) {
        if let started { return started }
        guard let home else { throw .noHome }
        do throws(SandboxError) {
            let sandbox = KeeperSandbox(home: home, isolation: isolation, slots: slots)
            let new = (sandbox: sandbox, verifier: CodeVerifier(sandbox: sandbox, home: home))
            started = new
            // Asked for here, so that a missing layer stops the run before any program is judged.
            _ = try await sandbox.isolation
            return new
        } catch {
            throw .sandbox(error)
        }
    }
}
