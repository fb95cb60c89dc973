"""Runs test text that cannot be taken apart, with a stand-in for the candidate's functions.

Runs in a sandbox of its own, without any candidate. The stand-in knows the results of the first calls; at the first call
without a result a test stops, and the call is reported. The judge has the candidate make the calls, elsewhere, and
starts this program again with their results, until every test has ended. What crosses is plain data both ways, the
arguments as they were left by the call included.

Reads {"entryPoint", "tests", "setup", "prompt", "results": {test: [...]}} and writes {"units": [...], "reason": ...}.
With "sentinel" every call gives the same useless value: tests that hold even then say nothing.
"""
import ast
import builtins
import json
import random
import sys
import types
import unittest

from handles import Remote, Unfit, remote_class
from tagged import Handle, Unsupported, tagged, untagged

MAXIMUM_CALLS = 2000
MAXIMUM_UNITS = 500


class Needed(BaseException):
    """A call whose result is not known yet."""


class Approximate:
    def __init__(self, expected, rel=None, abs=None, nan_ok=False):
        self.expected = expected
        self.relative = 1e-6 if rel is None and abs is None else rel or 0.0
        self.absolute = 1e-12 if abs is None else abs

    def __eq__(self, other):
        if isinstance(self.expected, (list, tuple)):
            return type(other) is type(self.expected) and len(other) == len(self.expected) and all(
                Approximate(e, self.relative, self.absolute) == o for e, o in zip(self.expected, other))
        if isinstance(self.expected, dict):
            return type(other) is dict and other.keys() == self.expected.keys() and all(
                Approximate(e, self.relative, self.absolute) == other[k] for k, e in self.expected.items())
        if other == self.expected:
            return True
        if type(other) not in (int, float, complex, bool):
            return False
        return abs(other - self.expected) <= max(self.absolute, self.relative * abs(self.expected))


class Raises:
    def __init__(self, kinds, match=None):
        self.kinds, self.match = kinds, match

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        if kind is None:
            raise AssertionError("nothing was raised")
        if issubclass(kind, (Needed, Unfit)) or not issubclass(kind, self.kinds):
            return False
        self.value, self.type = value, kind
        if self.match is not None:
            import re
            assert re.search(self.match, str(value)), "another message was raised"
        return True


def parametrize(names, values, **_):
    names = [name.strip() for name in names.split(",") if name.strip()] if type(names) is str else list(names)

    def mark(function):
        rows = [dict(zip(names, (value,) if len(names) == 1 else tuple(value))) for value in values]
        known = getattr(function, "lydite_rows", [{}])
        function.lydite_rows = [{**row, **old} for old in known for row in rows]
        return function
    return mark


def pytest_module():
    def raises(kinds, *rest, match=None, **options):
        if not rest:
            return Raises(kinds, match)
        with Raises(kinds, match) as seen:
            rest[0](*rest[1:], **options)
        return seen

    def fail(message="", **_):
        raise AssertionError(message)

    module = types.ModuleType("pytest")
    module.approx, module.raises, module.fail = Approximate, raises, fail
    module.param = lambda *values, **_: values if len(values) != 1 else values[0]
    module.mark = types.SimpleNamespace(parametrize=parametrize)
    return module


class Blank(Handle):
    """An object of which nothing is known, where every call gives the same useless value."""

    handle = "blank"

    def __init__(self, sentinel):
        object.__setattr__(self, "sentinel", sentinel)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Useless(self.sentinel)

    def __setattr__(self, name, value):
        pass


class Useless:
    """The useless value itself, also as an object or as a method that gives it."""

    def __init__(self, sentinel):
        self.sentinel = sentinel

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *args, **kwargs):
        return self.sentinel

    def __eq__(self, other):
        return self.sentinel == (other.sentinel if type(other) is Useless else other)

    def __hash__(self):
        return hash(self.sentinel)

    def __bool__(self):
        return bool(self.sentinel)


