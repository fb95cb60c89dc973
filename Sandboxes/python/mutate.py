"""Makes candidate programs from programs: rewrites that keep the meaning, and mutants that may change it.

Runs in a sandbox of its own. Reads one JSON object on standard input (programs, count, seed, entryPoint) and writes a
JSON list of texts, the same for the same seed. It knows nothing of cases or labels: a mutant that happens to be right is
for the judge to find.
"""
import ast
import builtins
import copy
import json
import random
import sys

MAXIMUM_TRIES = 40  # a text: rewrites and mutants that change nothing are drawn again

COMPARISONS = {
    ast.Lt: [ast.LtE, ast.Gt], ast.LtE: [ast.Lt, ast.GtE], ast.Gt: [ast.GtE, ast.Lt], ast.GtE: [ast.Gt, ast.LtE],
    ast.Eq: [ast.NotEq, ast.GtE], ast.NotEq: [ast.Eq], ast.In: [ast.NotIn], ast.NotIn: [ast.In], ast.Is: [ast.IsNot],
    ast.IsNot: [ast.Is],
}
OPERATORS = {
    ast.Add: [ast.Sub], ast.Sub: [ast.Add], ast.Mult: [ast.Add, ast.FloorDiv], ast.FloorDiv: [ast.Mult, ast.Mod],
    ast.Div: [ast.Mult, ast.FloorDiv], ast.Mod: [ast.FloorDiv, ast.Add], ast.Pow: [ast.Mult],
    ast.BitAnd: [ast.BitOr], ast.BitOr: [ast.BitAnd], ast.LShift: [ast.RShift], ast.RShift: [ast.LShift],
}
NAMES = [
    "result", "items", "value", "total", "current", "answer", "data", "out", "acc", "element", "idx", "pos", "found",
    "buf", "res", "cur", "tmp", "seen", "part", "left", "right", "first", "last", "entry",
]
REMARKS = [
    "# Work through the input step by step.", "# Straightforward solution.", "# Handle every element once.",
    "# Simple approach.", "# Keep track of the state as we go.",
]
DOCSTRINGS = ["Solve the problem as stated.", "Return the required result.", "See the statement for details."]


def functions(tree):
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


# Rewrites that keep the meaning


def rename_locals(tree, rng):
    """New names for variables that only one function assigns."""
    for function in functions(tree):
        inner = [node for node in ast.walk(function) if isinstance(node, (ast.FunctionDef, ast.Lambda, ast.ClassDef))]
        if len(inner) > 1 or any(isinstance(node, (ast.Global, ast.Nonlocal)) for node in ast.walk(function)):
            continue
        arguments = {item.arg for item in ast.walk(function) if isinstance(item, ast.arg)}
        used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} | arguments
        local = sorted({
            node.id for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        } - arguments)
        names = [name for name in NAMES if name not in used and not hasattr(builtins, name)]
        rng.shuffle(names)
        chosen = dict(zip([name for name in local if rng.random() < 0.7], names))
        for node in ast.walk(function):
            if isinstance(node, ast.Name) and node.id in chosen:
                node.id = chosen[node.id]
    return tree


def turn_comparisons(tree, rng):
    turned = {ast.Lt: ast.Gt, ast.Gt: ast.Lt, ast.LtE: ast.GtE, ast.GtE: ast.LtE, ast.Eq: ast.Eq, ast.NotEq: ast.NotEq}
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in turned and rng.random() < 0.5:
            if is_quiet(node.left) and is_quiet(node.comparators[0]):
                node.ops = [turned[type(node.ops[0])]()]
                node.left, node.comparators = node.comparators[0], [node.left]
    return tree


def is_quiet(node):
    """Whether evaluating in another order cannot matter."""
    return not any(isinstance(inner, (ast.Call, ast.NamedExpr, ast.Await, ast.Yield)) for inner in ast.walk(node))


def swap_sums(tree, rng):
    """a + b to b + a where one side is a number."""
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Mult)) and rng.random() < 0.6:
            for side in (node.left, node.right):
                if isinstance(side, ast.Constant) and type(side.value) is int and isinstance(node.op, ast.Add):
                    if is_quiet(node.left) and is_quiet(node.right):
                        node.left, node.right = node.right, node.left
                        break
    return tree


def spell_out(tree, rng):
    """x += y to x = x + y for plain names with a number, and back."""
    class Spelling(ast.NodeTransformer):
        def visit_AugAssign(self, node):
            self.generic_visit(node)
            if isinstance(node.target, ast.Name) and isinstance(node.value, ast.Constant) and rng.random() < 0.8:
                load = ast.Name(id=node.target.id, ctx=ast.Load())
                return ast.copy_location(
                    ast.Assign(targets=[node.target], value=ast.BinOp(left=load, op=node.op, right=node.value)), node)
            return node
    return Spelling().visit(tree)


