"""Interprets test text statement by statement; what asserts something is left to the class below it.

Whatever does not call the candidate is simply evaluated: the text is the problem's own and runs in a sandbox.
"""
import ast
import builtins
import copy
import math
import random

from tagged import Unsupported

MAXIMUM_CASES = 20_000
MAXIMUM_STEPS = 200_000
MODULES = {
    "math", "random", "copy", "string", "itertools", "collections", "functools", "re", "typing", "operator", "heapq",
    "bisect", "decimal", "fractions", "statistics", "datetime", "unittest", "cmath", "pytest", "sys", "json",
}
QUIET_CALLS = {"print"}
ASSERTIONS = {
    "assertEqual", "assertEquals", "assertListEqual", "assertTupleEqual", "assertDictEqual", "assertSetEqual",
    "assertSequenceEqual", "assertMultiLineEqual", "assertTrue", "assertFalse", "assertIsNone", "assertIs",
    "assertIn", "assertAlmostEqual", "assertCountEqual", "assertRaises", "assertRaisesRegex", "assertNotEqual",
    "assertGreater", "assertGreaterEqual", "assertLess", "assertLessEqual", "assertIsNot", "assertIsNotNone",
    "assertNotIn", "assertIsInstance", "assertNotIsInstance",
}


def poly(coefficients, x):
    return sum(coefficient * math.pow(x, power) for power, coefficient in enumerate(coefficients))


def encode_cyclic(text):
    groups = [text[at:at + 3] for at in range(0, len(text), 3)]
    return "".join(group[1:] + group[0] if len(group) == 3 else group for group in groups)


def encode_shift(text):
    return "".join(chr((ord(letter) - ord("a") + 5) % 26 + ord("a")) for letter in text)


# Functions that well-known tests take from their problem's prompt, by entry point: a row may come without the prompt.
# They never come from the candidate, which could make them agree with whatever it returns.
HELPERS = {
    "find_zero": {"poly": poly}, "decode_cyclic": {"encode_cyclic": encode_cyclic},
    "decode_shift": {"encode_shift": encode_shift},
}


class Unknown(Exception):
    """A name that only the candidate's code can define."""


class Approximation:
    """What pytest.approx stands for: an expected value with its tolerance."""

    def __init__(self, expected, rel=None, abs=None, nan_ok=False):
        self.expected = expected
        self.relative = 1e-6 if rel is None and abs is None else rel
        self.absolute = 1e-12 if abs is None else abs


class Exposed(Unsupported):
    """A value that the candidate was given and may have changed."""


class Pending:
    """A name that the test bound to the result of a call, which is open until an assertion reads it."""

    def __init__(self, case):
        self.case, self.is_open = case, True


def bound_names(tree):
    """All names that a text binds somewhere, so that no one else is meant by them."""
    found = {"self", "cls"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            found.add(node.id)
        elif isinstance(node, ast.arg):
            found.add(node.arg)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            found.add(node.name)
        elif isinstance(node, (ast.Import, ast.ImportFrom)) and getattr(node, "module", None) != "solution":
            found |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ExceptHandler) and node.name:
            found.add(node.name)
    return found


