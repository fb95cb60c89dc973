"""Runs test text that cannot be taken apart, with stand-ins for what the candidate defines.

Runs in a sandbox of its own while the candidate runs in another; between them stands the judge, who passes on one step
at a time. What crosses is plain data and the names of what stays on either side (`wire.py`, `handles.py`).

The first frame on descriptor 3 is {"entryPoint", "tests", "setup", "prompt", "sentinel", "hoists", "all"}; each frame
written on descriptor 4 is {"step": ...}, answered by one frame, or at last {"done": {"units", "reason", "calls",
"mayHoist"}}. With "sentinel" every call gives the same useless value and no candidate is asked: tests that hold even then
say nothing. With "hoists" the tests' own classes live in the candidate's process, where it works with their objects.

Tests run as pytest runs them: one process, one namespace, the text first and then its tests in their order. Without
"all" the first that does not pass ends the run, so that nothing it left behind is held against the candidate.
"""
import ast
import builtins
import inspect
import json
import random
import sys
import types
import unittest

import pytests
from handles import RemoteClass, stand_ins
from live import Channel, Live
from tagged import Unsupported
from trees import Steady, own_classes, parsed, wanted
from useless import Useless, useless_class
from wire import Endless, Unfit

MAXIMUM_UNITS = 2000
# What prepares tests is no test where it ends well.
AROUND = {"setUpClass", "tearDownClass", "setup_class", "teardown_class", "setup_module"}


