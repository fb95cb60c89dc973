"""A program's plainest form: what two programs share that differ in nothing but what cannot matter.

Each rule keeps what the program returns for plain data (numbers that are no NaN, texts, containers of those). A mutant
with the canonical form of its reference is equivalent to it; the other way round nothing is said.
"""
import ast

from liveness import without_dead_stores

STRICT = {ast.LtE: ast.Lt, ast.GtE: ast.Gt}
NEGATED = {ast.Lt: ast.GtE, ast.LtE: ast.Gt, ast.Gt: ast.LtE, ast.GtE: ast.Lt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq}
MIRRORED = {ast.Lt: ast.Gt, ast.LtE: ast.GtE, ast.Gt: ast.Lt, ast.GtE: ast.LtE, ast.Eq: ast.Eq, ast.NotEq: ast.NotEq}
FOLDED = {"float": float, "int": int, "str": str, "len": len}
SYMMETRIC = {"min", "max", "gcd"}
INNER = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.GeneratorExp)
DECLARED = (ast.Global, ast.Nonlocal)
# What means something even where it is never reached.
SPECIAL = INNER + DECLARED + (ast.Yield, ast.YieldFrom, ast.Await, ast.Import, ast.ImportFrom)


def canonical(tree):
    """The tree itself, rewritten."""
    bound = stored(tree) | {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)} | {
        node.name for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    nodes = list(ast.walk(tree))
    has_sets = "set" in names(tree) or "frozenset" in names(tree) or any(
        isinstance(node, (ast.Set, ast.SetComp)) for node in nodes)
    Calls(bound, any(isinstance(node, ast.ClassDef) for node in nodes)).visit(tree)
    for node in nodes:
        for field in ("body", "orelse"):
            if isinstance(getattr(node, field, None), list):
                setattr(node, field, reached(getattr(node, field)))
    if "range" not in bound and not any(isinstance(node, DECLARED) for node in nodes):
        for node in nodes:
            if isinstance(node, ast.For):
                count_to_end(node)
    for node in nodes:
        if isinstance(node, ast.If):
            at_equality(node)
        for field in ("body", "orelse"):
            if isinstance(getattr(node, field, None), list):
                after_tests(getattr(node, field), has_sets)
    return without_dead_stores(tree)


# What the rules ask of a tree


def same(a, b):
    return ast.dump(a).replace("Store()", "Load()") == ast.dump(b).replace("Store()", "Load()")


def names(tree):
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def stored(tree):
    """The names that are assigned anywhere in the tree."""
    nodes = tree if isinstance(tree, list) else [tree]
    return {node.id for part in nodes for node in ast.walk(part)
            if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)}


def is_simple(node):
    """Names, numbers, places and sums of such: no call, nothing that is done twice by being read twice."""
    return not any(isinstance(part, (ast.Call, ast.NamedExpr, ast.Await, ast.Yield, ast.YieldFrom, ast.Lambda,
                                     ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp))
                   for part in ast.walk(node))


def sides(test):
    """The parts of one comparison of simple expressions; none where it is more."""
    if isinstance(test, ast.Compare) and len(test.ops) == 1 and type(test.ops[0]) in NEGATED and is_simple(test):
        return test.left, type(test.ops[0]), test.comparators[0]
    return None


def ends(body):
    """Whether nothing behind the statements is reached."""
    last = body[-1] if body else None
    if isinstance(last, ast.If):
        return ends(last.body) and ends(last.orelse)
    return isinstance(last, (ast.Return, ast.Raise, ast.Break, ast.Continue))


# The rules


class Calls(ast.NodeTransformer):
    """Calls of builtins on constants are their results, and the order of symmetric arguments is by their text."""

    def __init__(self, bound, has_classes):
        self.bound, self.has_classes = bound, has_classes

    def visit_Call(self, node):
        self.generic_visit(node)
        if node.keywords:
            return node
        name = node.func.id if isinstance(node.func, ast.Name) else None
        constants = [item.value for item in node.args if isinstance(item, ast.Constant)]
        if name in FOLDED and name not in self.bound and len(constants) == len(node.args) == 1:
            try:
                return ast.copy_location(ast.Constant(value=FOLDED[name](constants[0])), node)
            except (TypeError, ValueError, OverflowError):
                return node
        if name in SYMMETRIC and name not in self.bound and len(node.args) == 2 and all(map(is_simple, node.args)):
            node.args.sort(key=ast.dump)
        if isinstance(node.func, ast.Attribute) and node.func.attr == "extend" and not self.has_classes \
                and len(constants) == len(node.args) == 1 and type(constants[0]) is str and len(constants[0]) == 1:
            node.func.attr = "append"
        return node


