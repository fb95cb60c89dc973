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
import builtins
import copy
import json
import math
import random
import sys

from interpreter import Approximation, Exposed, Interpreter, Pending, Unknown, bound_names
from tagged import Refused, Unsupported, exactly_plain, tagged, untagged

OTHER_ASSERTIONS = {
    "assertNotEqual": "a != b", "assertGreater": "a > b", "assertGreaterEqual": "a >= b", "assertLess": "a < b",
    "assertLessEqual": "a <= b", "assertIsNot": "a is not b", "assertIsNotNone": "a is not None",
    "assertNotIn": "a not in b", "assertIsInstance": "isinstance(a, b)", "assertNotIsInstance": "not isinstance(a, b)",
}
PROJECTIONS = {"tuple", "list", "set", "sorted", "len"}


class Reader(Interpreter):
    def assertion(self, test, space):
        if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And):
            for value in test.values:
                self.assertion(value, space)
            return
        if self.unrolled(test, space):
            return
        place = self.conditional(test, space)
        if place is not None:
            raise Unsupported("line %d: a call that may be made never or often" % place.lineno)
        before, known = len(self.cases), copy.copy(test)
        bound = [(pending, dict(pending.case)) for pending in self.pending(test, space)]
        try:
            self.known(known, space)
        except Unsupported:
            del self.cases[before:]
            for pending, case in bound:
                pending.case.clear()
                pending.case.update(case)
                pending.is_open = True
            if not self.examined(test, space):
                raise

    def pending(self, node, space):
        """What `node` reads of results that the test has bound to names; each may be read in one assertion."""
        found = {inner.id: space[inner.id] for inner in ast.walk(node)
                 if isinstance(inner, ast.Name) and isinstance(space.get(inner.id), Pending)}
        if not all(pending.is_open for pending in found.values()):
            raise Unsupported("line %d: one result in several assertions" % node.lineno)
        return list(found.values())

    def conditional(self, node, space):
        """A mention of the candidate in `node` that need not be evaluated exactly once."""
        free, bound = list(ast.iter_child_nodes(node)), []
        if isinstance(node, ast.Lambda):
            bound = [node.body]
        elif isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)):
            first = node.generators[0].iter
            free, bound = [first], [child for child in ast.walk(node) if child is not node and not any(
                child is inner for inner in ast.walk(first)) and isinstance(child, ast.Name)]
        elif isinstance(node, ast.IfExp):
            bound = [node.body, node.orelse]
        elif isinstance(node, ast.BoolOp):
            bound = node.values[1:]
        elif isinstance(node, ast.Compare) and not all(isinstance(op, ast.Eq) for op in node.ops):
            bound = node.comparators[1:]
        for child in bound:
            if self.calls(child, space):
                return node
        for child in free:
            found = self.conditional(child, space)
            if found is not None:
                return found
        return None

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
        # An iterator is used up by what is read of it, so that one value cannot stand for it.
        if any(isinstance(node, ast.Call) and self.name_of(node.func) in ("next", "iter") for node in ast.walk(test)):
            return False
        found = [node for node in ast.walk(test) if self.is_call(node, space)]
        names = {node.id for node in found if isinstance(node, ast.Name)}
        calls = [node for node in found if isinstance(node, ast.Call)]
        if len(calls) + len(names) != 1 or not found:
            return False
        if self.is_class_like(test, found[0]):
            raise Unsupported("line %d: an attribute of what %s gives" % (test.lineno, self.entry_point))
        if isinstance(test, ast.Compare) and any(isinstance(op, (ast.Eq, ast.NotEq)) for op in test.ops):
            for side in [test.left] + test.comparators:
                if not self.calls(side, space):
                    self.plain(self.evaluate(side, space))
        before = len(self.cases)
        case = self.add(found[0], space, ignored=True)

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

    def is_class_like(self, test, call):
        """Whether the entry point may well be a class: by its name, and as attributes of its result are used."""
        return self.entry_point[:1].isupper() and any(
            isinstance(node, ast.Attribute) and node.value is call for node in ast.walk(test))

    def known(self, test, space):
        if not self.calls(test, space) and not self.foreign(test, space):
            try:
                if not self.evaluate(test, space):
                    raise Refused("line %d: an assertion that is false whatever the candidate does" % test.lineno)
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
                    if self.cases or name[:1].isupper() or name in self.bound:
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
            if type(expected.expected) not in (int, float):
                raise Unsupported("line %d: an approximation of %s" % (side.lineno, type(expected.expected).__name__))
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
        if name in ("assertRaises", "assertRaisesRegex"):
            if name != "assertRaises" or len(arguments) < 2 or not self.is_candidate(arguments[1], space):
                raise Unsupported("line %d: %s" % (node.lineno, ast.unparse(node)[:80]))
            call = ast.Call(func=arguments[1], args=arguments[2:], keywords=node.keywords)
            return self.raising(arguments[0], [ast.Expr(ast.copy_location(call, node))], space)
        if name in OTHER_ASSERTIONS:
            test = ast.parse(OTHER_ASSERTIONS[name], mode="eval").body
            given = dict(zip("ab", arguments))

            class Filling(ast.NodeTransformer):
                def visit_Name(self, found):
                    return given.get(found.id, found)

            test = Filling().visit(test)
            for inner in ast.walk(test):
                ast.copy_location(inner, node)
            return self.assertion(ast.fix_missing_locations(test), space)
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

    def raising(self, kinds, body, space):
        """A call that must raise one of `kinds`."""
        found = self.evaluate(kinds, space)
        found = found if isinstance(found, tuple) else (found,)
        if not all(isinstance(item, type) and issubclass(item, BaseException) and
                   getattr(builtins, item.__name__, None) is item for item in found):
            raise Unsupported("line %d: an exception that is not built in" % kinds.lineno)
        if len(body) != 1 or not isinstance(body[0], (ast.Expr, ast.Assign)) or not self.is_call(body[0].value, space):
            raise Unsupported("line %d: more than a call that is to raise" % kinds.lineno)
        self.add(body[0].value, space, raises=[item.__name__ for item in found])

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

    def add(self, call, space, expected=None, compare=None, alternatives=None, ignored=False,
            raises=None):
        if isinstance(call, ast.Name):
            pending, = self.pending(call, space)
            # An assertion about it: the call was noted where it was made.
            case, pending.is_open = pending.case, False
            case.pop("ignored", None)
        else:
            case = self.case(call, space)
            self.cases.append(case)
        if ignored:
            case["ignored"] = True
        elif raises is not None:
            case["raises"] = raises
        elif alternatives is not None:
            case["alternatives"] = [tagged(item) for item in alternatives]
        else:
            case["expected"] = self.plain(expected)
        if compare:
            case["compare"] = compare
        return case

    def case(self, call, space):
        """A call with its arguments as they are now."""
        function = call.func.id if isinstance(call.func, ast.Name) else call.func.attr
        outside = {name for name in self.candidates if name != self.entry_point}
        parameter = function in outside and function in self.parameters
        case = {"function": self.entry_point if parameter else function, "line": getattr(call, "lineno", None)}
        self.arguments(call, space, case)
        return case

    def noted(self, call, space):
        """A call that is made here and looked at later, or never."""
        case = self.case(call, space)
        case["ignored"] = True
        self.cases.append(case)
        return case

    @staticmethod
    def plain(value):
        try:
            return tagged(value)
        except Unsupported as error:
            # The type decides whether a run of the text could do better.
            is_known = type(value).__module__ in ("decimal", "fractions", "datetime")
            if is_known or type(value) in (Approximation, range, list, tuple, dict):
                raise
            raise Refused(str(error))

    def arguments(self, call, space, case):
        if any(self.calls(item, space) for item in call.args + [item.value for item in call.keywords]):
            raise Unsupported("line %d: a call inside a call" % call.lineno)
        try:
            arguments, keywords = [], {}
            for item in call.args:
                if isinstance(item, ast.Starred):
                    arguments.extend(self.evaluate(item.value, space))
                else:
                    arguments.append(self.evaluate(item, space))
            for item in call.keywords:
                found = self.evaluate(item.value, space)
                keywords.update(found if item.arg is None else {item.arg: found})
            exactly_plain([arguments, list(keywords.values())])
            case["args"] = [tagged(item) for item in arguments]
            case["kwargs"] = {name: tagged(value) for name, value in keywords.items()}
            # What the candidate has held it may have changed, so that the test must not read it here again.
            for value in arguments + list(keywords.values()):
                self.expose(value)
        except (Unknown, Unsupported) as error:
            if isinstance(error, Exposed):
                raise
            case.pop("args", None)
            case["code"] = self.code(call, space)

    def code(self, call, space):
        """The arguments as an expression, for values that only the candidate's process can build.

        Sure only where each name means the same there: a builtin, plain data that can be written in its place, or a
        name that the tests themselves define nowhere.
        """
        copied = copy.deepcopy(call)
        nodes = list(ast.walk(copied))
        inside = {inner.arg for inner in nodes if isinstance(inner, ast.arg)}
        inside |= {inner.id for inner in nodes if isinstance(inner, ast.Name) and not isinstance(inner.ctx, ast.Load)}
        for inner in ast.walk(copied):
            if not isinstance(inner, ast.Name) or inner is copied.func:
                continue
            name = inner.id
            if name in inside:
                is_sure = name not in space  # its own parameter
            elif name in space or hasattr(builtins, name):
                is_sure = True
            else:
                is_sure = name not in self.bound and (name in self.given or name not in self.globals)
            if not is_sure:
                raise Unsupported("line %d: %s of the tests in an argument" % (call.lineno, inner.id))

        class Filling(ast.NodeTransformer):
            def visit_Name(self, node):
                if node.id in space and isinstance(node.ctx, ast.Load):
                    exactly_plain(space[node.id])
                    return ast.copy_location(ast.parse(repr(space[node.id]), mode="eval").body, node)
                return node

        copied.args = [Filling().visit(item) for item in copied.args]
        copied.keywords = [Filling().visit(item) for item in copied.keywords]
        for inner in ast.walk(copied):
            if isinstance(inner, ast.Call) and inner is not copied and self.name_of(inner.func) is None:
                raise Unsupported("line %d: an argument that cannot be sent" % call.lineno)
        copied.func = ast.parse("(lambda *a, **k: (a, k))", mode="eval").body
        return ast.unparse(ast.fix_missing_locations(copied))

    parameters = set()


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
                raise Refused("the tests are not Python: %s" % error)
            reader.bound = reader.bound | bound_names(tree)
            for node in tree.body:
                if isinstance(node, ast.FunctionDef) and node.name == "check" and node.args.args:
                    reader.parameters = reader.parameters | {node.args.args[0].arg}
            reader.block(tree.body, {})
        if not reader.cases:
            raise Unsupported("the tests assert nothing of the entry point")
        if all(case.get("ignored") for case in reader.cases):
            raise Refused("the tests compare the entry point only with itself")
    except Unsupported as error:
        return {"cases": [], "reason": str(error), "final": isinstance(error, Refused)}
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
