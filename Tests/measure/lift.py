#!/usr/bin/env python3
"""How many annotated rows become families, and a sample of their variants to read.

usage: Tests/measure/lift.py [--lydite PATH] [--data FILE] [--count N] [--seed S] [--strict] [--show]

FILE holds GSM8K rows, official or with the fields of this project; the default is math_real_train.jsonl in
$LYDITE_SHARED/data or ../shared/data. Prints what `import gsm8k --lift` counts, runs one variant of each family, has
every derivation worked out again in exact fractions by Python, and with --show prints N variants of N families drawn
with the seed, each with its derivation, for a person to read. What it prints of other people's rows is theirs: keep it
out of the project.
"""
import argparse
import fractions
import json
import os
import random
import re
import sqlite3
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def run(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode not in (0, 1):
        sys.exit("%s ended with %d: %s" % (" ".join(command), done.returncode, done.stderr[-500:]))
    return done.stderr


def value(text):
    """Plain arithmetic in exact fractions; names and calls are not let in."""
    if not re.fullmatch(r"[0-9.+\-*/() ]+", text):
        raise ValueError(text)
    exact = re.sub(r"\d+\.\d+|\.\d+|\d+", lambda number: "F('%s')" % number.group(0), text)
    return eval(exact, {"__builtins__": {}, "F": fractions.Fraction})


def wrong_steps(proof):
    for step in proof["derivation"]:
        if " = " in step["equation"]:
            left, right = step["equation"].rsplit(" = ", 1)
            if value(left) != value(right):
                yield step["equation"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--lydite", default=ROOT + "/.build/release/lydite")
    parser.add_argument(
        "--data",
        default=os.environ.get("LYDITE_SHARED", ROOT + "/../shared") + "/data/math_real_train.jsonl")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--strict", action="store_true")
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    if not os.path.exists(given.data):
        sys.exit("no rows at %s" % given.data)
    with tempfile.TemporaryDirectory() as folder:
        every, lifted = folder + "/all.jsonl", folder + "/lifted.jsonl"
        strict = ["--strict"] if given.strict else []
        print(run([given.lydite, "import", "gsm8k", given.data, "--lift", "--out", every] + strict), end="")
        slots = []
        counts = {True: [0, 0], False: [0, 0]}
        with open(every, encoding="utf-8") as rows, open(lifted, "w", encoding="utf-8") as out:
            for line in rows:
                row = json.loads(line)
                family = row.get("family")
                count = counts["<<" in row.get("reference", "")]
                count[0] += 1
                count[1] += 1 if family else 0
                if family:
                    slots.append(len(family["slots"]))
                    out.write(line)
        (rows, made), (others, more) = counts[True], counts[False]
        print("of the annotated rows: %d of %d (%.1f %%); of all rows: %d of %d (%.1f %%)" % (
            made, rows, 100 * made / max(1, rows), made + more, rows + others,
            100 * (made + more) / max(1, rows + others)))
        if not slots:
            sys.exit("nothing was lifted")
        print("slots a family: %.2f" % (sum(slots) / len(slots)))
        run([given.lydite, "run", lifted, "--variants", "2", "--rollouts", "1", "--seed", str(given.seed),
             "--out", folder + "/run"])
        store = sqlite3.connect(folder + "/run/run.sqlite")
        made = [
            (name, statement, json.loads(proof)) for name, statement, proof in
            store.execute("SELECT name, statement, proof FROM variant ORDER BY ordinal")
            if name.endswith("#1")]
        faults = [(name, fault) for name, _, proof in made for fault in wrong_steps(proof)]
        print("variants: %d of %d families, steps that Python works out otherwise: %d" % (
            len(made), len(slots), len(faults)))
        for name, fault in faults[:10]:
            print("    %s: %s" % (name, fault))
        if given.show:
            picked = random.Random(given.seed).sample(made, min(given.count, len(made)))
            for number, (name, statement, proof) in enumerate(picked, 1):
                print("[%d] %s\n    %s\n    %s" % (
                    number, name, statement, "; ".join(step["equation"] for step in proof["derivation"])))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
