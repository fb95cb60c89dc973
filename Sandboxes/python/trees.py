"""Reads test text before it runs: which names it wants of the candidate, and what of it cannot be seen from outside."""
import ast
import builtins
import sys

from tagged import Unsupported

# What the tests would look at in the candidate's own process.
UNSEEN = {
    "redirect_stdout", "redirect_stderr", "capsys", "capfd", "caplog", "recwarn", "monkeypatch", "patch", "getsource",
    "signature", "getfullargspec", "getsizeof", "getrefcount", "tracemalloc", "warns", "catch_warnings", "assertWarns",
    "assertLogs", "settrace", "gc", "weakref", "inspect", "deprecated_call", "hypothesis", "_getframe", "simplefilter",
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

    def visit_Assert(self, node):
        self.generic_visit(node)
        if isinstance(node.test, ast.Compare) and len(node.test.ops) == 1:
            node.test.left = self.steady(node.test.left)
            node.test.comparators = [self.steady(node.test.comparators[0])]
        return node

    def visit_Call(self, node):
        self.generic_visit(node)
        if isinstance(node.func, ast.Attribute) and node.func.attr in COMPARISONS and len(node.args) >= 2:
            node.args[:2] = [self.steady(item) for item in node.args[:2]]
        return node

    def steady(self, node):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAME):
            return node
        for inner in ast.walk(node):
            if isinstance(inner, ast.Call) and not (isinstance(inner.func, ast.Name) and inner.func.id in SAME):
                return node
            if isinstance(inner, (ast.Lambda, ast.comprehension, ast.Starred, ast.NamedExpr, ast.Await)):
                return node
        names = sorted({inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)} - SAME)
        if not names:
            return node
        lambda_ = ast.Lambda(
            args=ast.arguments(posonlyargs=[], args=[ast.arg(name) for name in names], kwonlyargs=[], kw_defaults=[],
                               defaults=[]), body=node)
        values = [ast.Name(id=name, ctx=ast.Load()) for name in names]
        return ast.fix_missing_locations(ast.copy_location(
            ast.Call(func=ast.Name(id="lydite_steady", ctx=ast.Load()), args=[lambda_] + values, keywords=[]), node))
