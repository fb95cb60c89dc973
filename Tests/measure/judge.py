#!/usr/bin/env python3
"""`lydite verify` on rows of Python programs: its cost beside two other ways, and whether its verdicts stay the same.

    Tests/measure/judge.py speed [--rows FILE] [--count 200] [--rounds 3] [--lydite PATH]
    Tests/measure/judge.py same [--rows FILE] [--count 0] [--repeats 5] [--busy 0,4,8] [--lydite PATH]

`speed` prints the CPU time a candidate, correct and incorrect rows apart, of three ways on the same rows in turn:
  verify   rows in, verdicts out, one job, in the sandbox, the confirming run of what passes included;
  server   a fresh interpreter for each program with its tests, as code-execution servers do; no isolation;
  forked   a process and a manager forked for each program with a guard over dangerous functions, as HumanEval's own
           harness does; no isolation.
`same` runs the rows --repeats times with one job and with two, and beside so many busy loops, and compares verdicts.
FILE has rows with `solution`, `tests` and `expected`; $LYDITE_SHARED/cases/code_rows.jsonl or ../shared/... by default.
"""
import argparse
import contextlib
import faulthandler
import hashlib
import io
import json
import multiprocessing
import os
import resource
import signal
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TIME_LIMIT = 3.0
SLOW = 0.5


def rows(path, count):
    with open(path, encoding="utf-8") as file:
        found = [json.loads(line) for line in file if line.strip()]
    # Whole problems with all their candidates, as a sampler gives them.
    found.sort(key=lambda row: hashlib.sha256(json.dumps(row["tests"]).encode()).hexdigest())
    return found[:count] if count else found


def program(row):
    """One text that ends well when the candidate passes."""
    tests = row["tests"] if isinstance(row["tests"], str) else "\n".join(row["tests"])
    call = "\ncheck(%s)\n" % row["entry_point"] if "def check(" in tests else "\n"
    return "\n".join([row["solution"], row.get("setup") or "", tests]) + call


def spent():
    total = 0.0
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        used = resource.getrusage(who)
        total += used.ru_utime + used.ru_stime
    return total


# The three ways: each returns the verdicts, true for a pass.

def verify(lydite, given, jobs=1):
    text = "".join(json.dumps(row) + "\n" for row in given)
    done = subprocess.run([lydite, "verify", "--quiet", "--jobs", str(jobs)], input=text, stdout=subprocess.PIPE, text=True)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    if len(answers) != len(given):
        sys.exit("%d rows gave %d verdicts" % (len(given), len(answers)))
    return answers


def server(given):
    verdicts = []
    for row in given:
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "main.py")
            with open(path, "w", encoding="utf-8") as file:
                file.write(program(row))
            try:
                done = subprocess.run([sys.executable, path], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True,
                                      timeout=TIME_LIMIT)
                verdicts.append(done.returncode == 0)
            except subprocess.TimeoutExpired:
                verdicts.append(False)
    return verdicts


class TimedOut(Exception):
    pass


class NoInput(io.StringIO):
    def read(self, *_):
        raise OSError

    readline = readlines = read


def guard():
    faulthandler.disable()
    import builtins
    import shutil
    builtins.exit = builtins.quit = None
    os.environ["OMP_NUM_THREADS"] = "1"
    for name in ("kill", "system", "putenv", "remove", "removedirs", "rmdir", "fchdir", "setuid", "fork", "forkpty",
                 "killpg", "rename", "renames", "truncate", "replace", "unlink", "fchmod", "fchown", "chmod", "chown",
                 "chroot", "lchown", "getcwd", "chdir"):
        setattr(os, name, None)
    for name in ("rmtree", "move", "chown"):
        setattr(shutil, name, None)
    subprocess.Popen = None