class Unit:
    """One test with the calls it has made and the results it was given."""

    def __init__(self, name, results, sentinel, has_classes):
        self.name, self.results, self.sentinel, self.has_classes = name, results, sentinel, has_classes
        self.calls = []
        # Set once a result was missing: a test may catch even that.
        self.blocked = False

    def stand_in(self, function):
        def call(*args, **kwargs):
            return self.ask({"function": function}, args, kwargs)
        call.__name__ = function
        return call

    def make(self, name, args, kwargs):
        """An object of a class that only the candidate defines."""
        return self.ask({"function": name, "deferred": True}, args, kwargs, makes=True)

    def operate(self, kind, args, kwargs, deferred):
        return self.ask({"operation": kind, **({"deferred": True} if deferred else {})}, args, kwargs)

    def ask(self, call, args, kwargs, makes=False):
        """The result of one call, which the candidate makes elsewhere."""
        at = len(self.calls)
        if self.blocked:
            raise Needed()
        if at >= MAXIMUM_CALLS:
            raise Unfit("a test makes more than %d calls" % MAXIMUM_CALLS)
        try:
            call["args"] = [tagged(item) for item in args]
            call["kwargs"] = {name: tagged(item) for name, item in kwargs.items()}
        except Unsupported as error:
            raise Unfit("an argument that cannot be sent: %s" % error)
        if self.has_classes:
            call["as"] = "%s/%d" % (self.name, at)
        self.calls.append(call)
        if self.sentinel:
            useless = Useless(self.sentinel[0]) if self.has_classes else self.sentinel[0]
            return Blank(self.sentinel[0]) if makes else useless
        made = Remote(call["as"]) if makes else None
        if at < len(self.results):
            value = self.result(self.results[at], list(args))
            if makes and value is not made:
                raise Unfit("a class that gives one object twice")
            return made if makes else value
        if call.get("deferred"):
            return made
        self.blocked = True
        raise Needed()

    def result(self, given, args):
        if "error" in given:
            raise exception(given["error"])
        if "value" not in given:
            raise Unfit("a result that cannot be sent: %s" % given.get("notPlain"))
        value, after, lazy = given["value"]
        if lazy:
            value = (item for item in value)
        for mine, left in zip(args, after):
            if type(mine) in (list, dict, set) and tagged(mine) != tagged(left):
                if type(mine) is list:
                    mine[:] = left
                else:
                    mine.clear()
                    mine.update(left)
        return value


def exception(given):
    """An exception like the candidate's: of the nearest class that everyone knows."""
    base = Exception
    for name in given.get("bases") or []:
        found = getattr(builtins, name, None)
        if isinstance(found, type) and issubclass(found, BaseException):
            base = found
            break
    # A name that no class can have would make this program raise something else in its place.
    name = given["type"] if given["type"].isidentifier() else base.__name__
    kind = base if name == base.__name__ else type(name, (base,), {})
    try:
        error = kind(given["message"])
    except Exception:
        try:
            error = kind.__new__(kind)
        except Exception:
            raise Unfit("an exception that cannot be sent: %s" % name)
    error.lydite_candidate = True
    return error


