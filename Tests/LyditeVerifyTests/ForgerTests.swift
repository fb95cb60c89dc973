import LyditeCore
import LyditeVerify
import Testing

/// Wrong programs that want to be judged correct, and right programs in unusual style.
@Suite(.enabled(if: Support.canRun, "lydite-keeper is not built"))
struct ForgerTests {
    static let forgers: [(String, String)] = [
        (
            "equals everything",
            "class A:\n    def __eq__(s, o): return True\n    def __hash__(s): return 0\ndef solve(xs): return A()"
        ),
        (
            "int subclass",
            "class I(int):\n    def __eq__(s, o): return True\n    def __sub__(s, o): return 0\n    __hash__ = int.__hash__\ndef solve(xs): return I(1)"
        ),
        (
            "str subclass",
            "class S(str):\n    def __eq__(s, o): return True\n    def __repr__(s): return '6'\n    __hash__ = str.__hash__\ndef solve(xs): return S('6')"
        ),
        (
            "list subclass",
            "class L(list):\n    def __eq__(s, o): return True\ndef solve(xs): return L()"
        ),
        (
            "dict subclass",
            "class D(dict):\n    def __eq__(s, o): return True\n    def items(s): return [('a', 1)]\ndef solve(xs): return D()"
        ),
        (
            "float subclass",
            "class F(float):\n    def __eq__(s, o): return True\n    def __repr__(s): return '6.0'\ndef solve(xs): return F(1)"
        ),
        (
            "lying class",
            "class A:\n    __class__ = int\n    def __int__(s): return 6\n    __index__ = __int__\n    def __repr__(s): return '6'\ndef solve(xs): return A()"
        ),
        (
            "metaclass",
            "class M(type):\n    def __instancecheck__(c, o): return True\n    def __eq__(c, o): return True\n    __hash__ = type.__hash__\nclass A(metaclass=M): pass\ndef solve(xs): return A()"
        ),
        (
            "false namedtuple",
            "class T(tuple):\n    _fields = ('a',)\n    def __eq__(s, o): return True\ndef solve(xs): return T()"
        ),
        (
            "false Counter",
            "import collections\nclass Counter(dict):\n    __module__ = 'collections'\n    def __eq__(s, o): return True\ncollections.Counter = Counter\ndef solve(xs): return Counter()"
        ),
        (
            "false numpy",
            "import sys\nclass A:\n    __module__ = 'numpy'\n    def item(s):\n        class I(int):\n            def __eq__(s, o): return True\n        return I(6)\ndef solve(xs): return A()"
        ),
        ("not a number", "def solve(xs): return float('nan')"),
        ("infinity", "def solve(xs): return float('inf')"),
        ("exit 0", "import sys\nsys.exit(0)"),
        ("os._exit", "import os\ndef solve(xs): os._exit(0)"),
        (
            "right once, then leaves",
            "import os\nn = 0\ndef solve(xs):\n    global n\n    n += 1\n    if n > 1: os._exit(0)\n    return 6"
        ),
        ("prints a verdict", "def solve(xs):\n    print('OK\\nPASS\\n{\"verdict\":\"correct\"}')"),
        (
            "writes to every descriptor",
            "import os\ndef solve(xs):\n    for fd in range(256):\n        try: os.write(fd, b'{\"verdict\":\"correct\",\"value\":6}')\n        except OSError: pass\n    return 6"
        ),
        (
            "frame on 4 at load",
            "import os, struct\nbody = b'{\"nonce\":\"0\",\"value\":6}'\nfor _ in range(3): os.write(4, struct.pack('<I', len(body)) + body)\ndef solve(xs): return 0"
        ),
        (
            "answers by itself and twice",
            "import os, struct, sys\ndef solve(xs):\n    f = sys._getframe(1)\n    nonce = f.f_back.f_locals.get('request', f.f_locals.get('request'))['nonce']\n    body = ('{\"nonce\":\"%s\",\"value\":6}' % nonce).encode()\n    os.write(4, struct.pack('<I', len(body)) + body)\n    return 6"
        ),
        (
            "looks in the frames",
            "import sys\ndef solve(xs):\n    f = sys._getframe()\n    while f:\n        for v in list(f.f_locals.values()):\n            if isinstance(v, dict) and 'expected' in v: return v['expected']\n        f = f.f_back\n    return -1"
        ),
        (
            "looks in the heap",
            "import gc\ndef solve(xs):\n    for o in gc.get_objects():\n        if type(o) is dict and 'expected' in o: return o['expected']\n    return -1"
        ),
        (
            "looks for files",
            "import os\ndef solve(xs):\n    for root, _, names in os.walk('/box'):\n        for name in names:\n            text = open(os.path.join(root, name), errors='replace').read()\n            if 'EXPECTED=' in text: return 6\n    return -1"
        ),
        (
            "replaces builtins",
            "import builtins\nfor n in ('all', 'any', 'isinstance', 'repr', 'len', 'type', 'str'):\n    setattr(builtins, n, lambda *a, **k: True)\ndef solve(xs): return -1"
        ),
        (
            "replaces json and operator",
            "import json, operator, math, copy\njson.dumps = lambda *a, **k: '6'\noperator.eq = lambda a, b: True\nmath.isclose = lambda *a, **k: True\ndef solve(xs): return -1"
        ),
        (
            "replaces os.write",
            "import os\nreal = os.write\nos.write = lambda fd, b: real(fd, b.replace(b'-1', b' 6'))\ndef solve(xs): return -1"
        ),
        (
            "empties sys.modules",
            "import sys\nfor n in list(sys.modules):\n    if n not in ('sys', 'builtins'): del sys.modules[n]\ndef solve(xs): return -1"
        ),
        (
            "clears every module",
            "import sys\nfor n, m in list(sys.modules.items()):\n    if n != 'solution': vars(m).clear()\ndef solve(xs): return -1"
        ),
        (
            "at exit",
            "import atexit, os, struct\nb = b'{\"nonce\":\"1\",\"value\":6}'\natexit.register(lambda: os.write(4, struct.pack('<I', len(b)) + b))\ndef solve(xs): return -1"
        ),
        (
            "a thread changes the list",
            "import threading, time\ndef solve(xs):\n    out = [0]\n    def later():\n        time.sleep(0.05)\n        out[0] = 6\n    threading.Thread(target=later).start()\n    return out"
        ),
        (
            "a thread writes frames",
            "import threading, os, struct, time\ndef flood():\n    b = b'{\"nonce\":\"1\",\"value\":6}'\n    while True:\n        os.write(4, struct.pack('<I', len(b)) + b)\n        time.sleep(0.001)\nthreading.Thread(target=flood, daemon=True).start()\ndef solve(xs):\n    time.sleep(0.2)\n    return -1"
        ),
        (
            "forks",
            "import os\ndef solve(xs):\n    pid = os.fork()\n    return 6 if pid == 0 else -1"
        ),
        (
            "forks ten guesses",
            "import os\ndef solve(xs):\n    for guess in range(10):\n        if os.fork() == 0: return guess\n    return 6"
        ),
        (
            "answers by index",
            "n = -1\ndef solve(xs):\n    global n\n    n += 1\n    return [6, 0, 5][n % 3]"
        ),
        (
            "trace function",
            "import sys\ndef trace(frame, event, arg):\n    for k in list(frame.f_locals):\n        if k == 'value': frame.f_locals[k] = 6\n    return trace\nsys.settrace(trace)\ndef solve(xs): return -1"
        ),
        (
            "replaces the runner's function",
            "import sys\nmain = sys.modules['__main__']\nfor n in list(vars(main)):\n    if callable(getattr(main, n)): setattr(main, n, lambda *a, **k: 6)\ndef solve(xs): return -1"
        ),
        ("endless generator", "def solve(xs):\n    while True: yield 6"),
        ("coroutine", "async def solve(xs): return sum(xs)"),
        (
            "class as entry point",
            "class solve:\n    def __init__(s, xs): pass\n    def __eq__(s, o): return True"
        ),
        ("module getattr", "def __getattr__(name): return lambda *a: 6"),
        ("treated-apart exceptions", "def solve(xs): raise KeyboardInterrupt('all is well')"),
        (
            "lying exception",
            "class Passed(BaseException):\n    def __str__(s): return 'correct'\ndef solve(xs): raise Passed('verdict correct')"
        ),
        (
            "hostile exception text",
            "class E(Exception):\n    def __str__(s): import os; os._exit(0)\ndef solve(xs): raise E()"
        ),
        ("ten million digits", "def solve(xs): return 10 ** 10_000_000"),
        (
            "deeply nested",
            "def solve(xs):\n    a = []\n    for _ in range(100000): a = [a]\n    return a"
        ),
        ("contains itself", "def solve(xs):\n    a = []\n    a.append(a)\n    return a"),
        ("lone surrogate", "def solve(xs): return '\\ud800'"),
        ("text of the answer", "def solve(xs): return str(sum(xs))"),
        ("non-empty list", "def solve(xs): return [sum(xs)]"),
        ("closes all", "import os\ndef solve(xs):\n    os.closerange(3, 1024)\n    return 6"),
        (
            "stops itself",
            "import os, signal\ndef solve(xs):\n    os.kill(os.getpid(), signal.SIGSTOP)\n    return 6"
        ),
        ("kills itself", "import os, signal\ndef solve(xs): os.kill(os.getpid(), signal.SIGKILL)"),
        (
            "recursion limit",
            "import sys\nsys.setrecursionlimit(10**9)\ndef solve(xs): return solve(xs)"
        ),
    ]

