"""Real word problems of at most two operations, apart from each other by their words.

    data.py FILE.jsonl DIR [--demonstrations N] [--held-out N] [--hard] [--seed S]

FILE holds rows with `statement`, `gold` and a worked `solution` of GSM8K (`<<48/2=24>>`) or SVAMP (`( 8.0 - 3.0 )`). DIR
gets gold.jsonl (problems that are demonstrated), pool.jsonl (of which only the answers are used), held-out.jsonl,
demonstrations.jsonl and hidden.jsonl: programs of the pool, for audits alone.

Of GSM8K only problems of one operation are taken without --hard: those of two have almost as many programs as there are
problems, and a model that starts from nothing learns none of them from a few hundred rows.
"""

import argparse
import ast
import json
import random
import re
from fractions import Fraction

import slots

SIGNS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}


def steps_of(tree, steps):
    """Steps of one operation each, in the order of their values."""
    if isinstance(tree, ast.Expression):
        return steps_of(tree.body, steps)
    if isinstance(tree, ast.Constant):
        return Fraction(str(tree.value))
    if isinstance(tree, ast.BinOp) and type(tree.op) in SIGNS:
        left, right = steps_of(tree.left, steps), steps_of(tree.right, steps)
        sign = SIGNS[type(tree.op)]
        value = {"+": lambda: left + right, "-": lambda: left - right,
                 "*": lambda: left * right, "/": lambda: left / right}[sign]()
        steps.append((left, sign, right, value))
        return value
    raise ValueError("no plain arithmetic")


def demonstration(row):
    """The solution as a rendered answer, and its program; None where it has more than two operations."""
    text = row["solution"] or ""
    parts = re.findall(r"<<([^=<>]+)=([^<>]+)>>", text) if row["kind"] == "gsm8k" else [(text, "")]
    steps = []
    try:
        for expression, told in parts:
            plain = re.sub(r"\b0+(\d)", r"\1", expression.replace(",", "").replace("$", ""))
            value = steps_of(ast.parse(plain.strip(), mode="eval"), steps)
            if told and value != slots.number(told.replace("$", "")):
                return None
        gold = slots.number(row["gold"])
    except (SyntaxError, ValueError, ZeroDivisionError, KeyError, TypeError, OverflowError):
        return None
    if not 1 <= len(steps) <= 2 or steps[-1][3] != gold:
        return None
    lines = [f"{slots.shown(a)} {s} {slots.shown(b)} = {slots.shown(r)}" for a, s, b, r in steps]
    answer = "\n".join(lines + [f"#### {slots.shown(gold)}"])
    program = slots.parsed(answer, slots.masked(row["statement"])[1])
    values = slots.masked(row["statement"])[1]
    if program is None or slots.rendered(program, values) != answer:
        return None
    annotated = "\n".join(
        f"{slots.shown(a)}{s}{slots.shown(b)}=<<{slots.shown(a)}{s}{slots.shown(b)}={slots.shown(r)}>>{slots.shown(r)}"
        for a, s, b, r in steps)
    return answer, program, annotated


def problems(path):
    """Usable rows; of those with the same words beside their numbers the first."""
    seen, found = set(), []
    with open(path) as file:
        rows = [json.loads(line) for line in file]
    for row in rows:
        if row.get("kind") not in ("gsm8k", "svamp") or row.get("gold_suspect") or row.get("gold_corrected"):
            continue
        made = demonstration(row)
        key = re.sub(r"[^a-z]+", " ", re.sub(r"\d[\d,.]*", "", row["statement"].lower())).strip()
        if made is None or key in seen:
            continue
        seen.add(key)
        problem = {name: row[name] for name in ("id", "statement", "gold", "source", "licence")}
        problem["topic"] = row["kind"]
        found.append((problem, *made))
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file")
    parser.add_argument("folder")
    parser.add_argument("--demonstrations", type=int, default=120)
    parser.add_argument("--held-out", type=int, default=180)
    parser.add_argument("--most", type=int, default=100_000, help="problems in all")
    parser.add_argument("--hard", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    found = problems(given.file)
    if not given.hard:
        found = [one for one in found if one[0]["topic"] == "svamp" or len(one[2]) == 3]
    # Each seed holds others out, so that the mean over seeds is over more problems.
    random.Random(given.seed).shuffle(found)
    found = found[: given.most]
    held, rest = found[: given.held_out], found[given.held_out :]
    gold, pool = rest[: given.demonstrations], rest[given.demonstrations :]
    parts = {"held-out": held, "gold": gold, "pool": pool}
    for name, rows in parts.items():
        with open(f"{given.folder}/{name}.jsonl", "w") as file:
            for problem, answer, _, annotated in rows:
                if name == "pool":
                    # Lifted to a family where that is possible, for redrawn numbers; never shown to the model.
                    problem = {**problem, "reference": annotated}
                file.write(json.dumps(problem) + "\n")
    with open(f"{given.folder}/demonstrations.jsonl", "w") as file:
        for problem, answer, _, _ in gold:
            file.write(json.dumps({"problem": problem["id"], "text": answer, "model": "people"}) + "\n")
    with open(f"{given.folder}/hidden.jsonl", "w") as file:
        for problem, answer, program, _ in pool + gold:
            file.write(json.dumps({"id": problem["id"], "answer": answer, "program": program}) + "\n")
    print(f"{len(gold)} demonstrated, {len(pool)} in the pool, {len(held)} held out")


if __name__ == "__main__":
    main()