class Tests:
    def __init__(self, request, channel):
        self.request, self.entry_point = request, request["entryPoint"]
        self.trees = parsed(request["tests"])
        # Tests that the text itself calls have had their run.
        self.called = {
            node.value.func.id for tree in self.trees for node in tree.body if isinstance(node, ast.Expr)
            and isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Name)}
        self.fixtures, self.live, self.asked = None, None, []
        if request.get("sentinel") is None:
            mentioned = {node.id for tree in self.trees for node in ast.walk(tree) if isinstance(node, ast.Name)}
            self.live = Live(
                channel, bool(mentioned & {"StopIteration", "StopAsyncIteration"}),
                bool(mentioned & {"map", "filter", "iter", "starmap", "takewhile", "accumulate", "groupby"}))

    # Names

    def space(self):
        """The names of the tests before their text runs."""
        random.seed(0)
        sys.modules["pytest"] = pytests.module()
        space = {"__name__": "tests", "__builtins__": builtins, "lydite_steady": self.steady}
        given = [self.request.get(name) or "" for name in ("prompt", "setup")]
        own = {} if not self.request.get("hoists") else {
            name: source for name, source in own_classes(self.request["tests"]).items()
            if not name.startswith("Test") and "TestCase" not in source.partition("\n")[0]}
        shared = own_classes(given) if self.request.get("hoists") else {}
        known = {name for text in given for name in defined(text)} - set(shared) - {self.entry_point}
        names = wanted(self.trees + [tree for text in given for tree in tree_of(text)], known)
        uses = self.entry_point in names or any(
            isinstance(node, ast.FunctionDef) and node.name == "check" for tree in self.trees for node in tree.body)
        stand_in = self.sentinels(names) if self.live is None else self.defined(names, set(shared), own, uses)
        if self.entry_point not in stand_in and uses:
            raise Missing(self.entry_point)
        space.update(stand_in)
        for text in given:
            run_given(text, space)
        space.update({name: stand_in[name] for name in {self.entry_point} | set(shared) if name in stand_in})
        solution = types.ModuleType("solution")
        vars(solution).update(stand_in)
        sys.modules["solution"] = solution
        if own:
            self.trees = [Hoisted(own).visit(tree) for tree in self.trees]
        return space

    def defined(self, names, shared, own, uses):
        """Stand-ins for what the candidate defines. Of its functions only the one under test is a witness."""
        asked = sorted(set(names) | shared | {self.entry_point})
        news = self.live.ask({"operation": "names", "target": None, "args": asked, "kwargs": {"given": sorted(shared)}})
        found = news["result"]
        classes = {name: item for name, item in found.items() if isinstance(item, type)}
        functions = {name: item for name, item in found.items() if name not in classes}
        if self.entry_point not in names and self.entry_point not in classes and len(
                [name for name in functions if name in names]) == 1:
            # The tests call it by another name.
            classes.update({name: item for name, item in functions.items() if name in names})
        if self.entry_point in functions:
            classes[self.entry_point] = functions[self.entry_point]
        for name, source in own.items():
            news = self.live.ask({"operation": "define", "target": None, "args": [name, source], "kwargs": {}})
            classes["lydite_" + name] = news["result"]
        stand_ins.named |= {id(item) for item in classes.values()}
        stand_ins.given |= {id(item) for name, item in classes.items() if name in shared or name.startswith("lydite_")}
        stand_ins.are_tested = isinstance(classes.get(self.entry_point), type) or not uses
        return classes

    def sentinels(self, names):
        value = self.request["sentinel"][0]
        classes = [name for name in names if name[0].isupper() and name != self.entry_point]
        attributes = any(
            isinstance(node, ast.Attribute) and node.attr[:6] not in ("assert", "approx") for tree in self.trees
            for node in ast.walk(tree))
        made = {name: useless_class(value) for name in classes}
        if self.entry_point[:1].isupper() and attributes:
            made[self.entry_point] = useless_class(value)
        else:
            is_plain = not classes
            made[self.entry_point] = lambda *_, **__: value if is_plain else Useless(value)
        return {name: counted(item, self.asked) for name, item in made.items()}

    def steady(self, expression, *values):
        """An expected value, which must be the same of what the tests gave and of what the candidate left of it."""
        found = expression(*values)
        if self.live is not None:
            wire = self.live.wire
            before = [wire.original(value) for value in values]
            if any(old is not new for old, new in zip(before, values)):
                try:
                    same = expression(*before) == found
                except Exception:
                    same = False
                if same is not True:
                    raise Unfit("an expected value that is computed of what the program has changed")
        return found

    # Running

    def units(self, space, old):
        """Names of the tests that a text has just defined, each with what runs it."""
        if "setup_module" in space and old.get("setup_module") is not space["setup_module"]:
            yield "setup_module", lambda: around(space["setup_module"], None)
        for name, item in list(space.items()):
            if old.get(name) is item or name in self.called or isinstance(item, RemoteClass):
                continue
            if isinstance(item, type) and issubclass(item, unittest.TestCase) and item.__module__ == "tests":
                yield from suite_units(name, item)
            elif isinstance(item, type) and name.startswith("Test") and item.__module__ == "tests":
                yield from self.class_units(name, item)
            elif isinstance(item, types.FunctionType) and item.__module__ == "tests":
                if name == "check" and item.__code__.co_argcount:
                    yield name, lambda item=item: item(space[self.entry_point])
                elif name.startswith("test"):
                    yield from self.function_units(name, item, None, space)

    def class_units(self, name, kind):
        if "__init__" in vars(kind):
            raise Unfit("the class %s of tests with __init__" % name)
        if hasattr(kind, "setup_class"):
            yield name + ".setup_class", lambda: around(kind.setup_class, kind)
        for method in dict.fromkeys(found for base in reversed(kind.__mro__) for found in vars(base)):
            if method.startswith("test") and inspect.isfunction(getattr(kind, method)):
                yield from self.function_units(name + "." + method, getattr(kind, method), kind, None)
        if hasattr(kind, "teardown_class"):
            yield name + ".teardown_class", lambda: around(kind.teardown_class, kind)

    def function_units(self, name, function, kind, space):
        rows = getattr(function, "rows", [{}])
        for index, row in enumerate(rows):
            label = name if len(rows) == 1 else "%s[%d]" % (name, index)
            yield label, lambda row=row: self.function(function, row, kind, space)

    def function(self, function, row, kind, space):
        instance = kind() if kind is not None else None
        if getattr(function, "__unittest_skip__", False) or getattr(kind, "__unittest_skip__", False):
            return
        bound = function if instance is None else types.MethodType(function, instance)
        before = getattr(instance, "setup_method", None) or getattr(instance, "setup", None)
        after = getattr(instance, "teardown_method", None) or getattr(instance, "teardown", None)
        if instance is None:
            before, after = space.get("setup_function"), space.get("teardown_function")
        arguments, endings = self.fixtures.arguments(bound, row, instance)
        try:
            around(before, function)
            result = bound(**arguments)
            if inspect.iscoroutine(result):
                awaited(result)
            around(after, function)
        finally:
            self.fixtures.end(endings)

    def run(self):
        """Each test with how it ended, and what might help where one is unfit."""
        units = []

        def ran(name, action):
            """Whether the run may go on."""
            state, detail, needs = self.outcome(action)
            units.append({"name": name, "state": state, "detail": detail, "needs": needs})
            return state == "passed" or self.request.get("all") and state in ("failed", "raised")

        space = {}
        if not ran("names", lambda: space.update(self.space())):
            return units
        units.clear()
        self.fixtures = pytests.Fixtures(space, awaited)
        for index, tree in enumerate(self.trees):
            old, found = dict(space), []
            code = compile(Steady().visit(tree), "tests/%d" % index, "exec")
            if not ran("top", lambda: exec(code, space)):
                return units
            if not ran("top", lambda: found.extend(self.units(space, old))):
                return units
            units.pop()
            if len(units) + len(found) > MAXIMUM_UNITS:
                raise Unsupported("more than %d tests" % MAXIMUM_UNITS)
            for name, unit in found:
                if not ran(name, unit):
                    return units
                if name.rpartition(".")[2] in AROUND:
                    units.pop()
        if ran("top", lambda: self.fixtures.end(self.fixtures.endings)):
            units.pop()
        return units

    def outcome(self, action):
        """How a test ended, in a word, with what is to be told of it."""
        try:
            action()
            return "passed", None, None
        except Endless as error:
            return "endless", str(error), None
        except (Unfit, Unsupported) as error:
            return "unfit", str(error), getattr(error, "needs", None)
        except Missing as error:
            return "missing", str(error), None
        except BaseException as error:
            if stand_ins.is_fault(error):
                return "raised", self.told(error, "%s: %s" % (type(error).__name__, error)), None
            if isinstance(error, unittest.SkipTest):
                return "passed", None, None
            if isinstance(error, (NameError, ImportError, RecursionError)):
                return "unfit", str(error), None
            if isinstance(error, AssertionError):
                return "failed", self.told(error, str(error)), None
            return "failed", self.told(error, "%s: %s" % (type(error).__name__, error)), None

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


