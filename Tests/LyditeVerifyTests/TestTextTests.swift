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
        (
            "assert list(f(3)) == [0, 1, 2]", "def f(n): yield from range(n)",
            "def f(n):\n    while True: yield 0"
        ),
        ("assert f(3) == [0, 1, 2]", "def f(n): return [0, 1, 2]", "def f(n): yield from range(n)"),
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
        (
            "import unittest\nclass T(unittest.TestCase):\n    def test_a(self):\n        with self.assertRaises(ValueError):\n            f(-1)\n        self.assertRaises((KeyError, ValueError), f, -2)\n        with self.subTest(x=3):\n            self.assertEqual(f(3), 9)\n",
            "class Negative(ValueError): pass\ndef f(x):\n    if x < 0: raise Negative(x)\n    return x * x",
            "def f(x): return x * x"
        ),
        (
            "import pytest\ndef test_a():\n    with pytest.raises(ValueError):\n        f(1)\n",
            "def f(x): raise ValueError",
            "class V(Exception): pass\nV.__name__ = 'ValueError'\nV.__module__ = 'builtins'\ndef f(x): raise V"
        ),
        (
            "import pytest\n@pytest.mark.parametrize('a, b', [(1, 1), (2, 4)])\n@pytest.mark.parametrize('c', [3])\ndef test_a(a, b, c):\n    assert f(a) == b\n    assert f(c) == 9\n",
            "def f(x): return x * x", "def f(x): return x"
        ),
        (
            "import unittest\nclass T(unittest.TestCase):\n    def test_a(self):\n        self.assertNotEqual(f(3), 6)\n        self.assertGreater(f(3), 8)\n        self.assertIsInstance(f(2), int)\n        self.assertNotIn(f(3), [6])\n",
            "def f(x): return x * x", "def f(x): return x + x"
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

    /// Shapes that have to be run, with a stand-in for the candidate.
    static let replayed: [(String, String, String)] = [
        ("assert f(f(2)) == 16", "def f(x): return x * x", "def f(x): return x + x"),
        ("x = f(3)\ny = x + 1\nassert y == 10", "def f(x): return 9", "def f(x): return 6"),
        (
            "assert f(3) == 9 or f(3) == 10", "def f(x): return 9", "def f(x): return 6"
        ),
        (
            "n = 1\nwhile n < 5:\n    assert f(n) == n ** 2\n    n += 1",
            "def f(x): return x * x", "def f(x): return x"
        ),
        (
            "xs = [3, 1, 2]\nf(xs)\nassert xs == [1, 2, 3]", "def f(xs): xs.sort()",
            "def f(xs): sorted(xs)"
        ),
        (
            "try:\n    f(-1)\n    seen = 0\nexcept ValueError:\n    seen = 1\nassert seen",
            "def f(x): raise ValueError", "def f(x): return x"
        ),
        (
            "try:\n    x = f(3)\nexcept:\n    x = None\nassert x == 9", "def f(x): return 9",
            "def f(x): raise SystemExit"
        ),
        (
            "import unittest\nclass T(unittest.TestCase):\n    def setUp(self):\n        self.x = 3\n    def test_a(self):\n        self.assertEqual(f(self.x), 9)\n",
            "def f(x): return 9", "def f(x): return 6"
        ),
        (
            "import pytest\ndef test_a():\n    with pytest.raises(ValueError, match='neg'):\n        f(1)\n",
            "def f(x): raise ValueError('negative')", "def f(x): raise ValueError('other')"
        ),
        (
            "x = f(3)\ny = x + 1\nassert y == 10", "def f(x): return 9",
            "import os\ndef f(x): os._exit(0)"
        ),
        (
            "g = f(3)\nassert next(g) == 0 and list(g) == [1, 2]", "def f(n): yield from range(n)",
            "def f(n): return [0, 1, 2]"
        ),
        (
            "try:\n    x = f(-1)\nexcept ValueError:\n    x = 5\nassert x == 5",
            "def f(x): raise ValueError",
            "class E(Exception): pass\nE.__name__ = 'Value\\n Error'\ndef f(x): raise E"
        ),
    ]

    @Test(arguments: replayed)
    func `test text that has to be run tells right from wrong`(
        tests: String, right: String, wrong: String
    ) async {
        #expect(await verdict(right, [tests]) == "correct")
        let other = await verdict(wrong, [tests])
        #expect(other.hasPrefix("incorrect"), "\(other)")
    }

    @Test(arguments: [
        (
            "x = f(3)\ny = [x]\nassert y == [9]",
            "class A:\n    def __eq__(s, o): return True\ndef f(x): return A()"
        ),
        (
            "x = f(3)\ny = x\nassert y + 0 == 9",
            "class I(int):\n    def __eq__(s, o): return True\n    def __add__(s, o): return s\ndef f(x): return I(1)"
        ),
        (
            "x = f(1)\nassert f(x) == 9",
            "import sys, gc\ndef f(x):\n    for o in gc.get_objects():\n        if o == 9: return o\n    return 0"
        ),
    ])
    func `a stand-in gives values only`(tests: String, forger: String) async {
        #expect(await verdict(forger, [tests]) != "correct")
    }

    @Test(arguments: [
        ("while True:\n    assert f(1) == 1", "undecided:budget"),
        ("print('none')", "undecided:unsupported"), ("print(f(1))", "undecided:bad-problem"),
        ("assert f(1) == f(1)", "undecided:unsupported"),
        ("import numpy\nassert f(1) == 1", "undecided:unsupported"),
        ("assert f(1) == object()", "undecided:unsupported"),
        ("assert 1 == 2\nassert f(1) == 1", "undecided:unsupported"),
        ("assert f(1 == 1", "undecided:unsupported"),
        ("try:\n    f(1)\nexcept ValueError:\n    pass", "undecided:bad-problem"),
    ])
    func `tests that cannot judge leave the candidate undecided`(tests: String, code: String) async
    {
        #expect(await verdict("def f(x): return 1", [tests]) == code)
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
