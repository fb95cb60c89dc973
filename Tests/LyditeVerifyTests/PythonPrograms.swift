/// Further Python functions that are to add up a list, forgers and honest ones.
enum PythonPrograms {
    static let forgers: [(String, String)] = [
        (
            "imports the runner",
            #"""
            import importlib, sys
            try:
                runner = importlib.import_module('runner')
                runner.prepare = lambda *a: 6
            except BaseException: pass
            def solve(xs): return -1
            """#
        ),
        (
            "changes co_consts",
            #"""
            import sys
            f = sys._getframe()
            while f:
                for v in list(f.f_locals.values()):
                    if callable(v) and hasattr(v, '__code__'):
                        try: v.__code__ = (lambda *a, **k: '"value":6').__code__
                        except BaseException: pass
                f = f.f_back
            def solve(xs): return -1
            """#
        ),
        (
            "changes closures",
            #"""
            import sys
            f = sys._getframe(1)
            while f:
                for v in list(f.f_locals.values()):
                    for c in (getattr(v, '__closure__', None) or ()):
                        try:
                            if isinstance(c.cell_contents, int) and not isinstance(c.cell_contents, bool): c.cell_contents = 6
                        except BaseException: pass
                f = f.f_back
            def solve(xs): return -1
            """#
        ),
        (
            "ctypes writes into small integers",
            #"""
            import ctypes
            def solve(xs):
                ctypes.c_long.from_address(id(7) + 24).value = 6
                return 8
            """#
        ),
        (
            "profile function",
            #"""
            import sys
            def prof(frame, event, arg):
                if event == 'return' and frame.f_code.co_name == 'solve': frame.f_locals['xs'] = 6
            sys.setprofile(prof)
            def solve(xs): return -1
            """#
        ),
        (
            "audit hook",
            #"""
            import sys, os
            def hook(name, args):
                if name == 'os.write': os._exit(0)
            sys.addaudithook(hook)
            def solve(xs): return -1
            """#
        ),
        (
            "excepthook and exit code",
            #"""
            import sys, os
            sys.excepthook = lambda *a: os._exit(0)
            def solve(xs): raise RuntimeError
            """#
        ),
        (
            "SystemExit 0",
            #"""
            def solve(xs): raise SystemExit(0)
            """#
        ),
        (
            "GeneratorExit",
            #"""
            def solve(xs): raise GeneratorExit
            """#
        ),
        (
            "property entry point",
            #"""
            class M(type(__import__('sys'))):
                solve = property(lambda s: lambda xs: 6)
            import sys
            sys.modules['solution'].__class__ = M
            """#
        ),
        (
            "AssertionError is harmless",
            #"""
            import builtins
            class Quiet(BaseException): pass
            builtins.AssertionError = Quiet
            def solve(xs): return -1
            """#
        ),
        (
            "other digits",
            #"""
            def solve(xs): return str(sum(xs)).translate({54: 0x0666})
            """#
        ),
        (
            "set instead of number",
            #"""
            def solve(xs): return {sum(xs)}
            """#
        ),
        (
            "bytes of the answer",
            #"""
            def solve(xs): return str(sum(xs)).encode()
            """#
        ),
        (
            "Fraction",
            #"""
            from fractions import Fraction
            def solve(xs): return Fraction(sum(xs))
            """#
        ),
        (
            "near, not equal",
            #"""
            def solve(xs): return sum(xs) + 1e-9
            """#
        ),
        (
            "wraps to 8 bits",
            #"""
            def solve(xs): return (sum(xs) + 250) % 256 - 250 if xs else 256
            """#
        ),
    ]

    static let honest: [(String, String)] = [
        (
            "changes and prints",
            #"""
            def solve(xs):
                xs.sort()
                print(*xs, sep='\n')
                return sum(xs)
            """#
        ),
        (
            "lambda",
            #"""
            solve = lambda xs: sum(xs)
            """#
        ),
        (
            "nested closures",
            #"""
            def make():
                total = 0
                def inner(xs):
                    nonlocal total
                    total = 0
                    for x in xs: total += x
                    return total
                return inner
            solve = make()
            """#
        ),
        (
            "static method",
            #"""
            class Solution:
                @staticmethod
                def total(xs): return sum(xs)
            solve = Solution.total
            """#
        ),
        (
            "bound method",
            #"""
            class Solution:
                def total(self, xs): return sum(xs)
            solve = Solution().total
            """#
        ),
        (
            "decorated",
            #"""
            import functools
            def logged(f):
                @functools.wraps(f)
                def inner(*a, **k):
                    print('call', a)
                    return f(*a, **k)
                return inner
            @logged
            def solve(xs): return sum(xs)
            """#
        ),
        (
            "sys.exit under a guard",
            #"""
            import sys
            def solve(xs): return sum(xs)
            def main(): print(solve([1]))
            if __name__ == '__main__': sys.exit(main())
            """#
        ),
        (
            "match statement",
            #"""
            def solve(xs):
                match xs:
                    case []: return 0
                    case [x, *rest]: return x + solve(rest)
            """#
        ),
        (
            "walrus and star",
            #"""
            def solve(xs, /, *rest, start=0):
                return (t := sum(xs, start))
            """#
        ),
        (
            "async inside",
            #"""
            import asyncio
            async def add(xs): return sum(xs)
            def solve(xs): return asyncio.run(add(xs))
            """#
        ),
        (
            "replaces print",
            #"""
            print = lambda *a: None
            len = 3
            type = str
            def solve(xs): return sum(xs)
            """#
        ),
        (
            "unittest at the end",
            #"""
            import unittest
            def solve(xs): return sum(xs)
            class T(unittest.TestCase):
                def test(self): self.assertEqual(solve([1]), 1)
            if __name__ == '__main__': unittest.main()
            """#
        ),
    ]
}
