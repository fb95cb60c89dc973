"""Serves a checkpoint of the tiny model by `transformers serve`, with real statements in and worked answers out.

    serve.py MODEL [--port P]

The server of transformers is started on the port behind P. What stands before it does for each request what sample.py does for a
file: it masks the statement's numbers, lets the server continue, and works the program out. Everything else is passed on.
"""

import argparse
import http.server
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

import slots

PATIENCE = 120


def start(model, port):
    program = shutil.which("transformers", path=os.path.dirname(sys.executable)) or "transformers"
    words = [program, "serve", model, "--host", "127.0.0.1", "--port", str(port), "--device", "cpu"]
    environment = dict(os.environ, HF_HUB_OFFLINE="1", OMP_NUM_THREADS="1")
    process = subprocess.Popen(words, env=environment, stdout=sys.stderr)
    for _ in range(4 * PATIENCE):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2)
            return process
        except urllib.error.HTTPError:
            return process
        except OSError:
            if process.poll() is not None:
                sys.exit("transformers serve ended before it was ready")
            time.sleep(0.25)
    process.terminate()
    sys.exit("transformers serve did not come up")


def handler(model, port):
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            tokens, values = slots.masked(body["messages"][-1]["content"])
            body["messages"] = [{"role": "user", "content": " ".join(tokens)}]
            body["model"], body["max_tokens"] = model, 16
            request = urllib.request.Request(
                f"http://127.0.0.1:{port}{self.path}", json.dumps(body).encode(), {"Content-Type": "application/json"})
            try:
                with urllib.request.urlopen(request, timeout=PATIENCE) as reply:
                    answer = json.load(reply)
            except urllib.error.HTTPError as error:
                return self.reply(error.code, error.read())
            for choice in answer["choices"]:
                choice["message"]["content"] = slots.rendered(choice["message"]["content"].split(), values)
            self.reply(200, json.dumps(answer).encode())

        def reply(self, code, content):
            self.send_response(code)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *words):
            pass

    return Handler


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model")
    parser.add_argument("--port", type=int, default=18200)
    given = parser.parse_args()
    model = os.path.abspath(given.model)
    behind = start(model, given.port + 1)
    # Whoever ends this ends the server behind it too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", given.port), handler(model, given.port + 1))
    try:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        behind.wait()
    finally:
        behind.terminate()


if __name__ == "__main__":
    main()
