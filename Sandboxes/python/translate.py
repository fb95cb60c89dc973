"""Takes test text apart into calls with expected results.

Runs in a sandbox of its own, without any candidate. Reads one JSON object on standard input (entryPoint, tests, setup,
prompt) and writes one: {"cases": [...], "reason": null} or {"cases": [], "reason": "why it cannot be taken apart"}.

A case has the function's name, args and kwargs as tagged data (or `code`, when an argument can be built only where the
candidate's classes are), the expected value (or `alternatives`, or `ignored`) and how to compare it. Statements are
interpreted one by one; whatever does not call the candidate is simply evaluated here.

An assertion of another shape about one call becomes a case with `examine`: its text with the name RESULT for the call.
When the results are known, this program runs again, with them as `results`, and writes {"verdicts": [...]}: the
candidate's values come back here as plain data, its code never does.
"""
import ast
import base64
import builtins
import copy
import json
import math
import random
import sys

MAXIMUM_CASES = 20_000
MAXIMUM_STEPS = 200_000
MODULES = {
    "math", "random", "copy", "string", "itertools", "collections", "functools", "re", "typing", "operator", "heapq",
    "bisect", "decimal", "fractions", "statistics", "datetime", "unittest", "cmath", "pytest", "sys", "json",
}
QUIET_CALLS = {"print"}
PROJECTIONS = {"tuple", "list", "set", "sorted", "len"}
ASSERTIONS = {
    "assertEqual", "assertEquals", "assertListEqual", "assertTupleEqual", "assertDictEqual", "assertSetEqual",
    "assertSequenceEqual", "assertMultiLineEqual", "assertTrue", "assertFalse", "assertIsNone", "assertIs",
    "assertIn", "assertAlmostEqual", "assertCountEqual",
}


class Unsupported(Exception):
    pass


class Unknown(Exception):
    """A name that only the candidate's code can define."""


class Approximation:
    """What pytest.approx stands for: an expected value with its tolerance."""

    def __init__(self, expected, rel=None, abs=None, nan_ok=False):
        self.expected = expected
        self.relative = 1e-6 if rel is None and abs is None else rel
        self.absolute = 1e-12 if abs is None else abs


class Pending:
    """A name that the test bound to the result of a call."""

    def __init__(self, call, space):
        self.call, self.space = call, space


def tagged(value, depth=0):
    if depth > 60:
        raise Unsupported("a value nested more than 60 levels deep")
    kind = type(value)
    if value is None or kind is bool or kind is str:
        if kind is str:
            try:
                value.encode("utf-8")
            except UnicodeEncodeError:
                raise Unsupported("text that is not UTF-8")
        return value
    if kind is int:
        return value
    if kind is float:
        if value != value:
            return {"$float": "nan"}
        if value in (math.inf, -math.inf):
            return {"$float": "inf" if value > 0 else "-inf"}
        return value
    if kind is complex:
        return {"$complex": [tagged(value.real), tagged(value.imag)]}
    if kind in (bytes, bytearray):
        return {"$bytes": base64.b64encode(value).decode()}
    if kind is list:
        return [tagged(item, depth + 1) for item in value]
    for known, tag in ((tuple, "$tuple"), (set, "$set"), (frozenset, "$frozenset")):
        if kind is known or (known is tuple and isinstance(value, tuple) and hasattr(kind, "_fields")):
            return {tag: [tagged(item, depth + 1) for item in value]}
    if kind is dict or kind.__module__ == "collections" and isinstance(value, dict):
        if all(type(key) is str and key.isascii() and not key.startswith("$") for key in value):
            return {key: tagged(item, depth + 1) for key, item in value.items()}
        return {"$dict": [[tagged(key, depth + 1), tagged(item, depth + 1)] for key, item in value.items()]}
    raise Unsupported("a value of type " + kind.__name__)


