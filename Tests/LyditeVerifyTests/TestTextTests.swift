import LyditeCore
import LyditeVerify
import Testing

/// Test text of many shapes. The first excerpts follow HumanEval (MIT) and MBPP (CC-BY-4.0).
@Suite(.enabled(if: Support.canRun, "lydite-keeper is not built"))
struct TestTextTests {
    private func verdict(
        _ program: String, _ tests: [String], setup: String = "", prompt: String = ""
    ) async -> String {
        let check = Check.tests(
            TestCheck(
                language: "python", entryPoint: "f", tests: tests, setup: setup, prompt: prompt,
                limits: Limits(cpu: .seconds(1), wall: .seconds(30))))
        return await Support.verifier.judge(check, program: program).verdict.code
    }

    static let shapes: [(String, String, String)] = [
        // HumanEval: a check function with metadata, messages and true constants.
        (
            "METADATA = {'author': 'jt'}\n\ndef check(candidate):\n    assert candidate(2) == 4, 'two'\n    assert True, 'x'\n    assert candidate(3) == 9\n",
            "def f(x): return x * x", "def f(x): return x * 2"
        ),
        // MBPP: a bare assertion.
        ("assert f(3) == 9", "def f(x): return x * x", "def f(x): return 6"),
        ("assert 9 == f(3)", "def f(x): return 9", "def f(x): return 8"),
        ("assert f(3) is True", "def f(x): return True", "def f(x): return 1"),
        ("assert f(3) is None", "def f(x): pass", "def f(x): return 0"),
        ("assert f(3)\nassert not f(4)", "def f(x): return x == 3", "def f(x): return [x]"),
        ("assert abs(f(3) - 1.5) < 0.25", "def f(x): return 1.625", "def f(x): return 1.75"),
        (
            "assert 1e-6 > abs(1.5 - f(3))", "def f(x): return x / 2",
            "def f(x): return float('nan')"
        ),
        (
            "import math\nassert math.isclose(f(3), 1.5, rel_tol=0.001)", "def f(x): return 1.501",
            "def f(x): return 1.51"
        ),
        (
            "assert tuple(f(3)) == tuple([1, 2])", "def f(x): return [1, 2]",
            "def f(x): return [2, 1]"
        ),
        ("assert set(f(3)) == {1, 2}", "def f(x): return [2, 1, 2]", "def f(x): return [2]"),
        ("assert sorted(f(3)) == [1, 2]", "def f(x): return (2, 1)", "def f(x): return 5"),
        ("assert len(f(3)) == 2", "def f(x): return 'ab'", "def f(x): return 'abc'"),
        (
            "assert f(list(range(3)), 5 * 2) == 'a' * 3", "def f(x, y): return 'a' * len(x)",
            "def f(x, y): return 'a' * y"
        ),
        (
            "expected = [1, 4, 9]\nfor i, e in enumerate(expected):\n    assert f(i + 1) == e",
            "def f(x): return x * x", "def f(x): return x"
        ),
        ("result = f(3)\nassert result == 9", "def f(x): return 9", "def f(x): return 3"),
        ("assert f(3) in (1, 9)", "def f(x): return 9", "def f(x): return 3"),
        ("assert f(1) == f(1)\nassert f(2) == 3", "def f(x): return x + 1", "def f(x): return x"),
        (
            "import random\nfor _ in range(20):\n    x, y = random.randint(0, 9), random.randint(0, 9)\n    assert f(x, y) == x + y",
            "def f(x, y): return x + y", "def f(x, y): return x"
        ),
        (
            "import unittest\nclass T(unittest.TestCase):\n    def test_a(self):\n        self.assertEqual(f(2), 4)\n        self.assertAlmostEqual(f(3), 9.00000001)\n        self.assertTrue(f(1) == 1)\nif __name__ == '__main__':\n    unittest.main()\n",
            "def f(x): return x * x", "def f(x): return x + x"
        ),
        (
            "def test_squares():\n    assert f(2) == 4\n\ntest_squares()\n", "def f(x): return 4",
            "def f(x): return 5"
        ),
        (
            "import pytest\nassert f(3) == pytest.approx(0.3)", "def f(x): return 0.1 + 0.2",
            "def f(x): return 0.31"
        ),
        ("assert f(k=2) == 4", "def f(k): return k * k", "def f(k): return k"),
        (
            "assert f((1, 'a'), int) == 1", "def f(t, k): return sum(isinstance(x, k) for x in t)",
            "def f(t, k): return 0"
        ),
        (
            "assert f(Pair(1, 2)) == 3",
            "class Pair:\n    def __init__(s, a, b): s.a, s.b = a, b\ndef f(p): return p.a + p.b",
            "class Pair:\n    def __init__(s, a, b): s.a = a\ndef f(p): return p.a"
        ),
        ("assert round(f(3), 2) == 0.33", "def f(x): return 1 / x", "def f(x): return 0.3"),
        (
            "assert f(3)[0] == 1 and f(3)[-1] > 2", "def f(x): return [1, 2, 3]",
            "def f(x): return [1, 2]"
        ),
        ("assert f(3) != 4", "def f(x): return 3", "def f(x): return 4"),
        ("assert isinstance(f(3), list)", "def f(x): return [x]", "def f(x): return (x,)"),
        (
            "assert all(f(x) == x * x for x in range(5))", "def f(x): return x ** 2",
            "def f(x): return x + x"
        ),
        (
            "def poly(xs, x):\n    return sum(c * x ** i for i, c in enumerate(xs))\n\nfor k in (1, 2):\n    coeffs = [-k, 1]\n    solution = f(coeffs)\n    assert abs(poly(coeffs, solution)) < 1e-4",
            "def f(xs): return -xs[0] / xs[1]", "def f(xs): return 1"
        ),
        ("assert g(3) == 9", "def g(x): return 9", "def g(x): return 8"),
    ]

    @Test(arguments: shapes)
    func `a shape of test text tells right from wrong`(tests: String, right: String, wrong: String)
        async
    {
        #expect(await verdict(right, [tests]) == "correct")
        let other = await verdict(wrong, [tests])
        #expect(other.hasPrefix("incorrect"), "\(other)")
    }

    @Test(arguments: [
        "assert f(f(1)) == 1", "while True:\n    assert f(1) == 1",
        "x = f(1)\ny = x + 1\nassert y == 2", "print('none')",
        "assert f(1) == f(1)", "assert f(1) == 1 or f(1) == 2", "import numpy\nassert f(1) == 1",
        "assert f(1) == object()",
        "assert 1 == 2\nassert f(1) == 1", "assert f(1 == 1",
        "try:\n    f(1)\nexcept ValueError:\n    pass",
    ])
    func `what cannot be taken apart is undecided`(tests: String) async {
        #expect(await verdict("def f(x): return 1", [tests]) == "undecided:unsupported")
    }

    @Test func `setup and prompt come in their order`() async {
        let program = "class Node:\n    def __init__(self, v): self.v = v\ndef f(n): return n.v"
        #expect(
            await verdict(program, ["assert f(root) == 5"], setup: "root = Node(5)") == "correct")
        let prompt = "def double(x):\n    return 2 * x\n\ndef f(x):\n    \"\"\"Doubles.\"\"\"\n"
        #expect(
            await verdict("def f(x): return 2 * x", ["assert f(4) == double(4)"], prompt: prompt)
                == "correct")
    }
}
