"""From what trainers keep to rows of `lydite verify`. The server's /v1/reward reads the same forms."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ._types import Row

#: Fields of which one makes a mapping a row.
_CHECKS = ("gold", "tests", "cases")
#: What the response stands in for.
_HELD = frozenset(("id", "pred", "pred_b64", "response", "response_b64", "solution"))


def text_of(completion: Any) -> str:
    """A completion as text: of messages, the last one's content."""
    if isinstance(completion, str):
        return completion
    content = completion[-1]["content"]
    if not isinstance(content, str):
        raise TypeError("a completion must be text, or messages whose content is text")
    return content


def gold_of(answer: str) -> str:
    """The final answer in a worked solution of GSM8K's form, else the text itself."""
    return answer.rsplit("####", 1)[1].strip() if "####" in answer else answer


def row_for(truth: Any, response: str) -> Row:
    """The row that holds a response against a truth.

    A truth is an answer, a row as a mapping or as JSON in a string, or verl's inputs and outputs.
    """
    if isinstance(truth, str):
        held = _mapping_in(truth)
        if held is None:
            return {"gold": gold_of(truth), "response": response}
        truth = held
    if isinstance(truth, (int, float)) and not isinstance(truth, bool):
        return {"gold": json.dumps(truth), "response": response}
    if isinstance(truth, Mapping):
        if any(truth.get(name) is not None for name in _CHECKS):
            row = {name: value for name, value in truth.items() if name not in _HELD}
            return {**row, "response": response}
        if truth.get("inputs") is not None and truth.get("outputs") is not None:
            return {**_cases(truth), "response": response}
    raise TypeError("a truth must be an answer, a row with gold, tests or cases, or inputs and outputs")


def _mapping_in(text: str) -> dict[str, Any] | None:
    if not text.lstrip().startswith("{"):
        return None
    try:
        found = json.loads(text)
    except ValueError:
        return None
    known = isinstance(found, dict) and any(name in found for name in (*_CHECKS, "inputs"))
    return found if known else None


def _cases(truth: Mapping[str, Any]) -> Row:
    inputs, outputs = truth["inputs"], truth["outputs"]
    if len(inputs) != len(outputs) or not inputs:
        raise TypeError("as many outputs as inputs are needed, and at least one")
    name = truth.get("fn_name")
    if name is None:
        cases = [{"stdin": given, "stdout": wanted} for given, wanted in zip(inputs, outputs)]
        return {"language": "python", "cases": cases}
    calls = []
    for given, wanted in zip(inputs, outputs):
        try:
            expected = json.loads(wanted)
        except ValueError:
            expected = wanted
        calls.append({"args": [json.loads(line) for line in given.split("\n") if line], "expected": expected})
    return {"language": "python", "entry_point": name, "cases": calls}