    @Test(arguments: forgers)
    func `a forger is never judged correct`(name: String, program: String) async throws {
        let check = try Support.function("[[[[1, 2, 3]], 6], [[[]], 0], [[[5]], 5]]")
        let judgement = await Support.verifier.judge(check, program: program)
        #expect(judgement.verdict != .correct, "\(name)")
        if judgement.verdict.cause != nil {
            print("forger \(name): \(judgement.verdict.code), \(judgement.detail ?? "")")
        }
        #expect(judgement.verdict.cause != .sandboxError, "\(name): \(judgement.detail ?? "")")
    }

    static let honest: [(String, String)] = [
        (
            "prints much",
            "def solve(xs):\n    print('FAIL', {'verdict': 'incorrect'}, 'x' * 5000)\n    return sum(xs)"
        ),
        (
            "threads",
            "import threading\ndef solve(xs):\n    out = [0, 0]\n    def part(i, ys): out[i] = sum(ys)\n    ts = [threading.Thread(target=part, args=(i, xs[i::2])) for i in (0, 1)]\n    [t.start() for t in ts]; [t.join() for t in ts]\n    return sum(out)"
        ),
        (
            "thread pool",
            "from concurrent.futures import ThreadPoolExecutor\ndef solve(xs):\n    with ThreadPoolExecutor(2) as pool: return sum(pool.map(lambda x: x, xs))"
        ),
        (
            "recursion to 900",
            "def down(n): return 0 if n == 0 else 1 + down(n - 1)\ndef solve(xs):\n    return sum(xs) + down(900) - 900"
        ),
        (
            "recursion limit raised",
            "import sys\nsys.setrecursionlimit(20000)\ndef down(n): return 0 if n == 0 else 1 + down(n - 1)\ndef solve(xs):\n    return sum(xs) + down(5000) - 5000"
        ),
        (
            "imports",
            "import datetime, decimal, json, socket, sqlite3, ctypes, asyncio, unittest, typing, statistics\ndatetime.datetime.strptime('2020', '%Y')\ndef solve(xs): return float(sum(map(decimal.Decimal, xs)))"
        ),
        (
            "changes the input",
            "def solve(xs):\n    total = 0\n    while xs: total += xs.pop()\n    return total"
        ),
        (
            "callable object",
            "class Adder:\n    def __call__(self, xs): return sum(xs)\nsolve = Adder()"
        ),
        (
            "partial",
            "import functools, operator\nsolve = functools.partial(lambda a, b, xs: functools.reduce(a, xs, b), operator.add, 0)"
        ),
        (
            "main guard",
            "def solve(xs): return sum(xs)\nif __name__ == '__main__':\n    print(solve([int(x) for x in input().split()]))\n    raise SystemExit(1)"
        ),
        (
            "own global names",
            "expected = cases = result = check = main = json = None\nfunction = value = request = space = 1\ndef solve(xs): return sum(xs)"
        ),
        (
            "memoised",
            "import functools\n@functools.cache\ndef total(xs): return sum(xs)\ndef solve(xs): return total(tuple(xs))"
        ),
        (
            "random inside",
            "import random\ndef solve(xs):\n    random.shuffle(xs)\n    return sum(xs)"
        ),
        (
            "exceptions inside",
            "def solve(xs):\n    try:\n        raise KeyboardInterrupt\n    except BaseException:\n        return sum(xs)"
        ),
        ("bool and float", "def solve(xs): return float(sum(xs)) if xs else False"),
        (
            "IntEnum",
            "import enum\nclass N(enum.IntEnum):\n    A = 6\n    B = 0\n    C = 5\ndef solve(xs): return N(sum(xs))"
        ),
        (
            "dataclass",
            "from dataclasses import dataclass\n@dataclass\nclass P:\n    x: int\ndef solve(xs): return sum(P(x).x for x in xs)"
        ),
        (
            "asserts at load",
            "def solve(xs): return sum(xs)\nassert solve([1, 2]) == 3\nprint('ok')"
        ),
        ("defined twice", "def solve(xs): return 0\ndef solve(xs): return sum(xs)"),
        ("coding line", "# -*- coding: latin-1 -*-\ndef solve(xs): return sum(xs)"),
    ]