class Reader:
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
        self.globals.pop(entry_point, None)
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
        code = compile(ast.fix_missing_locations(ast.Expression(body=node)), "tests", "eval")
        try:
            return eval(code, {**self.globals, **space})
        except Exception as error:
            raise Unsupported("line %d raises %s by itself" % (getattr(node, "lineno", 0), type(error).__name__))

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
        elif kind is ast.If:
            self.branch(node, space)
        elif kind in (ast.AugAssign, ast.Delete) and not self.calls(node, space):
            self.execute(node, space)
        elif kind in (ast.Pass, ast.Global, ast.Nonlocal) or kind is ast.Return and node.value is None:
            pass
        else:
            raise Unsupported("line %d: %s in the tests" % (node.lineno, kind.__name__.lower()))

    def execute(self, node, space):
        scope = {**self.globals, **space}
        try:
            exec(compile(ast.fix_missing_locations(ast.Module(body=[node], type_ignores=[])), "tests", "exec"), scope)
        except Exception as error:
            raise Unsupported("line %d raises %s by itself" % (node.lineno, type(error).__name__))
        for name, value in scope.items():
            if name not in self.globals or self.globals[name] is not value:
                space[name] = value

    def expression(self, node, space):
        if isinstance(node, (ast.Constant, ast.Name, ast.JoinedStr)):
            return
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else None
            if name in QUIET_CALLS or name in ("check", "test_check") or name in self.tests:
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
            self.tests = self.tests | {node.name}
            if [name for name in arguments if name != "self"]:
                raise Unsupported("line %d: a test with parameters" % node.lineno)
            self.block(node.body, dict(space))
        elif self.calls(node, space):
            raise Unsupported("line %d: a helper that calls the candidate" % node.lineno)
        else:
            self.execute(node, self.globals)

    def suite(self, node, space):
        methods = [item for item in node.body if isinstance(item, ast.FunctionDef)]
        if not any(item.name.startswith("test") for item in methods):
            if self.calls(node, space):
                raise Unsupported("line %d: a class that calls the candidate" % node.lineno)
            return self.execute(node, self.globals)
        for item in methods:
            if item.name.startswith("test"):
                self.block(item.body, dict(space))
            elif item.name not in ("setUp", "tearDown"):
                raise Unsupported("line %d: a method %s in a suite" % (item.lineno, item.name))
            elif any(not isinstance(inner, ast.Pass) for inner in item.body):
                raise Unsupported("line %d: %s in a suite" % (item.lineno, item.name))

    def assign(self, targets, value, space):
        if self.calls(value, space):
            if self.is_call(value, space) and len(targets) == 1 and isinstance(targets[0], ast.Name):
                self.freeze(value, space)
                space[targets[0].id] = Pending(value, dict(space))
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

    def freeze(self, call, space):
        """Binds the arguments of a call now, as the test may change them before it looks at the result."""
        call.args = [self.literal(item, space) for item in call.args]

    def literal(self, node, space):
        try:
            value = copy.deepcopy(self.evaluate(node, space))
        except Unknown:
            return node
        name = "frozen_%d" % self.steps
        self.steps += 1
        space[name] = value
        return ast.copy_location(ast.Name(id=name, ctx=ast.Load()), node)

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

    def assertion(self, test, space):
        if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And):
            for value in test.values:
                self.assertion(value, space)
            return
        if self.unrolled(test, space):
            return
        before, known = len(self.cases), copy.copy(test)
        try:
            self.known(known, space)
        except Unsupported:
            del self.cases[before:]
            if not self.examined(test, space):
                raise

    def unrolled(self, test, space):
        """all(... for x in ...) as a loop of assertions."""
        if not (isinstance(test, ast.Call) and self.name_of(test.func) == "all" and len(test.args) == 1
                and isinstance(test.args[0], (ast.GeneratorExp, ast.ListComp)) and len(test.args[0].generators) == 1
                and self.calls(test.args[0].elt, space)):
            return False
        inner = test.args[0].generators[0]
        body = [ast.Assert(test=test.args[0].elt, msg=None)]
        for condition in inner.ifs:
            body = [ast.If(test=condition, body=body, orelse=[])]
        loop = ast.For(target=inner.target, iter=inner.iter, body=body, orelse=[])
        for node in ast.walk(loop):
            ast.copy_location(node, test)
        self.loop(ast.fix_missing_locations(loop), dict(space))
        return True

    def examined(self, test, space):
        """Leaves the assertion to be evaluated here once the result of its one call is known."""
        found = [node for node in ast.walk(test) if self.is_call(node, space)]
        names = {node.id for node in found if isinstance(node, ast.Name)}
        calls = [node for node in found if isinstance(node, ast.Call)]
        if len(calls) + len(names) != 1 or not found:
            return False
        if isinstance(test, ast.Compare) and any(isinstance(op, (ast.Eq, ast.NotEq)) for op in test.ops):
            for side in [test.left] + test.comparators:
                if not self.calls(side, space):
                    tagged(self.evaluate(side, space))
        before = len(self.cases)
        self.add(found[0], space, ignored=True)
        case = self.cases[before]

        class Filling(ast.NodeTransformer):
            def visit(self, node):
                if any(node is item for item in found):
                    return ast.copy_location(ast.Name(id="RESULT", ctx=ast.Load()), node)
                return self.generic_visit(node)

        expression = Filling().visit(test)
        if self.calls(expression, space) or self.unknown(expression, {**space, "RESULT": None}) is not None:
            del self.cases[before:]
            return False
        values = {}
        for node in ast.walk(expression):
            if isinstance(node, ast.Name) and node.id in space and node.id != "RESULT":
                values[node.id] = tagged(space[node.id])
        del case["ignored"]
        case["examine"] = {"code": ast.unparse(expression), "names": values}
        return True

    def known(self, test, space):
        if not self.calls(test, space) and not self.foreign(test, space):
            try:
                if not self.evaluate(test, space):
                    raise Unsupported("line %d: an assertion that is false whatever the candidate does" % test.lineno)
            except Unknown as error:
                raise Unsupported("line %d: %s is not defined" % (test.lineno, error))
            return
        if isinstance(test, ast.Compare):
            return self.comparison(test, space)
        if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not) and self.is_call(test.operand, space):
            return self.add(test.operand, space, expected=False, compare={"truth": True})
        if self.is_call(test, space):
            return self.add(test, space, expected=True, compare={"truth": True})
        if isinstance(test, ast.Call) and self.name_of(test.func) in ("math.isclose", "isclose"):
            return self.is_close(test, space)
        raise Unsupported("line %d: %s" % (test.lineno, ast.unparse(test)[:80]))

    def foreign(self, test, space):
        """Takes the entry point's name from the tests where they call another function that nobody defines."""
        for inner in ast.walk(test):
            if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Name):
                name = inner.func.id
                if name not in space and name not in self.globals and not hasattr(builtins, name):
                    if self.cases:
                        return False
                    self.candidates.add(name)
                    return True
        return False

    def comparison(self, test, space):
        sides = [test.left] + test.comparators
        if all(isinstance(op, ast.Eq) for op in test.ops):
            free = [side for side in sides if not self.calls(side, space)]
            bound = [side for side in sides if self.calls(side, space)]
            if not free:
                # The candidate against itself says nothing, but the calls must end well.
                for side in bound:
                    call, _ = self.projected(side, space)
                    self.add(call, space, ignored=True)
                return
            for side in bound:
                self.equal(side, free[0], space)
            return
        if len(test.ops) != 1:
            raise Unsupported("line %d: %s" % (test.lineno, ast.unparse(test)[:80]))
        left, op, right = test.left, test.ops[0], test.comparators[0]
        if isinstance(op, ast.Is):
            if self.calls(right, space):
                left, right = right, left
            if isinstance(right, ast.Constant) and (right.value is None or type(right.value) is bool) \
                    and self.is_call(left, space):
                return self.add(left, space, expected=right.value, compare={"exact": True})
        if isinstance(op, ast.In) and self.is_call(left, space) and not self.calls(right, space):
            found = self.evaluate(right, space)
            if isinstance(found, (list, tuple, set, frozenset)):
                return self.add(left, space, alternatives=list(found))
        if isinstance(op, (ast.Gt, ast.GtE)):
            left, right = right, left
            op = ast.Lt() if isinstance(op, ast.Gt) else ast.LtE()
        if isinstance(op, (ast.Lt, ast.LtE)) and not self.calls(right, space):
            return self.near(left, isinstance(op, ast.Lt), self.evaluate(right, space), space)
        raise Unsupported("line %d: %s" % (test.lineno, ast.unparse(test)[:80]))

    def equal(self, side, expected_node, space):
        expected = self.evaluate(expected_node, space)
        call, projection = self.projected(side, space)
        compare = {}
        if projection:
            compare["projection"] = projection
        if isinstance(expected, Approximation):
            compare["relative"], compare["absolute"] = expected.relative, expected.absolute
            expected = expected.expected
        self.add(call, space, expected=expected, compare=compare)

    def near(self, left, strict, bound, space):
        """abs(f(x) - y) < bound, also with math.fabs and with the sides the other way round."""
        if not (isinstance(left, ast.Call) and self.name_of(left.func) in ("abs", "math.fabs", "fabs")
                and len(left.args) == 1 and isinstance(left.args[0], ast.BinOp)
                and isinstance(left.args[0].op, ast.Sub)):
            raise Unsupported("line %d: %s" % (left.lineno, ast.unparse(left)[:80]))
        call, expected = left.args[0].left, left.args[0].right
        if self.calls(expected, space):
            call, expected = expected, call
        if self.calls(expected, space) or not self.is_call(call, space) or type(bound) not in (int, float):
            raise Unsupported("line %d: %s" % (left.lineno, ast.unparse(left)[:80]))
        bound = math.nextafter(float(bound), -math.inf) if strict else float(bound)
        if bound < 0:
            raise Unsupported("line %d: a tolerance that nothing meets" % left.lineno)
        self.add(call, space, expected=self.number(expected, space), compare={"absolute": bound})

    def number(self, node, space):
        value = self.evaluate(node, space)
        if type(value) not in (int, float, complex):
            raise Unsupported("line %d: a tolerance for %s" % (node.lineno, type(value).__name__))
        return value

    def is_close(self, test, space):
        options = {item.arg: self.evaluate(item.value, space) for item in test.keywords}
        if len(test.args) != 2 or set(options) - {"rel_tol", "abs_tol"}:
            raise Unsupported("line %d: %s" % (test.lineno, ast.unparse(test)[:80]))
        call, expected = test.args
        if self.calls(expected, space):
            call, expected = expected, call
        relative, absolute = float(options.get("rel_tol", 1e-9)), float(options.get("abs_tol", 0.0))
        if self.calls(expected, space) or not self.is_call(call, space) or relative > 0.01:
            raise Unsupported("line %d: %s" % (test.lineno, ast.unparse(test)[:80]))
        self.add(call, space, expected=self.number(expected, space),
                 compare={"relative": relative, "absolute": absolute})

    def unittest_assertion(self, node, space):
        name, arguments = node.func.attr, node.args
        if name in ("assertTrue", "assertFalse", "assertIsNone"):
            test = arguments[0]
            if name == "assertFalse":
                test = ast.UnaryOp(op=ast.Not(), operand=test)
            if name == "assertIsNone":
                test = ast.Compare(left=test, ops=[ast.Is()], comparators=[ast.Constant(value=None)])
            return self.assertion(ast.fix_missing_locations(ast.copy_location(test, node)), space)
        left, right = arguments[0], arguments[1]
        if name in ("assertAlmostEqual", "assertCountEqual"):
            if self.calls(right, space):
                left, right = right, left
            if self.calls(right, space) or not self.is_call(left, space):
                raise Unsupported("line %d: %s" % (node.lineno, ast.unparse(node)[:80]))
            options = {item.arg: self.evaluate(item.value, space) for item in node.keywords}
            if name == "assertCountEqual":
                return self.add(left, space, expected=list(self.evaluate(right, space)),
                                compare={"projection": "list", "unordered": True})
            places = self.evaluate(arguments[2], space) if len(arguments) > 2 else options.get("places")
            bound = options.get("delta", 0.5 * 10.0 ** -(7 if places is None else places))
            return self.add(left, space, expected=self.number(right, space), compare={"absolute": float(bound)})
        op = {"assertIs": ast.Is(), "assertIn": ast.In()}.get(name, ast.Eq())
        test = ast.Compare(left=left, ops=[op], comparators=[right])
        self.assertion(ast.fix_missing_locations(ast.copy_location(test, node)), space)

    # Calls

    def name_of(self, node):
        if isinstance(node, ast.Name):
            return node.id
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            return node.value.id + "." + node.attr
        return None

    def is_call(self, node, space):
        if isinstance(node, ast.Name) and isinstance(space.get(node.id), Pending):
            return True
        return isinstance(node, ast.Call) and self.is_candidate(node.func, space)

    def projected(self, node, space):
        """The call and the conversion that stands around it."""
        if self.is_call(node, space):
            return node, None
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in PROJECTIONS \
                and len(node.args) == 1 and not node.keywords and node.func.id not in space:
            call, inner = self.projected(node.args[0], space)
            outer = node.func.id
            if inner is None or inner in ("list", "tuple") and outer != "len" or inner == outer:
                return call, outer
            if inner == "sorted" and outer == "list":
                return call, "sorted"
        raise Unsupported("line %d: %s" % (node.lineno, ast.unparse(node)[:80]))

    def add(self, call, space, expected=None, compare=None, alternatives=None, ignored=False):
        if isinstance(call, ast.Name):
            pending = space[call.id]
            call, space = pending.call, pending.space
        function = call.func.id if isinstance(call.func, ast.Name) else call.func.attr
        outside = {name for name in self.candidates if name != self.entry_point}
        parameter = function in outside and function in self.parameters
        case = {"function": self.entry_point if parameter else function, "line": getattr(call, "lineno", None)}
        self.arguments(call, space, case)
        if ignored:
            case["ignored"] = True
        elif alternatives is not None:
            case["alternatives"] = [tagged(item) for item in alternatives]
        else:
            case["expected"] = tagged(expected)
        if compare:
            case["compare"] = compare
        self.cases.append(case)

    def arguments(self, call, space, case):
        if any(self.calls(item, space) for item in call.args + [item.value for item in call.keywords]):
            raise Unsupported("line %d: a call inside a call" % call.lineno)
        try:
            arguments = []
            for item in call.args:
                if isinstance(item, ast.Starred):
                    arguments.extend(self.evaluate(item.value, space))
                else:
                    arguments.append(self.evaluate(item, space))
            keywords = {}
            for item in call.keywords:
                found = self.evaluate(item.value, space)
                keywords.update(found if item.arg is None else {item.arg: found})
            case["args"] = [tagged(item) for item in arguments]
            case["kwargs"] = {name: tagged(value) for name, value in keywords.items()}
        except (Unknown, Unsupported):
            case["code"] = self.code(call, space)

    def code(self, call, space):
        """The arguments as an expression, for values that only the candidate's process can build."""
        reader = self

        class Filling(ast.NodeTransformer):
            def visit_Name(self, node):
                if node.id in space and isinstance(node.ctx, ast.Load):
                    tagged(space[node.id])
                    return ast.copy_location(ast.parse(repr(space[node.id]), mode="eval").body, node)
                return node

        copied = Filling().visit(copy.deepcopy(call))
        copied.func = ast.Name(id="dict", ctx=ast.Load())
        for inner in ast.walk(copied):
            if isinstance(inner, ast.Call) and inner is not copied and reader.name_of(inner.func) is None:
                raise Unsupported("line %d: an argument that cannot be sent" % call.lineno)
        copied.func = ast.parse("(lambda *a, **k: (a, k))", mode="eval").body
        return ast.unparse(ast.fix_missing_locations(copied))

    parameters = set()


