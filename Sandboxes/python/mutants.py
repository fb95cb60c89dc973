"""Lists the mutants of a program one by one: each differs from it by one small change.

Where mutate.py draws programs for training, this goes through every place and every operator, so that a suite can be
measured. A change that compiles to the same code is no mutant. Nothing of the program runs here.
"""
import ast
import copy

from canonical import canonical
from mutate import COMPARISONS, OPERATORS

MAXIMUM_SITES = 4000  # changes that are looked at; a function of a hundred lines has about a thousand
MAXIMUM_CONSTANTS = 40
CALLS = {
    "min": ["max"], "max": ["min"], "sum": ["len", "max"], "len": ["sum"], "any": ["all"], "all": ["any"],
    "sorted": ["list"], "append": ["extend"], "extend": ["append"], "upper": ["lower"], "lower": ["upper"],
    "floor": ["ceil"], "ceil": ["floor"], "find": ["rfind"], "startswith": ["endswith"], "endswith": ["startswith"],
    "isupper": ["islower"], "islower": ["isupper"], "isdigit": ["isalpha"], "isalpha": ["isalnum"],
    "union": ["intersection"], "intersection": ["union"], "keys": ["values"], "values": ["keys"],
    "combinations": ["permutations"], "match": ["search"], "search": ["match"], "heappush": ["heappop"],
    "nlargest": ["nsmallest"], "nsmallest": ["nlargest"], "split": ["splitlines"], "lstrip": ["rstrip"],
}
UNWRAPPED = {"abs", "sorted", "set", "list", "reversed", "int", "round", "tuple", "str", "float"}
METHODS = {"strip", "lower", "upper", "lstrip", "rstrip", "copy", "title"}


def changes_of(node, owner):
    """The changes of one expression or statement: pairs of an operator's name and what it makes of the node."""
    yield from of_values(node, owner)
    yield from of_calls(node)
    yield from of_blocks(node)


def of_values(node, owner):
    kind = type(node)
    if kind is ast.Compare:
        for index, op in enumerate(node.ops):
            for new in COMPARISONS.get(type(op), []):
                yield "comparison", lambda n, i=index, t=new: n.ops.__setitem__(i, t())
    elif kind in (ast.BinOp, ast.AugAssign):
        for new in OPERATORS.get(type(node.op), []):
            yield "arithmetic", lambda n, t=new: setattr(n, "op", t())
        if kind is ast.BinOp and isinstance(node.op, (ast.Sub, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow)):
            yield "swapped-arguments", swap_sides
    elif kind is ast.Constant and not isinstance(owner, (ast.Expr, ast.JoinedStr)):
        yield from of_constants(node.value)
    elif kind is ast.BoolOp:
        new = ast.Or if isinstance(node.op, ast.And) else ast.And
        yield "boolean", lambda n, t=new: setattr(n, "op", t())
        for index in range(len(node.values)):
            yield "boolean", lambda n, i=index: n.values.pop(i)
    elif kind is ast.UnaryOp and isinstance(node.op, ast.Not):
        yield "boolean", lambda n: n.__dict__.update(op=ast.Not(), operand=ast.UnaryOp(ast.Not(), n.operand))
    elif kind is ast.UnaryOp and isinstance(node.op, ast.USub) and not isinstance(node.operand, ast.Constant):
        yield "arithmetic", lambda n: setattr(n, "op", ast.UAdd())
    elif kind is ast.Slice:
        for name in ("lower", "upper"):
            if getattr(node, name) is not None:
                yield "slice-bound", lambda n, f=name: shift(n, f, 1)
                yield "slice-bound", lambda n, f=name: shift(n, f, -1)
        if node.step is not None:
            yield "slice-bound", lambda n: setattr(n, "step", None)
    elif kind is ast.Subscript and not isinstance(node.slice, (ast.Slice, ast.Constant, ast.Tuple)) \
            and isinstance(node.ctx, ast.Load):
        yield "off-by-one", lambda n: shift(n, "slice", 1)
        yield "off-by-one", lambda n: shift(n, "slice", -1)


def of_constants(value):
    def put(new):
        return lambda n: setattr(n, "value", new)
    if type(value) is bool:
        yield "constant", put(not value)
    elif type(value) is int:
        for new in dict.fromkeys([value + 1, value - 1, 0 if value > 1 else value + 2]):
            yield "constant", put(new)
    elif type(value) is float:
        for new in dict.fromkeys([value + 1.0, value * 2, value * 1.01]):
            yield "constant", put(new)
    elif type(value) is str and len(value) < 40:
        for new in dict.fromkeys(["", value[:-1], value + value[-1:], " " if value == "" else value.swapcase()]):
            yield "text", put(new)


