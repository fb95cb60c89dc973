#!/usr/bin/env python3
"""Measures `lydite serve` and the Python package: speed, a long mixed load, and what clients can do to it.

usage: Tests/measure/serve.py [--lydite PATH] [--only python,http,load,abuse,schema] [--seconds N] [--schemathesis PATH]

python  rows a second of the Python process's CPU in batches, and single calls a second over the pipe
http    CPU of the server for each request, beside what `lydite verify` takes for the same rows
load    64 clients, half of the requests math and half code, for --seconds (300): in turns 10 s as fast as they can and
        20 s at 80 % of that, since other work on the machine changes what it can do; errors, memory, each verdict
        against `lydite verify`, and times by kind, whose p99 is held against p50 in the middle one of the turns
abuse   killed clients, slow ones, bodies of 10 MB, 10,000 idle connections, malformed requests: is it up, what does
        it hold, is a candidate left
schema  schemathesis against /openapi.json, where it is installed
"""

import argparse
import asyncio
import json
import os
import random
import resource
import socket
import subprocess
import sys
import tempfile
import threading
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, ROOT + "/Sources/Clients/python")
import lydite  # noqa: E402

TICKS = os.sysconf("SC_CLK_TCK")
failures = []


def hold(condition, text):
    print(("held: " if condition else "NOT HELD: ") + text, flush=True)
    if not condition:
        failures.append(text)


