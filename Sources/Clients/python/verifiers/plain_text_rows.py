#!/usr/bin/env python3
"""A grader that compares spellings, behind the row protocol of `lydite regress --verifier`.

It does what many training scripts do: take the last box (or the last number), drop what LaTeX adds,
and compare the rest as text, then as a number. Standard library only. A yardstick, not a recommendation.
"""
import json
import re
import sys
from fractions import Fraction


def last_box(text):
    start = text.rfind("\\boxed{")
    if start < 0:
        return None
    depth = 0
    for at in range(start + 6, len(text)):
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        if depth == 0:
            return text[start + 7:at]
    return None


def answer_of(row):
    if "response" not in row:
        return row.get("pred", "")
    box = last_box(row["response"])
    if box is not None:
        return box
    numbers = re.findall(r"-?\d[\d,]*\.?\d*", row["response"])
    return numbers[-1] if numbers else ""


def plain(text):
    text = last_box(text) or text
    for old, new in (("\\left", ""), ("\\right", ""), ("\\dfrac", "\\frac"), ("\\tfrac", "\\frac"),
                     ("\\!", ""), ("\\,", ""), ("\\$", ""), ("$", ""), ("\\%", ""), ("%", ""),
                     ("^\\circ", ""), (" ", "")):
        text = text.replace(old, new)
    text = re.sub(r"\\text\{([^{}]*)\}", r"\1", text)
    return text.rstrip(".")


def number(text):
    fraction = re.fullmatch(r"(-?)\\frac\{(\d{1,1000})\}\{(\d{1,1000})\}", text)
    if fraction:
        sign, top, bottom = fraction.groups()
        return Fraction(int(sign + top), int(bottom)) if int(bottom) else None
    # "1e999999999" is a Fraction, too, and takes for ever.
    text = text.replace(",", "")
    return Fraction(text) if re.fullmatch(r"-?\d{1,1000}(\.\d{1,1000})?", text) else None


def is_correct(row):
    gold, pred = plain(row["gold"]), plain(answer_of(row))
    if gold == pred:
        return True
    value = number(gold)
    return value is not None and value == number(pred)


def main():
    for line in sys.stdin:
        row = json.loads(line)
        if "gold" in row:
            verdict = {"verdict": "correct" if is_correct(row) else "incorrect"}
        else:
            verdict = {"verdict": "undecided", "cause": "unsupported"}
        print(json.dumps({"id": row["id"], **verdict}), flush=True)


if __name__ == "__main__":
    main()
