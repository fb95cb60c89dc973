import LyditeCore
import LyditeVerify
import Testing

/// Checkers are programs of the problem: they decide, or the problem is bad.
@Suite(.enabled(if: Support.canRun, "lydite-keeper is not built"))
struct CheckerTests {
    static let near =
        "import json, sys\nq = json.load(sys.stdin)\nprint('correct' if abs(q['actual'] - q['expected']) <= q['input']['args'][1] else 'incorrect')"

    @Test(arguments: [
        (near, "def solve(x, e): return x + e", "correct"),
        (near, "def solve(x, e): return x + e + 1", "incorrect:wrong-answer"),
        (near, "def solve(x, e): return 1 / 0", "incorrect:runtime-error"),
        ("1 / 0", "def solve(x, e): return x", "undecided:bad-problem"),
        ("print('maybe')", "def solve(x, e): return x", "undecided:bad-problem"),
        ("pass", "def solve(x, e): return x", "undecided:bad-problem"),
        (
            "print('correct')\nraise SystemExit(1)", "def solve(x, e): return x",
            "undecided:bad-problem"
        ),
    ])
    func `a function's result is decided by a checker`(
        checker: String, program: String, code: String
    ) async throws {
        let row: JSON = [
            "language": "python", "entry_point": "solve",
            "cases": [["args": [5, 2], "expected": 5], ["args": [7, 0], "expected": 7]],
            "compare": ["checker": ["language": "python", "source": .string(checker)]],
        ]
        let judgement = await Support.verifier.judge(
            try Check(row: try RowReader(row)), program: program)
        #expect(judgement.verdict.code == code, "\(judgement.detail ?? "")")
    }

    @Test func `a program's output is decided by a checker`() async throws {
        let row: JSON = [
            "language": "python", "cases": [["stdin": "10\n", "stdout": ""]],
            "compare": [
                "checker": [
                    "language": "javascript",
                    "source":
                        "const q = JSON.parse(require('fs').readFileSync(0, 'utf8'));\nconst [a, b] = q.actual.split(' ').map(Number);\nconsole.log(a > 0 && b > 0 && a + b === +q.input ? 'correct' : 'incorrect');",
                ]
            ],
        ]
        let check = try Check(row: try RowReader(row))
        let programs = ["print(3, int(input()) - 3)", "print(0, 10)", "print('correct')"]
        var codes: [String] = []
        for program in programs {
            codes.append(await Support.verifier.judge(check, program: program).verdict.code)
        }
        #expect(codes == ["correct", "incorrect:wrong-answer", "incorrect:wrong-answer"])
    }
}
