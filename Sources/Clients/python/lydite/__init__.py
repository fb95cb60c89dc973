"""Verdicts for answers and programs: correct, incorrect with a fault, or undecided with a cause.

With no address, a local `lydite` is started once and asked over pipes; with `LYDITE_URL` (and `LYDITE_TOKEN`), or a
`Client`, a server is.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ._aio import AsyncClient
from ._client import Client
from ._default import default
from ._errors import Busy, LyditeError, ProgramNotFound, Refused, ServerError
from ._local import Local
from ._rows import gold_of, row_for
from ._serve import Server, serve
from ._types import Row, Verdict

__version__ = "0.1.0"
__all__ = [
    "AsyncClient", "Busy", "Client", "Local", "LyditeError", "ProgramNotFound", "Refused", "Row", "Server",
    "ServerError", "Verdict", "check", "gold_of", "row_for", "serve", "verify",
]


def check(gold: str, pred: str, *, response: bool = False, spec: dict[str, Any] | None = None) -> Verdict:
    """Compares an answer with the right one; with `response`, `pred` is a whole response."""
    return default().check(gold, pred, response=response, spec=spec)


def verify(rows: Iterable[Row], *, timeout: float | None = None) -> list[Verdict]:
    """A verdict for each row, in their order; rows are those of `lydite verify`."""
    return default().verify(rows, timeout=timeout)
