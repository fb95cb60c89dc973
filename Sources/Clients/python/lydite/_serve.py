"""A local server, for as long as it is needed."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from ._client import Client
from ._errors import LyditeError
from ._local import find_program


class Server:
    """A running `lydite serve` on a port of its own."""

    def __init__(self, process: subprocess.Popen[str], url: str, token: str | None) -> None:
        self.process = process
        self.url = url
        self.client = Client(url, token=token)


@contextmanager
def serve(
    *arguments: str, program: str | None = None, environment: dict[str, str] | None = None,
    token: str | None = None,
) -> Iterator[Server]:
    """Starts `lydite serve` with further arguments, and ends it after the block."""
    words: Sequence[str] = [find_program(program), "serve", "--port", "0", "--quiet", *arguments]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
    assert process.stdout is not None and process.stderr is not None
    try:
        line = process.stdout.readline()
        if not line.startswith("listening on "):
            process.wait(10)
            raise LyditeError(process.stderr.read().strip() or "lydite serve did not start")
        server = Server(process, line.removeprefix("listening on ").strip(), token)
        try:
            yield server
        finally:
            server.client.close()
    finally:
        process.terminate()
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()
        process.stderr.close()
