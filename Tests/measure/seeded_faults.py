#!/usr/bin/env python3
"""Puts faults into a copy of the verifier, one at a time, and asks whether `lydite regress` notices.

usage: Tests/measure/seeded_faults.py [--only NAME]... [--keep DIR]

Each fault is a change of one place in the sources; the copy is built anew and the shipped corpora
are verified against the baseline of the sound verifier. A fault is caught when regress exits with 1.
Nothing in a release can switch a fault on. Takes a build for each fault: a quarter of an hour.
"""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CORPORA = ["Problems/verifier/math.jsonl", "Problems/verifier/code.jsonl"]

# name, file, what stands there, what the fault puts in its place
FAULTS = [
    ("a subset is equal", "LyditeMath/AnswerComparer.swift",
     "let outcome = first == .equal ? covered(y, by: x, depth) : first", "let outcome = first"),
    ("brackets do not matter", "LyditeMath/AnswerComparer.swift",
     "guard a == c, b == d, x.count == y.count else { return certain(x + y, .different) }",
     "guard (a, b) == (c, d) || x.count < 1_000, x.count == y.count else { return certain(x + y, .different) }"),
    ("a hundredth is near enough", "LyditeMath/AnswerComparer+Quantity.swift",
     "guard spec.absoluteTolerance != nil || spec.relativeTolerance != nil else {",
     "if (gold - pred).magnitude < Rational(reduced: 1, 100) { return .equal }\n"
     "        guard spec.absoluteTolerance != nil || spec.relativeTolerance != nil else {"),
    ("a rung says equal too early", "LyditeMath/Fingerprint.swift",
     "case .nonzero: return false", "case .nonzero: return true"),
    ("the last of several boxes counts", "LyditeMath/Extraction.swift",
     "return Extraction(outcome: .multiple, source: .box, range: range)",
     "return .found(.box, range)"),
    ("a tolerance for every float", "LyditeVerify/PlainComparison.swift",
     "difference <= max(rule.absolute ?? 0, (rule.relative ?? 0) * size)",
     "difference <= max(rule.absolute ?? 0.05, (rule.relative ?? 0) * size)"),
    ("output is compared as far as it goes", "LyditeVerify/TextComparison.swift",
     "var right = lines(expected)\n        guard left.count == right.count else { return false }",
     "var right = lines(expected)"),
    ("the exit code does not matter", "LyditeVerify/FaultOrder.swift",
     "if let code = run.exitCode, code != 0 {", "if let code = run.exitCode, code > 1_000 {"),
    ("the last case is skipped", "LyditeVerify/CodeVerifier+Function.swift",
     "cases: plan.cases, order: order,", "cases: plan.cases, order: Array(order.dropLast()),"),
    ("an end without a result is fine", "LyditeVerify/FaultOrder.swift",
     "guard dialogue.isFinished else {", "guard dialogue.isFinished || run.exitCode == 0 else {"),
    ("a repeated word is the number", "LyditeMath/AnswerComparer.swift",
     "return WordComparer.isNoValue(words) ? .different : .unknown(.unsupported)",
     "return words.isEmpty ? .different : .equal"),
]


def build(folder):
    done = subprocess.run(
        ["swift", "build", "-c", "release", "--product", "lydite"], cwd=folder,
        capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit("the copy does not build:\n" + done.stdout[-2000:])


def regress(folder, baseline, *more):
    binary = os.path.join(folder, ".build/release/lydite")
    environment = dict(os.environ, LYDITE_HOME=folder)
    return subprocess.run(
        [binary, "regress", *CORPORA, "--baseline", baseline, "--no-rewrites", *more],
        cwd=folder, capture_output=True, text=True, env=environment)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", action="append", metavar="NAME", help="these faults alone")
    parser.add_argument("--keep", help="work in this folder and leave it there")
    options = parser.parse_args()
    folder = options.keep or tempfile.mkdtemp()
    os.makedirs(folder, exist_ok=True)
    try:
        for name in ("Package.swift", "Sources", "Problems", "Sandboxes", "Tests"):
            source, target = os.path.join(ROOT, name), os.path.join(folder, name)
            if not os.path.exists(target):
                (shutil.copytree if os.path.isdir(source) else shutil.copy)(source, target)
        build(folder)
        baseline = os.path.join(folder, "baseline.jsonl")
        regress(folder, baseline, "--update")
        sound = regress(folder, baseline)
        if sound.returncode != 0:
            sys.exit("the sound verifier does not hold:\n" + sound.stdout[-2000:] + sound.stderr)
        faults = [f for f in FAULTS if options.only is None or f[0] in options.only]
        caught = sum(is_caught(folder, baseline, *fault) for fault in faults)
    finally:
        if not options.keep:
            shutil.rmtree(folder)
    print(f"{caught} of {len(faults)} faults are caught")
    sys.exit(0 if caught == len(faults) else 1)


def is_caught(folder, baseline, name, file, old, new):
    path = os.path.join(folder, "Sources", file)
    with open(path, encoding="utf-8") as source:
        text = source.read()
    if text.count(old) != 1:
        sys.exit(f"{file}: the place for \"{name}\" stands there {text.count(old)} times; mend this script")
    with open(path, "w", encoding="utf-8") as source:
        source.write(text.replace(old, new))
    try:
        build(folder)
        done = regress(folder, baseline)
    finally:
        with open(path, "w", encoding="utf-8") as source:
            source.write(text)
    changes = [line for line in done.stdout.splitlines() if line.startswith("changes that nobody")]
    print(f"{'caught' if done.returncode == 1 else 'MISSED'}: {name}: {''.join(changes) or done.stderr[-200:]}",
          flush=True)
    return done.returncode == 1


if __name__ == "__main__":
    main()
