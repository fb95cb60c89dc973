"""A server, asked over HTTP."""

from __future__ import annotations

import http.client
import json
import os
import threading
import time
from collections.abc import Iterable, Sequence
from typing import Any

from . import _http
from ._errors import ServerError
from ._types import Row, Verdict


class Client:
    """Asks a `lydite serve`; may be used by many threads, each with a connection of its own.

    A request that finds the server full, or its connection broken, is sent again `retries` times.
    """

    def __init__(self, url: str, *, token: str | None = None, timeout: float = 300.0, retries: int = 8) -> None:
        self._address = _http.Address(url, token)
        self._timeout = timeout
        self._retries = retries
        self._own = threading.local()

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in self.__dict__.items() if name != "_own"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._own = threading.local()

    @property
    def url(self) -> str:
        """The server's address."""
        return self._address.url

    def check(
        self, gold: str, pred: str, *, response: bool = False, spec: dict[str, Any] | None = None,
    ) -> Verdict:
        """Compares an answer with the right one; with `response`, `pred` is a whole response."""
        return self.verify([_http.check_row(gold, pred, response, spec)])[0]

    def verify(self, rows: Iterable[Row], *, timeout: float | None = None) -> list[Verdict]:
        """A verdict for each row, in their order."""
        verdicts: list[Verdict] = []
        for count, text in _http.batches(rows):
            answer = self._post("/v1/verify", text, "application/x-ndjson", timeout)
            verdicts += _http.verdicts(answer, count)
        return verdicts

    def run(
        self, source: str, *, language: str = "python", stdin: str = "", args: Sequence[str] = (),
        limits: dict[str, float] | None = None, timeout: float | None = None,
    ) -> dict[str, Any]:
        """Runs one program in the sandbox; the answer is that of `lydite exec --json`."""
        fields = _http.program(source, language, stdin, args, limits)
        return json.loads(self._post("/v1/exec", _http.body(fields), timeout=timeout))  # type: ignore[no-any-return]

    def reward(
        self, completions: Sequence[Any], gold: Sequence[Any], *, undecided: float | None = None,
        timeout: float | None = None,
    ) -> list[float | None]:
        """A reward for each completion; `undecided` stands for what could not be decided."""
        fields = {"completions": list(completions), "gold": list(gold), "undecided": undecided}
        answer = json.loads(self._post("/v1/reward", _http.body(fields), timeout=timeout))
        return answer["rewards"]  # type: ignore[no-any-return]

    def ready(self) -> bool:
        """Whether the server takes requests and can run programs."""
        try:
            return self._ask("GET", "/readyz", b"", "application/json", 10.0)[0] == 200
        except OSError:
            return False

    def close(self) -> None:
        """Closes this thread's connection."""
        connection = getattr(self._own, "connection", None)
        if connection is not None:
            connection.close()
            self._own.connection = None

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _post(self, path: str, text: bytes, kind: str = "application/json", timeout: float | None = None) -> bytes:
        for attempt in range(self._retries + 1):
            try:
                status, after, answer = self._ask("POST", path, text, kind, timeout or self._timeout)
            except TimeoutError as error:
                self.close()
                raise ServerError(f"{self.url} did not answer in time") from error
            except (OSError, http.client.HTTPException) as error:
                self.close()
                if attempt == self._retries:
                    raise ServerError(f"{self.url} cannot be asked: {error}") from error
                time.sleep(_http.wait(attempt, None))
                continue
            if status == 200:
                return answer
            if status not in _http.RETRIED or attempt == self._retries:
                raise _http.failure(status, answer)
            time.sleep(_http.wait(attempt, after))
        raise AssertionError("unreachable")

    def _ask(
        self, method: str, path: str, text: bytes, kind: str, timeout: float,
    ) -> tuple[int, str | None, bytes]:
        if getattr(self._own, "owner", None) != os.getpid():
            # After a fork, both processes would read each other's answers.
            self.close()
            self._own.owner = os.getpid()
        connection = getattr(self._own, "connection", None)
        if connection is None:
            make = http.client.HTTPSConnection if self._address.scheme == "https" else http.client.HTTPConnection
            connection = make(self._address.host, self._address.port, timeout=timeout)
            self._own.connection = connection
        connection.timeout = timeout
        if connection.sock is not None:
            connection.sock.settimeout(timeout)
        connection.request(method, self._address.path + path, text, self._address.headers(kind))
        answer = connection.getresponse()
        return answer.status, answer.headers.get("Retry-After"), answer.read()
