"""A reward function for verl: `custom_reward_function.path=.../lydite/verl.py`, `name=compute_score`.

verl loads this file by its path, so it imports the package by its name.
"""

from __future__ import annotations

import os
from typing import Any

from lydite._default import default
from lydite._rows import row_for


def compute_score(
    data_source: str, solution_str: str, ground_truth: Any, extra_info: dict[str, Any] | None = None, **_: Any,
) -> dict[str, float]:
    """1.0 correct, 0.0 incorrect; what is undecided gets `LYDITE_UNDECIDED` (0.0) and is marked."""
    verdict = default().verify([row_for(ground_truth, solution_str)])[0]
    is_undecided = verdict["verdict"] == "undecided"
    is_correct = float(verdict["verdict"] == "correct")
    score = float(os.environ.get("LYDITE_UNDECIDED", "0.0")) if is_undecided else is_correct
    return {"score": score, "acc": is_correct, "undecided": float(is_undecided)}


def compute_scores(
    data_sources: list[str], solution_strs: list[str], ground_truths: list[Any],
    extra_infos: list[dict[str, Any] | None] | None = None, **_: Any,
) -> list[dict[str, float]]:
    """The same for a batch, for verl's batch reward manager."""
    rows = [row_for(truth, text) for truth, text in zip(ground_truths, solution_strs, strict=True)]
    undecided = float(os.environ.get("LYDITE_UNDECIDED", "0.0"))
    scores = []
    for verdict in default().verify(rows):
        is_undecided = verdict["verdict"] == "undecided"
        is_correct = float(verdict["verdict"] == "correct")
        score = undecided if is_undecided else is_correct
        scores.append({"score": score, "acc": is_correct, "undecided": float(is_undecided)})
    return scores