class Tests:
    def __init__(self, request):
        self.request = request
        self.entry_point = request["entryPoint"]
        self.trees = [ast.parse(text) for text in request["tests"]]
        self.classes = self.foreign_classes()
        # Tests that the text itself calls have had their run.
        self.called = {
            node.value.func.id for tree in self.trees for node in tree.body if isinstance(node, ast.Expr)
            and isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Name)}
        known = set(sys.stdlib_module_names) | {"pytest", "solution"}
        for tree in self.trees:
            for node in ast.walk(tree):
                names = [a.name for a in node.names] if isinstance(node, ast.Import) else \
                    [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                for name in names:
                    if name.split(".")[0] not in known:
                        raise Unsupported("line %d: the tests import %s" % (node.lineno, name))

    def foreign_classes(self):
        """Names that the tests use as classes and do not define, as far as their spelling tells."""
        nodes = [node for tree in self.trees for node in ast.walk(tree)]
        defined = {node.id for node in nodes if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)}
        defined |= {node.name for node in nodes if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
        defined |= {node.arg for node in nodes if isinstance(node, ast.arg)}
        defined |= {(node.asname or node.name).split(".")[0] for node in nodes if isinstance(node, ast.alias)}
        used = {node.func.id for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
        return sorted(name for name in used - defined if name[0].isupper() and not hasattr(builtins, name))

    def space(self, unit):
        """The names of the tests, with the stand-in for what they would take from the candidate."""
        random.seed(0)
        Remote.unit = unit
        stand_in = unit.stand_in(self.entry_point)
        if self.entry_point in self.classes:
            stand_in = remote_class(self.entry_point)
        sys.modules["pytest"] = pytest_module()
        solution = types.ModuleType("solution")
        setattr(solution, self.entry_point, stand_in)
        sys.modules["solution"] = solution
        space = {"__name__": "tests", "__builtins__": builtins}
        for name in ("prompt", "setup"):
            try:
                exec(compile(self.request.get(name) or "", name, "exec"), space)
            except Exception:
                pass  # it needs the candidate's names; what is missing shows where it is used
        for name in self.classes:
            space.setdefault(name, remote_class(name))
        space[self.entry_point] = stand_in
        for index, tree in enumerate(self.trees):
            exec(compile(tree, "tests/%d" % index, "exec"), space)
        return space

    def units(self, space):
        """Names of the tests in `space`, each with what runs it."""
        found = {"top": lambda: None}
        for name, item in list(space.items()):
            if isinstance(item, type) and issubclass(item, unittest.TestCase):
                for method in unittest.defaultTestLoader.getTestCaseNames(item):
                    found[name + "." + method] = lambda item=item, method=method: suite(item, method)
            elif not isinstance(item, types.FunctionType) or item.__module__ != "tests" or name in self.called:
                continue
            elif name == "check" and item.__code__.co_argcount:
                found[name] = lambda item=item: item(space[self.entry_point])
            elif name.startswith("test") and hasattr(item, "lydite_rows"):
                for index, row in enumerate(item.lydite_rows):
                    found["%s[%d]" % (name, index)] = lambda item=item, row=row: item(**row)
            elif name.startswith("test") and item.__code__.co_argcount == 0:
                found[name] = item
            elif name.startswith("test"):
                raise Unsupported("the test %s has parameters" % name)
        if len(found) > MAXIMUM_UNITS:
            raise Unsupported("more than %d tests" % MAXIMUM_UNITS)
        return found

    def told(self, error, message):
        """The message and the line of the tests that the error came from."""
        place, trace = "", error.__traceback__
        while trace is not None:
            folder, _, index = trace.tb_frame.f_code.co_filename.partition("/")
            if folder == "tests":
                line = self.request["tests"][int(index)].split("\n")[trace.tb_lineno - 1].strip()
                place = "line %d: %s" % (trace.tb_lineno, line[:200])
            trace = trace.tb_next
        return "; ".join(part for part in (message[:200], place) if part)

    def run(self, name, results, sentinel):
        unit = Unit(name, results, sentinel, bool(self.classes))
        names, state, detail = [], "needs", None
        try:
            found = self.units(self.space(unit))
            names = list(found)
            state = "passed"
            if name not in found:
                raise Unfit("a test that comes and goes")
            found[name]()
        except Needed:
            pass
        except (Unfit, Unsupported) as error:
            state, detail = "unfit", str(error)
        except unittest.SkipTest:
            state = "passed"
        except (NameError, ImportError, RecursionError) as error:
            state, detail = "raised" if getattr(error, "lydite_candidate", False) else "unfit", str(error)
        except AssertionError as error:
            state, detail = "failed", self.told(error, str(error))
        except BaseException as error:
            state = "raised" if getattr(error, "lydite_candidate", False) else "failed"
            detail = self.told(error, "%s: %s" % (type(error).__name__, error))
        if unit.blocked or not sentinel and len(unit.calls) > len(results):
            state = "needs"
        return names, {"name": name, "calls": unit.calls, "state": state, "detail": detail}


def suite(kind, method):
    kind.setUpClass()
    try:
        test = kind(method)
        test.setUp()
        try:
            getattr(test, method)()
        finally:
            test.tearDown()
    finally:
        kind.tearDownClass()


def replay(request):
    try:
        tests = Tests(request)
    except (SyntaxError, ValueError, RecursionError, MemoryError, Unsupported) as error:
        return {"units": [], "reason": str(error)}
    results, sentinel = request.get("results") or {}, request.get("sentinel")
    names, first = tests.run("top", results.get("top") or [], sentinel)
    units = [first]
    if first["state"] == "passed":
        units += [tests.run(name, results.get(name) or [], sentinel)[1] for name in names if name != "top"]
    return {"units": units, "reason": None}


if __name__ == "__main__":
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(0)
    written = sys.stdout
    sys.stdout = sys.stderr
    given = sys.stdin.buffer.read()
    sys.stdin.close()
    unittest.main = lambda *a, **k: None
    answer = replay(json.loads(given, object_hook=lambda found: untagged(found, Remote)))
    written.write(json.dumps(answer, ensure_ascii=True))
    written.flush()