def of_calls(node):
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        for new in CALLS.get(node.id, []):
            yield "call", lambda n, t=new: setattr(n, "id", t)
    if isinstance(node, ast.Attribute):
        for new in CALLS.get(node.attr, []):
            yield "call", lambda n, t=new: setattr(n, "attr", t)
    if not isinstance(node, ast.Call):
        return
    name = node.func.id if isinstance(node.func, ast.Name) else None
    if name == "range":
        for index in range(len(node.args)):
            yield "range-end", lambda n, i=index: shift_argument(n, i, 1)
            yield "range-end", lambda n, i=index: shift_argument(n, i, -1)
        return
    if len(node.args) >= 2 and not any(isinstance(item, ast.Starred) for item in node.args):
        yield "swapped-arguments", lambda n: n.args.insert(0, n.args.pop(1))
    for index in range(len(node.keywords)):
        yield "call", lambda n, i=index: n.keywords.pop(i)
    if name in UNWRAPPED and len(node.args) == 1:
        yield "call", lambda n: n.__dict__.update(func=ast.parse("(lambda x: x)", mode="eval").body, keywords=[])
    if isinstance(node.func, ast.Attribute) and node.func.attr in METHODS:
        yield "call", lambda n: n.__dict__.update(
            args=[n.func.value], keywords=[], func=ast.parse("(lambda x: x)", mode="eval").body)


def of_blocks(node):
    if isinstance(node, (ast.If, ast.IfExp, ast.While)):
        yield "condition", lambda n: setattr(n, "test", ast.Constant(value=False))
        if not isinstance(node, ast.While):
            yield "condition", lambda n: setattr(n, "test", ast.Constant(value=True))
            yield "boolean", lambda n: setattr(n, "test", ast.UnaryOp(ast.Not(), n.test))
    if isinstance(node, (ast.If, ast.For, ast.While)) and node.orelse:
        yield "removed-else", lambda n: setattr(n, "orelse", [])
    if isinstance(node, ast.For) and not (isinstance(node.iter, ast.Call)
                                          and getattr(node.iter.func, "id", "") == "range"):
        yield "range-end", lambda n: setattr(n, "iter", part_of(n.iter, 1, None))
        yield "range-end", lambda n: setattr(n, "iter", part_of(n.iter, None, -1))
    if isinstance(node, ast.comprehension) and node.ifs:
        yield "condition", lambda n: setattr(n, "ifs", [])
    if isinstance(node, ast.Return) and node.value is not None:
        yield "changed-return", lambda n: setattr(n, "value", ast.Constant(value=None))
        if isinstance(node.value, (ast.BoolOp, ast.Compare)):
            yield "changed-return", lambda n: setattr(n, "value", ast.UnaryOp(ast.Not(), n.value))
        elif isinstance(node.value, ast.BinOp):
            yield "changed-return", lambda n: setattr(n, "value", n.value.left)
            yield "changed-return", lambda n: setattr(n, "value", n.value.right)
        elif isinstance(node.value, (ast.Name, ast.Call, ast.Subscript)):
            yield "changed-return", lambda n: setattr(n, "value", ast.BinOp(n.value, ast.Add(), ast.Constant(value=1)))
    for field in ("body", "orelse"):
        body = getattr(node, field, None)
        if isinstance(body, list) and not isinstance(node, (ast.Module, ast.ClassDef)):
            for index, item in enumerate(body):
                if not isinstance(item, (ast.FunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom, ast.Pass)) \
                        and not is_text(item):
                    yield "deleted-statement", lambda n, f=field, i=index: delete(getattr(n, f), i)
                if isinstance(item, (ast.Break, ast.Continue)):
                    yield "loop", lambda n, f=field, i=index: turn(getattr(n, f), i)
    if isinstance(node, (ast.For, ast.While)):
        yield "loop", lambda n: n.body.append(ast.Break())


def is_text(item):
    return isinstance(item, ast.Expr) and isinstance(item.value, ast.Constant)


def swap_sides(node):
    node.left, node.right = node.right, node.left


