import Testing

/// Shapes of test text with programs that plain Python passes and fails.
enum PlainPythonShapes {
    struct Shape: Sendable, CustomTestStringConvertible {
        var entryPoint: String
        var tests: String
        var right: String
        var wrong: String

        var testDescription: String { tests }

        init(_ entryPoint: String, _ tests: String, _ right: String, _ wrong: String) {
            self.entryPoint = entryPoint
            self.tests = tests
            self.right = right
            self.wrong = wrong
        }
    }

    static let told: [Shape] = [
        Shape(
            "f",
            "class P:\n    def __init__(s, x): s.x = x\n    def key(s): return (s.x,)\n    def __repr__(s): return str(s.x)\na = P(1)\nassert f(a).key() == P(2).key()\nassert f(P(3)).x == 4",
            "def f(a):\n    a.x += 1\n    return a",
            "def f(a):\n    a.x += 2\n    return a"),
        Shape(
            "Solution",
            "s = Solution()\nassert s.add(1, 2) == 3",
            "class Solution:\n    def add(self, a, b): return a + b",
            "class Solution:\n    def add(self, a, b): return a * b"),
        Shape(
            "Solution",
            "def check(candidate):\n    assert candidate().add(1, 2) == 3",
            "class Solution:\n    def add(self, a, b): return a + b",
            "class Solution:\n    def add(self, a, b): return a * b"),
        Shape(
            "Solution",
            "import unittest\nclass T(unittest.TestCase):\n    def test_a(self):\n        self.assertEqual(Solution().add(1, 2), 3)",
            "class Solution:\n    def add(self, a, b): return a + b",
            "class Solution:\n    def add(self, a, b): return a * b"),
        Shape(
            "Solution",
            "class TestAdd:\n    def setup_method(self):\n        self.s = Solution()\n    def test_a(self):\n        assert self.s.add(1, 2) == 3",
            "class Solution:\n    def add(self, a, b): return a + b",
            "class Solution:\n    def add(self, a, b): return a * b"),
        Shape(
            "Find_Max",
            "import pytest\nclass TestF:\n    def test_a(self):\n        xs = Find_Max([1, 3])\n        assert xs == 3\n        assert xs < 4",
            "def Find_Max(xs): return max(xs)",
            "def Find_Max(xs): return min(xs)"),
        Shape(
            "adder",
            "assert adder(1)(2) == 3",
            "def adder(a): return lambda b: a + b",
            "def adder(a): return lambda b: a"),
        Shape(
            "f",
            "assert [f(x) for x in [1, 3]] == [1, 9]",
            "def f(x): return x * x",
            "def f(x): return x + x"),
        Shape(
            "f",
            "assert max(f(x) for x in [1, 3]) == 9",
            "def f(x): return x * x",
            "def f(x): return x + x"),
        Shape(
            "f",
            "assert sum(map(lambda x: f(x), [1, 3])) == 10",
            "def f(x): return x * x",
            "def f(x): return x + x"),
        Shape(
            "f",
            "assert any(f(x) == 9 for x in [1, 3])",
            "def f(x): return x * x",
            "def f(x): return x + x"),
        Shape(
            "f",
            "assert {x: f(x) for x in [1, 3]} == {1: 1, 3: 9}",
            "def f(x): return x * x",
            "def f(x): return x + x"),
        Shape(
            "f",
            "assert sorted([-3, 1], key=lambda x: f(x)) == [1, -3] and f(3) == 9",
            "def f(x): return x * x",
            "def f(x): return x + x"),
        Shape(
            "f",
            "assert (f(3) if f(1) == 1 else 0) == 9",
            "def f(x): return x * x",
            "def f(x): return x + x"),
        Shape(
            "f",
            "assert list(filter(lambda x: f(x) > 6, [1, 3])) == [3] and f(1) == 1",
            "def f(x): return x * x",
            "def f(x): return x + x"),
        Shape(
            "f",
            "def twice(x): return 2 * x\nK = 3\nassert f(twice, K) == 6",
            "def f(g, x): return g(x)",
            "def f(g, x): return x"),
        Shape(
            "f",
            "K = 2\nassert f(lambda q: q * K, 3) == 6\nassert f(lambda K: K, 3) == 3",
            "def f(g, x): return g(x)",
            "def f(g, x): return x"),
        Shape(
            "f",
            "class Node:\n    def __init__(self, v, n=None): self.v, self.n = v, n\nassert f(Node(1, Node(2))) == 3",
            "def f(h):\n    t = 0\n    while h: t, h = t + h.v, h.n\n    return t",
            "def f(h): return h.v"),
        Shape(
            "f",
            "from collections import Counter\nassert f(Counter('aab'), 2) == ('a', 2)",
            "def f(c, n): return (c.most_common(1)[0][0], n)",
            "def f(c, n): return (c, n)"),
        Shape(
            "f",
            "r = f(10)\nassert sum(r) == 10\nassert len(r) == 4\nassert max(r) == 5",
            "def f(x): return [5, 2, 2, 1]",
            "n = 0\ndef f(x):\n    global n; n += 1\n    return [[10], [0] * 4, [5]][(n - 1) % 3]"),
        Shape(
            "f",
            "a = f()\nassert a == 1\nassert a != 2\nb = f()\nassert b == 2",
            "n = 0\ndef f():\n    global n; n += 1\n    return n",
            "def f(): return 1"),
        Shape(
            "f",
            "r = f(3)\nassert r.pop() == 3\nassert r.pop() == 2",
            "def f(n): return list(range(1, n + 1))",
            "def f(n): return [3] * n"),
        Shape(
            "f",
            "x = f(1)\nassert f(2) == 4",
            "def f(x): return x * x",
            "def f(x):\n    if x == 1: raise ValueError\n    return 4"),
        Shape(
            "f",
            "def check(c):\n    assert c(1) == 1\n    return\n    assert c(1) == 99",
            "def f(x): return x * x",
            "def f(x): return 99"),
        Shape(
            "Stack",
            "import pytest\n@pytest.fixture\ndef s():\n    made = Stack()\n    yield made\n@pytest.mark.parametrize('x', [1, 2])\ndef test_a(s, x):\n    s.push(x)\n    assert s.pop() == x",
            "class Stack:\n    def __init__(s): s.i = []\n    def push(s, x): s.i.append(x)\n    def pop(s): return s.i.pop()",
            "class Stack:\n    def push(s, x): pass\n    def pop(s): return 1"),
        Shape(
            "f",
            "import asyncio\ndef test_a():\n    assert asyncio.run(f(3)) == 9",
            "import asyncio\nasync def f(x):\n    await asyncio.sleep(0)\n    return x * x",
            "async def f(x): return x"),
        Shape(
            "f",
            "import unittest\nclass T(unittest.IsolatedAsyncioTestCase):\n    async def test_a(self):\n        self.assertEqual(await f(3), 9)",
            "async def f(x): return x * x",
            "async def f(x): return x"),
        Shape(
            "f",
            "import pytest\n@pytest.mark.asyncio\nasync def test_a():\n    assert f(3) == 9",
            "def f(x): return x * x",
            "def f(x): return x + x"),
        Shape(
            "f",
            "import pytest\ndef test_a():\n    with pytest.raises(ValueError, match='neg') as e:\n        f(-1)\n    assert e.match('neg') and e.type is ValueError and e.value.args == ('negative', -1)\n    assert f(2) == pytest.approx(4)\n    assert [f(1)] == pytest.approx((1.0,))",
            "def f(x):\n    if x < 0: raise ValueError('negative', x)\n    return x * x",
            "def f(x):\n    if x < 0: raise ValueError('neg')\n    return x * x"),
        Shape(
            "f",
            "import random\ndef test_a():\n    x = random.SystemRandom().randint(2, 10 ** 9)\n    y = f(x)\n    if y: assert f(y) == 4 * x",
            "def f(x): return 2 * x",
            "def f(x): return x + 2"),
        Shape(
            "Bank",
            "b = Bank()\nb.add(1)\nh = b.history()\nh.append(99)\nassert b.history() == [1]",
            "class Bank:\n    def __init__(self): self.h = []\n    def add(self, x): self.h.append(x)\n    def history(self): return list(self.h)",
            "class Bank:\n    def __init__(self): self.h = []\n    def add(self, x): self.h.append(x)\n    def history(self): return self.h"
        ),
        Shape(
            "Bank",
            "b = Bank()\nh = b.history()\nb.add([1])\nassert h == [[1]] and b.history() is h\nh[0].append(2)\nassert b.history()[0] == [1, 2]",
            "class Bank:\n    def __init__(self): self.h = []\n    def add(self, x): self.h.append(x)\n    def history(self): return self.h",
            "class Bank:\n    def __init__(self): self.h = []\n    def add(self, x): self.h.append(x)\n    def history(self): return list(self.h)"
        ),
        Shape(
            "Log",
            "out = []\nl = Log(out)\nl.write('a')\nassert out == ['a']",
            "class Log:\n    def __init__(s, o): s.o = o\n    def write(s, x): s.o.append(x)",
            "class Log:\n    def __init__(s, o): s.o = list(o)\n    def write(s, x): s.o.append(x)"),
        Shape(
            "f",
            "xs = [3, 1, 2]\nassert f(xs) == [1, 2, 3]\nassert xs == [3, 1, 2]",
            "def f(xs): return sorted(xs)",
            "def f(xs):\n    xs.sort()\n    return xs"),
        Shape(
            "f",
            "m = [[0, 0], [0, 0]]\nf(m)\nassert m[0][1] == 1 and m[1] == [0, 0]",
            "def f(m): m[0][1] = 1",
            "def f(m): m[0] = [1, 0]"),
        Shape(
            "Graph",
            "g = Graph()\ng.adj['a'].append('b')\nassert g.count() == 1 and g.adj == {'a': ['b']}",
            "from collections import defaultdict\nclass Graph:\n    def __init__(s): s.adj = defaultdict(list)\n    def count(s): return len(s.adj['a'])",
            "class Graph:\n    def __init__(s): s.adj = {'a': ['b']}\n    def count(s): return 1"),
        Shape(
            "Item",
            "i = Item('kg')\nassert (i.unit, i.handle(2), i.known, i.name) == ('kg', 3, 1, 'n')\nassert type(i).__name__ == 'Item' and vars(i) == {'unit': 'kg'}\nassert not hasattr(i, '__iter__') and not callable(i) and isinstance(i, Item)",
            "class Item:\n    known, name = 1, 'n'\n    def __init__(self, u): self.unit = u\n    def handle(self, x): return x + 1",
            "class Item:\n    known, name = 1, 'n'\n    def __init__(self, u): self.unit = u\n    def handle(self, x): return x + 1\n    def __iter__(self): return iter(())"
        ),
        Shape(
            "Stack",
            "from collections.abc import Iterable\ns = Stack()\nassert isinstance(s, Iterable) and list(s) == [1] and len(s) == 1 and s",
            "class Stack:\n    def __iter__(s): return iter([1])\n    def __len__(s): return 1",
            "class Stack:\n    def __getitem__(s, i): return [1][i]\n    def __len__(s): return 1"),
        Shape(
            "Dog",
            "d = Dog('a')\nassert issubclass(Dog, Animal) and isinstance(d, Animal)\nassert Dog.made('b').name == 'b' and Dog.legs == 4 and Dog.__doc__ == 'A dog.'",
            "class Animal:\n    legs = 4\n    def __init__(s, n): s.name = n\n    @classmethod\n    def made(c, n): return c(n)\nclass Dog(Animal):\n    'A dog.'",
            "class Animal: pass\nclass Dog:\n    'A dog.'\n    legs = 4\n    def __init__(s, n): s.name = n\n    @classmethod\n    def made(c, n): return c(n)"
        ),
        Shape(
            "Vec",
            "v = Vec(1, 2) + Vec(3, 4)\nassert (v.x, v[1], -v.x) == (4, 6, -4)\nassert Vec(1, 1) < Vec(2, 2) and sorted([Vec(2, 0), Vec(1, 0)])[0].x == 1\nassert str(v) == '4,6' and f'{v}' == '4,6'",
            "class Vec:\n    def __init__(s, x, y): s.x, s.y = x, y\n    def __add__(s, o): return Vec(s.x + o.x, s.y + o.y)\n    def __getitem__(s, i): return (s.x, s.y)[i]\n    def __lt__(s, o): return (s.x, s.y) < (o.x, o.y)\n    def __str__(s): return '%d,%d' % (s.x, s.y)",
            "class Vec:\n    def __init__(s, x, y): s.x, s.y = x, y\n    def __add__(s, o): return Vec(4, 6)\n    def __getitem__(s, i): return (s.x, s.y)[i]\n    def __lt__(s, o): return False\n    def __str__(s): return '4,6'"
        ),
        Shape(
            "Ctx",
            "with Ctx() as c:\n    assert c.on\nassert not c.on",
            "class Ctx:\n    def __enter__(s):\n        s.on = True\n        return s\n    def __exit__(s, *a): s.on = False",
            "class Ctx:\n    on = True\n    def __enter__(s): return s\n    def __exit__(s, *a): pass"
        ),
        Shape(
            "Count",
            "c = Count(2)\nassert next(c) == 0 and list(c) == [1]\ntry:\n    next(c)\n    assert False\nexcept StopIteration:\n    pass",
            "class Count:\n    def __init__(s, n): s.n, s.i = n, 0\n    def __iter__(s): return s\n    def __next__(s):\n        if s.i >= s.n: raise StopIteration\n        s.i += 1\n        return s.i - 1",
            "class Count:\n    def __init__(s, n): s.n = n\n    def __iter__(s): return s\n    def __next__(s): raise StopIteration"
        ),
        Shape(
            "fib",
            "g = fib()\nassert [next(g) for _ in range(5)] == [0, 1, 1, 2, 3]",
            "def fib():\n    a, b = 0, 1\n    while True:\n        yield a\n        a, b = b, a + b",
            "def fib():\n    yield from range(9)"),
        Shape(
            "Color",
            "assert Color.RED.value == 1 and Color['RED'] is Color.RED and [c.name for c in Color] == ['RED']\nassert {Color.RED: 2}[Color.RED] == 2",
            "from enum import Enum\nclass Color(Enum):\n    RED = 1",
            "from enum import Enum\nclass Color(Enum):\n    RED = 2"),
        Shape(
            "Reg",
            "from solution import Reg, Gone\nimport pytest\ndef test_a():\n    with pytest.raises(Gone) as e:\n        Reg().get('x')\n    assert e.value.code == 3 and str(e.value) == 'gone x'\n    try:\n        Reg().need('y')\n        assert False\n    except KeyError as e:\n        assert str(e) == \"'y'\" and e.args[0] == 'y'",
            "class Gone(Exception):\n    def __init__(s, k):\n        super().__init__('gone ' + k)\n        s.code = 3\nclass Reg:\n    def get(s, k): raise Gone(k)\n    def need(s, k): return {}[k]",
            "class Gone(Exception): code = 3\nclass Reg:\n    def get(s, k): raise LookupError(k)\n    def need(s, k): return {}[k]"
        ),
        Shape(
            "f",
            "from decimal import Decimal\nfrom datetime import date\nassert f(1) == Decimal('1.5')\nassert f(2) == date(2020, 1, 2)\nassert f(3) == range(3)",
            "from decimal import Decimal\nfrom datetime import date\ndef f(x): return [None, Decimal('1.50'), date(2020, 1, 2), range(0, 3)][x]",
            "from decimal import Decimal\nfrom datetime import date\ndef f(x): return [None, Decimal('1.50'), date(2020, 1, 3), range(0, 3)][x]"
        ),
        Shape(
            "f",
            "assert list(f([1, 2])) == [1, 4]\nassert sorted(f([3])) == [9]",
            "def f(xs): return map(lambda x: x * x, xs)",
            "def f(xs): return map(abs, xs)"),
        Shape(
            "memo",
            "calls = []\n@memo\ndef g(x):\n    calls.append(x)\n    return 2 * x\nassert (g(2), g(2), calls) == (4, 4, [2])",
            "def memo(f):\n    known = {}\n    def g(x):\n        if x not in known: known[x] = f(x)\n        return known[x]\n    return g",
            "def memo(f): return f"),
        Shape(
            "Stack",
            "s = Stack()\nfor i in range(150): s.push(i)\nfor i in range(149, -1, -1): assert s.pop() == i",
            "class Stack:\n    def __init__(s): s.i = []\n    def push(s, x): s.i.append(x)\n    def pop(s): return s.i.pop()",
            "class Stack:\n    def __init__(s): s.i = []\n    def push(s, x): s.i.append(x)\n    def pop(s): return s.i.pop(0)"
        ),
        Shape(
            "Box",
            "import uuid\na, b = Box(), Box()\nassert a.id != b.id and a.n == 1",
            "import uuid\nclass Box:\n    n = 1\n    def __init__(s): s.id = uuid.uuid4().hex",
            "class Box:\n    n, id = 1, 'x'"),
        Shape(
            "turn",
            "n = Node(1, Node(2))\nr = turn(n)\nfound = []\nwhile r: found, r = found + [r.v], r.n\nassert found == [2, 1]",
            "class Node:\n    def __init__(s, v, n=None): s.v, s.n = v, n\ndef turn(h):\n    p = None\n    while h: h.n, p, h = p, h, h.n\n    return p",
            "class Node:\n    def __init__(s, v, n=None): s.v, s.n = v, n\ndef turn(h): return h"),
        Shape(
            "Account",
            "log = []\ndef test_a():\n    log.append(Account().id)\ndef test_b():\n    assert Account().id == log[0] + 1",
            "class Account:\n    n = 0\n    def __init__(s):\n        Account.n += 1\n        s.id = Account.n",
            "class Account:\n    id = 1"),
        Shape(
            "Log",
            "import unittest\nclass T(unittest.TestCase):\n    @classmethod\n    def setUpClass(cls): cls.l = Log()\n    def test_a(self):\n        self.l.add('x')\n        self.assertEqual(self.l.all(), ['x'])\n    def test_b(self): self.assertEqual(len(self.l.all()), 1)",
            "class Log:\n    def __init__(s): s.a = []\n    def add(s, m): s.a.append(m)\n    def all(s): return s.a",
            "class Log:\n    def add(s, m): s.a = [m]\n    def all(s):\n        a, s.a = s.a, []\n        return a"
        ),
        Shape(
            "f",
            "a = f()\nassert a[0] is a",
            "def f():\n    a = []\n    a.append(a)\n    return a",
            "def f(): return [[]]"),
        Shape(
            "f",
            "it=iter([1,2,3,4])\nassert f(it,2)==[1,2]\nassert next(it)==3",
            "from itertools import islice\ndef f(it,n): return list(islice(it,n))",
            "def f(it,n): return list(it)[:n]"),
        Shape(
            "f",
            "seen=[]\ndef g():\n    for i in range(3):\n        seen.append(i)\n        yield i\nassert f(g())==0\nassert seen==[0]",
            "def f(it): return next(it)",
            "def f(it): return list(it)[0]"),
        Shape(
            "f",
            "import itertools\nassert f(itertools.count(1),3)==[1,2,3]",
            "from itertools import islice\ndef f(it,n): return list(islice(it,n))",
            "def f(it,n): return []"),
        Shape(
            "f",
            "@f\ndef greet(name):\n    'says'\n    return 'hi '+name\nassert greet.__name__=='greet' and greet.__doc__=='says'\nassert greet('a')=='HI A'",
            "import functools\ndef f(g):\n    @functools.wraps(g)\n    def w(*a,**k): return g(*a,**k).upper()\n    return w",
            "def f(g):\n    def w(*a): return g(*a).upper()\n    return w"),
        Shape(
            "f",
            "def add(a,b,c): return a+b+c\nassert f(add)(1)(2)(3)==6",
            "import inspect\ndef f(g):\n    n=len(inspect.signature(g).parameters)\n    def h(*a): return g(*a) if len(a)>=n else lambda *b: h(*a,*b)\n    return h",
            "def f(g): return lambda a: lambda b: lambda c: 0"),
        Shape(
            "f",
            "def add(a,b,c): return a+b+c\nassert f(add)(1)(2)(3)==6\nassert f(lambda x: x)(4)==4",
            "def f(g):\n    n=g.__code__.co_argcount\n    def h(*a): return g(*a) if len(a)>=n else lambda *b: h(*a,*b)\n    return h",
            "def f(g): return lambda a: lambda b: lambda c: 0"),
        Shape(
            "f",
            "def cb(a,b=3): return a*b\nassert f(cb)==1\nassert f(lambda: 0)==0",
            "def f(cb):\n    c=cb.__code__.co_argcount-len(cb.__defaults__ or ())\n    return c",
            "def f(cb): return 2"),
        Shape(
            "f",
            "from collections import OrderedDict\nd=f([('b',1),('a',2)])\nassert d==OrderedDict([('b',1),('a',2)])\nassert list(d)==['b','a']\nd.move_to_end('b')\nassert list(d)==['a','b']",
            "from collections import OrderedDict\ndef f(p): return OrderedDict(p)",
            "from collections import OrderedDict\ndef f(p): return OrderedDict(sorted(p))"),
        Shape(
            "f",
            "d=f(2)\nfor i in range(5): d.append(i)\nassert list(d)==[3,4]\nassert d.maxlen==2",
            "from collections import deque\ndef f(n): return deque(maxlen=n)",
            "def f(n): return []"),
        Shape(
            "Solution",
            "s=Solution()\nassert s.twoSum([2,7],9)==[0,1]\nassert Solution().twoSum(nums=[3,3],target=6)==[0,1]",
            "class Solution:\n    def twoSum(self,nums,target):\n        d={}\n        for i,x in enumerate(nums):\n            if target-x in d: return [d[target-x],i]\n            d[x]=i",
            "class Solution:\n    def twoSum(self,nums,target): return [0,0]"),
    ]

