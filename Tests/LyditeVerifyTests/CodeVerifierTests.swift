import LyditeCore
import LyditeVerify
import Testing

@Suite(.enabled(if: Support.canRun, "lydite-keeper is not built"))
struct CodeVerifierTests {
    static let sums = "[[[[1, 2, 3]], 6], [[[]], 0], [[[5]], 5]]"

    @Test(arguments: [
        ("def solve(xs):\n    return sum(xs)\n", "correct"),
        ("def solve(xs):\n    return sum(xs) + 1\n", "incorrect:wrong-answer"),
        ("def solve(xs):\n    return xs[0] + sum(xs[1:])\n", "incorrect:runtime-error"),
        ("def solve(xs:\n    return 1\n", "incorrect:compile-error"),
        ("def solved(xs):\n    return 1\n", "incorrect:runtime-error"),
        ("def solve(xs):\n    while True: pass\n", "incorrect:time-limit"),
        ("import os\ndef solve(xs):\n    os._exit(0)\n", "incorrect:protocol-violation"),
        ("import os\ndef solve(xs):\n    os._exit(3)\n", "incorrect:runtime-error"),
        (
            "import sys\nsys.exit(0)\ndef solve(xs):\n    return sum(xs)\n",
            "incorrect:runtime-error"
        ),
        ("def solve(xs):\n    return [0] * 10**10\n", "incorrect:memory-limit"),
        ("def solve(xs):\n    return solve(xs)\n", "incorrect:runtime-error"),
        (
            "def solve(xs):\n    print('x' * (3 << 20))\n    return sum(xs)\n",
            "incorrect:output-limit"
        ),
        ("import time\ndef solve(xs):\n    time.sleep(60)\n", "undecided:wall-limit"),
        (
            "import os\ndef solve(xs):\n    os.close(4)\n    return sum(xs)\n",
            "incorrect:protocol-violation"
        ),
    ])
    func `a function gets the verdict that its deeds earn`(program: String, verdict: String)
        async throws
    {
        let judgement = await Support.verifier.judge(
            try Support.function(Self.sums), program: program)
        #expect(
            judgement.verdict.code == verdict,
            "\(judgement.detail ?? "") \(judgement.evidence.text)")
    }

    @Test func `a result that follows the hash seed is flaky`() async throws {
        let program =
            "def solve(n):\n    return list({'alpha', 'beta', 'gamma', 'delta', 'epsilon'})[0]\n"
        var flaky = 0
        for name in ["alpha", "beta", "gamma", "delta", "epsilon"] {
            let check = try Support.function("[[[1], \"\(name)\"]]")
            let verdict = await Support.verifier.judge(check, program: program).verdict
            #expect(verdict != .correct)
            if verdict == .undecided(.flaky) { flaky += 1 }
        }
        #expect(flaky == 1)
    }

    @Test func `a result that follows the order of the calls is flaky`() async throws {
        let program = "answers = iter([6, 0, 5])\ndef solve(xs):\n    return next(answers)\n"
        let judgement = await Support.verifier.judge(
            try Support.function(Self.sums), program: program)
        #expect(judgement.verdict == .undecided(.flaky))
    }

    @Test func `the first failed case is named`() async throws {
        let program =
            "def solve(xs):\n    if not xs:\n        raise ValueError('none at ' + hex(id(xs)))\n    return sum(xs)\n"
        let judgement = await Support.verifier.judge(
            try Support.function(Self.sums), program: program, allCases: true)
        let evidence = judgement.evidence
        #expect(judgement.verdict == .incorrect(.runtimeError))
        #expect(evidence["casesPassed"] == 2 && evidence["casesTotal"] == 3)
        let first = evidence["firstFailed"]
        #expect(first?["case"] == 1 && first?["line"] == 3)
        #expect(first?["input"] == "[[]]" && first?["expected"] == "0")
        #expect(first?["actual"] == "ValueError: none at 0x...")
    }

    @Test(arguments: [
        ("print(sum(map(int, input().split())))", "correct"),
        ("print(sum(map(int, input().split())), end='')", "correct"),
        ("print(str(sum(map(int, input().split()))) + '  \\n\\n')", "correct"),
        ("print(sum(map(int, input().split())) + 1e-9)", "incorrect:wrong-answer"),
        ("print(sum(map(int, input().split())), 9)", "incorrect:wrong-answer"),
        ("pass", "incorrect:wrong-answer"),
        ("print(sum(map(int, input().split())))\n1 / 0", "incorrect:runtime-error"),
        (
            "import sys\nprint(sum(map(int, input().split())), file=sys.stderr)",
            "incorrect:wrong-answer"
        ),
        ("print('", "incorrect:compile-error"),
    ])
    func `a program is judged by its output`(program: String, verdict: String) async {
        let cases = [
            ProgramCheck.Case(input: "1 2\n", output: "3\n"),
            ProgramCheck.Case(input: "4 5\n", output: "9\n"),
        ]
        let check = Check.program(
            ProgramCheck(
                language: "python", cases: cases,
                limits: Limits(cpu: .seconds(1), wall: .seconds(30))))
        let judgement = await Support.verifier.judge(check, program: program)
        #expect(
            judgement.verdict.code == verdict,
            "\(judgement.detail ?? "") \(judgement.evidence.text)")
    }

    @Test func `an unknown language and a check without cases say nothing of the candidate`() async
    {
        let unknown = Check.program(
            ProgramCheck(language: "klingon", cases: [.init(input: "", output: "")]))
        #expect(
            await Support.verifier.judge(unknown, program: "x").verdict == .undecided(.unsupported))
        let empty = Check.program(ProgramCheck(language: "python", cases: []))
        #expect(
            await Support.verifier.judge(empty, program: "x").verdict == .undecided(.badProblem))
    }
}