def shift(node, field, by):
    old = getattr(node, field)
    if isinstance(old, ast.Constant) and type(old.value) is int:
        setattr(node, field, ast.Constant(value=old.value + by))
    else:
        setattr(node, field, ast.BinOp(old, ast.Add() if by > 0 else ast.Sub(), ast.Constant(value=1)))


def shift_argument(node, index, by):
    holder = ast.Expr(value=node.args[index])
    shift(holder, "value", by)
    node.args[index] = holder.value


def part_of(node, lower, upper):
    """All but the first, or all but the last, of whatever can be gone through."""
    bounds = ast.Slice(lower and ast.Constant(value=lower), upper and ast.UnaryOp(ast.USub(), ast.Constant(value=1)))
    return ast.Subscript(ast.Call(ast.Name("list", ast.Load()), [node], []), bounds, ast.Load())


def delete(body, index):
    if len(body) > 1:
        del body[index]
    else:
        body[index] = ast.Pass()


def turn(body, index):
    body[index] = ast.Continue() if isinstance(body[index], ast.Break) else ast.Break()


def code_of(text):
    """What a program compiles to, names of lines aside."""
    def parts(code):
        return (code.co_code, code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars, tuple(
            parts(item) if hasattr(item, "co_code") else (type(item).__name__, repr(item)) for item in code.co_consts))
    return parts(compile(text, "program", "exec", dont_inherit=True, optimize=2))


def owned(tree):
    """Each node with its parent, in the order of the text."""
    for node in ast.walk(tree):
        for child in ast.iter_child_nodes(node):
            yield child, node


def is_annotation(node, owner):
    return isinstance(owner, (ast.arg, ast.AnnAssign)) and node is getattr(owner, "annotation", None) \
        or isinstance(owner, ast.FunctionDef) and node is owner.returns


def constants(program):
    """The numbers and texts of a program, with the numbers beside them: where its behaviour may turn."""
    found = {}
    for node in ast.walk(ast.parse(program)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node.value.value = None  # a docstring
        value = getattr(node, "value", None) if isinstance(node, ast.Constant) else None
        if type(value) is str and len(value) < 40:
            found[repr(value)] = value
        elif type(value) in (int, float) and abs(value) < 10 ** 9:
            for near in (value, value - 1, value + 1):
                found[repr(near)] = near
    return list(found.values())[:MAXIMUM_CONSTANTS]


def mutants(program, count):
    """At most `count` mutants, the operators taking turns, so that none crowds out the others.

    Changes that are shown to change nothing are left out and counted.
    """
    tree = ast.parse(program)
    plainest = code_of(ast.unparse(canonical(ast.parse(program))))
    equivalent = 0
    left_out = {id(inner) for node, owner in owned(tree) if is_annotation(node, owner) for inner in ast.walk(node)}
    groups, sites = {}, 0
    for index, (node, owner) in enumerate(owned(tree)):
        if id(node) in left_out:
            continue
        for name, change in changes_of(node, owner):
            sites += 1
            if sites > MAXIMUM_SITES:
                break
            groups.setdefault(name, []).append((index, change, getattr(node, "lineno", 0)))
    # Places far from each other first: a stride through each group.
    order = []
    for name in sorted(groups):
        items = groups[name]
        step = max(1, len(items) * 5 // 8) if len(items) > 2 else 1
        while len(items) > 1 and gcd(step, len(items)) != 1:
            step += 1
        order.append((name, [items[i * step % len(items)] for i in range(len(items))]))
    seen, made = {code_of(ast.unparse(tree)), code_of(program)}, []
    turn_of = 0
    while order and len(made) < count:
        name, items = order[turn_of % len(order)]
        if not items:
            order.pop(turn_of % len(order))
            continue
        turn_of += 1
        index, change, line = items.pop(0)
        copied = copy.deepcopy(tree)
        target = next(node for at, (node, _) in enumerate(owned(copied)) if at == index)
        try:
            change(target)
            text = ast.unparse(ast.fix_missing_locations(copied))
            code = code_of(text)
            if code not in seen and code_of(ast.unparse(canonical(ast.parse(text)))) == plainest:
                seen.add(code)
                equivalent += 1
                continue
        except (SyntaxError, ValueError, RecursionError, TypeError, AttributeError, OverflowError, MemoryError):
            continue
        if code not in seen:
            seen.add(code)
            made.append({"text": text, "operator": name, "line": line})
    return made, equivalent


def gcd(a, b):
    return a if b == 0 else gcd(b, a % b)
