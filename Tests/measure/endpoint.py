#!/usr/bin/env python3
"""Measures `lydite run` against the stub server: request rate, CPU time, memory, and what faults lose or repeat.

usage: Tests/measure/endpoint.py [--lydite PATH] [--only rate,memory,faults] [--rollouts N]

rate    64 connections and 50 ms latency, against the 1,280 requests a second that are possible, and against 64 bare
        sockets on the same machine (before and after, as other work on it counts); CPU time of the whole client for
        each request, and what the same rollouts cost as recorded ones: the difference is the asking
memory  the peak at a quarter and at all of --rollouts (200,000): flat is what is wanted
faults  10 % of requests answered 429 and 1 % reset: rollouts lost and repeated, by the stub's own count
"""

import argparse
import asyncio
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


class Stub:
    def __init__(self, *words):
        self.process = subprocess.Popen(
            [sys.executable, ROOT + "/Tests/Support/endpoint_stub.py", *words],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.port = int(self.process.stdout.readline())

    def stats(self):
        return json.load(urllib.request.urlopen(f"http://127.0.0.1:{self.port}/stats"))

    def end(self):
        self.process.terminate()
        self.process.wait()


def problems(path, count):
    with open(path, "w") as file:
        for number in range(count):
            row = {"id": f"sum/{number}", "statement": f"Which sum has number {number}?", "gold": str(number % 7)}
            file.write(json.dumps(row) + "\n")


def configuration(path, stub, rollouts, choices, connections):
    with open(path, "w") as file:
        file.write(
            f"rollouts: {rollouts}\nsampling: {{n: {choices}, max_tokens: 100}}\nendpoints:\n"
            f"- {{url: 'http://127.0.0.1:{stub.port}/v1', models: tiny, concurrency: {connections}, "
            "retry_seconds: 0.02}\n")


def run(lydite, words):
    """Runs to the end; gives wall seconds, CPU seconds and the peak of memory in MiB."""
    began = time.monotonic()
    process = subprocess.Popen([lydite, "run", *words, "--quiet"], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - began
    if process.returncode != 0:
        sys.exit(f"lydite ended with {process.returncode}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def bare(seconds):
    """Requests a second of 64 sockets that do nothing but ask."""
    stub = Stub("--latency", "0.05")
    body = json.dumps({"model": "m", "messages": [{"role": "user", "content": "x" * 120}], "seed": 1}).encode()
    request = b"POST /v1/chat/completions HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    count = 0

    async def ask(end):
        nonlocal count
        reader, writer = await asyncio.open_connection("127.0.0.1", stub.port)
        while time.monotonic() < end:
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            await reader.readexactly(int(head.lower().split(b"content-length:")[1].split()[0]))
            count += 1
        writer.close()

    async def ask_all():
        end = time.monotonic() + seconds
        await asyncio.gather(*(ask(end) for _ in range(64)))

    asyncio.run(ask_all())
    stub.end()
    return count / seconds


def rate(lydite, work, count):
    stub = Stub("--latency", "0.05")
    problems(work + "/p.jsonl", count // 16)
    configuration(work + "/c.yaml", stub, 16, 1, 64)
    out = work + "/rate"
    references = [bare(5)]
    wall, cpu, peak = run(lydite, [work + "/p.jsonl", "--config", work + "/c.yaml", "--out", out])
    stats = stub.stats()
    stub.end()
    references.append(bare(5))
    reference = sum(references) / 2
    # From the first request to the last answer; the exports come after it.
    seconds = stats["seconds"]
    possible = 64 / 0.05
    print(f"rate: {count} requests in {seconds:.2f} s of sampling ({wall:.1f} s in all), {count / seconds:.0f}/s, "
          f"{100 * count / seconds / possible:.1f} % of {possible:.0f}/s; {stats['most_active']} at once")
    print(f"rate: bare sockets reach {references[0]:.0f}/s and {references[1]:.0f}/s; "
          f"{100 * count / seconds / reference:.1f} % of that")
    print(f"rate: {1000 * cpu / count:.3f} ms CPU a rollout for everything, peak {peak:.0f} MiB")
    recorded = work + "/recorded.jsonl"
    store = sqlite3.connect(out + "/run.sqlite")
    with open(recorded, "w") as file:
        rows = store.execute("SELECT name, text, model FROM rollout JOIN variant ON variant.id = variant")
        for name, text, model in rows:
            file.write(json.dumps({"problem": name, "text": text, "model": model}) + "\n")
    _, base, _ = run(lydite, [work + "/p.jsonl", "--recorded", recorded, "--out", work + "/again"])
    print(f"rate: {1000 * base / count:.3f} ms CPU a rollout where the same are recorded; "
          f"asking costs {1000 * (cpu - base) / count:.3f} ms CPU a request")


def memory(lydite, work, rollouts):
    for share in (rollouts // 4, rollouts):
        stub = Stub("--latency", "0.002")
        problems(work + "/p.jsonl", share // 100)
        configuration(work + "/c.yaml", stub, 100, 4, 64)
        out = work + "/memory"
        shutil.rmtree(out, ignore_errors=True)
        wall, cpu, peak = run(lydite, [work + "/p.jsonl", "--config", work + "/c.yaml", "--out", out])
        stub.end()
        print(f"memory: {share} rollouts in {share // 4} requests, peak {peak:.0f} MiB, {wall:.0f} s, "
              f"{1000 * cpu / (share // 4):.3f} ms CPU a request of four rollouts")


def faults(lydite, work, count):
    stub = Stub("--throttle", "0.1", "--reset", "0.01", "--latency", "0.002")
    problems(work + "/p.jsonl", count // 20)
    configuration(work + "/c.yaml", stub, 20, 1, 64)
    out = work + "/faults"
    wall, _, _ = run(lydite, [work + "/p.jsonl", "--config", work + "/c.yaml", "--out", out])
    stats = stub.stats()
    stub.end()
    store = sqlite3.connect(out + "/run.sqlite")
    stored, distinct = store.execute("SELECT count(*), count(DISTINCT digest) FROM rollout").fetchone()
    traces = store.execute("SELECT count(*) FROM trace").fetchone()[0]
    print(f"faults: {count} asked, {stored} stored, {traces} judged, {distinct} distinct; the stub served "
          f"{stats['served']} for {stats['seeds']} seeds, none more than {stats['most']} times; "
          f"failures {stats['failed']}; {wall:.0f} s")
    lost = count - stored
    repeated = stats["served"] - stats["seeds"]
    print(f"faults: {lost} lost, {repeated} repeated")
    return lost == 0 and repeated == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lydite", default=ROOT + "/.build/release/lydite")
    parser.add_argument("--only", default="rate,memory,faults")
    parser.add_argument("--rollouts", type=int, default=200_000)
    options = parser.parse_args()
    only = options.only.split(",")
    work = tempfile.mkdtemp(prefix="lydite-endpoint-")
    try:
        if "rate" in only:
            rate(options.lydite, work, 38_400)
        if "memory" in only:
            memory(options.lydite, work, options.rollouts)
        if "faults" in only and not faults(options.lydite, work, 10_000):
            sys.exit(1)
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