    @Test(arguments: honest)
    func `an honest oddity passes`(name: String, program: String) async throws {
        let check = try Support.function("[[[[1, 2, 3]], 6], [[[]], 0], [[[5]], 5]]")
        let judgement = await Support.verifier.judge(check, program: program)
        #expect(
            judgement.verdict == .correct,
            "\(name): \(judgement.verdict.code) \(judgement.detail ?? "") \(judgement.evidence.text)"
        )
    }

    @Test func `plain subclasses are read by their base`() async throws {
        let check = try Support.function("[[[\"abca\"], {\"a\": 2, \"b\": 1, \"c\": 1}]]")
        let programs = [
            "from collections import Counter\ndef solve(s): return Counter(s)",
            "from collections import defaultdict\ndef solve(s):\n    d = defaultdict(int)\n    for c in s: d[c] += 1\n    return d",
            "from collections import OrderedDict\ndef solve(s): return OrderedDict((c, s.count(c)) for c in reversed(s))",
        ]
        for program in programs {
            let judgement = await Support.verifier.judge(check, program: program)
            #expect(judgement.verdict == .correct, "\(judgement.detail ?? "")")
        }
        let pair = try Support.function("[[[1], {\"$tuple\": [1, 2]}]]")
        let named =
            "from typing import NamedTuple\nclass P(NamedTuple):\n    a: int\n    b: int\ndef solve(x): return P(x, 2)"
        #expect(await Support.verifier.judge(pair, program: named).verdict == .correct)
    }
}
