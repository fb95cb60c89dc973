internal import LyditeCore
internal import LyditeSandbox
internal import LyditeVerify

/// Candidates judged, from text to verdict, beside a fresh interpreter that runs the same program with its tests.
enum JudgeBenchmark {
    private static let runs = 300
    private static let freshRuns = 40

    static func run() async throws -> [Figure] {
        guard let home = Home.find() else { throw SandboxError.homeNotFound }
        let profile = try Profile.load(language: "python", home: home)
        let folder = try TemporaryFolder()
        let path = folder.path + "/solution.py"
        try Spawned.write(SandboxSamples.file, to: path)
        let fresh = try Cost.each(freshRuns) { try Spawned.run([profile.tool, path]) }
        let correct = try await cost(home, SandboxSamples.right, .correct)
        let incorrect = try await cost(
            home, SandboxSamples.wrong, .incorrect(.wrongAnswer))
        return [
            Figure(
                "judge/correct", 1 / correct, "correct candidates a CPU second, confirmed",
                bound: .atLeast(100)),
            Figure(
                "judge/incorrect", 1 / incorrect, "incorrect candidates a CPU second",
                bound: .atLeast(200)),
            Figure(
                "judge/fresh-ratio", fresh / incorrect,
                "times the incorrect candidates that fresh interpreters judge, without a sandbox",
                bound: .atLeast(5)),
        ]
    }

    private static func cost(
        _ home: String, _ program: String, _ verdict: Verdict
    ) async throws -> Double {
        var judges: [ObjectIdentifier: CodeVerifier] = [:]
        return try await Cost.slope(home, (20, 20 + runs), .always) { sandbox in
            let judge =
                judges[ObjectIdentifier(sandbox)] ?? CodeVerifier(sandbox: sandbox, home: home)
            judges[ObjectIdentifier(sandbox)] = judge
            guard await judge.judge(SandboxSamples.check, program: program).verdict == verdict
            else { throw BenchError.runFailed(status: 1 << 8) }
        }
    }
}