def guarded(text, result):
    with tempfile.TemporaryDirectory() as folder:
        import shutil
        kept = os.chdir, shutil.rmtree, os.rmdir, os.unlink
        before = os.getcwd()
        os.chdir(folder)
        guard()

        def late(*_):
            raise TimedOut
        signal.signal(signal.SIGALRM, late)
        streams = NoInput()
        try:
            with contextlib.redirect_stdout(streams), contextlib.redirect_stderr(streams):
                signal.setitimer(signal.ITIMER_REAL, TIME_LIMIT)
                try:
                    exec(text, {"__name__": "__main__"})
                finally:
                    signal.setitimer(signal.ITIMER_REAL, 0)
            result.append(True)
        except BaseException:
            result.append(False)
        os.chdir, shutil.rmtree, os.rmdir, os.unlink = kept
        os.chdir(before)


def forked(given):
    verdicts = []
    context = multiprocessing.get_context("fork")
    for row in given:
        manager = context.Manager()
        result = manager.list()
        child = context.Process(target=guarded, args=(program(row), result))
        child.start()
        child.join(TIME_LIMIT + 1)
        if child.is_alive():
            child.kill()
            child.join()
        verdicts.append(bool(result[0]) if len(result) else False)
        manager.shutdown()
    return verdicts


def took(row):
    before = spent()
    server([row])
    return spent() - before


def speed(options):
    for kind in ("correct", "incorrect"):
        chosen = [row for row in rows(options.rows, 0) if row["expected"] == kind][:options.count]
        # One endless program costs as much as hundreds of others, whoever runs it.
        given = [row for row in chosen if took(row) < SLOW]
        print("%s: %d rows, %d that take over %g s left out" % (kind, len(given), len(chosen) - len(given), SLOW))
        best, passed = {}, {}
        ways = {"verify": lambda: [item["verdict"] == "correct" for item in verify(options.lydite, given)],
                "server": lambda: server(given), "forked": lambda: forked(given)}
        for _ in range(options.rounds):
            for name, way in ways.items():
                before = spent()
                passed[name] = sum(way())
                best[name] = min(best.get(name, 1e9), spent() - before)
        for name in ways:
            print("%-9s %-6s %7.2f ms CPU a candidate, %5.0f a CPU second, %d of %d pass, %.2f of verify" % (
                kind, name, 1000 * best[name] / len(given), len(given) / best[name], passed[name], len(given),
                best[name] / best["verify"]), flush=True)


@contextlib.contextmanager
def busy(count):
    loops = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(count)]
    try:
        yield
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()


def same(options):
    given = rows(options.rows, options.count)
    first, differing = None, set()
    for load in [int(text) for text in options.busy.split(",")]:
        with busy(load):
            for repeat in range(options.repeats if load == 0 else 1):
                for jobs in (1, 2):
                    answers = verify(options.lydite, given, jobs)
                    first = first or answers
                    new = {b["id"] for a, b in zip(first, answers) if a != b}
                    differing |= new
                    print("beside %d loops, %d jobs: %d rows, %d differ%s" % (
                        load, jobs, len(answers), len(new), "".join(" " + name for name in sorted(new)[:5])), flush=True)
    wrong = [b["id"] for a, b in zip(given, first) if b["verdict"] != "undecided" and b["verdict"] != a["expected"]]
    undecided = sum(item["verdict"] == "undecided" for item in first)
    print("%d rows, %d with more than one answer, %d undecided, %d against their label" % (
        len(given), len(differing), undecided, len(wrong)))
    sys.exit(1 if differing else 0)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["speed", "same"])
    shared = os.environ.get("LYDITE_SHARED") or os.path.join(os.path.dirname(ROOT), "shared")
    parser.add_argument("--rows", default=os.path.join(shared, "cases", "code_rows.jsonl"))
    parser.add_argument("--count", type=int)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--busy", default="0,4,8")
    parser.add_argument("--lydite", default=os.path.join(ROOT, ".build/release/lydite"))
    options = parser.parse_args()
    if not os.path.exists(options.rows):
        sys.exit("%s is not there: name rows with --rows" % options.rows)
    if options.count is None:
        options.count = 200 if options.what == "speed" else 0
    (speed if options.what == "speed" else same)(options)


if __name__ == "__main__":
    main()
