"""Asks a family's own program for the answers to many instances.

The program stands beside this file as program.py. Each line of standard input is one instance,
{"function": name, "values": {slot: text}}; each line of standard output is its answer,
{"value": "3/4"} or {"error": why}. What the program prints goes to standard error.
"""
import json
import os
import sys
from fractions import Fraction


class Slots(dict):
    """The slots of one instance: v.price is exact, and an int where it is whole."""

    def __getattr__(self, name):
        if name in self:
            return self[name]
        raise AttributeError("there is no slot " + name)


def exact(text):
    try:
        value = Fraction(text)
    except ValueError:
        return text
    return int(value) if value.denominator == 1 else value


def answer(program, row):
    function = getattr(program, row["function"], None)
    if not callable(function):
        return {"error": "it has no function " + row["function"]}
    try:
        value = function(Slots({name: exact(text) for name, text in row["values"].items()}))
    except Exception as error:
        return {"error": ("%s: %s" % (type(error).__name__, error))[:200]}
    if isinstance(value, bool) or not isinstance(value, (int, Fraction)):
        return {"error": "it gives a %s, and an int or a Fraction was expected" % type(value).__name__}
    return {"value": str(Fraction(value))}


def main():
    rows = [json.loads(line) for line in sys.stdin]
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    import program
    for row in rows:
        print(json.dumps(answer(program, row)), file=answers, flush=True)


main()
