#!/usr/bin/env python3
"""Whether the answer keys of math families are right, judged by another program, and how much the library gives.

usage: Tests/measure/families.py [--lydite PATH] [--variants N] [--seed S] [--depth D] [FAMILY.yaml]...

For each family N variants are made by `lydite vary`, and two programs judge them in the sandbox, each taking all
instances of the family in one run. The first is the family's own, which counts, tries out or simulates
(`lydite vary --judge`). The second is made from
the family's `check` equations and never from its derivation: it solves each for the answer in exact fractions; where
an equation is not linear in the answer, the key must solve it and no whole number near it may; an equation that any
answer solves has no say. Then structures
(wording with its values masked, and derivation graph) and compositions of up to D + 1 families are counted. Exit 1
when a key is wrong or a family is not judged.
"""
import argparse
import collections
import glob
import json
import os
import re
import subprocess
import sys
import tempfile
from fractions import Fraction

import yaml

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

JUDGE = '''
import json, math, sys
from fractions import Fraction as F

def mod(a, b): return a - b * math.floor(a / b)
def floor(a): return F(math.floor(a))
def ceil(a): return F(math.ceil(a))
def gcd(*v): return F(math.gcd(*[int(x) for x in v]))
def lcm(*v): return F(math.lcm(*[int(x) for x in v]))
def round_(a, places=0):
    scale = F(10) ** int(places)
    whole = F(math.floor(abs(a) * scale + F(1, 2))) / scale
    return whole if a >= 0 else -whole
def sqrt(a):
    root = F(math.isqrt(a.numerator), math.isqrt(a.denominator))
    if root * root != a: raise ValueError("no root")
    return root

def judge(sides, key, names):
    def gap(answer):
        names["answer"] = answer
        return eval(sides[0], globals(), names) - eval(sides[1], globals(), names)
    if gap(key) != 0: return "wrong"
    try:
        at = [gap(F(x)) for x in (1, 2, 3)]
        if at[0] - 2 * at[1] + at[2] == 0 and at[0] != at[1]: return "solved"
        if at == [0, 0, 0]: return "idle"
    except (ZeroDivisionError, ValueError):
        pass
    others = 0
    for near in range(-50, 51):
        try:
            if near and gap(key + near) == 0: others += 1
        except (ZeroDivisionError, ValueError):
            continue
    return "tried" if others == 0 else "several"

task = json.load(sys.stdin)
results = []
for row in task["rows"]:
    names = {name: F(value) for name, value in row["values"].items()}
    try:
        for name, formula in task["steps"].get(row["extension"], []) if task["usesSteps"] else []:
            names[name] = eval(formula, globals(), names)
        said = [judge(sides, F(row["key"]), names) for sides in task["checks"][row["extension"]]]
        results.append(said if set(said) != {"idle"} else ["undecided"])
    except Exception as error:
        results.append(["%s: %s" % (type(error).__name__, error)])
json.dump(results, sys.stdout)
'''


# What needs no second look; an equation with several answers has no say where the program has one.
SETTLED = ("solved", "tried", "idle", "several", "undecided", "agreed")


def python(formula):
    text = str(formula).replace("^", "**")
    text = re.sub(r"(?<![\w.])(\d+(?:\.\d+)?|\.\d+)", r'F("\1")', text)
    return re.sub(r"\bround\(", "round_(", text)


def sides(check):
    left, right = check.split("==")
    return [python(left), python(right)]


def task(family):
    """The judge's equations: by extension, the family itself under the empty name."""
    steps = [[s["name"], python(s["value"])] for s in family["derive"]]
    checks = {"": [sides(c) for c in family["check"] if "==" in c]}
    all_steps = {"": steps}
    names = {s["name"] for s in family["derive"]}
    for extra in family.get("extensions", []):
        checks[extra["name"]] = [sides(c) for c in extra["check"] if "==" in c]
        own = [[s["name"], python(s["value"])] for s in extra["derive"]]
        all_steps[extra["name"]] = steps + own
        names |= {s["name"] for s in extra["derive"]}
    used = {w for c in checks.values() for pair in c for side in pair for w in re.findall(r"[A-Za-z_]\w*", side)}
    return {"checks": checks, "steps": all_steps, "usesSteps": bool(used & names)}


def number(text):
    text = str(text).rstrip("%")
    return text if re.fullmatch(r"-?\d+(\.\d+)?(/\d+)?", text) else None


def vary(lydite, arguments, out):
    done = subprocess.run([lydite, "vary", "--quiet", "--out", out] + arguments, stdout=subprocess.PIPE, text=True)
    if done.returncode not in (0, 1):
        sys.exit("lydite vary ended with %d" % done.returncode)
    with open(out, encoding="utf-8") as file:
        return [json.loads(line) for line in file], done.stdout