class Interpreter:
    def __init__(self, entry_point, setup, prompt):
        self.entry_point = entry_point
        self.cases = []
        self.steps = 0
        self.random = random.Random(0)
        self.globals = {"__name__": "tests", "__builtins__": builtins}
        for text in (prompt, setup):
            if text.strip():
                try:
                    exec(compile(text, "setup", "exec"), self.globals)
                except BaseException:
                    pass  # it needs the candidate's names; what is missing shows where it is used
        try:
            # Where the setup binds a name, the candidate's process has it too.
            self.given = bound_names(ast.parse(setup)) - {"self", "cls"}
        except (SyntaxError, ValueError):
            self.given = set()
        self.bound, self.exposed = set(), {}
        self.globals.pop(entry_point, None)
        for name, helper in HELPERS.get(entry_point, {}).items():
            self.globals.setdefault(name, helper)
        self.candidates = {entry_point}

    # Names and evaluation

    def is_candidate(self, node, space):
        if isinstance(node, ast.Name):
            return node.id in self.candidates and node.id not in space
        return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) \
            and node.value.id in ("solution", "Solution") and node.attr == self.entry_point

    def calls(self, node, space):
        """Whether `node` needs the candidate's result."""
        for inner in ast.walk(node):
            if isinstance(inner, ast.Name) and isinstance(space.get(inner.id), Pending):
                return True
            if self.is_candidate(inner, space):
                return True
        return False

    def unknown(self, node, space):
        bound = {inner.arg for inner in ast.walk(node) if isinstance(inner, ast.arg)}
        for inner in ast.walk(node):
            if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
                bound.add(inner.id)
        for inner in ast.walk(node):
            if isinstance(inner, ast.Name) and inner.id not in bound and inner.id not in space \
                    and inner.id not in self.globals and not hasattr(builtins, inner.id):
                return inner.id
        return None

    def evaluate(self, node, space):
        name = self.unknown(node, space)
        if name is not None:
            raise Unknown(name)
        scope = {**self.globals, **space}
        self.look(node, [scope.get(inner.id) for inner in ast.walk(node) if isinstance(inner, ast.Name)])
        code = compile(ast.fix_missing_locations(ast.Expression(body=node)), "tests", "eval")
        try:
            value = eval(code, scope)
        except Exception as error:
            raise Unsupported("line %d raises %s by itself" % (getattr(node, "lineno", 0), type(error).__name__))
        self.look(node, [value])
        return value

    def expose(self, value):
        """Notes that the candidate holds `value`; kept, so that nothing else gets its identity."""
        if type(value) in (list, dict, set, bytearray):
            self.exposed[id(value)] = value
            for item in value.values() if type(value) is dict else value if type(value) is list else ():
                self.expose(item)
        elif type(value) is tuple:
            for item in value:
                self.expose(item)

    def look(self, node, values):
        if self.exposed and any(id(value) in self.exposed for value in values):
            raise Exposed("line %d: an argument is read again after its call" % getattr(node, "lineno", 0))

    # Statements

    def block(self, statements, space):
        for statement in statements:
            self.steps += 1
            if self.steps > MAXIMUM_STEPS or len(self.cases) > MAXIMUM_CASES:
                raise Unsupported("the tests are too long")
            self.statement(statement, space)

    def statement(self, node, space):
        kind = type(node)
        if kind is ast.Expr:
            self.expression(node.value, space)
        elif kind is ast.Assert:
            self.assertion(node.test, space)
        elif kind in (ast.Import, ast.ImportFrom):
            self.imports(node)
        elif kind is ast.FunctionDef:
            self.function(node, space)
        elif kind is ast.ClassDef:
            self.suite(node, space)
        elif kind is ast.Assign:
            self.assign(node.targets, node.value, space)
        elif kind is ast.AnnAssign and node.value is not None:
            self.assign([node.target], node.value, space)
        elif kind is ast.For:
            self.loop(node, space)
        elif kind is ast.With:
            self.context(node, space)
        elif kind is ast.If:
            self.branch(node, space)
        elif kind in (ast.AugAssign, ast.Delete) and not self.calls(node, space):
            self.execute(node, space)
        elif kind in (ast.Pass, ast.Global, ast.Nonlocal):
            pass
        else:
            raise Unsupported("line %d: %s in the tests" % (node.lineno, kind.__name__.lower()))

    def execute(self, node, space):
        scope = {**self.globals, **space}
        self.look(node, [scope.get(inner.id) for inner in ast.walk(node) if isinstance(inner, ast.Name)])
        try:
            exec(compile(ast.fix_missing_locations(ast.Module(body=[node], type_ignores=[])), "tests", "exec"), scope)
        except Exception as error:
            raise Unsupported("line %d raises %s by itself" % (node.lineno, type(error).__name__))
        for name, value in scope.items():
            if name not in self.globals or self.globals[name] is not value:
                space[name] = value

    def expression(self, node, space):
        if isinstance(node, (ast.Constant, ast.Name)):
            return
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else None
            if name in ("check", "test_check") or name in self.tests:
                return
            if name in QUIET_CALLS and not self.calls(node, space):
                return
            if isinstance(node.func, ast.Attribute) and node.func.attr in ASSERTIONS:
                return self.unittest_assertion(node, space)
            if isinstance(node.func, ast.Attribute) and node.func.attr == "main":
                return
            if not self.calls(node, space):
                return self.execute(ast.copy_location(ast.Expr(node), node), space)
        raise Unsupported("line %d: a call whose result is not compared" % node.lineno)

    def imports(self, node):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
        for name in names:
            if name.split(".")[0] in ("solution", "pytest", "unittest"):
                if name == "pytest":
                    self.globals["pytest"] = type("pytest", (), {"approx": Approximation})
                return
            if name.split(".")[0] not in MODULES:
                raise Unsupported("line %d: the tests import %s" % (node.lineno, name))
        exec(compile(ast.Module(body=[node], type_ignores=[]), "tests", "exec"), self.globals)

    tests = set()

    def function(self, node, space):
        arguments = [item.arg for item in node.args.args]
        if node.name == "check" and len(arguments) >= 1:
            self.candidates.add(arguments[0])
            self.globals.pop(arguments[0], None)
            self.block(node.body, dict(space))
        elif node.name.startswith("test"):
            if node.name in self.tests:
                raise Unsupported("line %d: two tests of one name" % node.lineno)
            self.tests = self.tests | {node.name}
            rows = self.parametrized(node, space) or [{}]
            if any(set(name for name in arguments if name != "self") != set(row) for row in rows):
                raise Unsupported("line %d: a test with parameters" % node.lineno)
            for row in rows:
                self.block(copy.deepcopy(node.body), {**space, **row})
        elif self.calls(node, space):
            raise Unsupported("line %d: a helper that calls the candidate" % node.lineno)
        else:
            self.execute(node, self.globals)

    def suite(self, node, space):
        methods = [item for item in node.body if isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef))]
        if not any(item.name.startswith("test") for item in methods):
            if self.calls(node, space):
                raise Unsupported("line %d: a class that calls the candidate" % node.lineno)
            return self.execute(node, self.globals)
        is_suite = node.name.startswith("Test") or any(ast.unparse(base).endswith("TestCase") for base in node.bases)
        if not is_suite or node.decorator_list or any(isinstance(item, ast.AsyncFunctionDef) for item in methods):
            raise Unsupported("line %d: a class of tests of another kind" % node.lineno)
        for item in methods:
            if item.name.startswith("test"):
                if item.decorator_list:
                    raise Unsupported("line %d: a test with a decorator" % item.lineno)
                self.block(item.body, dict(space))
            elif item.name not in ("setUp", "tearDown"):
                raise Unsupported("line %d: a method %s in a suite" % (item.lineno, item.name))
            elif any(not isinstance(inner, ast.Pass) for inner in item.body):
                raise Unsupported("line %d: %s in a suite" % (item.lineno, item.name))

    def assign(self, targets, value, space):
        if self.calls(value, space):
            if self.is_call(value, space) and len(targets) == 1 and isinstance(targets[0], ast.Name):
                space[targets[0].id] = space[value.id] if isinstance(value, ast.Name) \
                    else Pending(self.noted(value, space))
                return
            if self.is_candidate(value, space) and all(isinstance(target, ast.Name) for target in targets):
                self.candidates |= {target.id for target in targets}
                return
            raise Unsupported("line %d: a result that is not only compared" % value.lineno)
        if all(isinstance(target, ast.Name) for target in targets):
            found = self.evaluate(value, space)
            for target in targets:
                if target.id in self.candidates:
                    raise Unsupported("line %d: the entry point is bound anew" % value.lineno)
                space[target.id] = found
        else:
            self.execute(ast.copy_location(ast.Assign(targets=targets, value=value), value), space)

    def context(self, node, space):
        """with self.assertRaises(X): f(...), with pytest.raises(X): f(...) and with self.subTest(...): ..."""
        item = node.items[0]
        call = item.context_expr
        name = call.func.attr if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) else None
        if len(node.items) == 1 and name == "subTest":
            return self.block(node.body, space)
        if len(node.items) != 1 or name not in ("assertRaises", "raises") or len(call.args) != 1 \
                or call.keywords or item.optional_vars is not None:
            raise Unsupported("line %d: with in the tests" % node.lineno)
        self.raising(call.args[0], node.body, space)

    def parametrized(self, node, space):
        """The values of @pytest.mark.parametrize("a, b", [...]), one dictionary for each run; None without it."""
        rows = None
        for decorator in node.decorator_list:
            if not (isinstance(decorator, ast.Call) and ast.unparse(decorator.func).endswith("mark.parametrize")
                    and len(decorator.args) == 2):
                raise Unsupported("line %d: a test with a decorator" % node.lineno)
            names, values = (self.evaluate(item, space) for item in decorator.args)
            names = [name.strip() for name in names.split(",") if name.strip()] if type(names) is str else list(names)
            found = [dict(zip(names, (value,) if len(names) == 1 else value)) for value in values]
            rows = found if rows is None else [{**new, **old} for old in rows for new in found]
        return rows

    def loop(self, node, space):
        if self.calls(node.iter, space) or node.orelse:
            raise Unsupported("line %d: a loop over the candidate's result" % node.lineno)
        if not self.calls(ast.Module(body=node.body, type_ignores=[]), space):
            if any(isinstance(inner, ast.Assert) for inner in ast.walk(node)):
                raise Unsupported("line %d: a loop that asserts nothing of the candidate" % node.lineno)
            return self.execute(node, space)
        for inner in ast.walk(node):
            if isinstance(inner, (ast.Break, ast.Continue)):
                raise Unsupported("line %d: a loop that may end early" % node.lineno)
        for item in list(self.evaluate(node.iter, space)):
            space["loop_item"] = item
            self.execute(ast.copy_location(
                ast.Assign(targets=[node.target], value=ast.Name(id="loop_item", ctx=ast.Load())), node), space)
            self.block([copy.deepcopy(statement) for statement in node.body], space)

    def branch(self, node, space):
        if isinstance(node.test, ast.Compare) and isinstance(node.test.left, ast.Name) \
                and node.test.left.id == "__name__":
            return
        if self.calls(node.test, space):
            raise Unsupported("line %d: a branch on the candidate's result" % node.lineno)
        self.block(node.body if self.evaluate(node.test, space) else node.orelse, space)

    # Assertions
