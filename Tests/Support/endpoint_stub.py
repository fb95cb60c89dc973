#!/usr/bin/env python3
"""An OpenAI-compatible server without a model, for tests and measurements: counts what it serves, and fails on request.

It answers in the text that stands in the environment variable STUB_TEXT or the option --text, in which {seed}, {choice}
and {serial} are replaced. The port is printed first; GET /stats tells what was served, by request seed.
"""

import argparse
import asyncio
import collections
import hashlib
import json
import os
import random
import sys
import time


def options():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--latency", type=float, default=0.0, help="seconds before each answer")
    parser.add_argument("--text", default="The sum is {seed}.\n#### {choice}")
    parser.add_argument("--when", nargs=2, action="append", default=[], metavar=("WORD", "TEXT"),
                        help="the text for requests that hold a word; the first that fits counts")
    parser.add_argument("--throttle", type=float, default=0.0, help="share of requests answered 429")
    parser.add_argument("--retry-after", default="", help="the header that goes with a 429")
    parser.add_argument("--reset", type=float, default=0.0, help="share of requests that are reset")
    parser.add_argument("--fail-first", type=int, default=0, help="answer the first N requests by --status")
    parser.add_argument("--fail-after", type=int, default=0, help="answer all requests after N by --status")
    parser.add_argument("--status", type=int, default=0, help="answer everything by this status")
    parser.add_argument("--bad", default="", help="html, truncated, no-choices, huge, silent, not-json or text")
    parser.add_argument("--ignore-n", action="store_true", help="one choice, whatever n is")
    parser.add_argument("--choices", type=int, default=0, help="at most so many choices")
    parser.add_argument("--identical", action="store_true", help="the same text for every seed and choice")
    parser.add_argument("--finish", default="stop")
    parser.add_argument("--reasoning", default="", help="reasoning_content of each choice")
    parser.add_argument("--no-usage", action="store_true")
    parser.add_argument("--key", default="", help="the key to insist on")
    parser.add_argument("--model", default="", help="the one model that is known")
    parser.add_argument("--tokens", type=int, default=20, help="completion tokens of a choice")
    parser.add_argument("--tls", default="", help="a PEM file with key and certificate")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--background", type=int, default=0, help="serve so many seconds in a process of its own")
    return parser.parse_args()


