"""A local `lydite`, one long-lived child that is asked over pipes."""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import threading
import time
import weakref
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ._errors import LyditeError, ProgramNotFound
from ._types import Row, Verdict

#: What a pipe takes at once while nobody reads it.
_PIPE_BYTES = 32 << 10
_READ_BYTES = 1 << 20

encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def find_program(path: str | None = None) -> str:
    """The `lydite` to start: `path`, `LYDITE_PROGRAM`, or the one on the PATH."""
    found = path or os.environ.get("LYDITE_PROGRAM") or shutil.which("lydite")
    if not found or not os.access(found, os.X_OK):
        raise ProgramNotFound()
    return found


def encode_rows(rows: Iterable[Row]) -> list[bytes]:
    """Each row as one line; surrogates that cannot be UTF-8 become question marks."""
    if isinstance(rows, (str, bytes, Mapping)):
        raise TypeError("a list of rows is needed, each a dict")
    lines = [encode(_checked(row)) for row in rows]
    try:
        return [line.encode() for line in lines]
    except UnicodeEncodeError:
        return [line.encode("utf-8", "replace") for line in lines]


def check_row(gold: str, pred: str, response: bool, spec: dict[str, Any] | None) -> Row:
    """The row that compares one answer, or one response, with the right one."""
    row: Row = {"gold": gold, "response" if response else "pred": pred}
    return row if spec is None else {**row, "spec": spec}


def verdicts_in(answer: bytes) -> list[Verdict]:
    """Verdict rows in JSON Lines."""
    return json.loads(b"[" + answer[:-1].replace(b"\n", b",") + b"]")  # type: ignore[no-any-return]


def _checked(row: Row) -> Row:
    if not isinstance(row, dict):
        raise TypeError(f"a row is a dict, not a {type(row).__name__}")
    return row


class Local:
    """Starts `lydite verify` when it is first asked, and keeps it.

    One question at a time; other threads wait. A fork gets a child of its own.
    """

    def __init__(
        self, *, program: str | None = None, jobs: int | None = None, isolation: str | None = None,
        home: str | None = None, arguments: Sequence[str] = (),
    ) -> None:
        self._words = ["verify", "-", "--quiet", *arguments]
        for name, value in (("--jobs", jobs), ("--isolation", isolation), ("--home", home)):
            if value is not None:
                self._words += [name, str(value)]
        self._program = program
        self._begin()

    def _begin(self) -> None:
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._owner = 0
        _known.add(self)

    def __getstate__(self) -> dict[str, Any]:
        return {"_words": self._words, "_program": self._program}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._begin()

    def __del__(self) -> None:
        # A child that is only dropped keeps its pipes open, and lives as long as this process does.
        if getattr(self, "_child", None) is not None:
            self._end(kill=True)

    def check(
        self, gold: str, pred: str, *, response: bool = False, spec: dict[str, Any] | None = None,
    ) -> Verdict:
        """Compares an answer with the right one; with `response`, `pred` is a whole response."""
        return self.verify([check_row(gold, pred, response, spec)])[0]

    def verify(self, rows: Iterable[Row], *, timeout: float | None = None) -> list[Verdict]:
        """A verdict for each row, in their order.

        After `timeout` seconds, or an interrupt, the child is ended: what it was asked is stopped with it.
        """
        lines = encode_rows(rows)
        if not lines:
            return []
        text = b"\n".join(lines) + b"\n"
        with self._lock:
            child = self._started()
            try:
                answer = _ask(child, text, len(lines), timeout)
            except BaseException:
                # Nobody knows what is still in the pipes.
                self._end(kill=True)
                raise
        if len(lines) == 1:
            return [json.loads(answer)]
        return verdicts_in(answer)

    def close(self) -> None:
        """Ends the child."""
        with self._lock:
            self._end(kill=False)

    def __enter__(self) -> Local:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child is not None and self._owner == os.getpid():
            return self._child
        self._child = subprocess.Popen(
            [find_program(self._program), *self._words], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, bufsize=0)
        self._owner = os.getpid()
        assert self._child.stdin is not None
        os.set_blocking(self._child.stdin.fileno(), False)
        return self._child

    def _end(self, kill: bool) -> None:
        child, self._child = self._child, None
        if child is None or self._owner != os.getpid():
            return
        if kill:
            child.kill()
        for pipe in (child.stdin, child.stdout, child.stderr):
            if pipe is not None:
                pipe.close()
        try:
            child.wait(10)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()

    def _after_fork(self) -> None:
        self._lock = threading.Lock()
        child, self._child = self._child, None
        if child is not None:
            # The parent's child would otherwise wait for this process's ends of its pipes.
            for pipe in (child.stdin, child.stdout, child.stderr):
                if pipe is not None:
                    pipe.close()
            child.returncode = 0


#: All that there are in this process: after a fork none may hold a lock or a child of the other process.
_known: weakref.WeakSet[Local] = weakref.WeakSet()


def _after_fork() -> None:
    for local in list(_known):
        local._after_fork()


os.register_at_fork(after_in_child=_after_fork)


def _ask(child: subprocess.Popen[bytes], text: bytes, count: int, timeout: float | None) -> bytes:
    """Writes lines and reads as many; both at once, so that neither side waits for the other."""
    assert child.stdin is not None and child.stdout is not None
    into, out = child.stdin.fileno(), child.stdout.fileno()
    end = None if timeout is None else time.monotonic() + timeout
    view = memoryview(text)
    sent = 0
    if len(text) <= _PIPE_BYTES:
        sent = _write(into, view, child)
        if end is None and sent == len(text):
            return _read(out, count, child)
    poll = select.poll()
    poll.register(out, select.POLLIN)
    if sent < len(text):
        poll.register(into, select.POLLOUT)
    parts: list[bytes] = []
    while count > 0:
        left = None if end is None else max(0.0, end - time.monotonic()) * 1000
        ready = poll.poll(left)
        if not ready:
            raise TimeoutError(f"no verdict within {timeout} s")
        for descriptor, _ in ready:
            if descriptor == into:
                sent += _write(into, view[sent:], child)
                if sent == len(text):
                    poll.unregister(into)
            else:
                part = os.read(out, _READ_BYTES)
                if not part:
                    raise _dead(child)
                count -= part.count(b"\n")
                parts.append(part)
    return b"".join(parts)


def _write(into: int, view: memoryview, child: subprocess.Popen[bytes]) -> int:
    try:
        return os.write(into, view[:_READ_BYTES])
    except BlockingIOError:
        return 0
    except BrokenPipeError:
        raise _dead(child) from None


def _read(out: int, count: int, child: subprocess.Popen[bytes]) -> bytes:
    answer = os.read(out, _READ_BYTES)
    while answer.count(b"\n") < count:
        part = os.read(out, _READ_BYTES)
        if not part:
            raise _dead(child)
        answer += part
    return answer


def _dead(child: subprocess.Popen[bytes]) -> LyditeError:
    """What the child said last, as an error."""
    try:
        code: int | None = child.wait(10)
    except subprocess.TimeoutExpired:
        code = None
    said = b""
    if child.stderr is not None and code is not None:
        said = child.stderr.read(4096) or b""
    text = said.decode("utf-8", "replace").strip()
    return LyditeError(text or f"lydite ended with {code}")
