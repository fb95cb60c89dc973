"""Makes mutants of a reference and new inputs for it, to measure a suite and to make it stronger.

Runs in a sandbox of its own. Reads one JSON object on standard input (program, known, offered, mutants, inputs, seed) and
writes {"mutants": [{"text", "operator", "line"}], "equivalent": count, "inputs": [[argument, ...]], "wide": [...]}, the
same for the same request; "wide" inputs lie outside of what the known ones have in common. Nothing of the program is run here: what its mutants do, and what a new input's result must be, is found out elsewhere.
"""
import json
import sys

from inputs import inputs
from mutants import constants, mutants
from tagged import Unsupported, tagged, untagged


def plain(arguments):
    try:
        return [tagged(item) for item in arguments]
    except Unsupported:
        return None


def main():
    request = json.loads(sys.stdin.buffer.read(), object_hook=untagged)
    made, equivalent = mutants(request["program"], request["mutants"])
    hints = constants(request["program"])
    found, wide = inputs(request["known"], request["offered"], request["inputs"], request["seed"], hints)
    answer = {
        "mutants": made, "equivalent": equivalent,
        "inputs": [item for item in map(plain, found) if item is not None],
        "wide": [item for item in map(plain, wide) if item is not None],
    }
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(0)
    sys.setrecursionlimit(5000)
    main()
