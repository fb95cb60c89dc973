import LyditeCore
import LyditeSandbox
import LyditeVerify
import Testing

/// Verdicts do not depend on whether an interpreter was warm.
@Suite(.enabled(if: Support.canRun, "lydite-keeper is not built"))
struct WarmVerdictTests {
    private static func verifier(_ zygotes: ZygoteUse) -> CodeVerifier {
        CodeVerifier(
            sandbox: KeeperSandbox(
                home: Support.home, isolation: .best, slots: 1, keeperPath: Support.keeper,
                zygotes: zygotes),
            home: Support.home)
    }

    private static let warm = verifier(.always)
    private static let cold = verifier(.never)

    private static let depth = (
        "depth",
        "def depth():\n    try: return 1 + depth()\n    except RecursionError: return 1\ndef solve(xs): return depth()"
    )

    /// Candidates that race with themselves or with the judge: how far they come is chance, warm or cold.
    private static let racing = [
        "forks", "forks ten guesses", "a thread writes frames", "frame on 4 at load",
        "answers by itself and twice",
    ]

    @Test(
        arguments: (ForgerTests.forgers + ForgerTests.honest + [depth]).filter {
            !racing.contains($0.0)
        })
    func `a candidate has the same judgement warm and cold`(
        name: String, program: String
    ) async throws {
        let check = try Support.function("[[[[1, 2, 3]], 6], [[[]], 0], [[[5]], 5]]")
        let warm = await Self.warm.judge(check, program: program)
        let cold = await Self.cold.judge(check, program: program)
        #expect(warm.verdict == cold.verdict && warm.detail == cold.detail, "\(name)")
        #expect(warm.evidence["firstFailed"]?["actual"] == cold.evidence["firstFailed"]?["actual"])
        #expect(warm.evidence["firstFailed"]?["line"] == cold.evidence["firstFailed"]?["line"])
        #expect(warm.evidence["casesPassed"] == cold.evidence["casesPassed"])
    }
}