def cpu(pid):
    """CPU seconds of a process, without its children."""
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory(pid):
    """Resident MiB of a process."""
    return int(open(f"/proc/{pid}/statm").read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


def files(pid):
    return len(os.listdir(f"/proc/{pid}/fd"))


def below(pid):
    """Command lines of all descendants."""
    found = []
    for task in os.listdir(f"/proc/{pid}/task"):
        try:
            children = open(f"/proc/{pid}/task/{task}/children").read().split()
        except OSError:
            continue
        for child in children:
            try:
                found.append(open(f"/proc/{child}/cmdline").read().replace("\0", " "))
                found += below(child)
            except OSError:
                pass
    return found


def candidates(pid):
    return [line for line in below(pid) if "solution.py" in line or "runner.py" in line]


def math_rows(count):
    generator = random.Random(1)
    rows = []
    for number in range(count):
        a, b = generator.randrange(1, 99), generator.randrange(1, 99)
        pred = generator.choice([f"{a / 4}", f"\\frac{{{a}}}{{4}}", f"{b}/4", f"\\boxed{{{2 * a}/8}}"])
        rows.append({"id": number, "gold": f"{a}/4", "pred": pred})
    return rows


def code_rows(count):
    rows = []
    for number in range(count):
        right = number % 3 != 0
        body = f"return x * {number} + {1 if right else 2}"
        cases = [{"args": [x], "expected": x * number + 1} for x in range(4)]
        rows.append({"id": f"c{number}", "language": "python", "entry_point": "f",
                     "solution": f"def f(x):\n    {body}\n", "cases": cases})
    return rows


def python_part(program):
    rows = math_rows(200_000)
    with lydite.Local(program=program) as local:
        local.verify(rows[:1000])
        best = 0.0
        for _ in range(3):
            began, wall = time.process_time(), time.monotonic()
            local.verify(rows)
            rate = len(rows) / (time.process_time() - began)
            print(f"python: {rate:.0f} rows a CPU second of this process in a batch of {len(rows)}, "
                  f"{len(rows) / (time.monotonic() - wall):.0f}/s of wall time")
            best = max(best, rate)
        hold(best >= 50_000, f"{best:.0f} math rows a second and core of the Python process (50,000 wanted)")
        best = 0.0
        for _ in range(3):
            wall = time.monotonic()
            for row in rows[:10_000]:
                local.check(row["gold"], row["pred"])
            best = max(best, 10_000 / (time.monotonic() - wall))
        hold(best >= 5000, f"{best:.0f} single calls a second over the pipe (5,000 wanted)")


class Connection:
    """One keep-alive connection."""

    def __init__(self, port):
        self.port = port
        self.reader = self.writer = None

    async def ask(self, path, body, kind="application/json"):
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
        self.writer.write(head.encode() + body)
        answer = await self.reader.readuntil(b"\r\n\r\n")
        length = int(answer.lower().split(b"content-length:")[1].split()[0])
        return int(answer[9:12]), await self.reader.readexactly(length)

    def close(self):
        if self.writer is not None:
            self.writer.close()


def http_part(program):
    rows = math_rows(20_000)
    lines = [json.dumps(row).encode() for row in rows]
    text = b"\n".join(lines) + b"\n"
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([program, "verify", "-", "--quiet"], input=text, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    plain = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    for connections, log in ((1, False), (64, False), (64, True)):
        arguments = ["--log", "/dev/null"] if log else []
        with lydite.serve(*arguments, program=program) as server:
            port = int(server.url.rsplit(":", 1)[1])

            async def ask(part):
                connection = Connection(port)
                for line in part:
                    status, _ = await connection.ask("/v1/verify", line)
                    assert status == 200
                connection.close()

            async def ask_all():
                await asyncio.gather(*(ask(lines[at::connections]) for at in range(connections)))

            began, wall = cpu(server.process.pid), time.monotonic()
            asyncio.run(ask_all())
            used = cpu(server.process.pid) - began
            each = 1000 * (used - plain) / len(lines)
            hold(each <= 0.2, f"{each:.3f} ms CPU a request beyond the {1000 * plain / len(lines):.3f} ms of the verdict, "
                 f"{connections} connections, {'with' if log else 'without'} a log (0.2 wanted); "
                 f"{len(lines) / (time.monotonic() - wall):.0f} requests a second")


def quantile(times, share):
    return sorted(times)[min(len(times) - 1, int(share * len(times)))] if times else float("nan")


class Load:
    """64 clients with rows whose verdicts are known."""

    def __init__(self, program, port):
        self.rows = [row for pair in zip(math_rows(300), code_rows(300)) for row in pair]
        self.bodies = [json.dumps(row).encode() for row in self.rows]
        wanted = subprocess.run([program, "verify", "-", "--quiet"], input=b"\n".join(self.bodies) + b"\n",
                                stdout=subprocess.PIPE).stdout
        self.wanted = wanted.splitlines(keepends=True)
        self.port = port

    async def client(self, number, end, interval):
        generator = random.Random(number)
        connection = Connection(self.port)
        due = time.monotonic() + generator.random() * (interval or 0)
        while time.monotonic() < end:
            if interval:
                await asyncio.sleep(max(0.0, due - time.monotonic()))
                due = max(due + interval * (0.5 + generator.random()), time.monotonic() - interval)
            at = generator.randrange(len(self.rows))
            began = time.monotonic()
            status, answer = await connection.ask("/v1/verify", self.bodies[at])
            taken = time.monotonic() - began
            self.statuses[status] = self.statuses.get(status, 0) + 1
            if status == 200:
                self.times["math" if at % 2 == 0 else "code"].append(taken)
                self.differing += answer != self.wanted[at]
            elif status == 429:
                await asyncio.sleep(0.1)
        connection.close()

    async def watch(self, pid, end, seen):
        while time.monotonic() < end:
            seen.append(memory(pid))
            await asyncio.sleep(1)

    def run(self, pid, seconds, interval):
        self.statuses, self.times, self.differing = {}, {"math": [], "code": []}, 0
        seen = []

        async def all_clients():
            end = time.monotonic() + seconds
            await asyncio.gather(self.watch(pid, end, seen), *(self.client(n, end, interval) for n in range(64)))

        asyncio.run(all_clients())
        count = sum(self.statuses.values())
        print(f"load: {count} requests in {seconds:.0f} s ({count / seconds:.0f}/s), statuses {self.statuses}, "
              f"{self.differing} verdicts differ")
        for kind, times in self.times.items():
            print(f"load: {kind}: p50 {1000 * quantile(times, 0.5):.2f} ms, p99 {1000 * quantile(times, 0.99):.2f} ms, "
                  f"most {1000 * quantile(times, 1):.2f} ms")
        return count / seconds, seen


def load_part(program, seconds):
    with lydite.serve(program=program) as server:
        load = Load(program, int(server.url.rsplit(":", 1)[1]))
        pid = server.process.pid
        load.run(pid, 10, None)
        seen, ratios, good = [], {"math": [], "code": []}, True
        for _ in range(max(1, round(seconds / 30))):
            rate, more = load.run(pid, 10, None)
            seen += more
            good = good and set(load.statuses) <= {200, 429} and load.differing == 0
            _, more = load.run(pid, 20, 64 / (0.8 * rate))
            seen += more
            good = good and set(load.statuses) <= {200, 429} and load.differing == 0
            for kind, times in load.times.items():
                ratios[kind].append(quantile(times, 0.99) / quantile(times, 0.5))
        hold(good, "no error but 429, all verdicts equal")
        for kind, all_turns in ratios.items():
            hold(quantile(all_turns, 0.5) <= 5, f"{kind}: p99 over p50 at 80 % load, turn by turn: "
                 + ", ".join(f"{ratio:.1f}" for ratio in all_turns) + " (5 wanted)")
        first, last = sum(seen[:20]) / len(seen[:20]), sum(seen[-20:]) / len(seen[-20:])
        hold(abs(last - first) <= 0.1 * first, f"memory {first:.1f} MiB at the beginning, {last:.1f} at the end, "
             f"from {min(seen):.1f} to {max(seen):.1f} (+-10 % wanted)")


SLEEP = "import time\ndef f():\n    time.sleep(50)\n"
SLEEPERS = [(path, json.dumps(body).encode()) for path, body in (
    ("/v1/exec", {"language": "python", "source": SLEEP + "f()", "limits": {"wallSeconds": 60}}),
    ("/v1/verify", {"entry_point": "f", "solution": SLEEP, "cases": [{"args": [], "expected": 1}] * 3}),
    ("/run_code", {"language": "python", "code": SLEEP + "f()", "run_timeout": 60}),
    ("/v1/verify", [{"solution": SLEEP + "f()", "cases": [{"stdin": "", "stdout": ""}]}] * 5),
)]


def post(path, length, body=b""):
    return f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\n".encode() + body


def opened(port):
    made = socket.create_connection(("127.0.0.1", port))
    made.settimeout(30)
    return made


def wait_for(condition, seconds=30):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return condition()


def is_up(server):
    return server.process.poll() is None and server.client.check("1/2", "0.5")["verdict"] == "correct"


def killed_clients(server, port):
    pid = server.process.pid
    for _ in range(10):
        sockets = [opened(port) for _ in range(20)]
        for at, one in enumerate(sockets):
            path, body = SLEEPERS[at % len(SLEEPERS)]
            one.sendall(post(path, len(body), body))
        wait_for(lambda: candidates(pid), 10)
        for one in sockets:
            # A reset, as of a process that was killed with unread bytes.
            one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            one.close()
    hold(wait_for(lambda: not candidates(pid)) and is_up(server), "200 killed clients: up, no candidate is left")


def large_bodies(server, port):
    pid, before = server.process.pid, memory(server.process.pid)
    most = before
    for _ in range(3):
        sockets = [opened(port) for _ in range(40)]
        size = 10_000_000
        for one in sockets:
            one.sendall(post("/v1/verify", size, b'{"gold":"1","response":"'))
        block = b"1 + 1 = 2, " * 50_000
        for one in sockets:
            left = size - 24 - 2
            try:
                while left:
                    left -= one.send(block[:left])
                one.sendall(b'"}')
            except OSError:
                pass
            most = max(most, memory(pid))
        statuses = {}
        for one in sockets:
            try:
                status = one.recv(4096)[9:12].decode()
            except OSError:
                status = "closed"
            statuses[status] = statuses.get(status, 0) + 1
            most = max(most, memory(pid))
            one.close()
        print(f"abuse: 40 bodies of 10 MB at once: {statuses}, memory {memory(pid):.0f} MiB")
    hold(is_up(server) and most < 2500, f"bodies of 10 MB: up, at most {most:.0f} MiB ({before:.0f} before)")


def unfolding_bodies(server, port):
    """Lists in lists: JSON that takes far more memory than bytes."""
    pid, most, statuses = server.process.pid, 0, {}
    head = b'{"dataset":"d","id":1,"completion":"```python\\nprint()\\n```","config":{"dataset_type":"CommonOJDataset",'
    tail = b'1],"test":[{"input":{"stdin":""},"output":{"stdout":""}}]}}}'
    body = head + b'"provided_data":{"x":[' + b"[1]," * 2_500_000 + tail

    def ask():
        one = opened(port)
        one.settimeout(120)
        one.sendall(post("/submit", len(body), body))
        status = one.recv(4096)[9:12].decode()
        statuses[status] = statuses.get(status, 0) + 1
        one.close()

    threads = [threading.Thread(target=ask) for _ in range(24)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        most = max(most, memory(pid))
        time.sleep(0.05)
    hold(is_up(server) and most < 2500, f"24 bodies of 10 MB of lists: {statuses}, at most {most:.0f} MiB")


def slow_clients(server, port):
    began = time.monotonic()
    bodies = [opened(port) for _ in range(200)]
    heads = [opened(port) for _ in range(200)]
    for one in bodies:
        one.sendall(post("/v1/check", 1000))
    gone = 0
    while time.monotonic() - began < 75:
        for one in list(bodies) + list(heads):
            try:
                one.send(b" " if one in bodies else b"P")
            except OSError:
                (bodies if one in bodies else heads).remove(one)
                gone += 1
        time.sleep(1)
    hold(is_up(server) and not bodies,
         f"400 clients of 1 byte/s: up, all 200 with a body were let go within 75 s ({gone} in all)")
    for one in heads:
        one.close()


def idle_connections(server, port):
    pid, before = server.process.pid, memory(server.process.pid)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 11_000), hard))
    sockets = [opened(port) for _ in range(10_000)]
    wait_for(lambda: files(pid) >= 10_000)
    began = time.monotonic()
    for _ in range(200):
        server.client.check("1/2", "0.5")
    each = 1000 * (time.monotonic() - began) / 200
    hold(files(pid) >= 10_000 and is_up(server),
         f"10,000 idle connections: up, {memory(pid) - before:.0f} MiB for them, {each:.2f} ms a call beside them")
    for one in sockets:
        one.close()
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    hold(wait_for(lambda: files(pid) < 200), f"they are gone: {files(pid)} files open")


