import LyditeCore
import LyditeSandbox
import LyditeVerify
import Testing

/// Tests of many shapes, judged as plain Python with pytest or unittest judges them.
@Suite(.enabled(if: Support.canRun, "lydite-keeper is not built"))
struct PlainPythonTests {
    private func verdict(
        _ program: String, _ tests: String, of entryPoint: String, setup: String = ""
    ) async -> String {
        let check = Check.tests(
            TestCheck(
                language: "python", entryPoint: entryPoint, tests: [tests], setup: setup,
                prompt: "",
                limits: Limits(cpu: .seconds(2), wall: .seconds(30))))
        return await Support.verifier.judge(check, program: program).verdict.code
    }

    @Test(arguments: PlainPythonShapes.told)
    func `right passes and wrong is refused`(shape: PlainPythonShapes.Shape) async {
        #expect(await verdict(shape.right, shape.tests, of: shape.entryPoint) == "correct")
        let other = await verdict(shape.wrong, shape.tests, of: shape.entryPoint)
        #expect(other.hasPrefix("incorrect"), "\(other)")
    }

    /// What cannot be decided is said, and neither held against a program nor for it.
    @Test(arguments: PlainPythonShapes.untold)
    func `what cannot be told leaves it undecided`(shape: (String, String, String)) async {
        let code = await verdict(shape.2, shape.1, of: shape.0)
        #expect(code.hasPrefix("undecided"), "\(code)")
    }

    /// Programs that are wrong and bend what the tests see of them.
    @Test(arguments: PlainPythonShapes.forged)
    func `a program cannot bend what tests see`(shape: (String, String, String)) async {
        let code = await verdict(shape.2, shape.1, of: shape.0)
        #expect(code != "correct", "\(code)")
    }

    @Test func `classes and helpers of the setup are the candidate's as well`() async {
        let setup =
            "class ListNode:\n    def __init__(self, val=0, next=None): self.val, self.next = val, next\n"
        let tests = """
            def build(xs):
                head = None
                for x in reversed(xs): head = ListNode(x, head)
                return head
            def values(head):
                found = []
                while head: found, head = found + [head.val], head.next
                return found
            assert values(turn(build([1, 2, 3]))) == [3, 2, 1]
            assert values(turn(build([]))) == []
            """
        let right =
            "def turn(h):\n    p = None\n    while h: h.next, p, h = p, h, h.next\n    return p"
        #expect(await verdict(right, tests, of: "turn", setup: setup) == "correct")
        #expect(
            await verdict("def turn(h): return h", tests, of: "turn", setup: setup).hasPrefix(
                "incorrect"))
    }

    @Test func `an empty name of the entry point is refused`() throws {
        let row = try JSONParser.parse(
            #"{"entry_point":"","language":"python","tests":["assert f(1) == 1"],"solution":"x"}"#)
        #expect(throws: RowError.self) { try Check(row: RowReader(row)) }
    }

    /// Two runs take turns; with one place at a time they must not wait for each other for ever.
    @Test func `one slot is enough for tests that run`() async {
        let sandbox = KeeperSandbox(
            home: Support.home, isolation: .best, slots: 1, keeperPath: Support.keeper)
        let verifier = CodeVerifier(sandbox: sandbox, home: Support.home)
        let check = Check.tests(
            TestCheck(
                language: "python", entryPoint: "f",
                tests: ["x = f(1)\ny = f(x)\nassert f(y) == 8"], setup: "", prompt: "",
                limits: Limits(cpu: .seconds(2), wall: .seconds(30))))
        let programs = [
            "def f(x): return 2 * x", "def f(x): return x",
            "import os\ndef f(x): os._exit(0)", "def f(x):\n    while True: pass",
        ]
        let codes = await withTaskGroup(of: (Int, String).self) { group in
            for (index, program) in programs.enumerated() {
                group.addTask {
                    (index, await verifier.judge(check, program: program).verdict.code)
                }
            }
            return await group.reduce(into: [Int: String]()) { $0[$1.0] = $1.1 }
        }
        await sandbox.shutDown()
        #expect(
            programs.indices.map { codes[$0] } == [
                "correct", "incorrect:wrong-answer", "incorrect:protocol-violation",
                "incorrect:time-limit",
            ])
    }

    @Test func `all tests are counted where that is asked for`() async {
        let check = Check.tests(
            TestCheck(
                language: "python", entryPoint: "f",
                tests: [
                    "xs = [1]\ndef test_a():\n    assert f(f(1)) == 1\ndef test_b():\n    assert f(f(2)) == 16\ndef test_c():\n    assert f(f(3)) == 3\n"
                ], setup: "", prompt: "", limits: Limits(cpu: .seconds(2), wall: .seconds(30))))
        let judgement = await Support.verifier.judge(
            check, program: "def f(x): return x", allCases: true)
        #expect(judgement.verdict == .incorrect(.wrongAnswer))
        // The text itself counts as one.
        #expect(judgement.evidence["casesPassed"] == 3 && judgement.evidence["casesTotal"] == 4)
    }
}
