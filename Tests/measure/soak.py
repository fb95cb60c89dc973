#!/usr/bin/env python3
"""Many runs through one process: honest and hostile programs of all languages, one row of `lydite verify` each.

    Tests/measure/soak.py [--runs 10000] [--jobs 4] [--lydite PATH] [--busy 0,4,8]

Proves that the keepers' memory and descriptors do not grow, that the same program has the same verdict each time, that
clean-up is quick, and that nothing is left: no process, mount, control group, folder, shared memory or queue. With
--busy the same rows run beside so many niced busy loops, and the verdicts must be those of the first round; 100 runs
that write a mebibyte must be captured whole. Exit 0 when all of it holds.
"""
import argparse
import glob
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HOSTILE = os.path.join(ROOT, "Tests/LyditeSandboxTests/Hostile")
CLEAN_UP_SECONDS = 0.1
LANGUAGES = {"c": "c", "cpp": "cpp", "js": "javascript", "py": "python", "sh": "bash"}

HONEST = [
    ("python", "print(sum(map(int, input().split())))", "2 3\n", "5"),
    ("python", "import math, json; print(math.factorial(20)); print(json.dumps([1]))", "", "2432902008176640000\n[1]"),
    ("python", "import sys; sys.stdout.write('x' * (1 << 20))", "", "x" * (1 << 20)),
    ("javascript", "console.log([3, 1, 2].sort().join())", "", "1,2,3"),
    ("bash", "seq 3 | sort -r; echo done", "", "3\n2\n1\ndone"),
    ("c", "#include <stdio.h>\nint main(void){int a,b;scanf(\"%d%d\",&a,&b);printf(\"%d\\n\",a+b);}", "2 3\n", "5"),
    ("cpp", "#include <iostream>\nint main(){std::string s;std::cin>>s;std::cout<<s<<s<<\"\\n\";}", "ab\n", "abab"),
]


def programs():
    """(name, row) of every program that ends by itself or soon by a limit of CPU time, memory, output or calls."""
    for number, (language, source, given, expected) in enumerate(HONEST):
        yield "honest-%d" % number, row(language, source, given, expected)
    yield "function", {"language": "python", "entry_point": "f", "solution": "def f(x): return sorted(x)",
                       "cases": [{"args": [[3, 1, 2]], "expected": [1, 2, 3]}, {"args": [[]], "expected": []}]}
    header = open(os.path.join(HOSTILE, "hostile.h")).read()
    for path in sorted(glob.glob(os.path.join(HOSTILE, "*/*"))):
        name = os.path.relpath(path, HOSTILE)
        text = open(path).read()
        fields = dict(line.lstrip("/# ").split(": ", 1) for line in text.split("\n")[:5] if ": " in line)
        endings = fields["endings"].split()
        # One ending only: what several may end depends on what else the machine does.
        if len(endings) != 1 or endings[0] in ("wall-limit", "compile-error") or "/compile-" in name:
            continue
        source = text.replace('#include "hostile.h"', header)
        yield name, row(LANGUAGES[path.rsplit(".", 1)[1]], source, "", "never this")


def row(language, source, given, expected):
    return {"language": language, "solution": source, "cases": [{"stdin": given, "stdout": expected}],
            "limits": {"cpuSeconds": 0.4, "memoryBytes": 128 << 20}}


