package import LyditeCore
package import LyditeSandbox
package import LyditeVerify

/// The sandbox of a run, started when the first program needs it: a run of math alone starts none.
package actor SandboxPool {
    private typealias Started = (
        sandbox: KeeperSandbox, verifier: CodeVerifier, isolation: Isolation
    )

    private let home: String?
    private let isolation: IsolationChoice
    private let slots: Int
    /// Workers that come while the sandbox starts wait for the same start, and for the same tool chain.
    private var start: Task<Result<Started, EngineError>, Never>?
    /// When the last start failed; nil while one is under way or has gone well.
    private var failed: ContinuousClock.Instant?
    /// A failed start is tried again after this: what was missing may be there later, and each try costs a process.
    private static let patience: Duration = .seconds(1)
    private var tools: [String: Result<Void, EngineError>] = [:]

    package init(home: String?, isolation: IsolationChoice, slots: Int) {
        self.home = home
        self.isolation = isolation
        self.slots = slots
    }

    /// Does work that may need a sandbox, and ends the sandbox after it, however the work ended.
    package static func with<Value>(
        home: String?, isolation choice: IsolationChoice, slots: Int,
        in isolation: isolated (any Actor)? = #isolation,
        _ work: (SandboxPool) async throws -> Value
    ) async throws -> Value {
        let pool = SandboxPool(home: home, isolation: choice, slots: slots)
        do {
            let value = try await work(pool)
            await pool.shutDown()
            return value
        } catch {
            await pool.shutDown()
            throw error
        }
    }

    /// - Throws: ``EngineError`` where the level that was asked for does not hold here.
    package func sandbox() async throws(EngineError) -> KeeperSandbox {
        try await started().sandbox
    }

    package func verifier() async throws(EngineError) -> CodeVerifier {
        try await started().verifier
    }

    /// The level at which programs are run.
    package func level() async throws(EngineError) -> Isolation.Level {
        try await isolation().level
    }

    /// How programs are separated here; waits for no program that runs.
    package func isolation() async throws(EngineError) -> Isolation {
        try await started().isolation
    }

    /// Sees to it that programs of a language can run, before one is judged.
    ///
    /// - Throws: Where its tool chain is missing. A language without a profile is the problem's mistake, not the machine's.
    package func require(_ language: String) async throws(EngineError) {
        _ = try await started()
        if let known = tools[language] { return try known.get() }
        let found = tool(of: language)
        tools[language] = found
        try found.get()
    }

    package func shutDown() async {
        if let start, case .success(let started) = await start.value {
            await started.sandbox.shutDown()
        }
    }

    private func tool(of language: String) -> Result<Void, EngineError> {
        guard let home else { return .failure(.noHome) }
        guard Profile.languages(home: home).contains(language) else { return .success(()) }
        do throws(SandboxError) {
            _ = try Profile.load(language: language, home: home)
            return .success(())
        } catch {
            return .failure(.sandbox(error))
        }
    }

    private func started() async throws(EngineError) -> Started {
        if let time = failed, .now - time >= Self.patience {
            start = nil
            failed = nil
        }
        let task =
            start
            ?? Task { [home, isolation, slots] in
                await Self.start(home: home, isolation: isolation, slots: slots)
            }
        start = task
        let result = await task.value
        if case .failure = result, start == task, failed == nil { failed = .now }
        return try result.get()
    }

    private static func start(
        home: String?, isolation: IsolationChoice, slots: Int
    ) async -> Result<Started, EngineError> {
        guard let home else { return .failure(.noHome) }
        let sandbox = KeeperSandbox(home: home, isolation: isolation, slots: slots)
        do throws(SandboxError) {
            // Asked for here, so that a missing layer stops the run before any program is judged.
            let isolation = try await sandbox.isolation
            return .success((sandbox, CodeVerifier(sandbox: sandbox, home: home), isolation))
        } catch {
            await sandbox.shutDown()
            return .failure(.sandbox(error))
        }
    }
}