def reached(body):
    """The statements up to the first that ends the block; of the rest only that it makes its names local."""
    for at, item in enumerate(body[:-1]):
        if ends([item]):
            rest = body[at + 1:]
            if any(isinstance(part, SPECIAL) for item in rest for part in ast.walk(item)):
                return body
            return body[:at + 1] + [ast.Assign([ast.Name(name, ast.Store())], ast.Constant(value=None), lineno=0)
                                    for name in sorted(stored(rest))]
    return body


def count_to_end(loop):
    """In `for i in range(n)` the test `i >= n - 1` is `i == n - 1`, and `i < n - 1` is `i != n - 1`."""
    call, target = loop.iter, loop.target
    if not (isinstance(call, ast.Call) and getattr(call.func, "id", None) == "range" and isinstance(target, ast.Name)
            and not call.keywords and 1 <= len(call.args) <= 2 and all(map(is_simple, call.args))):
        return
    changed = stored(loop.body)
    limits = names(call) - {"range"}
    if target.id in changed | limits or limits & changed or any(
            isinstance(part, (ast.Subscript, ast.Attribute)) for item in call.args for part in ast.walk(item)) \
            or any(isinstance(part, INNER) for item in loop.body for part in ast.walk(item)):
        return
    last = less_one(call.args[-1])
    first = call.args[0] if len(call.args) == 2 else ast.Constant(value=0)
    for node in (part for item in loop.body for part in ast.walk(item)):
        parts = sides(node)
        if parts is None or not same(parts[0], target):
            continue
        if same(parts[2], last) and parts[1] in (ast.GtE, ast.Lt):
            node.ops = [ast.Eq() if parts[1] is ast.GtE else ast.NotEq()]
        elif same(parts[2], first) and parts[1] in (ast.LtE, ast.Gt):
            node.ops = [ast.Eq() if parts[1] is ast.LtE else ast.NotEq()]


def less_one(node):
    if isinstance(node, ast.Constant) and type(node.value) is int:
        return ast.Constant(value=node.value - 1)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add) and isinstance(node.right, ast.Constant) \
            and type(node.right.value) is int and node.right.value == 1:
        return node.left
    return ast.BinOp(node, ast.Sub(), ast.Constant(value=1))


def at_equality(node):
    """`if a >= b: b = a`, a swap of the two, or `return a` or else `return b`: equal sides give the same either way."""
    parts = sides(node.test)
    if parts is None or parts[1] not in STRICT or len(node.body) != 1:
        return
    first, last = node.body[0], node.orelse[0] if len(node.orelse) == 1 else None
    for a, b in ((parts[0], parts[2]), (parts[2], parts[0])):
        pair, turned = ast.Tuple([a, b], ast.Load()), ast.Tuple([b, a], ast.Load())
        is_move = isinstance(first, ast.Assign) and len(first.targets) == 1 and not node.orelse and (
            same(first.targets[0], a) and same(first.value, b)
            or same(first.targets[0], pair) and same(first.value, turned))
        is_choice = isinstance(first, ast.Return) and isinstance(last, ast.Return) and first.value and last.value \
            and same(first.value, a) and same(last.value, b)
        if is_move or is_choice:
            node.test.ops = [STRICT[parts[1]]()]
            return


def after_tests(body, has_sets):
    """What a test that failed says of the next one: `elif` directly, or the next `if` where the first one's body ends.

    Of two sets neither need be the smaller one.
    """
    for at, item in enumerate(body):
        if not isinstance(item, ast.If):
            continue
        failed = sides(item.test)
        following = item.orelse[0] if item.orelse else body[at + 1] if ends(item.body) and at + 1 < len(body) else None
        if failed is None or not isinstance(following, ast.If):
            continue
        parts = sides(following.test)
        if parts is not None and same(parts[0], failed[2]) and same(parts[2], failed[0]):
            parts = (parts[2], MIRRORED[parts[1]], parts[0])
        if parts is None or not (same(parts[0], failed[0]) and same(parts[2], failed[2])):
            continue
        if NEGATED[failed[1]] is parts[1] and not has_sets:
            following.test = ast.copy_location(ast.Constant(value=True), following.test)
        elif failed[1] is ast.Eq and parts[1] in STRICT:
            following.test.ops = [STRICT[type(following.test.ops[0])]()]
