"""Writes programs in another form that does the same, and one mutant of each: a check of verdicts that needs no labels.

Runs in a sandbox of its own and runs none of the programs. Reads a JSON list of programs on standard input and writes a
JSON list of objects: `same`, the program in another form, and `mutant`, a program with one change that may matter. Either
is null where there is none, as for a program that does not parse, or one that may see its own text or names.
"""
import ast
import json
import random
import sys

from mutants import mutants
from mutate import name_the_result, rename_locals, spell_out, swap_sums, turn_branches, turn_comparisons

# A program with one of these names or attributes may tell its forms apart.
SELF_AWARE = {
    "locals", "globals", "vars", "dir", "eval", "exec", "compile", "inspect", "traceback", "dis", "gc", "os", "ctypes",
    "open", "getattr", "setattr", "delattr", "tracemalloc", "signal", "threading", "resource", "argv", "settrace",
    "setprofile", "modules", "exc_info", "f_locals",
}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


def is_plain(tree):
    """Whether a program that looks so does the same in another form."""
    stored, bound = set(), set()
    for node in ast.walk(tree):
        # A class may say what its operators do, and so whether sides can be exchanged.
        if isinstance(node, (ast.ClassDef, ast.Delete, ast.Global, ast.Nonlocal, ast.Match)):
            return False
        names = []
        if isinstance(node, ast.Name):
            names = [node.id]
            if isinstance(node.ctx, ast.Store):
                stored.add(node.id)
        elif isinstance(node, ast.Attribute):
            names = [node.attr]
        elif isinstance(node, ast.alias):
            names = node.name.split(".")
            bound.add(node.asname or names[0])
        elif isinstance(node, ast.ExceptHandler) and node.name:
            bound.add(node.name)
        elif isinstance(node, ast.FunctionDef):
            bound.add(node.name)
        if any(name in SELF_AWARE or name.startswith("__") for name in names):
            return False
    # A name that is bound in two ways would be renamed in one of them only.
    return not stored & bound


def is_nested(tree):
    return any(isinstance(inner, FUNCTIONS) and inner is not node
               for node in ast.walk(tree) if isinstance(node, FUNCTIONS) for inner in ast.walk(node))


def in_another_form(program):
    tree = ast.parse(program)
    if not is_plain(tree):
        return None
    before = ast.unparse(tree)
    rewrites = [rename_locals, turn_comparisons, swap_sums, spell_out, turn_branches]
    if not is_nested(tree):
        rewrites.append(name_the_result)
    rng = random.Random(1)
    for rewrite in rewrites:
        tree = rewrite(tree, rng)
    after = ast.unparse(ast.fix_missing_locations(tree))
    compile(after, "program", "exec")
    return None if after == before else after


def mutant_of(program):
    made, _ = mutants(program, 1)
    return made[0]["text"] if made else None


def attempt(make, program):
    try:
        return make(program)
    except (SyntaxError, ValueError, RecursionError, TypeError, AttributeError, OverflowError, MemoryError):
        return None


programs = json.load(sys.stdin)
json.dump([{"same": attempt(in_another_form, text), "mutant": attempt(mutant_of, text)} for text in programs], sys.stdout)
