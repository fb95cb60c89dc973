"""The wire form of plain data: JSON, with tags for what JSON cannot carry.

Beside translate.py in its sandbox; the candidate's runner has an encoder of its own, as nothing of it is trusted.
"""
import base64
import math


MAXIMUM_BITS = 332_193  # as the candidate's runner sends


class Unsupported(Exception):
    pass


class Refused(Unsupported):
    """No other way of reading the tests helps either."""


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
        if value.bit_length() > MAXIMUM_BITS:
            raise Unsupported("an integer of more than 100000 digits")
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
    raise Unsupported("a value of type " + kind.__name__)


PLAIN = {type(None), bool, int, float, complex, str, bytes, list, tuple, set, frozenset, dict}


def exactly_plain(value, depth=0):
    """Refuses what would arrive as another type, such as a named tuple or a Counter."""
    if type(value) not in PLAIN or depth > 60:
        raise Unsupported("a value of type " + type(value).__name__)
    if type(value) is dict:
        for key in value:
            exactly_plain(key, depth + 1)
        value = list(value.values())
    if type(value) in (list, tuple, set, frozenset):
        for item in value:
            exactly_plain(item, depth + 1)


def untagged(found):
    """The value of one JSON object of the tagged form."""
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
    return found