    static let untold: [(String, String, String)] = [
        (
            "Point",
            "assert Point(1, 2) == Point(1, 2)",
            "from dataclasses import dataclass\n@dataclass\nclass Point:\n    x: int\n    y: int"
        ),
        (
            "Point",
            "assert len({Point(1), Point(1)}) == 1 and Point(1).x == 1",
            "class Point:\n    def __init__(s, x): s.x = x\n    def __eq__(s, o): return s.x == o.x\n    def __hash__(s): return hash(s.x)"
        ),
        (
            "f",
            "import io, contextlib\nb = io.StringIO()\nwith contextlib.redirect_stdout(b):\n    f(3)\nassert b.getvalue() == '3\\n'",
            "def f(x): print(x)"
        ),
        (
            "f",
            "import pytest\ndef test_a():\n    with pytest.warns(UserWarning):\n        assert f(2) == 2",
            "import warnings\ndef f(x):\n    warnings.warn('w')\n    return x"
        ),
        (
            "f",
            "import inspect\nassert list(inspect.signature(f).parameters) == ['x']\nassert f(1) == 2",
            "def f(x): return x + 1"
        ),
        (
            "f",
            "assert f(10 ** 6) == 2 ** 10 ** 6",
            "def f(n): return 2 ** n"
        ),
        (
            "Node",
            "import copy\nassert copy.copy(Node(1)).v == 1",
            "class Node:\n    def __init__(s, v): s.v = v"
        ),
        (
            "Node",
            "class Mine(Node): pass\nassert Mine(1).v == 1",
            "class Node:\n    def __init__(s, v): s.v = v"
        ),
        (
            "f",
            "def test_a(tmp_path):\n    assert f(tmp_path) == 1",
            "def f(x): return 1"
        ),
        (
            "f",
            "class Helper:\n    def run(self):\n        assert f(1) == 2",
            "def f(x): return 1"
        ),
        (
            "f",
            "log=[]\ng=f(log)\nnext(g)\ng.close()\nassert log==['closed']",
            "def f(log):\n    try:\n        while 1: yield 1\n    finally: log.append('closed')"
        ),
        (
            "f",
            "g=f()\nassert next(g)==1\nassert g.throw(ValueError('x'))=='caught'",
            "def f():\n    try: yield 1\n    except ValueError: yield 'caught'"
        ),
        (
            "f",
            "try: f()\nexcept ValueError as e:\n    assert isinstance(e.__cause__, KeyError)\nelse: assert 0",
            "def f():\n    try: {}['a']\n    except KeyError as e: raise ValueError('x') from e"
        ),
        (
            "f",
            "assert f.__annotations__=={'x':int}\nassert f(1)==2",
            "def f(x:int): return x+1"
        ),
        (
            "f",
            "import tempfile,os\nwith tempfile.TemporaryDirectory() as d:\n    p=os.path.join(d,'a.txt')\n    open(p,'w').write('x y')\n    assert f(p)==2",
            "def f(p): return len(open(p).read().split())"
        ),
        (
            "f",
            "class E(Exception): pass\nn=[0]\ndef flaky():\n    n[0]+=1\n    if n[0]<3: raise E('no')\n    return 'ok'\nassert f(flaky,5)=='ok'\nassert n[0]==3",
            "def f(g,k):\n    for i in range(k):\n        try: return g()\n        except Exception:\n            if i==k-1: raise"
        ),
    ]