def untagged(found):
    """The value of one JSON object of the tagged form."""
    if len(found) == 1:
        (tag, value), = found.items()
        if tag in ("$tuple", "$set", "$frozenset"):
            return {"$tuple": tuple, "$set": set, "$frozenset": frozenset}[tag](value)
        if tag in ("$float", "$int"):
            return float(value) if tag == "$float" else int(value)
        if tag == "$bytes":
            return base64.b64decode(value)
        if tag == "$complex":
            return complex(value[0], value[1])
        if tag == "$dict":
            return {pair[0]: pair[1] for pair in value}
    return found


def examine(request):
    """Whether each assertion holds for its result; an assertion that raises does not."""
    reader = Reader(request["entryPoint"], request.get("setup") or "", request.get("prompt") or "")
    translate(request, reader)
    verdicts = []
    for item in json.loads(json.dumps(request["results"]), object_hook=untagged):
        try:
            scope = {**reader.globals, **item["names"], "RESULT": item["value"]}
            verdicts.append(bool(eval(compile(item["code"], "tests", "eval"), scope)))
        except Exception:
            verdicts.append(False)
    return {"verdicts": verdicts}


def translate(request, reader=None):
    reader = reader or Reader(request["entryPoint"], request.get("setup") or "", request.get("prompt") or "")
    # The same numbers on every machine: a test that draws inputs draws these.
    random.seed(0)
    try:
        for text in request["tests"]:
            try:
                tree = ast.parse(text)
            except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
                raise Unsupported("the tests are not Python: %s" % error)
            for node in tree.body:
                if isinstance(node, ast.FunctionDef) and node.name == "check" and node.args.args:
                    reader.parameters = reader.parameters | {node.args.args[0].arg}
            reader.block(tree.body, {})
        if not reader.cases:
            raise Unsupported("the tests assert nothing of the entry point")
        if all(case.get("ignored") for case in reader.cases):
            raise Unsupported("the tests compare the entry point only with itself")
    except Unsupported as error:
        return {"cases": [], "reason": str(error)}
    except Unknown as error:
        return {"cases": [], "reason": "%s is not defined" % error}
    except RecursionError:
        return {"cases": [], "reason": "the tests are nested too deeply"}
    return {"cases": reader.cases, "reason": None}


if __name__ == "__main__":
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(0)
    written = sys.stdout
    sys.stdout = sys.stderr
    given = json.loads(sys.stdin.buffer.read())
    answer = examine(given) if "results" in given else translate(given)
    written.write(json.dumps(answer, ensure_ascii=True))
    written.flush()