SEEDS = [
    post("/v1/verify", 33, b'{"id":1,"gold":"1/2","pred":"0.5"'),
    b"GET /metrics HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer x\r\n\r\n",
    b"POST /run_code HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n{}  \r\n0\r\n\r\n",
    b"POST /t/abc/v1/check?extract=full&x=%00 HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n{}",
    post("/get_reward", 40, b'{"query":["a"],"prompts":[],"labels":[1]}'),
]
PARTS = [b"\r\n", b"\n", b"\0", b"\xff", b" ", b":", b"%", b"Content-Length: 99999999999", b"Content-Length: -1",
         b"Transfer-Encoding: chunked", b"Connection: upgrade", b"HTTP/9.9", b"x" * 5000, b"[" * 300, b"{", b'"']


def mangled(generator):
    bytes_ = bytearray(generator.choice(SEEDS))
    for _ in range(generator.randrange(1, 6)):
        at = generator.randrange(len(bytes_) + 1)
        kind = generator.randrange(4)
        if kind == 0:
            bytes_[at:at] = generator.choice(PARTS)
        elif kind == 1:
            del bytes_[at:at + generator.randrange(1, 20)]
        elif kind == 2 and at < len(bytes_):
            bytes_[at] = generator.randrange(256)
        else:
            bytes_ += generator.choice(SEEDS)
    return bytes(bytes_)


