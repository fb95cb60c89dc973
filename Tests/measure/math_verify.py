#!/usr/bin/env python3
"""Lydite beside Math-Verify on the same rows, in CPU seconds of one core each.

usage: Tests/measure/math_verify.py [FILE.jsonl ...] [--lydite PATH] [--venv DIR] [--limit N]

FILE holds `lydite verify` rows with "expected"; without one, the project's own corpus is taken
(bombs left out). Math-Verify is installed from PyPI into DIR and timed from parsed row to verdict.
Lydite is timed as a user runs it: JSON in, JSON out, start of the process and the equations of each
response included; a file of few rows is repeated, so that the start counts as it does in real use.
"""
import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
VERSION = "0.9.0"

# Runs inside the venv: rows on stdin, one line of verdict and CPU seconds for each on stdout.
PEER = r"""
import json, logging, sys, time
logging.disable(logging.CRITICAL)
from math_verify import parse, verify

def check(row):
    gold = parse("$" + row["gold"] + "$")
    other = row["response"] if "response" in row else "$" + row["pred"] + "$"
    return bool(verify(gold, parse(other)))

check({"gold": "1", "pred": "1"})
for line in sys.stdin:
    row = json.loads(line)
    began = time.process_time()
    try:
        verdict = "correct" if check(row) else "incorrect"
    except Exception:
        verdict = "incorrect"
    print(json.dumps([verdict, time.process_time() - began]), flush=True)
"""


def peer_python(folder):
    python = os.path.join(folder, "bin", "python")
    if not os.path.exists(python):
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    wanted = f"math-verify=={VERSION}"
    subprocess.run([python, "-m", "pip", "install", "-q", wanted], check=True)
    return python


def run_peer(python, rows):
    text = "".join(json.dumps(row) + "\n" for row in rows)
    done = subprocess.run([python, "-c", PEER], input=text, capture_output=True, text=True)
    results = [json.loads(line) for line in done.stdout.splitlines()]
    if len(results) != len(rows):
        sys.exit(f"Math-Verify ended after {len(results)} of {len(rows)} rows:\n{done.stderr[-800:]}")
    return [r[0] for r in results], [r[1] for r in results]


def run_lydite(binary, rows):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        for number, row in enumerate(rows):
            file.write(json.dumps({**row, "id": number}) + "\n")
        file.flush()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(
            [binary, "verify", file.name, "--jobs", "1", "--quiet"], capture_output=True, text=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    verdicts = [json.loads(line)["verdict"] for line in done.stdout.splitlines()]
    if len(verdicts) != len(rows):
        sys.exit(f"lydite ended after {len(verdicts)} of {len(rows)} rows: {done.stderr[-400:]}")
    return verdicts, seconds


def expected(row):
    """The verdicts that are right; a row without any is not scored."""
    value = row.get("expected", "none")
    return set(value if isinstance(value, list) else [value])


def quality(rows, verdicts):
    right = sum(v in expected(r) for r, v in zip(rows, verdicts))
    accepts = sum(v == "correct" and "correct" not in expected(r) for r, v in zip(rows, verdicts))
    rejects = sum(v == "incorrect" and expected(r) == {"correct"} for r, v in zip(rows, verdicts))
    return f"{100 * right / len(rows):.2f} % right, {accepts} false accepts, {rejects} false rejects"


def load(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            plain = isinstance(row.get("gold"), str) and ("pred" in row or "response" in row)
            if plain and expected(row) <= {"correct", "incorrect", "undecided"} and "spec" not in row and not row.get("doubt"):
                if "bomb" not in (row.get("kind"), row.get("group")):
                    yield {k: row[k] for k in ("gold", "pred", "response", "expected") if k in row}


def integers(count):
    draw = random.Random(1)
    for number in range(count):
        gold = draw.randint(-99_999, 99_999)
        pred = gold if number % 2 else draw.randint(-99_999, 99_999)
        yield {"gold": str(gold), "pred": str(pred),
               "expected": "correct" if pred == gold else "incorrect"}


def responses(count):
    draw = random.Random(2)
    for _ in range(count):
        a, b = draw.randint(2, 99), draw.randint(2, 99)
        text = "".join(
            f"Step {n}. Shelf {n} holds {a} rows of {n + 1} boxes, so it holds "
            f"{a} * {n + 1} = {a * (n + 1)} boxes in all.\n" for n in range(1, 11))
        text += f"Together with the {b} boxes on the floor we get {a} * 65 + {b} = {a * 65 + b}.\n"
        yield {"gold": str(a * 65 + b), "expected": "correct",
               "response": text + f"The answer is \\boxed{{{a * 65 + b}}}."}


def compare(name, rows, few, binary, python):
    """`few` rows are enough for the peer where it takes a millisecond and more a row."""
    theirs, each = run_peer(python, rows[:few])
    times = max(1, 20_000 // len(rows))
    ours, seconds = run_lydite(binary, rows * times)
    ours = ours[: len(rows)]
    rate, peer = len(rows) * times / seconds, len(theirs) / sum(each)
    each.sort()
    p99 = each[int(0.99 * (len(each) - 1))]
    print(f"{name}: {len(rows)} rows")
    print(f"  lydite       {rate:12.0f} rows/CPU s   {quality(rows, ours)}")
    print(f"  Math-Verify  {peer:12.1f} rows/CPU s   {quality(rows[:few], theirs)}, "
          f"p99 {p99 * 1e3:.1f} ms")
    print(f"  ratio        {rate / peer:12.0f}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*")
    parser.add_argument("--lydite", default=os.path.join(ROOT, ".build/release/lydite"))
    parser.add_argument("--venv", default=os.path.join(ROOT, ".build/peer-venv"))
    parser.add_argument("--limit", type=int, help="at most so many rows of each file")
    options = parser.parse_args()
    files = options.files or [os.path.join(ROOT, "Problems/verifier/math.jsonl")]
    python = peer_python(options.venv)
    began = time.time()
    compare("integers", list(integers(200_000)), 2_000, options.lydite, python)
    compare("responses of 1 KiB", list(responses(50_000)), 1_000, options.lydite, python)
    for path in files:
        rows = list(load(path))[: options.limit]
        compare(os.path.basename(path), rows, len(rows), options.lydite, python)
    print(f"wall {time.time() - began:.0f} s")


if __name__ == "__main__":
    main()
