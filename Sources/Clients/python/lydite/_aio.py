"""A server, asked over HTTP by coroutines."""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import Iterable, Sequence
from typing import Any

from . import _http
from ._errors import ServerError
from ._types import Row, Verdict

_Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]
#: A head longer than this is not the server's.
_HEAD_BYTES = 64 << 10


class AsyncClient:
    """Like `Client`, with coroutines; keeps up to `connections` connections. For one event loop."""

    def __init__(
        self, url: str, *, token: str | None = None, timeout: float = 300.0, retries: int = 8, connections: int = 64,
    ) -> None:
        self._address = _http.Address(url, token)
        self._timeout = timeout
        self._retries = retries
        self._places = asyncio.Semaphore(connections)
        self._idle: list[_Connection] = []

    @property
    def url(self) -> str:
        """The server's address."""
        return self._address.url

    async def check(
        self, gold: str, pred: str, *, response: bool = False, spec: dict[str, Any] | None = None,
    ) -> Verdict:
        """Compares an answer with the right one; with `response`, `pred` is a whole response."""
        return (await self.verify([_http.check_row(gold, pred, response, spec)]))[0]

    async def verify(self, rows: Iterable[Row], *, timeout: float | None = None) -> list[Verdict]:
        """A verdict for each row, in their order."""
        asked = list(_http.batches(rows))
        parts = [
            asyncio.ensure_future(self._post("/v1/verify", text, "application/x-ndjson", timeout))
            for _, text in asked]
        try:
            answers = await asyncio.gather(*parts)
        except BaseException:
            for part in parts:
                part.cancel()
            # What nobody waits for any more is stopped at the server too, before this returns.
            await asyncio.gather(*parts, return_exceptions=True)
            raise
        verdicts: list[Verdict] = []
        for (count, _), answer in zip(asked, answers):
            verdicts += _http.verdicts(answer, count)
        return verdicts

    async def run(
        self, source: str, *, language: str = "python", stdin: str = "", args: Sequence[str] = (),
        limits: dict[str, float] | None = None, timeout: float | None = None,
    ) -> dict[str, Any]:
        """Runs one program in the sandbox; the answer is that of `lydite exec --json`."""
        fields = _http.program(source, language, stdin, args, limits)
        return json.loads(await self._post("/v1/exec", _http.body(fields), timeout=timeout))  # type: ignore[no-any-return]

    async def reward(
        self, completions: Sequence[Any], gold: Sequence[Any], *, undecided: float | None = None,
        timeout: float | None = None,
    ) -> list[float | None]:
        """A reward for each completion; `undecided` stands for what could not be decided."""
        fields = {"completions": list(completions), "gold": list(gold), "undecided": undecided}
        answer = json.loads(await self._post("/v1/reward", _http.body(fields), timeout=timeout))
        return answer["rewards"]  # type: ignore[no-any-return]

    async def close(self) -> None:
        """Closes all connections that nobody uses."""
        idle, self._idle = self._idle, []
        for _, writer in idle:
            writer.close()

    async def __aenter__(self) -> AsyncClient:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def _post(
        self, path: str, text: bytes, kind: str = "application/json", timeout: float | None = None,
    ) -> bytes:
        async with self._places:
            for attempt in range(self._retries + 1):
                try:
                    status, after, answer = await asyncio.wait_for(
                        self._ask(path, text, kind), timeout or self._timeout)
                except TimeoutError as error:
                    raise ServerError(f"{self.url} did not answer in time") from error
                except asyncio.TimeoutError as error:
                    raise ServerError(f"{self.url} did not answer in time") from error
                except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError) as error:
                    if attempt == self._retries:
                        raise ServerError(f"{self.url} cannot be asked: {error}") from error
                    await asyncio.sleep(_http.wait(attempt, None))
                    continue
                if status == 200:
                    return answer
                if status not in _http.RETRIED or attempt == self._retries:
                    raise _http.failure(status, answer)
                await asyncio.sleep(_http.wait(attempt, after))
        raise AssertionError("unreachable")

    async def _ask(self, path: str, text: bytes, kind: str) -> tuple[int, str | None, bytes]:
        reader, writer = self._idle.pop() if self._idle else await self._connect()
        try:
            lines = [f"POST {self._address.path}{path} HTTP/1.1", f"Host: {self._address.host}:{self._address.port}"]
            lines += [f"{name}: {value}" for name, value in self._address.headers(kind).items()]
            lines += [f"Content-Length: {len(text)}", "", ""]
            writer.write("\r\n".join(lines).encode() + text)
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            status = int(head[0].split(" ", 2)[1])
            headers = {
                name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
            answer = await reader.readexactly(int(headers.get("content-length", "0")))
        except BaseException:
            # In the middle of an answer; for the server, the client went away.
            writer.close()
            raise
        if headers.get("connection", "").lower() == "close":
            writer.close()
        else:
            self._idle.append((reader, writer))
        return status, headers.get("retry-after"), answer

    async def _connect(self) -> _Connection:
        context = ssl.create_default_context() if self._address.scheme == "https" else None
        return await asyncio.open_connection(self._address.host, self._address.port, ssl=context, limit=_HEAD_BYTES)
