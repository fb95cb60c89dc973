"""Leaves out assignments whose value nobody reads, by the liveness of names in each function.

Only assignments that cannot fail are left out: of constants, and of whole numbers made from a loop's own counter.
"""
import ast
import symtable

PLAIN = (ast.Assign, ast.AugAssign, ast.Expr, ast.Assert, ast.Pass)
REFLECTION = {"locals", "globals", "vars", "eval", "exec", "dir"}


class Unknown(Exception):
    """A function with a statement that the analysis does not follow."""


def without_dead_stores(tree):
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    if names & REFLECTION:
        return tree
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            try:
                dead = Function(node).dead()
            except Unknown:
                continue
            for inner in ast.walk(node):
                drop(inner, dead)
    drop(tree, unread_globals(tree))
    return tree


def drop(node, dead):
    for field in ("body", "orelse"):
        body = getattr(node, field, None)
        if isinstance(body, list) and dead & set(map(id, body)):
            kept = [item for item in body if id(item) not in dead]
            setattr(node, field, kept or ([ast.Pass()] if field == "body" else []))


def unread_globals(tree):
    """The module's assignments of constants to names that no scope reads as the module's."""
    def read(table, is_module):
        for symbol in table.get_symbols():
            if symbol.is_referenced() and (is_module or symbol.is_global()):
                yield symbol.get_name()
        for child in table.get_children():
            yield from read(child, False)
    try:
        known = set(read(symtable.symtable(ast.unparse(ast.fix_missing_locations(tree)), "program", "exec"), True))
    except (SyntaxError, ValueError, RecursionError):
        return set()
    return {id(item) for item in tree.body
            if isinstance(item, ast.Assign) and isinstance(item.value, ast.Constant)
            and all(isinstance(target, ast.Name) and target.id not in known for target in item.targets)}


def is_store(node):
    return isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)


def loads(*nodes):
    return {part.id for node in nodes if node is not None for part in ast.walk(node) if isinstance(part, ast.Name)}


class Function:
    """The dead assignments of one function without inner functions, exceptions or declarations."""

    def __init__(self, node):
        self.node = node
        for part in ast.walk(node):
            if part is not node and isinstance(part, (
                    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.Global, ast.Nonlocal, ast.Try,
                    ast.With, ast.Delete, ast.Yield, ast.YieldFrom, ast.Await, ast.NamedExpr, ast.Import,
                    ast.ImportFrom, ast.AnnAssign)):
                raise Unknown
        self.found = None
        self.whole = self.counters(node)

    def dead(self):
        self.found = set()
        self.before(self.node.body, set(), None, frozenset())
        return self.found - self.last_givers()

    def last_givers(self):
        """The dead assignments without which a name that is read somewhere would become the module's."""
        parameters = {part.arg for part in ast.walk(self.node) if isinstance(part, ast.arg)}
        dead = [part for part in ast.walk(self.node) if id(part) in self.found]
        given = [part.id for part in ast.walk(self.node) if is_store(part)]
        left = parameters | {name for name in given
                             if given.count(name) > sum(is_store(part) and part.id == name
                                                        for item in dead for part in ast.walk(item))}
        read = {part.id for part in ast.walk(self.node)
                if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Load)}
        return {id(item) for item in dead
                if any(is_store(part) and part.id in read - left for part in ast.walk(item))}

    def counters(self, node):
        """The names that are whole numbers wherever they are assigned: counters of `range`, and sums of such."""
        stores = {}
        for part in ast.walk(node):
            if isinstance(part, ast.For) and isinstance(part.target, ast.Name):
                is_range = isinstance(part.iter, ast.Call) and getattr(part.iter.func, "id", "") == "range"
                stores.setdefault(part.target.id, []).append(ast.Constant(value=0) if is_range else part.iter)
            elif isinstance(part, ast.Assign) and len(part.targets) == 1 and isinstance(part.targets[0], ast.Name):
                stores.setdefault(part.targets[0].id, []).append(part.value)
            elif isinstance(part, ast.AugAssign) and isinstance(part.target, ast.Name):
                stores.setdefault(part.target.id, []).append(
                    ast.BinOp(ast.Name(part.target.id, ast.Load()), part.op, part.value))
        counted = {name: len(values) for name, values in stores.items()}
        every = [part.id for part in ast.walk(node) if is_store(part)]
        parameters = {part.arg for part in ast.walk(node) if isinstance(part, ast.arg)}
        whole = {name for name in stores if every.count(name) == counted[name]} - parameters - {"range"}
        while True:
            left = {name for name in whole if all(is_whole(value, whole) for value in stores[name])}
            if left == whole:
                return whole
            whole = left

    def before(self, body, after, exits, counting):
        """The names alive in front of the statements, by those alive behind them; fills `found` on the way."""
        live = set(after)
        for item in reversed(body):
            live = self.ahead(item, live, exits, counting)
        return live

    def ahead(self, item, live, exits, counting):
        if isinstance(item, ast.Return):
            return loads(item.value)
        if isinstance(item, ast.Raise):
            return loads(item.exc, item.cause)
        if isinstance(item, (ast.Break, ast.Continue)):
            return set(exits[0] if isinstance(item, ast.Break) else exits[1])
        if isinstance(item, ast.If):
            return loads(item.test) | self.before(item.body, live, exits, counting) \
                | self.before(item.orelse, live, exits, counting)
        if isinstance(item, (ast.For, ast.While)):
            return self.around(item, live, exits, counting)
        if not isinstance(item, PLAIN):
            raise Unknown
        if self.is_dead(item, live, counting):
            self.found.add(id(item))
            return live
        self.found.discard(id(item))
        if isinstance(item, ast.Assign):
            given = {target.id for target in item.targets if isinstance(target, ast.Name)}
            others = [target for target in item.targets if not isinstance(target, ast.Name)]
            return live - given | loads(item.value, *others)
        return live | loads(item)

    def around(self, loop, live, exits, counting):
        """A loop, gone through until nothing more comes alive at its head."""
        is_for = isinstance(loop, ast.For)
        given = {loop.target.id} if is_for and isinstance(loop.target, ast.Name) else set()
        left = self.before(loop.orelse, live, exits, counting)
        head = left | (set() if is_for else loads(loop.test))
        while True:
            inside = self.before(loop.body, head, (live, head), counting | given)
            more = head | (inside - given) | (loads(loop.target) - given if is_for else set())
            if more == head:
                return head | (loads(loop.iter) if is_for else set())
            head = more

    def is_dead(self, item, live, counting):
        """`counting` are the counters of the loops around, which are sure to have a value."""
        if isinstance(item, ast.Assign):
            if not all(isinstance(target, ast.Name) and target.id not in live for target in item.targets):
                return False
            return isinstance(item.value, ast.Constant) \
                or is_whole(item.value, self.whole & counting)
        return isinstance(item, ast.AugAssign) and isinstance(item.target, ast.Name) and item.target.id not in live \
            and item.target.id in self.whole & counting \
            and isinstance(item.op, (ast.Add, ast.Sub, ast.Mult)) and is_whole(item.value, self.whole & counting)


def is_whole(node, whole):
    if isinstance(node, ast.Constant):
        return type(node.value) is int
    if isinstance(node, ast.Name):
        return node.id in whole
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, ast.USub) and is_whole(node.operand, whole)
    return isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub, ast.Mult)) \
        and is_whole(node.left, whole) and is_whole(node.right, whole)
