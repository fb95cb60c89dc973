"""The shapes of rows and verdicts."""

from __future__ import annotations

from typing import Any, Literal, TypedDict

#: A row of `lydite verify`: any mapping with `gold`, `cases` or `tests`.
Row = dict[str, Any]


class _VerdictBase(TypedDict):
    id: str | int | None
    verdict: Literal["correct", "incorrect", "undecided"]
    fault: str | None
    cause: str | None
    detail: str | None


class Verdict(_VerdictBase, total=False):
    """A verdict row, as `lydite verify` writes it."""

    certificate: dict[str, Any]
    equations: dict[str, Any]
    casesPassed: int
    casesTotal: int
    firstFailed: dict[str, Any] | None
    isolation: str | None
    line: int