def name_the_result(tree, rng):
    """return x to result = x; return result."""
    class Naming(ast.NodeTransformer):
        def visit_FunctionDef(self, node):
            names = {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}
            names |= {inner.arg for inner in ast.walk(node) if isinstance(inner, ast.arg)}
            free = [name for name in ("result", "answer", "outcome", "final") if name not in names]
            self.name = rng.choice(free) if free else None
            self.generic_visit(node)
            return node

        def visit_Return(self, node):
            if getattr(self, "name", None) is None or node.value is None \
                    or isinstance(node.value, (ast.Constant, ast.Name)) or rng.random() < 0.3:
                return node
            return [
                ast.copy_location(ast.Assign(targets=[ast.Name(id=self.name, ctx=ast.Store())], value=node.value), node),
                ast.copy_location(ast.Return(value=ast.Name(id=self.name, ctx=ast.Load())), node),
            ]

        def visit_Lambda(self, node):
            return node
    return Naming().visit(tree)


def turn_branches(tree, rng):
    """if c: A else: B to if not c: B else: A."""
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and node.orelse and not (len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If)):
            if rng.random() < 0.6:
                node.test = ast.UnaryOp(op=ast.Not(), operand=node.test)
                node.body, node.orelse = node.orelse, node.body
    return tree


def count_by_while(tree, rng):
    """for i in range(n) to a while loop, where the body neither continues nor assigns i."""
    class Counting(ast.NodeTransformer):
        def visit_For(self, node):
            self.generic_visit(node)
            call = node.iter
            if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "range"
                    and len(call.args) == 1 and isinstance(node.target, ast.Name) and not node.orelse
                    and isinstance(call.args[0], (ast.Name, ast.Constant))):
                return node
            for inner in ast.walk(ast.Module(body=node.body, type_ignores=[])):
                if isinstance(inner, (ast.Continue, ast.Lambda, ast.FunctionDef)):
                    return node
                if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store) \
                        and inner.id in (node.target.id, getattr(call.args[0], "id", None)):
                    return node
            if rng.random() < 0.3:
                return node
            name = node.target.id
            step = ast.parse(name + " += 1").body
            test = ast.Compare(left=ast.Name(id=name, ctx=ast.Load()), ops=[ast.Lt()], comparators=[call.args[0]])
            return ast.parse(name + " = 0").body + [ast.While(test=test, body=node.body + step, orelse=[])]
    return Counting().visit(tree)


def take_out_helper(tree, rng):
    """The body of a top-level function moves to a helper that it calls."""
    chosen = [node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.decorator_list
              and not node.args.kwonlyargs and node.args.vararg is None and node.args.kwarg is None]
    if not chosen:
        return tree
    function = rng.choice(chosen)
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    name = rng.choice(["helper", "compute", "_solve", "inner_step", "work"])
    if name in names or function.name in {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}:
        return tree
    helper = copy.deepcopy(function)
    helper.name = name
    call = ast.Call(func=ast.Name(id=name, ctx=ast.Load()),
                    args=[ast.Name(id=item.arg, ctx=ast.Load()) for item in function.args.args], keywords=[])
    function.body = [ast.Return(value=call)]
    tree.body.insert(tree.body.index(function), helper)
    return tree


def document(tree, rng):
    for function in functions(tree):
        if not ast.get_docstring(function) and rng.random() < 0.7:
            function.body.insert(0, ast.Expr(value=ast.Constant(value=rng.choice(DOCSTRINGS))))
    return tree


REWRITES = [
    rename_locals, turn_comparisons, swap_sums, spell_out, name_the_result, turn_branches, count_by_while,
    take_out_helper, document,
]


# Mutants


def sites(tree, kind, test=lambda node: True):
    return [node for node in ast.walk(tree) if isinstance(node, kind) and test(node)]


def change_comparison(tree, rng):
    found = sites(tree, ast.Compare, lambda node: type(node.ops[0]) in COMPARISONS)
    if found:
        node = rng.choice(found)
        node.ops[0] = rng.choice(COMPARISONS[type(node.ops[0])])()
    return tree


def change_operator(tree, rng):
    found = sites(tree, (ast.BinOp, ast.AugAssign), lambda node: type(node.op) in OPERATORS)
    if found:
        node = rng.choice(found)
        node.op = rng.choice(OPERATORS[type(node.op)])()
    return tree


def change_constant(tree, rng):
    found = sites(tree, ast.Constant, lambda node: type(node.value) in (int, bool))
    if found:
        node = rng.choice(found)
        node.value = not node.value if type(node.value) is bool else node.value + rng.choice([1, -1, 1, -1, 2])
    return tree


def change_text(tree, rng):
    found = sites(tree, ast.Constant, lambda node: type(node.value) is str and len(node.value) < 20)
    if found:
        node = rng.choice(found)
        node.value = rng.choice(["", " ", node.value[:-1], node.value + node.value[-1:]])
    return tree