class Stub:
    def __init__(self, settings):
        self.settings = settings
        self.dice = random.Random(settings.seed)
        self.requests = 0
        self.served = collections.Counter()
        self.failed = collections.Counter()
        self.active = 0
        self.most_active = 0
        self.began = self.ended = 0.0
        self.bodies = []

    async def serve(self, reader, writer):
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                lines = head.decode("latin-1").split("\r\n")
                headers = {}
                for line in lines[1:]:
                    name, _, value = line.partition(":")
                    headers[name.lower()] = value.strip()
                body = await reader.readexactly(int(headers.get("content-length", 0)))
                if not await self.answer(lines[0], headers, body, writer):
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def answer(self, first, headers, body, writer):
        if first.startswith("GET /stats"):
            stats = {
                "requests": self.requests, "seeds": len(self.served),
                "served": sum(self.served.values()), "most": max(self.served.values(), default=0),
                "failed": dict(self.failed), "most_active": self.most_active,
                "bodies": self.bodies, "digest": self.digest(), "seconds": self.ended - self.began,
            }
            return self.reply(writer, 200, json.dumps(stats))
        self.requests += 1
        self.began = self.began or time.monotonic()
        self.active += 1
        self.most_active = max(self.most_active, self.active)
        try:
            if self.settings.latency:
                await asyncio.sleep(self.settings.latency)
            return await self.completion(first, headers, body, writer)
        finally:
            self.active -= 1
            self.ended = time.monotonic()

    async def completion(self, first, headers, body, writer):
        s = self.settings
        if s.key and headers.get("authorization") != f"Bearer {s.key}":
            message = f"Incorrect API key provided: {headers.get('authorization', '')}"
            return self.reply(writer, 401, json.dumps({"error": {"message": message}}))
        request = json.loads(body)
        if len(self.bodies) < 4:
            self.bodies.append(request)
        if s.model and request["model"] != s.model:
            return self.reply(writer, 404, '{"error":{"message":"no such model"}}')
        if s.status and (not (s.fail_first or s.fail_after) or self.requests <= s.fail_first
                         or s.fail_after and self.requests > s.fail_after):
            self.failed[str(s.status)] += 1
            extra = "Location: http://127.0.0.1:1/\r\n" if 300 <= s.status < 400 else ""
            message = f"stub says {s.status} {headers.get('authorization', '')}"
            return self.reply(writer, s.status, json.dumps({"error": {"message": message}}), extra)
        if self.dice.random() < s.throttle:
            self.failed["429"] += 1
            extra = f"Retry-After: {s.retry_after}\r\n" if s.retry_after else ""
            return self.reply(writer, 429, '{"error":{"message":"slow down"}}', extra)
        if self.dice.random() < s.reset:
            self.failed["reset"] += 1
            writer.transport.abort()
            return False
        if s.bad:
            return await self.bad(writer)
        if "/embeddings" in first:
            return self.reply(writer, 200, json.dumps(self.embeddings(request)))
        return self.reply(writer, 200, json.dumps(self.choices(first, request)))

    def embeddings(self, request):
        """A vector of the words of each text: texts with the same words point the same way. Last texts come first."""
        data = []
        for index, text in enumerate(request["input"]):
            vector = [0.0] * 16
            for word in "".join(c if c.isalpha() else " " for c in text.lower()).split():
                vector[hashlib.sha256(word.encode()).digest()[0] % 16] += 1.0
            data.append({"object": "embedding", "index": index, "embedding": vector})
        if self.settings.choices:
            data = data[:self.settings.choices]
        return {"object": "list", "data": data[::-1], "model": request["model"],
                "usage": {"prompt_tokens": 3 * len(data), "total_tokens": 3 * len(data)}}

    def choices(self, first, request):
        s = self.settings
        seed = request.get("seed", 0)
        self.served[(seed, json.dumps(request.get("messages") or request.get("prompt")))] += 1
        count = 1 if s.ignore_n else request.get("n", 1)
        if s.choices:
            count = min(count, s.choices)
        choices = []
        asked = json.dumps(request.get("messages") or request.get("prompt"))
        for index in range(count):
            text = next((text for word, text in s.when if word in asked), s.text)
            if not s.identical:
                for name, value in (("seed", seed), ("choice", (seed + index) % 7), ("serial", self.requests)):
                    text = text.replace("{" + name + "}", str(value))
            choice = {"index": index, "finish_reason": s.finish}
            if "/chat/" in first:
                choice["message"] = {"role": "assistant", "content": text}
                if s.reasoning:
                    choice["message"]["reasoning_content"] = s.reasoning
            else:
                choice["text"] = text
            if request.get("logprobs"):
                choice["logprobs"] = {"content": [{"token": "a", "logprob": -0.5, "bytes": [97]}]}
            choices.append(choice)
        answer = {"id": "stub", "object": "chat.completion", "model": request["model"] + "@stub", "choices": choices}
        if not s.no_usage:
            tokens = s.tokens * count
            answer["usage"] = {"prompt_tokens": 100, "completion_tokens": tokens, "total_tokens": 100 + tokens}
        return answer

    async def bad(self, writer):
        kind = self.settings.bad
        if kind == "huge":
            piece = b"x" * (1 << 20)
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 104857600\r\n\r\n")
            for _ in range(100):
                writer.write(piece)
                await writer.drain()
            return True
        if kind == "silent":
            await asyncio.sleep(3600)
        bodies = {
            "html": "<!doctype html><html><body>Bad gateway</body></html>",
            "truncated": '{"choices":[{"index":0,"message":{"content":"The su',
            "no-choices": '{"id":"x","choices":[],"usage":{"prompt_tokens":5,"completion_tokens":0}}',
            "not-json": "upstream error",
        }
        return self.reply(writer, 200, bodies[kind])

    def digest(self):
        keys = sorted(f"{seed} {prompt}" for seed, prompt in self.served)
        return hashlib.sha256("\n".join(keys).encode()).hexdigest()

    def reply(self, writer, status, body, extra=""):
        data = body.encode()
        head = f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\n{extra}Content-Length: {len(data)}\r\n\r\n"
        writer.write(head.encode() + data)
        return True


async def main(settings, tell):
    stub = Stub(settings)
    context = None
    if settings.tls:
        import ssl

        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(settings.tls)
    server = await asyncio.start_server(
        stub.serve, "127.0.0.1", settings.port, limit=1 << 24, backlog=1024, ssl=context)
    tell(server.sockets[0].getsockname()[1])
    if settings.background:
        # Nobody waits for it: it ends when it is told to, or some time after everyone forgot it.
        await asyncio.sleep(settings.background)
    else:
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


def background(settings):
    """Serves in a process of its own, and prints its port and number; what started us can wait for us as usual."""
    reading, writing = os.pipe()
    number = os.fork()
    if number:
        os.close(writing)
        print(os.read(reading, 100).decode(), number, flush=True)
        return
    os.setsid()
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    os.dup2(writing, 3)
    os.closerange(4, 1024)

    def tell(port):
        os.write(3, str(port).encode())
        os.close(3)

    asyncio.run(main(settings, tell))
    os._exit(0)


if __name__ == "__main__":
    settings = options()
    try:
        if settings.background:
            background(settings)
        else:
            asyncio.run(main(settings, lambda port: print(port, flush=True)))
    except KeyboardInterrupt:
        pass