class Watch(threading.Thread):
    """Memory and descriptors of the keepers below one process, looked at now and then."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid, self.keepers, self.stopped = pid, {}, threading.Event()

    def run(self):
        while not self.stopped.wait(0.5):
            for child in children(self.pid):
                try:
                    if open("/proc/%d/comm" % child).read().strip() != "lydite-keeper":
                        continue
                    memory = next(int(line.split()[1]) for line in open("/proc/%d/status" % child)
                                  if line.startswith("VmRSS"))
                    fds = len(os.listdir("/proc/%d/fd" % child))
                    self.keepers.setdefault(child, []).append((memory, fds))
                except (OSError, StopIteration):
                    pass

    def growth(self):
        """For each keeper that lived long: least memory and descriptors, early and late in its life."""
        for pid, seen in self.keepers.items():
            if len(seen) < 20:
                continue
            tenth = max(5, len(seen) // 10)
            early, late = seen[tenth:2 * tenth], seen[-tenth:]
            yield pid, len(seen), min(early), min(late)


def children(pid):
    try:
        return [int(word) for task in os.listdir("/proc/%d/task" % pid)
                for word in open("/proc/%d/task/%s/children" % (pid, task)).read().split()]
    except OSError:
        return []


def traces(keepers):
    """Whatever those keepers could have left."""
    left = []
    for pid in keepers:
        left += ["process %d" % pid] if os.path.exists("/proc/%d" % pid) else []
        for depth in range(5):
            left += glob.glob("/sys/fs/cgroup/" + "*/" * depth + "lydite-%d-*" % pid)
        left += glob.glob("/tmp/lydite-box-%d-*" % pid) + glob.glob("/var/tmp/lydite-box-%d-*" % pid)
    return left


def surroundings():
    tables = [len(open("/proc/sysvipc/" + name).readlines()) for name in ("shm", "sem", "msg")]
    return {"mounts": open("/proc/self/mountinfo").read().split("\n"), "tables of System V": tables,
            "shared memory": sorted(os.listdir("/dev/shm")), "queues": glob.glob("/dev/mqueue/*")}


def verify(arguments, rows, watch=True):
    """The output rows, the watch, and how long it took until everything was gone."""
    process = subprocess.Popen(
        [arguments.lydite, "verify", "-", "--jobs", str(arguments.jobs), "--isolation", arguments.isolation, "--quiet"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    watcher = Watch(process.pid)
    watcher.start()

    def feed():
        for each in rows:
            process.stdin.write(json.dumps(each) + "\n")
        process.stdin.close()
    threading.Thread(target=feed, daemon=True).start()
    try:
        answers = [json.loads(line) for line in process.stdout]
    except SystemExit:
        process.terminate()
        raise
    process.wait()
    watcher.stopped.set()
    watcher.join()
    return answers, watcher


def round_of(arguments, busy):
    """One round; its verdicts by program, and whether all held."""
    known = dict(programs())
    names = sorted(known)
    draw = random.Random(1)
    draw.shuffle(names)
    order = [name for _ in range(arguments.runs // len(names) + 1) for name in names][:arguments.runs]
    draw.shuffle(order)
    loops = [subprocess.Popen([sys.executable, "-c", "while True: pass"], preexec_fn=lambda: os.nice(10))
             for _ in range(busy)]
    before, began = surroundings(), time.monotonic()
    try:
        answers, watcher = verify(arguments, (dict(known[name], id=index) for index, name in enumerate(order)))
        whole = [dict(known["honest-2"], id=index) for index in range(100)]
        captured, _ = verify(arguments, whole)
    finally:
        for loop in loops:
            loop.send_signal(signal.SIGKILL)
            loop.wait()
    seconds, held, verdicts = time.monotonic() - began, True, {}
    for name, answer in zip(order, answers):
        verdicts.setdefault(name, {}).setdefault(
            (answer["verdict"], answer.get("fault"), answer.get("cause")), []).append(answer["id"])
    mixed = {name: {"/".join(map(str, key)): len(ids) for key, ids in seen.items()}
             for name, seen in verdicts.items() if len(seen) > 1}
    correct = sum(answer["verdict"] == "correct" for answer in captured)
    grown = [(pid, early, late) for pid, _, early, late in watcher.growth()
             if late[0] > early[0] + 1024 or late[1] > early[1] + 4]
    left = traces(watcher.keepers)
    print("%d runs of %d programs beside %d busy loops in %.0f s; %d answers" %
          (len(order), len(names), busy, seconds, len(answers)))
    print("programs with more than one verdict: %d %s" % (len(mixed), json.dumps(mixed) if mixed else ""))
    print("a mebibyte of output whole: %d of 100" % correct)
    for pid, looks, early, late in watcher.growth():
        print("keeper %d, %d looks: %d KiB and %d descriptors early, %d KiB and %d late" %
              (pid, looks, *early, *late))
    print("keepers: %d; grown: %d; left: %s" % (len(watcher.keepers), len(grown), left or "nothing"))
    wrong = [name for name, seen in verdicts.items()
             for verdict, _, _ in seen if (verdict == "correct") != (name == "function" or name.startswith("honest"))]
    print("judged wrongly: %s" % (sorted(set(wrong)) or "none"))
    after = surroundings()
    changed = {name: [each for each in after[name] if each not in before[name]] for name in after
               if after[name] != before[name]}
    same = not any(changed.values())
    print("new mounts, shared memory or queues: %s" % (json.dumps(changed) if changed else "none"))
    held = len(answers) == len(order) and not mixed and correct == 100 and not grown and not left and not wrong and same
    return held, {name: sorted(map(str, seen)) for name, seen in verdicts.items()}


def clean_up(arguments):
    """How long runs that leave much behind take beyond what an empty one takes, at most."""
    worst = {}
    for name in ("c/daemon-spins.c", "c/box-entries.c", "c/fork-wait.c", "c/stopped-children.c", "c/swap-link.c"):
        text = open(os.path.join(HOSTILE, name)).read().replace(
            '#include "hostile.h"', open(os.path.join(HOSTILE, "hostile.h")).read())
        # The end of the program is told by its own clock; the run's end by ours.
        text = text.replace("    return 0;\n}\n", "")
        text += '    struct timespec t;\n    clock_gettime(CLOCK_MONOTONIC, &t);\n' \
                '    printf("END %ld.%09ld\\n", t.tv_sec, t.tv_nsec);\n    fflush(stdout);\n    _exit(0);\n}\n'
        row_of = "/tmp/lydite-soak-%d.c" % os.getpid()
        open(row_of, "w").write(text)
        times = []
        for _ in range(5):
            done = subprocess.run([arguments.lydite, "exec", "--profile", "c", "--json", "--isolation",
                                   arguments.isolation, row_of], capture_output=True, text=True)
            now = time.monotonic()
            out = json.loads(done.stdout)
            if "END " in (out["stdout"] or ""):
                times.append(now - float(out["stdout"].split("END ")[1].split()[0]))
        os.remove(row_of)
        if times:
            worst[name] = (min(times), sorted(times)[len(times) // 2])
    for name, (least, middle) in worst.items():
        print("from the program's end until lydite itself has ended, %s: least %.0f ms, median %.0f ms" %
              (name, 1000 * least, 1000 * middle))
    return all(least <= CLEAN_UP_SECONDS for least, _ in worst.values())


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=10000)
    parser.add_argument("--jobs", type=int, default=4)
    parser.add_argument("--isolation", default="full")
    parser.add_argument("--lydite", default=os.path.join(ROOT, ".build/release/lydite"))
    parser.add_argument("--busy", default="0", help="rounds beside so many busy loops, such as 0,4,8")
    arguments = parser.parse_args()
    # So that the busy loops and lydite go with us.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    held, first = clean_up(arguments), None
    for busy in map(int, arguments.busy.split(",")):
        good, verdicts = round_of(arguments, busy)
        if first is not None and verdicts != first:
            different = sorted(name for name in first if first[name] != verdicts.get(name))
            print("verdicts that differ beside %d busy loops: %s" % (busy, different))
            good = False
        first = first or verdicts
        held = held and good
    print("soak: all held" if held else "soak: NOT all held")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
