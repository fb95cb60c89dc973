#!/usr/bin/env python3
"""What `problems strengthen` and `import quixbugs` do to real problems, measured from outside.

usage: Tests/measure/code_problems.py strengthen [--lydite PATH] [--data FOLDER] [--count N] [--no-programs]
       Tests/measure/code_problems.py quixbugs [--lydite PATH] [--data FOLDER]

`strengthen` takes N MBPP problems in the order of the SHA-256 of their ids (all of both sets with --count 0) and
prints the survivors before and after, and every recorded program that passed and fails now, with EvalPlus' label.
With --no-programs the recorded programs are only judged afterwards, and have no say in what is added.
`quixbugs` judges the correct and the buggy program of every problem. FOLDER is $LYDITE_SHARED/data or ../shared/data.
"""
import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def rows(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def write(path, items):
    with open(path, "w", encoding="utf-8") as file:
        for item in items:
            file.write(json.dumps(item) + "\n")


def run(command, may=(0,)):
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if done.returncode not in may:
        sys.exit("%s ended with %d" % (" ".join(command), done.returncode))
    return done.stdout


def sample(data, count):
    problems = rows(os.path.join(data, "code_real_train.jsonl"))
    if count == 0:
        return problems
    found = [row for row in problems if row["kind"] == "mbpp"]
    return sorted(found, key=lambda row: hashlib.sha256(row["id"].encode()).hexdigest())[:count]


def strengthen(options, folder):
    source, problems, out = (os.path.join(folder, name) for name in ("rows.jsonl", "problems.jsonl", "out.jsonl"))
    programs = os.path.join(options.data, "code_model_solutions_train.jsonl")
    write(source, sample(options.data, options.count))
    run([options.lydite, "import", "jsonl", source, "--out", problems])
    command = [options.lydite, "problems", "strengthen", problems, "--json", "--out", out]
    results = [json.loads(line) for line in
               run(command + ([] if options.no_programs else ["--programs", programs])).splitlines()]
    known = {row["id"]: row for row in rows(programs)}
    if options.no_programs:
        rejected, passing = judged(options, folder, rows(problems), rows(out), known)
    else:
        rejected = [(row["program"], row) for item in results for row in item.get("rejected", [])]
        passing = None
    measured = [item for item in results if "skipped" not in item]
    total = {name: sum(item[name] for item in measured) for name in
             ("mutants", "equivalent", "killedBefore", "killedAfter", "casesBefore")}
    before, after = total["mutants"] - total["killedBefore"], total["mutants"] - total["killedAfter"]
    print("%d problems measured, %d skipped, %d mutants (%d equivalent ones aside), %d + %d cases" % (
        len(measured), len(results) - len(measured), total["mutants"], total["equivalent"], total["casesBefore"],
        sum(len(item["added"]) for item in measured)))
    print("survivors %d -> %d: cut by %.1f %%" % (before, after, 100 * (before - after) / max(1, before)))
    asked = {item["id"] for item in measured}
    for label in ("pass", "fail", None):
        given = [row for row in known.values() if row["problem_id"] in asked and row["official"] == "pass"
                 and row["plus"] == label and (passing is None or row["id"] in passing)]
        hit = [(name, row) for name, row in rejected if known[name]["plus"] == label]
        print("EvalPlus %s: %d of %d programs that pass the official tests fail now (%.1f %%)" % (
            label, len(hit), len(given), 100 * len(hit) / max(1, len(given))))
        for name, row in hit:
            print("    %s (%s): f%s gives %s, expected %s" % (
                name, known[name]["model"], row["input"], row["actual"], row["expected"]))


def judged(options, folder, before, after, known):
    """The programs that pass the problems as they were and fail the strengthened ones."""
    verdicts = []
    for name, problems in (("before", before), ("after", after)):
        checks = {row["id"]: row for row in problems}
        path = os.path.join(folder, name + ".jsonl")
        write(path, [{**checks[row["problem_id"]], "id": row["id"], "solution": row["solution"]}
                     for row in known.values() if row["problem_id"] in checks and row["official"] == "pass"])
        found = run([options.lydite, "verify", path], may=(0, 2)).splitlines()
        verdicts.append({row["id"]: row for row in map(json.loads, found)})
    passing = {name for name, row in verdicts[0].items() if row["verdict"] == "correct"}
    return [(name, verdicts[1][name]["firstFailed"] or {"input": "", "actual": "", "expected": ""})
            for name in sorted(passing) if verdicts[1][name]["verdict"] == "incorrect"], passing


def quixbugs(options, folder):
    problems, programs, verify = (os.path.join(folder, name) for name in ("problems", "programs", "verify"))
    run([options.lydite, "import", "quixbugs", os.path.join(options.data, "quixbugs.jsonl"), "--out", problems,
         "--programs", programs])
    checks = {row["id"]: row for row in rows(problems)}
    write(verify, [{**checks[row["problem"]], "id": row["id"], "solution": row["solution"]} for row in rows(programs)])
    found = [json.loads(line) for line in run([options.lydite, "verify", verify], may=(0, 2)).splitlines()]
    for kind in ("correct", "buggy"):
        verdicts = [row["verdict"] for row in found if row["id"].endswith("/" + kind)]
        print("%s programs: %s" % (kind, ", ".join(
            "%d %s" % (verdicts.count(name), name) for name in ("correct", "incorrect", "undecided"))))
    for row in found:
        if row["verdict"] != ("correct" if row["id"].endswith("/correct") else "incorrect"):
            print("    %s: %s, %s" % (row["id"], row["verdict"], row["detail"]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["strengthen", "quixbugs"])
    parser.add_argument("--lydite", default=os.path.join(ROOT, ".build/release/lydite"))
    shared = os.environ.get("LYDITE_SHARED", os.path.join(ROOT, "../shared"))
    parser.add_argument("--data", default=os.path.join(shared, "data"))
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--no-programs", action="store_true")
    options = parser.parse_args()
    if not os.path.isdir(options.data):
        sys.exit("%s is absent: nothing is measured" % options.data)
    with tempfile.TemporaryDirectory(prefix="lydite-measure-") as folder:
        strengthen(options, folder) if options.what == "strengthen" else quixbugs(options, folder)


if __name__ == "__main__":
    main()