def off_by_one(tree, rng):
    """A bound of a range or of a slice."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "range":
            found += [(node.args, index) for index in range(len(node.args))]
        if isinstance(node, ast.Slice):
            found += [(node, name) for name in ("lower", "upper") if getattr(node, name) is not None]
    if found:
        owner, place = rng.choice(found)
        old = owner[place] if isinstance(owner, list) else getattr(owner, place)
        new = ast.BinOp(left=old, op=rng.choice([ast.Add, ast.Sub])(), right=ast.Constant(value=1))
        if isinstance(owner, list):
            owner[place] = new
        else:
            setattr(owner, place, new)
    return tree


def change_boolean(tree, rng):
    found = sites(tree, (ast.BoolOp, ast.If, ast.While, ast.IfExp))
    if found:
        node = rng.choice(found)
        if isinstance(node, ast.BoolOp):
            node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        elif not isinstance(node, ast.While):
            node.test = ast.UnaryOp(op=ast.Not(), operand=node.test)
    return tree


def delete_statement(tree, rng):
    found = []
    for node in ast.walk(tree):
        for field in ("body", "orelse"):
            body = getattr(node, field, None)
            if isinstance(body, list) and not isinstance(node, ast.Module):
                found += [(body, index) for index, item in enumerate(body)
                          if not isinstance(item, (ast.FunctionDef, ast.Import, ast.ImportFrom))]
    if found:
        body, index = rng.choice(found)
        if len(body) > 1:
            del body[index]
        else:
            body[index] = ast.Pass()
    return tree


def swap_arguments(tree, rng):
    found = sites(tree, ast.Call, lambda node: len(node.args) >= 2)
    found += sites(tree, ast.BinOp, lambda node: isinstance(node.op, (ast.Sub, ast.Div, ast.FloorDiv, ast.Mod)))
    if found:
        node = rng.choice(found)
        if isinstance(node, ast.Call):
            node.args[0], node.args[1] = node.args[1], node.args[0]
        else:
            node.left, node.right = node.right, node.left
    return tree


def change_return(tree, rng):
    found = sites(tree, ast.Return, lambda node: node.value is not None)
    if found:
        node = rng.choice(found)
        wrap = rng.choice(["none", "plus", "str", "list", "neg"])
        if wrap == "none":
            node.value = ast.Constant(value=None)
        elif wrap == "plus":
            node.value = ast.BinOp(left=node.value, op=ast.Add(), right=ast.Constant(value=1))
        elif wrap == "neg":
            node.value = ast.UnaryOp(op=ast.Not(), operand=node.value)
        else:
            node.value = ast.Call(func=ast.Name(id=wrap, ctx=ast.Load()), args=[node.value], keywords=[])
    return tree


def change_call(tree, rng):
    pairs = {"min": "max", "max": "min", "sum": "len", "len": "sum", "any": "all", "all": "any", "sorted": "list",
             "append": "extend", "upper": "lower", "lower": "upper", "abs": "int", "set": "list", "extend": "append"}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in pairs and isinstance(node.ctx, ast.Load):
            found.append((node, "id"))
        if isinstance(node, ast.Attribute) and node.attr in pairs:
            found.append((node, "attr"))
    if found:
        node, field = rng.choice(found)
        setattr(node, field, pairs[getattr(node, field)])
    return tree


def leave_early(tree, rng):
    """A return that stands after a loop moves to the end of the loop's body."""
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and len(body) >= 2 and isinstance(body[-1], ast.Return) \
                and isinstance(body[-2], (ast.For, ast.While)):
            body[-2].body.append(copy.deepcopy(body[-1]))
            return tree
    return tree


MUTANTS = [
    change_comparison, change_operator, change_constant, change_constant, change_text, off_by_one, off_by_one,
    change_boolean, delete_statement, swap_arguments, change_return, change_call, leave_early,
]


def spread(text, rng):
    """Remarks of the kind that people write, without a change of meaning."""
    lines = text.split("\n")
    places = [index for index, line in enumerate(lines) if line.startswith("def ")]
    if places and rng.random() < 0.4:
        lines.insert(rng.choice(places), rng.choice(REMARKS))
    return "\n".join(lines).rstrip() + "\n"


def make(program, changes, rng):
    tree = ast.parse(program)
    before = ast.dump(tree)
    for change in changes:
        tree = ast.fix_missing_locations(change(tree, rng))
    if changes and ast.dump(tree) == before:
        return None
    text = ast.unparse(tree)
    compile(text, "candidate", "exec")
    return text


def one(request, index, rng, seen):
    """A text that was not made before, where a few draws find one."""
    programs = request["programs"]
    if index == 0:
        return programs[0]
    for _ in range(MAXIMUM_TRIES):
        draw = rng.random()
        source = programs[0] if draw < 0.75 or len(programs) == 1 else rng.choice(programs[1:])
        changes = [rng.choice(REWRITES) for _ in range(rng.randint(0, 3))]
        if rng.random() < 0.55:
            changes += [rng.choice(MUTANTS) for _ in range(1 if rng.random() < 0.8 else 2)]
        try:
            text = make(source, changes, rng)
        except (SyntaxError, ValueError, RecursionError, IndexError):
            continue
        if text is not None and text not in seen:
            return text
    return programs[rng.randrange(len(programs))]


def main():
    request = json.loads(sys.stdin.buffer.read())
    rng = random.Random(request["seed"])
    seen, texts = set(), []
    for index in range(request["count"]):
        text = one(request, index, rng, seen)
        seen.add(text)
        texts.append(text if index == 0 else spread(text, rng))
    sys.stdout.write(json.dumps(texts))


if __name__ == "__main__":
    main()
