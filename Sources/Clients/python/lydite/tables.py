"""Verdicts as columns of a pandas frame or a data set of Hugging Face."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from . import _rows
from ._client import Client
from ._default import default
from ._local import Local

#: The columns that are added.
COLUMNS = ("verdict", "fault", "cause")


def verdict_columns(
    table: Mapping[str, Sequence[Any]], *, gold: str = "gold", response: str = "response",
    asked: Client | Local | None = None,
) -> dict[str, list[str | None]]:
    """The columns to add to a batch of columns; `gold` may hold whole rows instead of answers."""
    pairs = zip(table[gold], table[response], strict=True)
    verdicts = (asked or default()).verify(_rows.row_for(truth, _rows.text_of(text)) for truth, text in pairs)
    return {name: [verdict[name] for verdict in verdicts] for name in COLUMNS}  # type: ignore[literal-required]


def mapper(
    *, gold: str = "gold", response: str = "response", asked: Client | Local | None = None,
) -> Callable[[Mapping[str, Sequence[Any]]], dict[str, list[str | None]]]:
    """A function for `Dataset.map(..., batched=True)`."""
    return lambda batch: verdict_columns(batch, gold=gold, response=response, asked=asked)


def add_verdicts(
    table: Any, *, gold: str = "gold", response: str = "response", asked: Client | Local | None = None,
) -> Any:
    """A copy of a frame or a data set with a verdict for each row."""
    if hasattr(table, "assign"):
        columns = {name: table[name].tolist() for name in (gold, response)}
        return table.assign(**verdict_columns(columns, gold=gold, response=response, asked=asked))
    if hasattr(table, "map") and hasattr(table, "column_names"):
        return table.map(mapper(gold=gold, response=response, asked=asked), batched=True)
    raise TypeError("a pandas.DataFrame or a datasets.Dataset is needed")