class Missing(Exception):
    """The program does not define what the tests call."""


class Hoisted(ast.NodeTransformer):
    """Puts the candidate's own copy of a class in the place of its definition."""

    def __init__(self, names):
        self.names = names

    def visit_Module(self, tree):
        tree.body = [self.placed(node) if isinstance(node, ast.ClassDef) and node.name in self.names else node
                     for node in tree.body]
        return tree

    @staticmethod
    def placed(node):
        target, value = ast.Name(id=node.name, ctx=ast.Store()), ast.Name(id="lydite_" + node.name, ctx=ast.Load())
        return ast.fix_missing_locations(ast.copy_location(ast.Assign(targets=[target], value=value), node))


class Result(unittest.TestResult):
    """Raises what a test of unittest ended with, as a plain function would."""

    error = None

    def note(self, found):
        self.error = self.error or found[1]

    def addError(self, test, found):
        self.note(found)

    addFailure = addError

    def addSubTest(self, test, subtest, found):
        if found is not None:
            self.note(found)

    def addUnexpectedSuccess(self, test):
        self.error = AssertionError("an unexpected success")


def suite_units(name, kind):
    if not getattr(kind, "__unittest_skip__", False):
        yield name + ".setUpClass", kind.setUpClass
        for method in unittest.defaultTestLoader.getTestCaseNames(kind):
            yield name + "." + method, lambda method=method: suite(kind(method))
        yield name + ".tearDownClass", kind.tearDownClass


def suite(case):
    result = Result()
    case.run(result)
    if result.error is not None:
        raise result.error


def around(function, argument):
    """A function that prepares a test or clears up after it, with the test or without."""
    if function is not None:
        result = function(argument) if inspect.signature(function).parameters else function()
        if inspect.iscoroutine(result):
            awaited(result)


def awaited(coroutine):
    import asyncio
    return asyncio.run(coroutine)


def counted(item, asked):
    """A stand-in of no candidate, with a note that it was called."""
    def call(*args, **kwargs):
        asked.append(None)
        return item(*args, **kwargs)
    return call


def tree_of(text):
    try:
        return [ast.parse(text)]
    except (SyntaxError, ValueError):
        return []


def defined(text):
    return {name for tree in tree_of(text) for node in ast.walk(tree) for name in (
        [node.name] if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) else
        [node.id] if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) else
        [(alias.asname or alias.name).split(".")[0] for alias in node.names]
        if isinstance(node, (ast.Import, ast.ImportFrom)) else [])}


def run_given(text, space):
    if text.strip():
        try:
            exec(compile(text, "setup", "exec"), space)
        except Exception:
            pass  # it needs the candidate's names; what is missing shows where it is used


def replay(request, channel):
    try:
        tests = Tests(request, channel)
    except (SyntaxError, ValueError, RecursionError, MemoryError, Unsupported) as error:
        return {"units": [], "reason": str(error)}
    try:
        units = tests.run()
    except Unsupported as error:
        return {"units": [], "reason": str(error)}
    calls = len(tests.asked) if tests.live is None else tests.live.calls
    may_hoist = not request.get("hoists") and any(unit["needs"] for unit in units)
    return {"units": units, "reason": None, "calls": calls, "mayHoist": may_hoist}


if __name__ == "__main__":
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(0)
    sys.stdout = sys.stderr
    unittest.main = lambda *_, **__: None
    channel = Channel()
    channel.write({"done": replay(json.loads(channel.read()), channel)})