def sandboxed(lydite, program, given):
    done = subprocess.run(
        [lydite, "exec", "--profile", "python", "--stdin", given, "--cpu", "300", "--wall", "900", "--output",
         "8000000", "--isolation", "best", "--json", program], stdout=subprocess.PIPE, text=True)
    report = json.loads(done.stdout)
    if report["ending"] != "exited" or report["exitCode"] != 0:
        sys.exit("%s ended with %s %s" % (program, report["ending"], report["stderr"]))
    return report["stdout"]


def judged(lydite, folder, path, variants, seed):
    with open(path, encoding="utf-8") as file:
        family = yaml.load(file, Loader=yaml.BaseLoader)
    rows, report = vary(lydite, ["--judge", "--json", "--variants", str(variants), "--seed", str(seed), "--jobs", "1",
                                 path], os.path.join(folder, "rows.jsonl"))
    report = json.loads(report)
    work = task(family)
    work["rows"] = []
    for row in rows:
        proof = row["proof"]
        values = {k: number(v) for k, v in proof["values"].items()}
        key = number(row["gold"])
        turned = [one.split()[1] for one in proof.get("shape", []) if one.startswith("backward ")]
        if turned:
            # The key must be the given, and the given must lead forward to what is told.
            if Fraction(key) != Fraction(values[turned[0]]):
                work["wrong"] = work.get("wrong", 0) + 1
            key = values["result"]
        work["rows"].append({
            "name": proof["family"] + ("+" + proof["extension"] if proof.get("extension") else ""),
            "values": {k: v for k, v in values.items() if v is not None},
            "key": key, "extension": proof.get("extension") or ""})
    program, given = os.path.join(folder, "judge.py"), os.path.join(folder, "instances.json")
    with open(program, "w", encoding="utf-8") as file:
        file.write(JUDGE)
    with open(given, "w", encoding="utf-8") as file:
        json.dump(work, file)
    said = json.loads(sandboxed(lydite, program, given))
    counts = collections.Counter(one for row in said for one in row)
    counts["wrong"] += work.get("wrong", 0)
    for row, equations in zip(rows, said):
        if "program" in row["proof"]:
            counts["agreed"] += 1
        elif not {"solved", "tried"} & set(equations):
            counts["not judged"] += 1
    for reason, count in report["refused"].items():
        counts["wrong by program" if ": its program " in reason else "refused"] += count
    return len(work["rows"]), work["usesSteps"], counts


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--lydite", default=os.path.join(ROOT, ".build/release/lydite"))
    parser.add_argument("--variants", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--depth", type=int, default=3)
    parser.add_argument("families", nargs="*")
    options = parser.parse_args()
    paths = options.families or sorted(glob.glob(os.path.join(ROOT, "Problems/math/*/*.yaml")))
    total, bad, stepped = collections.Counter(), [], 0
    with tempfile.TemporaryDirectory() as folder:
        made = 0
        for path in paths:
            seen, uses_steps, counts = judged(options.lydite, folder, path, options.variants, options.seed)
            made += seen
            stepped += uses_steps
            total.update(counts)
            other = {k: v for k, v in counts.items() if v and k not in SETTLED}
            if other or seen == 0:
                bad.append("%s: %d judged, %s" % (os.path.relpath(path, ROOT), seen, dict(other)))
        print("%d families, %d variants; by their programs %d agreed"
              % (len(paths), made, total["agreed"]))
        print("by their equations %d solved, %d tried, %d with several answers; "
              "%d families have checks that name a step"
              % (total["solved"], total["tried"], total["several"] + total["idle"] + total["undecided"], stepped))
        print("wrong keys: %d" % (total["wrong"] + total["wrong by program"]))
        for line in bad:
            print("look at " + line)
        matrix = os.path.join(folder, "matrix.yaml")
        with open(matrix, "w", encoding="utf-8") as file:
            file.write("register: [plain]\neach: 40\ndepth: %d\n" % options.depth)
        rows, _ = vary(options.lydite, ["--matrix", matrix, "--seed", str(options.seed)] + paths,
                       os.path.join(folder, "matrix.jsonl"))
        print("matrix: %d variants, %d distinct structures" % (len(rows), len({r["structure"] for r in rows})))
        parts = collections.defaultdict(list)
        for row in rows:
            if row["transform"] == "compose":
                features = row["proof"]["difficulty"]
                parts[features["parts"]].append((len(row["statement"]), features["steps"], features["operations"]))
        for count, items in sorted(parts.items()):
            means = [sum(x) / len(items) for x in zip(*items)]
            print("%d parts: %d compositions, mean length %.0f, steps %.1f, operations %.1f"
                  % (count, len(items), *means))
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
