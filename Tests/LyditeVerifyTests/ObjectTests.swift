import LyditeCore
import LyditeVerify
import Testing

/// Tests that work with objects of classes that only the candidate defines.
@Suite(.enabled(if: Support.canRun, "lydite-keeper is not built"))
struct ObjectTests {
    private func verdict(_ program: String, _ tests: String, of entryPoint: String) async -> String
    {
        let check = Check.tests(
            TestCheck(
                language: "python", entryPoint: entryPoint, tests: [tests], setup: "", prompt: "",
                limits: Limits(cpu: .seconds(1), wall: .seconds(30))))
        return await Support.verifier.judge(check, program: program).verdict.code
    }

    private static let node = """
        class Node:
            def __init__(self, value, next=None):
                self.value, self.next, self.near = value, next, []

        """

    private static let reversing = """
        a = Node(1)
        b = Node(2, a)
        c = Node(3, b)
        head = f(c)
        assert head is a and head == a and head != b
        values = []
        while head:
            values.append(head.value)
            head = head.next
        assert values == [1, 2, 3]
        """

    private static let reverse = """
        def f(node):
            before = None
            while node: node.next, before, node = before, node, node.next
            return before
        """

    static let shapes: [(String, String, String, String)] = [
        ("f", reversing, node + reverse, node + "def f(node): return node"),
        ("f", reversing, node + reverse, "\(node)def f(node): return Node(1, Node(2, Node(3)))"),
        // What a test appends to an attribute is appended to the object's.
        (
            "f", "a = Node(1)\na.near.append(Node(2))\na.near += [Node(3)]\nassert f(a) == [2, 3]",
            node + "def f(n): return [x.value for x in n.near]", node + "def f(n): return [2]"
        ),
        (
            "f", "xs = [Node(2), Node(1)]\nys = f(xs)\nassert [y.value for y in ys] == [1, 2]",
            node + "def f(xs): return sorted(xs, key=lambda x: x.value)",
            node + "def f(xs): return xs"
        ),
        (
            "f", "a = Node(1)\nassert f({(a, a): 3}, a) == 3 and f({}, a) is None",
            node + "def f(d, a): return d.get((a, a))", node + "def f(d, a): return 3"
        ),
        // The entry point is a class.
        (
            "Stack",
            "s = Stack()\ns.push(1)\ns.push(2)\nassert len(s) == 2 and 1 in s and list(s) == [1, 2]\nassert s.pop() == 2\nassert str(s) == 'Stack 1'\ns[0] = 7\nassert s[0] == 7 and s.top == 7",
            """
            class Stack:
                def __init__(self): self.items = []
                def push(self, x): self.items.append(x)
                def pop(self): return self.items.pop()
                def __len__(self): return len(self.items)
                def __iter__(self): return iter(self.items)
                def __contains__(self, x): return x in self.items
                def __str__(self): return 'Stack %d' % len(self.items)
                def __getitem__(self, i): return self.items[i]
                def __setitem__(self, i, x): self.items[i] = x
                @property
                def top(self): return self.items[-1]
            """,
            "class Stack:\n    def push(self, x): pass\n    def __len__(self): return 2"
        ),
        (
            "Account",
            "import pytest\ndef test_a():\n    a = Account(5)\n    with pytest.raises(ValueError):\n        a.take(9)\n    with pytest.raises(ValueError):\n        Account(-1)\n    assert a.held == 5\n",
            """
            class Account:
                def __init__(self, held):
                    if held < 0: raise ValueError(held)
                    self.held = held
                def take(self, n):
                    if n > self.held: raise ValueError(n)
            """,
            "class Account:\n    def __init__(self, held): self.held = held\n    def take(self, n): raise ValueError(n)"
        ),
        (
            "Counter2",
            "import unittest\nclass T(unittest.TestCase):\n    def setUp(self):\n        self.c = Counter2()\n    def test_a(self):\n        self.c.add('a')\n        self.assertEqual(self.c.counts, {'a': 1})\n",
            "class Counter2:\n    def __init__(self): self.counts = {}\n    def add(self, k): self.counts[k] = self.counts.get(k, 0) + 1",
            "class Counter2:\n    counts = {}\n    def add(self, k): pass"
        ),
    ]

    @Test(arguments: shapes)
    func `objects of the candidate's classes are worked with`(
        entryPoint: String, tests: String, right: String, wrong: String
    ) async {
        #expect(await verdict(right, tests, of: entryPoint) == "correct")
        let other = await verdict(wrong, tests, of: entryPoint)
        #expect(other.hasPrefix("incorrect"), "\(other)")
    }

    /// Nothing that such a class says of itself makes two of its objects the same.
    @Test(arguments: [
        "class Node:\n    def __init__(s, *a): pass\n    def __eq__(s, o): return True\n    def __hash__(s): return 0\ndef f(n): return Node()",
        "class Node:\n    def __new__(c, *a): return c\n    value, next = 1, None\ndef f(n): return n",
        "class Node:\n    def __init__(s, *a): pass\n    def __getattr__(s, name): return s\n    def __bool__(s): return False\ndef f(n): return n",
        "class Any(type):\n    def __eq__(s, o): return True\n    def __hash__(s): return 0\nclass Node(metaclass=Any):\n    def __init__(s, *a): pass\n    value = property(lambda s: [1, 2, 3])\ndef f(n): return n",
    ])
    func `an object equals itself only`(program: String) async {
        let code = await verdict(program, Self.reversing, of: "f")
        #expect(code != "correct", "\(code)")
    }

    /// A function that only the candidate defines is no witness: it could agree with anything.
    @Test(arguments: [
        (
            "assert 3 in f(Node(3))",
            "class Node:\n    def __init__(s, v): pass\n    def __contains__(s, x): return True\ndef f(n): return n"
        ),
        ("assert checked(f(3), 9)", "def checked(a, b): return True\ndef f(x): return 0"),
        (
            "x = f(3)\nassert checked(x) == checked(9)",
            "def checked(a): return 1\ndef f(x): return 0"
        ),
        (
            "a = Node(1)\nassert f(a).value == Node(1).value",
            "class Node:\n    value = 5\n    def __init__(s, v): pass\ndef f(a): return a"
        ),
    ])
    func `what only the candidate says is not believed`(tests: String, program: String) async {
        let code = await verdict(program, tests, of: "f")
        #expect(code != "correct", "\(code)")
    }

    @Test(arguments: [
        // What cannot be told from outside is said, and not held against the candidate.
        "import copy\na = Node(1)\nassert copy.copy(f(a)).value == 1",
        "class Mine(Node): pass\nassert f(Mine(1)).value == 1",
        "assert f(Node(1)).startswith('a') and unknown(f(Node(1)))",
    ])
    func `what cannot be told leaves it undecided`(tests: String) async {
        let program = Self.node + "def f(n): return n"
        #expect(await verdict(program, tests, of: "f") == "undecided:unsupported")
    }
}
