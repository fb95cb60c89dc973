#!/usr/bin/env python3
"""What answers made to hang a verifier cost, measured from outside: one process for each.

usage: Tests/measure/bombs.py [--lydite PATH] [FILE.jsonl ...]

Takes the bombs of the project's corpus (rows whose kind is "bomb") or of each FILE, and a few of
up to a megabyte made here. CPU time and peak memory are those of `lydite verify` on that one row,
less those of the same process on an easy row with the same bytes before it. Exit 1 when a bound is
missed: 20 ms and 16 MiB.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
MAXIMUM_MS, MAXIMUM_MIB, REPEATS = 20.0, 16.0, 5


def large():
    """(name, gold, pred) of up to a megabyte each."""
    million = 1_000_000
    yield "digits", "1", "7" * million
    yield "both sides digits", "7" * (million // 2), "7" * (million // 2 - 1) + "8"
    yield "fraction of digits", "1", "\\frac{" + "1" * (million // 2) + "}{" + "3" * (million // 2) + "}"
    yield "decimals", "0.5", "0." + "4" * million
    for name, opening, closing in (
            ("braces", "{", "}"), ("parentheses", "(", ")"), ("roots", "\\sqrt{", "}"),
            ("fractions", "\\frac{1}{", "}"), ("boxes", "\\boxed{", "}"), ("lefts", "\\left(", "\\right)"),
            ("absolute values", "|", "|"), ("sets", "\\{", "\\}"), ("text", "\\text{", "}")):
        count = million // (len(opening) + len(closing))
        yield name, "1", opening * count + "1" + closing * count
        yield "open " + name, "1", opening * (million // len(opening))
    for name, piece in (
            ("minus signs", "-"), ("powers", "2^"), ("sum", "1+"), ("product of sums", "(x+1)"),
            ("list", "1,"), ("list of fractions", "\\frac12,"), ("matrix", "1&"), ("dollars", "$"),
            ("factorials", "9!"), ("backslashes", "\\"), ("subscripts", "_"), ("spaces", " 1"),
            ("words", "five "), ("units", "cm "), ("equations", "1=1="), ("variables", "abc")):
        yield name, "1", piece * (million // len(piece)) + "1"


def bombs(files):
    for path in files:
        with open(path, encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                if row.get("kind") == "bomb" or row.get("group") == "bomb":
                    if isinstance(row.get("gold"), str) and ("pred" in row or "response" in row):
                        yield row.get("id"), {k: row[k] for k in ("gold", "pred", "response", "spec")
                                              if k in row}
    for name, gold, pred in large():
        yield name, {"gold": gold, "pred": pred}
        yield name + ", in a response", {"gold": gold, "response": "So x = $" + pred + "$."}


def cost(binary, row):
    """CPU milliseconds and peak MiB of a process that verifies one row: the least of some runs."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.write(json.dumps(row) + "\n")
        file.flush()
        least = [float("inf"), float("inf")]
        for _ in range(REPEATS):
            process = subprocess.Popen(
                [binary, "verify", file.name, "--jobs", "1", "--quiet"],
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            out = process.stdout.read()
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode not in (0, 2) or not out.strip():
                return None, None, f"ended with {process.returncode}"
            least[0] = min(least[0], (usage.ru_utime + usage.ru_stime) * 1e3)
            least[1] = min(least[1], usage.ru_maxrss / 1024)
    return least[0], least[1], json.loads(out)["verdict"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*")
    parser.add_argument("--lydite", default=os.path.join(ROOT, ".build/release/lydite"))
    options = parser.parse_args()
    files = options.files or [os.path.join(ROOT, "Problems/verifier/math.jsonl")]
    # An easy row of the same size: what reading the input costs is not the verifier's.
    easy = {}
    results = []
    for name, row in bombs(files):
        size = len(json.dumps(row)) >> 12 << 12
        if size not in easy:
            easy[size] = cost(options.lydite, {"gold": "1", "pred": "1", "note": "n" * size})[:2]
        took, peak, verdict = cost(options.lydite, row)
        if took is None:
            print(f"BROKEN {name}: {verdict}")
            results.append((float("inf"), float("inf"), name, verdict))
            continue
        results.append((took - easy[size][0], peak - easy[size][1], name, verdict))
    results.sort(key=lambda r: -r[0])
    print(f"{len(results)} bombs; CPU above an easy row of the same size, slowest first:")
    for took, peak, name, verdict in results[:10]:
        print(f"  {took:7.1f} ms {peak:6.1f} MiB  {verdict:10} {name}")
    print("most memory:")
    for took, peak, name, verdict in sorted(results, key=lambda r: -r[1])[:10]:
        print(f"  {took:7.1f} ms {peak:6.1f} MiB  {verdict:10} {name}")
    missed = [r for r in results if r[0] > MAXIMUM_MS or r[1] > MAXIMUM_MIB]
    print(f"over {MAXIMUM_MS:.0f} ms or {MAXIMUM_MIB:.0f} MiB: {len(missed)}")
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
