"""What both clients know of the server's interface."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from ._errors import Busy, Refused, ServerError
from ._local import check_row, encode, encode_rows, verdicts_in
from ._types import Row, Verdict

__all__ = ["Address", "RETRIED", "batches", "body", "check_row", "failure", "program", "verdicts", "wait"]

#: Rows and bytes of one request; the server takes 10,000 rows and 16 MiB unless it was told otherwise.
_ROWS = 2000
_BYTES = 4 << 20
#: Answers after which the same request may be sent again.
RETRIED = (429, 502, 503, 504)


class Address:
    """Where a server is, and the token it asks for."""

    def __init__(self, url: str, token: str | None) -> None:
        self.url = url.rstrip("/")
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"{url!r} is no address such as http://127.0.0.1:8080")
        self.scheme = parts.scheme
        self.host = parts.hostname
        self.port = parts.port or (443 if parts.scheme == "https" else 80)
        self.path = parts.path
        self.token = token or os.environ.get("LYDITE_TOKEN")

    def headers(self, kind: str = "application/json") -> dict[str, str]:
        headers = {"Content-Type": kind, "Accept": "*/*"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        return headers


def batches(rows: Iterable[Row]) -> Iterator[tuple[int, bytes]]:
    """Rows as bodies in JSON Lines, with the number of each."""
    lines: list[bytes] = []
    size = 0
    for line in encode_rows(rows):
        if lines and (len(lines) >= _ROWS or size + len(line) > _BYTES):
            yield len(lines), b"\n".join(lines)
            lines, size = [], 0
        lines.append(line)
        size += len(line) + 1
    if lines:
        yield len(lines), b"\n".join(lines)


def body(fields: dict[str, Any]) -> bytes:
    """Fields that are set, as JSON."""
    return encode({name: value for name, value in fields.items() if value is not None}).encode("utf-8", "replace")


def program(
    source: str, language: str, stdin: str, args: Sequence[str], limits: dict[str, float] | None,
) -> dict[str, Any]:
    """The fields of a program to run."""
    return {"language": language, "source": source, "stdin": stdin, "args": list(args), "limits": limits}


def verdicts(answer: bytes, count: int) -> list[Verdict]:
    """The verdicts of so many rows."""
    found = verdicts_in(answer)
    if len(found) != count:
        raise ServerError(f"{count} rows got {len(found)} verdicts")
    return found


def wait(attempt: int, after: str | None) -> float:
    """Seconds before the next attempt: what the server asked for, else ever longer."""
    try:
        return max(0, min(int(after or ""), 30))
    except ValueError:
        return min(0.25 * 2.0**attempt, 8.0)


def failure(status: int, text: bytes) -> ServerError:
    """A failed answer as an error, in the server's own words."""
    field = None
    message = f"the server answered {status}"
    try:
        error = json.loads(text)["error"]
        message = error if isinstance(error, str) else error["message"]
        field = None if isinstance(error, str) else error.get("field")
    except (ValueError, KeyError, TypeError):
        pass
    kind = Busy if status in (429, 504) else Refused if 400 <= status < 500 else ServerError
    return kind(message, status, field)