    static let forged: [(String, String, String)] = [
        (
            "f",
            "class P:\n    def __init__(s, x): s.x = x\n    def key(s): return (s.x,)\n    def __repr__(s): return str(s.x)\na = P(1)\nassert f(a).key() == P(2).key()",
            "def f(a):\n    type(a).key = lambda s: 0\n    return a"
        ),
        (
            "f",
            "class P:\n    def __init__(s, x): s.x = x\n    def key(s): return (s.x,)\n    def __repr__(s): return str(s.x)\na = P(1)\nassert f(a).key() == P(2).key()",
            "def f(a):\n    a.key = lambda: (2,)\n    return a"
        ),
        (
            "f",
            "class P:\n    def __init__(s, x): s.x = x\n    def key(s): return (s.x,)\n    def __repr__(s): return str(s.x)\na = P(1)\nassert repr(f(a)) == repr(P(2))",
            "def f(a):\n    type(a).__repr__ = lambda s: 'P'\n    return a"
        ),
        (
            "f",
            "class P:\n    def __init__(s, x): s.x = x\n    def key(s): return (s.x,)\n    def __repr__(s): return str(s.x)\na = P(1)\nassert f(a).x == P(2).x",
            "def f(a):\n    type(a).x = property(lambda s: 5, lambda s, v: None)\n    return a"
        ),
        (
            "f",
            "def test_a():\n    for a, b in zip(map(f, [1, 2]), [1, 4]):\n        assert a == b",
            "def f(x): raise StopIteration"
        ),
        (
            "f",
            "def test_a():\n    got = list(map(f, [3, 1]))\n    for g, w in zip(got, [9, 1]):\n        assert g == w",
            "def f(x): raise StopIteration"
        ),
        (
            "f",
            "import unittest\nclass T(unittest.TestCase):\n    def test_a(self):\n        self.assertEqual(f(1), 2)",
            "import unittest\ndef f(x): raise unittest.SkipTest('x')"
        ),
        (
            "f",
            "def test_a():\n    x = f(1)\n    assert x == 2 and x < 3",
            "import unittest\ndef f(x): raise unittest.SkipTest('x')"
        ),
        (
            "Stack",
            "s = Stack()\ns.push(2)\nassert 2 in s.items()\nassert 7 not in [s]",
            "class Yes:\n    def __contains__(self, x): return True\nclass Stack:\n    def push(self, x): pass\n    def items(self): return Yes()"
        ),
        (
            "Stack",
            "s = Stack()\ns.push(1)\nassert s.pop() == 1",
            "class E:\n    def __eq__(self, o): return True\nclass Stack:\n    def push(self, x): pass\n    def pop(self): return E()"
        ),
        (
            "Stack",
            "s = Stack()\ns.push(1)\nassert s.size() > 0",
            "class E:\n    def __gt__(self, o): return True\nclass Stack:\n    def push(self, x): pass\n    def size(self): return E()"
        ),
        (
            "f",
            "n = Node(3)\nassert f(n).startswith('3')\nassert not f(n).isalpha()",
            "class A:\n    def startswith(self, x): return True\n    def isalpha(self): return False\nclass Node:\n    def __init__(self, v): self.v = v\ndef f(n): return A()"
        ),
        (
            "Solution",
            "xs = [3, 1, 2]\nassert Solution().order(xs) == sorted(xs)",
            "class Solution:\n    def order(self, xs):\n        xs.clear()\n        return []"
        ),
        (
            "f",
            "def test_a():\n    xs = [3, 1, 2]\n    f(None)\n    r = f(xs)\n    assert r == sorted(xs)",
            "def f(xs):\n    if xs: xs.clear()\n    return []"
        ),
        (
            "Stack",
            "def test_a():\n    s = Stack()\n    s.push(1)\n    assert s.pop() == 1\nclass TestStack:\n    def test_b(self):\n        s = Stack()\n        s.push(2)\n        assert s.pop() == 2",
            "class Stack:\n    def push(self, x): pass\n    def pop(self): return 1"
        ),
        (
            "f",
            "import unittest\ndef test_a():\n    assert f(1) == 1\nclass T(unittest.IsolatedAsyncioTestCase):\n    async def test_b(self):\n        assert f(2) == 4",
            "def f(x): return 1"
        ),
        (
            "Reg",
            "g = Reg()\nassert callable(g.make())\nassert g.n() == 1",
            "class O: pass\nclass Reg:\n    def make(self): return O()\n    def n(self): return 1"
        ),
        (
            "f",
            "x = f(1)\ny = f(x)\nassert abs(f(y) - 8) < 1e-6",
            "class A:\n    def __sub__(s,o): return 0\ndef f(x): return A()"
        ),
        (
            "f",
            "x=f(1)\ny=f(x)\nassert 8 - f(y) < 1e-6 and f(y) - 8 < 1e-6",
            "class A:\n    def __sub__(s,o): return -1\n    def __rsub__(s,o): return -1\ndef f(x): return A()"
        ),
        (
            "f",
            "x=f([1,2])\ny=f(x)\nassert sum(abs(a-b) for a,b in zip(f(y),[8,16])) < 1e-9",
            "class A:\n    def __sub__(s,o): return 0\ndef f(x): return [A(),A()]"
        ),
        (
            "f",
            "x=f(1)\ny=f(x)\nz=f(y)\nassert not z ^ 8",
            "class A:\n    def __xor__(s,o): return 0\ndef f(x): return A()"
        ),
        (
            "f",
            "class Tree:\n    def __init__(self, v, l=None, r=None): self.v, self.l, self.r = v, l, r\n    def equals(self, o): return o is not None and self.v == o.v\n    def turned(self): return Tree(self.v, self.r, self.l)\nt = Tree(1, Tree(2), Tree(3))\nwant = Tree(4)\nassert f(t).equals(want)",
            "import gc\ndef patch():\n    for o in gc.get_objects():\n        if isinstance(o, type) and o.__name__ == 'Tree':\n            o.equals = lambda *a, **k: True\ndef f(x):\n    patch()\n    return x"
        ),
        (
            "f",
            "xs=[1,2,3]\nout=f(xs)\nassert out == [x*2 for x in xs]",
            "def f(xs):\n    xs[:]=[0]\n    return [0]"
        ),
        (
            "f",
            "xs=[3,1,2]\nassert set(f(xs)) == set(xs) and f(xs) == sorted(xs)",
            "def f(xs):\n    xs.clear()\n    return []"
        ),
        (
            "f",
            "xs=[3,1,2]\nr=f(xs)\nassert len(r) == len(xs)\nassert r == xs[::-1]",
            "def f(xs):\n    xs.clear()\n    return []"
        ),
        (
            "f",
            "import random\ndef ref(xs): return [x+1 for x in xs]\nfor i in range(5):\n    xs=[random.randint(0,9) for _ in range(5)]\n    r = f(xs)\n    assert r == ref(xs)",
            "def f(xs):\n    xs.clear()\n    return []"
        ),
        (
            "f",
            "assert Counter(f([1,2])) == Counter([2,4])",
            "class Counter:\n    def __new__(c, *a): return 0\ndef f(x): return 0"
        ),
        (
            "f",
            "assert Wrap(f(1)) == Wrap(2)",
            "class Wrap:\n    def __new__(c, *a): return 0\ndef f(x): return 0"
        ),
        (
            "f",
            "assert Wrap(f(1)) == Wrap(2)\nassert Wrap(f(1)) is Wrap(2)",
            "class Wrap:\n    one=None\n    def __new__(c, *a):\n        if c.one is None: c.one=object.__new__(c)\n        return c.one\ndef f(x): return 0"
        ),
        (
            "f",
            "def cb(x): assert x == 4\nf(cb, 2)\nassert f(cb, 2) is None",
            "def f(cb, x):\n    try: cb(0)\n    except BaseException: pass"
        ),
        (
            "f",
            "import pytest\nfor r, w in zip(map(f, [1,2,3]), [2,4,6]): assert r == w\ndef test_x():\n    with pytest.raises(StopIteration): f(None)",
            "def f(x): raise StopIteration"
        ),
        (
            "f",
            "x=f(1)\ny=f(x)\nassert y[8] and y[9]",
            "class A:\n    def __getitem__(s,o): return True\ndef f(x): return A()"
        ),
    ]
}
