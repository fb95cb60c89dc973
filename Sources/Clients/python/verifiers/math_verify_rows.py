#!/usr/bin/env python3
"""Math-Verify behind the row protocol: `lydite regress ROWS --verifier "python math_verify_rows.py"`.

Reads {"id", "gold", "pred" or "response"} as JSON lines and writes {"id", "verdict"} for each.
Needs `pip install math-verify`. It has no third verdict: a time-out or an exception is its "incorrect".
"""
import json
import logging
import sys

from math_verify import parse, verify

logging.disable(logging.CRITICAL)


def is_correct(row):
    answer = row["response"] if "response" in row else f"${row.get('pred', '')}$"
    return bool(verify(parse(f"${row['gold']}$"), parse(answer)))


def main():
    for line in sys.stdin:
        row = json.loads(line)
        if "gold" not in row:
            print(json.dumps({"id": row["id"], "verdict": "undecided", "cause": "unsupported"}), flush=True)
            continue
        try:
            verdict = "correct" if is_correct(row) else "incorrect"
        except Exception:
            verdict = "incorrect"
        print(json.dumps({"id": row["id"], "verdict": verdict}), flush=True)


if __name__ == "__main__":
    main()
