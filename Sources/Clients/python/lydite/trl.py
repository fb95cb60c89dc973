"""Reward functions for TRL's GRPO trainer: `GRPOTrainer(..., reward_funcs=lydite.trl.reward)`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from . import _rows
from ._client import Client
from ._default import default
from ._local import Local

#: Columns in which data sets keep the right answer, the first that is there.
COLUMNS = ("gold", "answer", "solution", "ground_truth", "label")


def make_reward(
    *, column: str | None = None, undecided: float | None = None, asked: Client | Local | None = None,
) -> Callable[..., list[float | None]]:
    """A reward function: 1.0 correct, 0.0 incorrect, `undecided` else.

    Without a `column` the first of `COLUMNS` is taken. None for what is undecided leaves it out of the trainer's
    means; `asked` is a client or a local program other than the default.
    """

    def lydite_reward(
        prompts: Sequence[Any], completions: Sequence[Any], completion_ids: Any = None, **columns: Any,
    ) -> list[float | None]:
        truths = columns.get(column) if column else next((columns[name] for name in COLUMNS if name in columns), None)
        if truths is None:
            wanted = column or ", ".join(COLUMNS)
            raise ValueError(f"the data set has no column for the right answer ({wanted}); pass column=")
        rows = [_rows.row_for(truth, _rows.text_of(text)) for truth, text in zip(truths, completions, strict=True)]
        verdicts = (asked or default()).verify(rows)
        rewards = [
            undecided if verdict["verdict"] == "undecided" else float(verdict["verdict"] == "correct")
            for verdict in verdicts
        ]
        log = columns.get("log_metric")
        if log is not None and verdicts:
            count = sum(verdict["verdict"] == "undecided" for verdict in verdicts)
            log("lydite/undecided", count / len(verdicts))
        return rewards

    return lydite_reward


#: The reward function with nothing set.
reward = make_reward()
# So that it can be pickled by its name.
reward.__qualname__ = "reward"
