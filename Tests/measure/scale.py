#!/usr/bin/env python3
"""Runs of a million traces: how soon one goes on that was killed, and how fast ten shards become one.

usage: Tests/measure/scale.py resume|merge|shards [--variants N] [--folder DIR]

  resume  makes all but the last of N variants of each family, then times the same command until it has something new
  merge   makes ten shards and times `lydite merge`: until the store is there, and to the end
  shards  two shards at once against one run with one job; needs two idle cores

Uses the release build. N defaults to 900, which is about a million traces.
"""
import argparse
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LYDITE = os.path.join(ROOT, ".build/release/lydite")
FAMILIES = os.path.join(ROOT, "Problems/math")


def lydite(*words, **more):
    return subprocess.run([LYDITE, *words, "--quiet"], check=True, **more)


def cpu_of_children():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def count(store, table):
    import sqlite3
    with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as connection:
        return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def resume(folder, variants):
    out, store = folder + "/out", folder + "/out/run.sqlite"
    words = ["run", FAMILIES, "--variants", str(variants), "--out", out]
    process = subprocess.Popen([LYDITE, *words, "--quiet"])
    want = int(0.97 * variants * 98 * 12 * 0.95)
    while process.poll() is None:
        time.sleep(2)
        if os.path.exists(store) and count(store, "trace") >= want:
            break
    process.send_signal(signal.SIGKILL)
    process.wait()
    before = count(store, "trace")
    began = time.monotonic()
    again = subprocess.Popen([LYDITE, *words], stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    while again.poll() is None and count(store, "trace") <= before:
        time.sleep(0.02)
    # The writer commits every two seconds at the latest, which is no part of the start.
    print(f"resumed at {before:,} traces: the first new ones were committed {time.monotonic() - began:.2f} s after the start")
    again.send_signal(signal.SIGINT)
    again.wait()


def merge(folder, variants):
    out = folder + "/out"
    for index in range(10):
        lydite("run", FAMILIES, "--variants", str(variants), "--out", out, "--shard", f"{index}/10")
    began, cpu = time.monotonic(), cpu_of_children()
    process = subprocess.Popen([LYDITE, "merge", out, "--quiet"])
    united = None
    while process.poll() is None:
        if united is None and os.path.exists(out + "/run.sqlite"):
            united = time.monotonic() - began
        time.sleep(0.02)
    total = time.monotonic() - began
    print(f"{count(out + '/run.sqlite', 'trace'):,} traces of 10 shards: one store after {united:.1f} s, "
          f"pairs and exports after {total:.1f} s (CPU {cpu_of_children() - cpu:.1f} s)")


def shards(folder, variants):
    words = ["run", FAMILIES, "--variants", str(variants), "--jobs", "1"]
    began = time.monotonic()
    lydite(*words, "--out", folder + "/one", "--shard", "0/1")
    one = time.monotonic() - began
    began = time.monotonic()
    both = [subprocess.Popen([LYDITE, *words, "--quiet", "--out", folder + "/two", "--shard", f"{index}/2"]) for index in (0, 1)]
    for process in both:
        process.wait()
    two = time.monotonic() - began
    print(f"one run {one:.1f} s, two shards at once {two:.1f} s: {one / two:.2f} times as fast")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=["resume", "merge", "shards"])
    parser.add_argument("--variants", type=int, default=900)
    parser.add_argument("--folder", help="work here and leave it there")
    options = parser.parse_args()
    folder = options.folder or tempfile.mkdtemp()
    try:
        {"resume": resume, "merge": merge, "shards": shards}[options.what](folder, options.variants)
    finally:
        if not options.folder:
            shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(main())
