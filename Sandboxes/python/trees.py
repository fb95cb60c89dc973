"""Reads test text before it runs: which names it wants of the candidate, and what of it cannot be seen from outside."""
import ast
import builtins
import sys

from tagged import Unsupported

# What the tests would look at in the candidate's own process.
UNSEEN = {
    "redirect_stdout", "redirect_stderr", "capsys", "capfd", "caplog", "recwarn", "monkeypatch", "patch", "getsource",
    "signature", "getfullargspec", "getsizeof", "getrefcount", "tracemalloc", "tempfile",
    "environ", "chdir", "warns", "catch_warnings", "assertWarns",
    "assertLogs", "settrace", "gc", "weakref", "inspect", "deprecated_call", "hypothesis", "_getframe", "simplefilter",
}
# What a stand-in does not carry.
HIDDEN = {
    "__annotations__", "__defaults__", "__kwdefaults__", "__code__", "__closure__", "__globals__", "__cause__",
    "__context__", "__notes__", "__suppress_context__", "__traceback__", "write_text", "write_bytes",
}
SAME = {"sorted", "sum", "max", "min", "set", "list", "tuple", "dict", "Counter", "reversed", "enumerate", "zip"}
COMPARISONS = {"assertEqual", "assertEquals", "assertListEqual", "assertTupleEqual", "assertSetEqual",
               "assertDictEqual", "assertCountEqual", "assertSequenceEqual"}


def parsed(texts):
    trees = [ast.parse(text) for text in texts]
    for tree in trees:
        modules = {(alias.asname or alias.name).split(".")[0] for node in ast.walk(tree)
                   if isinstance(node, (ast.Import, ast.ImportFrom)) for alias in node.names}
        for node in ast.walk(tree):
            for name in looked_at(node, modules):
                raise Unsupported("line %d: %s, which looks into the program's own process" % (node.lineno, name))
            for module in imported(node):
                root = module.split(".")[0]
                if root not in sys.stdlib_module_names and root not in ("pytest", "solution"):
                    raise Unsupported("line %d: the tests import %s" % (node.lineno, module))
    return trees


def looked_at(node, modules):
    """Names in `node` that stand for something of the candidate's process."""
    if isinstance(node, ast.Attribute) and node.attr in HIDDEN:
        return [node.attr]
    if isinstance(node, ast.Name) and node.id == "open":
        return ["open"]
    found = [name.split(".")[0] for name in imported(node)]
    if isinstance(node, ast.ImportFrom) and node.module != "solution":
        found += [alias.name for alias in node.names]
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules | {"self"}:
        found.append(node.attr)
        if node.attr in ("stdout", "stderr", "stdin") and isinstance(node.ctx, ast.Store):
            return [node.attr]
    return [name for name in found if name in UNSEEN]


def imported(node):
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


def wanted(trees, known):
    """The names that the tests use and nobody but the candidate can define."""
    nodes = [node for tree in trees for node in ast.walk(tree)]
    defined = {node.id for node in nodes if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)}
    defined |= {node.name for node in nodes if isinstance(
        node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))}
    defined |= {node.arg for node in nodes if isinstance(node, ast.arg)} | set(known)
    defined |= {node.name for node in nodes if isinstance(node, ast.ExceptHandler) and node.name}
    found = {node.id for node in nodes if isinstance(node, ast.Name)}
    found |= {node.attr for node in nodes if isinstance(node, ast.Attribute)
              and isinstance(node.value, ast.Name) and node.value.id == "solution"}
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and node.module == "solution":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            defined |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
    return sorted(name for name in found - defined if name != "*" and not hasattr(builtins, name))


def own_classes(texts):
    """The source of each class that texts define at their top, for where its objects are the candidate's too."""
    found = {}
    for text in texts:
        try:
            tree = ast.parse(text)
        except (SyntaxError, ValueError):
            continue
        for node in tree.body:
            if isinstance(node, ast.ClassDef):
                found[node.name] = ast.unparse(node)
    return found


class Steady(ast.NodeTransformer):
    """Marks expected values that are computed of what the candidate was given and could have changed."""

    def visit_Module(self, tree):
        nodes = list(ast.walk(tree))
        self.helpers = {node.name for node in nodes if isinstance(node, ast.FunctionDef)}
        # Names of what calls of something unknown gave: results, as a rule.
        self.results = {target.id for node in nodes if isinstance(node, ast.Assign) and self.asks(node.value)
                        for target in node.targets if isinstance(target, ast.Name)}
        return self.generic_visit(tree)

    def visit_Assert(self, node):
        self.generic_visit(node)
        tests = node.test.values if isinstance(node.test, ast.BoolOp) else [node.test]
        for test in tests:
            if isinstance(test, ast.Compare) and len(test.ops) == 1:
                test.left, test.comparators[0] = self.pair(test.left, test.comparators[0])
        return node

    def pair(self, left, right):
        return self.steady(left, self.tells(right)), self.steady(right, self.tells(left))

    def asks(self, node):
        return any(isinstance(inner, ast.Call) and isinstance(inner.func, ast.Name)
                   and inner.func.id not in SAME | self.helpers and not hasattr(builtins, inner.func.id)
                   for inner in ast.walk(node))

    def tells(self, node):
        """Whether a side of a comparison is what the candidate gave."""
        return self.asks(node) or any(
            isinstance(inner, ast.Name) and inner.id in self.results for inner in ast.walk(node))

    def visit_Call(self, node):
        self.generic_visit(node)
        if isinstance(node.func, ast.Attribute) and node.func.attr in COMPARISONS and len(node.args) >= 2:
            node.args[:2] = self.pair(*node.args[:2])
        return node

    def steady(self, node, is_expected):
        """`node` with a look at what it would have been; `is_expected` where the other side is a result."""
        is_sum = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and (
            node.func.id in SAME or is_expected and (node.func.id == "len" or node.func.id in self.helpers))
        is_made = is_expected and (
            isinstance(node, (ast.ListComp, ast.SetComp, ast.DictComp))
            or isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice))
        if not (is_sum or is_made) or self.tells(node):
            return node
        inside = set()
        for inner in ast.walk(node):
            if isinstance(inner, ast.Call) and not (isinstance(inner.func, ast.Name) and (
                    hasattr(builtins, inner.func.id) or inner.func.id in SAME | self.helpers)
                    or isinstance(inner.func, ast.Attribute)):
                return node
            if isinstance(inner, (ast.Lambda, ast.Starred, ast.NamedExpr, ast.Await)):
                return node
            if isinstance(inner, ast.Name) and not isinstance(inner.ctx, ast.Load):
                inside.add(inner.id)
        known = SAME | inside | self.helpers | set(dir(builtins))
        names = sorted({inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)} - known)
        if not names:
            return node
        lambda_ = ast.Lambda(
            args=ast.arguments(posonlyargs=[], args=[ast.arg(name) for name in names], kwonlyargs=[], kw_defaults=[],
                               defaults=[]), body=node)
        values = [ast.Name(id=name, ctx=ast.Load()) for name in names]
        return ast.fix_missing_locations(ast.copy_location(
            ast.Call(func=ast.Name(id="lydite_steady", ctx=ast.Load()), args=[lambda_] + values, keywords=[]), node))
