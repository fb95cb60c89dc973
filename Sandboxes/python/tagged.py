"""The wire form of plain data: JSON, with tags for what JSON cannot carry.

Beside translate.py in its sandbox; the candidate's runner has an encoder of its own, as nothing of it is trusted.
"""
import base64
import math


class Unsupported(Exception):
    pass


class Refused(Unsupported):
    """No other way of reading the tests helps either."""


class Handle:
    """Something that stays in the candidate's process, by the name that it has there."""


def tagged(value, depth=0):
    if depth > 60:
        raise Unsupported("a value nested more than 60 levels deep")
    kind = type(value)
    if value is None or kind is bool or kind is str:
        if kind is str:
            try:
                value.encode("utf-8")
            except UnicodeEncodeError:
                raise Unsupported("text that is not UTF-8")
        return value
    if kind is int:
        return value
    if kind is float:
        if value != value:
            return {"$float": "nan"}
        if value in (math.inf, -math.inf):
            return {"$float": "inf" if value > 0 else "-inf"}
        return value
    if kind is complex:
        return {"$complex": [tagged(value.real), tagged(value.imag)]}
    if kind in (bytes, bytearray):
        return {"$bytes": base64.b64encode(value).decode()}
    if kind is list:
        return [tagged(item, depth + 1) for item in value]
    for known, tag in ((tuple, "$tuple"), (set, "$set"), (frozenset, "$frozenset")):
        if kind is known or (known is tuple and isinstance(value, tuple) and hasattr(kind, "_fields")):
            return {tag: [tagged(item, depth + 1) for item in value]}
    if kind is dict or kind.__module__ == "collections" and isinstance(value, dict):
        if all(type(key) is str and key.isascii() and not key.startswith("$") for key in value):
            return {key: tagged(item, depth + 1) for key, item in value.items()}
        return {"$dict": [[tagged(key, depth + 1), tagged(item, depth + 1)] for key, item in value.items()]}
    if isinstance(value, Handle):
        return {"$handle": value.handle}
    if getattr(kind, "lydite_mirror", False):
        return tagged(kind.__base__(value), depth)
    raise Unsupported("a value of type " + kind.__name__)


def untagged(found, handle=None):
    """The value of one JSON object of the tagged form; `handle` makes a stand-in of a name."""
    if len(found) == 1:
        (tag, value), = found.items()
        if tag in ("$tuple", "$set", "$frozenset"):
            return {"$tuple": tuple, "$set": set, "$frozenset": frozenset}[tag](value)
        if tag in ("$float", "$int"):
            return float(value) if tag == "$float" else int(value)
        if tag == "$bytes":
            return base64.b64decode(value)
        if tag == "$complex":
            return complex(value[0], value[1])
        if tag == "$dict":
            return {pair[0]: pair[1] for pair in value}
        if tag == "$handle" and handle is not None:
            return handle(value)
    return found