def fuzz(server, port, count=20_000):
    pid, generator, statuses = server.process.pid, random.Random(7), {}
    before = memory(pid)
    for _ in range(count):
        one = opened(port)
        one.settimeout(0.005)
        try:
            one.sendall(mangled(generator))
            answer = one.recv(4096)
            status = answer[9:12].decode("latin-1") if answer else "closed"
        except TimeoutError:
            status = "waits"
        except OSError:
            status = "reset"
        statuses[status] = statuses.get(status, 0) + 1
        one.close()
    print(f"abuse: {count} malformed requests (seed 7): {dict(sorted(statuses.items()))}")
    hold(is_up(server) and memory(pid) < before + 50 and not any(s.startswith("5") and s != "505" for s in statuses),
         f"malformed HTTP: up, {memory(pid) - before:.1f} MiB more, no 5xx but 505")


def abuse_part(program):
    with lydite.serve(program=program) as server:
        port = int(server.url.rsplit(":", 1)[1])
        files_before = files(server.process.pid)
        killed_clients(server, port)
        fuzz(server, port)
        idle_connections(server, port)
        slow_clients(server, port)
        large_bodies(server, port)
        unfolding_bodies(server, port)
        hold(wait_for(lambda: files(server.process.pid) < files_before + 60) and not candidates(server.process.pid),
             f"in the end: {files(server.process.pid)} files open, no candidate")


def schema_part(program, schemathesis):
    with lydite.serve(program=program) as server:
        # It keeps notes in the folder that it runs in.
        with tempfile.TemporaryDirectory() as folder:
            code = subprocess.run([
                schemathesis, "run", server.url + "/openapi.json", "--max-examples", "60", "--seed", "1", "--no-color",
                "--workers", "2",
                # What a schema cannot say (which languages there are, what a spec may hold) is refused all the same.
                "--exclude-checks", "positive_data_acceptance",
            ], cwd=folder).returncode
        hold(code == 0 and is_up(server), f"schemathesis ends with {code}, the server is up")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lydite", default=ROOT + "/.build/release/lydite")
    parser.add_argument("--only", default="python,http,load,abuse,schema")
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--schemathesis", default="schemathesis")
    options = parser.parse_args()
    only = options.only.split(",")
    if "python" in only:
        python_part(options.lydite)
    if "http" in only:
        http_part(options.lydite)
    if "load" in only:
        load_part(options.lydite, options.seconds)
    if "abuse" in only:
        abuse_part(options.lydite)
    if "schema" in only:
        try:
            schema_part(options.lydite, options.schemathesis)
        except FileNotFoundError:
            print("schema: skipped, schemathesis is not installed")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
