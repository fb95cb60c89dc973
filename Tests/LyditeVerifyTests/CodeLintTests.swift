import Foundation
import LyditeProblems
import LyditeSandbox
import Testing

@testable import LyditeVerify

/// What the linter says of code problems with one deliberate fault each.
@Suite(.enabled(if: Support.canRun, "lydite-keeper is not built"))
struct CodeLintTests {
    /// A sound problem: the sum of a list.
    private static let files = [
        "problem.yaml": """
        title: The sum
        licence: Apache-2.0
        entry_point: total
        names: [add_up]
        arguments: [{ name: items, type: "list[int]" }]
        limits: { cpuSeconds: 2 }
        slots: { SCALE: [2, 3] }
        rewordings:
          - "Let `{{entry_point}}(items)` be the sum of a list times {{SCALE}}. Write it."
          - "Return {{SCALE}} times the total of a list from `{{entry_point}}(items)`."
        extensions:
          - { name: half, text: "Halve it.", code: "def extend(result):\\n    return result / 2" }
        """,
        "statement.md": """
        Write `{{entry_point}}(items)`, which returns {{SCALE}} times the sum of a list.

        `{{entry_point}}([1, 2])` returns `6`, and {{entry_point}}([]) == 0.
        """,
        "reference.py": "def {{entry_point}}(items):\n    return {{SCALE}} * sum(items)\n",
        "brute.py":
            "def {{entry_point}}(items):\n    r = 0\n    for x in items:\n        r += x\n    return {{SCALE}} * r\n",
        "generate.py": """
        import json, random, sys
        r = random.Random(int(sys.argv[1]))
        for n in range(int(sys.argv[2])):
            print(json.dumps([[r.randint(-9, 9) for _ in range(n)]]))
        """,
        "submissions/correct/a.py":
            "def {{entry_point}}(items):\n    return sum(items) * {{SCALE}}\n",
        "submissions/wrong-answer/a.py": "def {{entry_point}}(items):\n    return sum(items)\n",
        "submissions/runtime-error/a.py":
            "def {{entry_point}}(items):\n    return {{SCALE}} * sum(items) // len(items) * len(items)\n",
    ]

    private func findings(_ changes: [String: String]) async throws -> [LintFinding] {
        let root = NSTemporaryDirectory() + "lydite-lint-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: root) }
        let folder = root + "/lists/total"
        for (name, text) in Self.files.merging(changes, uniquingKeysWith: { $1 }) {
            let url = URL(fileURLWithPath: folder + "/" + name)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }
        let problem = try CodeProblemLoader.load(folder: folder)
        let lint = CodeProblemLint(sandbox: Support.sandbox, home: Support.home)
        return await lint.findings(problem).map { finding in
            var finding = finding
            finding.path = String(finding.path.dropFirst(folder.utf8.count + 1))
            return finding
        }
    }

    @Test func `the sound problem has no fault`() async throws {
        let found = try await findings([:])
        #expect(found.isEmpty, "\(found)")
    }

    @Test(arguments: [
        (
            "example", "statement.md", 3, "statement.md",
            "{{SCALE}} times the sum.\n\n`{{entry_point}}([1, 2])` returns `7`."
        ),
        (
            "disagreement", "brute.py", 1, "brute.py",
            "def {{entry_point}}(items):\n    return {{SCALE}} * sum(abs(x) for x in items)\n"
        ),
        (
            "submission", "submissions/wrong-answer/a.py", 1, "submissions/wrong-answer/a.py",
            "def {{entry_point}}(items):\n    return sum(items) * {{SCALE}}\n"
        ),
        (
            "submission", "submissions/correct/a.py", 1, "submissions/correct/a.py",
            "def {{entry_point}}(items):\n    return 1\n"
        ),
        (
            "non-determinism", "generate.py", 1, "generate.py",
            "import json, os\nfor n in range(9):\n    print(json.dumps([list(os.urandom(n + 3))]))\n"
        ),
        ("generator", "generate.py", 1, "generate.py", "print('[[1]]')\n"),
        ("generator", "generate.py", 1, "generate.py", "print('none')\n"),
        (
            "no-result", "reference.py", 1, "reference.py",
            "def {{entry_point}}(items):\n    return {{SCALE}} * items[0]\n"
        ),
    ])
    func `the rule names the file`(
        rule: String, path: String, line: Int, file: String, text: String
    ) async throws {
        let found = try await findings([file: text])
        #expect(
            found.contains { $0.rule == rule && $0.path == path && $0.line == line }, "\(found)")
    }

    @Test(arguments: [
        ("`f(2)` returns `4`", "f(2)", "4"),
        ("f([1, 2], \"a)\") == [3]", "f([1, 2], \"a)\")", "[3]"),
        (">>> f(1)\n2", "f(1)", "2"), ("Then f(1) is True.", "f(1)", "True"),
        ("f((1, 2)) -> (2, 1)", "f((1, 2))", "(2, 1)"),
        ("f('x') gives 'y', always", "f('x')", "'y'"),
    ])
    func `an example is read from a statement`(text: String, call: String, result: String) {
        let examples = StatementExamples(in: text, entryPoint: "f")
        #expect(examples.calls.map(\.call) == [call])
        #expect(examples.calls.map(\.result) == [result])
    }

    @Test(arguments: [
        "Write f(x) that returns the sum.", "f(x) is what we want", "f(", "g(2) == 4",
    ])
    func `what is no example is left alone`(text: String) {
        #expect(StatementExamples(in: text, entryPoint: "f").calls.isEmpty)
    }

    @Test func `blocks of input and output are an example`() {
        let text = "Sum.\n\nInput:\n```\n1 2\n```\nOutput:\n```\n3\n```\n"
        let examples = StatementExamples(in: text, entryPoint: "solve")
        #expect(examples.runs.map(\.input) == ["1 2\n"])
        #expect(examples.runs.map(\.output) == ["3\n"])
    }
}
