"""Calls a candidate's functions and writes what they return as plain data.

It lives in the candidate's own process, so nothing it says is believed beyond being data: the judge outside holds the
expected values and compares. Requests come on descriptor 3 and results leave on descriptor 4, each a frame of four
length bytes (little-endian) and JSON. Everything that is used after the candidate's code was loaded is captured in the
locals of one function, so that a replaced builtin or a cleared module harms only the candidate.
"""
import builtins
import os
import sys


def prepare(read, write, leave, open_file, extend=None):
    """All that does not depend on the candidate; returns the function that serves one.

    A warm interpreter calls it before it forks, so that a child begins at the candidate's file. `extend` adds what tests
    need that work with the candidate's objects (`objects.py`).
    """
    try:
        from _json import make_scanner
    except ImportError:
        from json.scanner import py_make_scanner as make_scanner

    MAXIMUM_DEPTH = 60  # the judge's reader stops at 200 brackets, and a tagged dict takes three a level
    MAXIMUM_NODES = 1_000_000
    MAXIMUM_BYTES = 8 << 20
    MAXIMUM_BITS = 332_193  # 100,000 decimal digits
    MAXIMUM_FRAME = 16 << 20

    b_int, b_str, b_float, b_list, b_tuple, b_dict, b_set, b_frozenset, b_bytes, b_bytearray, b_bool, b_complex = (
        int, str, float, list, tuple, dict, set, frozenset, bytes, bytearray, bool, complex)
    b_type, b_len, b_BaseException, b_Exception, b_eval, b_compile, b_exec = (
        type, len, BaseException, Exception, eval, compile, exec)
    b_callable, b_SyntaxError, b_min = callable, SyntaxError, min
    compile_errors = (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError, UnicodeDecodeError)
    text_of_int, text_of_float, escape = int.__repr__, float.__repr__, str.translate
    bit_length, items_of, iterate_tuple = int.bit_length, dict.items, tuple.__iter__
    to_bytes, from_bytes, encode, decode = int.to_bytes, int.from_bytes, str.encode, bytes.decode
    index_of, join_text, is_ascii, starts = int.__index__, str.join, str.isascii, str.startswith
    get_mro = type.__dict__["__mro__"].__get__
    get_name = type.__dict__["__name__"].__get__
    get_module = type.__dict__["__module__"].__get__
    get_space = type.__dict__["__dict__"].__get__
    get_trace = BaseException.__dict__["__traceback__"].__get__
    infinity = float("inf")
    generator = type(item for item in ())
    b_getattr = getattr
    path = None
    set_digits = getattr(sys, "set_int_max_str_digits", None)
    exceptions = [
        (kind, name) for name, kind in vars(builtins).items()
        if type(kind) is type and issubclass(kind, BaseException) and kind.__name__ == name]
    modules, flush_names = sys.modules, ("stdout", "stderr")
    system = sys
    from binascii import a2b_base64, b2a_base64

    escapes = {code: "\\u%04x" % code for code in range(32)}
    escapes.update({34: '\\"', 92: "\\\\", 10: "\\n", 13: "\\r", 9: "\\t"})

    class NotPlain(Exception):
        pass

    # Decoding

    def untag(found):
        if b_len(found) != 1:
            return found
        for tag in found:
            value = found[tag]
        if tag == "$tuple":
            return b_tuple(value)
        if tag == "$set":
            return b_set(value)
        if tag == "$frozenset":
            return b_frozenset(value)
        if tag == "$float":
            return b_float(value)
        if tag == "$int":
            return b_int(value)
        if tag == "$bytes":
            return a2b_base64(value)
        if tag == "$complex":
            return b_complex(value[0], value[1])
        if tag == "$dict":
            return {pair[0]: pair[1] for pair in value}
        if refer is not None:
            return refer(tag, value, found)
        return found

    class Reading:
        strict = True
        object_hook = staticmethod(untag)
        object_pairs_hook = None
        parse_float = b_float
        parse_int = b_int
        parse_constant = b_float
        memo = {}

    scan = make_scanner(Reading)

    # Encoding

    def text(value):
        return '"' + escape(value, escapes) + '"'

    def name_of(value):
        try:
            return b_str(get_name(b_type(value)))
        except b_BaseException:
            return "object"

    def encode_number(value):
        if value != value:
            return '{"$float":"nan"}'
        if value == infinity:
            return '{"$float":"inf"}'
        if value == -infinity:
            return '{"$float":"-inf"}'
        return text_of_float(value)

    def encode_integer(value):
        if bit_length(value) > MAXIMUM_BITS:
            raise NotPlain("an integer of more than 100000 digits")
        return text_of_int(value)

    def known_subclass(value, kind):
        """The base type's own reading of the few subclasses that compare as their base."""
        mro = get_mro(kind)
        module, name = get_module(kind), get_name(kind)
        if b_dict in mro:
            if module == "collections" and name in ("Counter", "defaultdict", "OrderedDict"):
                return b_dict(items_of(value))
        elif b_tuple in mro:
            if mro[1] is b_tuple and b_type(get_space(kind).get("_fields")) is b_tuple:
                return b_tuple(iterate_tuple(value))
        elif b_int in mro:
            for base in mro:
                if get_module(base) == "enum" and get_name(base) in ("IntEnum", "IntFlag"):
                    return index_of(value)
        elif b_str in mro:
            for base in mro:
                if get_module(base) == "enum" and get_name(base) == "StrEnum":
                    return b_str.__str__(value)
        if module == "numpy":
            item = value.item()
            if b_type(item) in (b_int, b_float, b_bool, b_complex, b_str, b_bytes):
                return item
        raise NotPlain("a value of type " + name_of(value))

    def encode_value(value, state, depth):
        state[0] += 1
        if state[0] > MAXIMUM_NODES:
            raise NotPlain("more than 1000000 values")
        kind = b_type(value)
        if kind is b_str:
            state[1] += b_len(value)
            if state[1] > MAXIMUM_BYTES:
                raise NotPlain("a value of more than 8 MiB")
            return text(value)
        if kind is b_int:
            result = encode_integer(value)
            state[1] += b_len(result)
            if state[1] > MAXIMUM_BYTES:
                raise NotPlain("a value of more than 8 MiB")
            return result
        if kind is b_bool:
            return "true" if value else "false"
        if value is None:
            return "null"
        if kind is b_float:
            return encode_number(value)
        if depth > MAXIMUM_DEPTH:
            raise NotPlain("a value nested more than 60 levels deep")
        if kind is b_list:
            return "[" + join_text(",", [encode_value(item, state, depth + 1) for item in value]) + "]"
        if kind is b_tuple or kind is b_set or kind is b_frozenset:
            tag = "$tuple" if kind is b_tuple else "$set" if kind is b_set else "$frozenset"
            inside = join_text(",", [encode_value(item, state, depth + 1) for item in value])
            return '{"' + tag + '":[' + inside + "]}"
        if kind is b_dict:
            return encode_dictionary(value, state, depth)
        if kind is b_bytes or kind is b_bytearray:
            state[1] += b_len(value)
            if state[1] > MAXIMUM_BYTES:
                raise NotPlain("a value of more than 8 MiB")
            return '{"$bytes":"' + decode(b2a_base64(value, newline=False), "ascii") + '"}'
        if kind is b_complex:
            return '{"$complex":[' + encode_number(value.real) + "," + encode_number(value.imag) + "]}"
        return encode_value(known_subclass(value, kind), state, depth + 1)

    def encode_dictionary(value, state, depth):
        pairs = b_list(items_of(value))
        plain = True
        for key, _ in pairs:
            # The judge's reader takes canonically equal keys for one, so that only ASCII keys stand as they are.
            if b_type(key) is not b_str or not is_ascii(key) or starts(key, "$"):
                plain = False
                break
        if plain:
            return "{" + join_text(",", [
                encode_value(key, state, depth + 1) + ":" + encode_value(item, state, depth + 1)
                for key, item in pairs]) + "}"
        return '{"$dict":[' + join_text(",", [
            "[" + encode_value(key, state, depth + 1) + "," + encode_value(item, state, depth + 1) + "]"
            for key, item in pairs]) + "]}"

    # Failures

    def clean(message):
        return decode(encode(message[:400], "utf-8", "replace"), "utf-8", "replace")

    def describe(error):
        kind = name_of(error)
        try:
            message = b_str(error)
            if b_type(message) is not b_str:
                message = ""
        except b_BaseException:
            message = ""
        line = None
        try:
            trace, steps = get_trace(error), 0
            while trace is not None and steps < 100_000:
                if trace.tb_frame.f_code.co_filename == path:
                    line = trace.tb_lineno
                trace = trace.tb_next
                steps += 1
        except b_BaseException:
            line = None
        return encode_error(kind, message, line, known_bases(error))

    def known_bases(error):
        """Names of the classes of its kind that everyone knows, nearest first."""
        names = []
        try:
            for base in get_mro(b_type(error)):
                for known, name in exceptions:
                    if base is known:
                        names += [text(name)]
        except b_BaseException:
            pass
        return names

    def encode_error(kind, message, line, bases):
        return ('{"type":' + text(clean(kind)) + ',"message":' + text(clean(message)) + ',"line":'
                + (text_of_int(line) if b_type(line) is b_int else "null")
                + ',"bases":[' + join_text(",", bases) + "]}")

    # The candidate's module

    def load(entry_setup):
        with open_file(path, "rb") as file:
            source = file.read()
        try:
            code = b_compile(source, path, "exec", dont_inherit=True)
        except compile_errors as error:
            line = error.lineno if b_type(error) in (b_SyntaxError, IndentationError, TabError) else None
            message = error.msg if isinstance(error, SyntaxError) else b_str(error)
            return None, '"compile":' + encode_error(name_of(error), b_str(message), line, [])
        module = b_type(system)("solution")
        module.__file__ = path
        modules["solution"] = module
        space = module.__dict__
        try:
            b_exec(code, space)
            if entry_setup is not None:
                b_exec(entry_setup, space)
        except b_BaseException as error:
            return None, '"load":' + describe(error)
        return space, None

    # Frames

    def read_exactly(count):
        parts = []
        while count > 0:
            try:
                part = read(3, b_min(count, 1 << 20))
            except b_BaseException:
                leave(0)
            if not part:
                return None
            parts.append(part)
            count -= b_len(part)
        return b"".join(parts)

    def read_frame():
        head = read_exactly(4)
        if head is None:
            return None
        count = from_bytes(head, "little")
        if count > MAXIMUM_FRAME:
            leave(3)
        body = read_exactly(count)
        return None if body is None else scan(decode(body, "utf-8"), 0)[0]

    def write_frame(body):
        try:
            payload = encode(body, "utf-8")
        except b_Exception:
            return False
        if b_len(payload) > MAXIMUM_FRAME:
            return False
        view = to_bytes(b_len(payload), 4, "little") + payload
        try:
            while view:
                view = view[write(4, view):]
        except b_BaseException:
            leave(0)  # the candidate closed the channel: without a result this reads as a violation
        return True

    def drained(lazy):
        """What a generator gives, for tests that read it as one."""
        items = []
        for item in lazy:
            items += [item]
            if b_len(items) > MAXIMUM_NODES:
                raise NotPlain("more than 1000000 values")
        return items

    def call(space, request):
        """One call; returns the members of the reply."""
        function = space.get(request["function"])
        if function is None or not b_callable(function):
            return '"missing":' + text(clean(request["function"]))
        try:
            if "code" in request:
                arguments, keywords = b_eval(request["code"], space)
            else:
                arguments, keywords = request["args"], request["kwargs"]
            value = function(*arguments, **keywords)
        except b_BaseException as error:
            return '"error":' + describe(error)
        try:
            if request.get("truth") and get_module(b_type(value)) == "re" and get_name(b_type(value)) == "Match":
                value = True
            if request.get("ignored"):
                value = None
            if request.get("lazy") and b_type(value) is generator:
                try:
                    value = drained(value)
                except NotPlain:
                    raise
                except b_BaseException as error:
                    return '"error":' + describe(error)
            return '"value":' + encode_value(value, [0, 0], 0)
        except NotPlain as reason:
            return '"notPlain":' + text(clean(reason.args[0]))
        except b_BaseException:
            return '"notPlain":' + text("a value of type " + clean(name_of(value)))

    answer, refer = call, None
    if extend is not None:
        answer, refer = extend(
            NotPlain, encode_value, text, clean, name_of, describe, known_subclass, read_frame, write_frame)

    def flush():
        for name in flush_names:
            try:
                getattr(system, name).flush()
            except b_BaseException:
                pass

    def serve(file_path):
        nonlocal path
        path = file_path
        if set_digits is not None:
            set_digits(0)
        setup, setup_path = None, os.path.join(os.path.dirname(path), "setup.py")
        if os.path.exists(setup_path):
            with open_file(setup_path, "rb") as file:
                setup = compile(file.read(), setup_path, "exec", dont_inherit=True)
        system.argv = [path]
        space, failure = load(setup)
        while True:
            request = read_frame()
            if request is None:
                break
            reply = failure if failure is not None else answer(space, request)
            if set_digits is not None:
                set_digits(0)
            nonce = '{"nonce":' + text(request["nonce"]) + ","
            request = None
            if not write_frame(nonce + reply + "}"):
                if not write_frame(nonce + '"notPlain":"text that is not UTF-8, or too much of it"}'):
                    leave(3)
        flush()
        leave(0)

    return serve


WARMING = b"""
from typing import Any, Dict, List, Optional, Set, Tuple, Union
class Box:
    def __init__(self, value): self.value = value
    def get(self): return self.value
def solve(xs: List[int], text: str = "ab c") -> Dict[str, int]:
    \"\"\"Uses what programs use, so that none of it is new to a child.\"\"\"
    seen: Set[int] = set()
    counts: Dict[str, int] = {}
    pairs = [(x, i) for i, x in enumerate(sorted(xs, key=lambda x: -x)) if x % 2 == 0 or x > 1]
    for word in text.split() + list(text.upper()):
        counts[word] = counts.get(word, 0) + len(word)
    total, i = 0.5, 0
    while i < len(xs):
        seen.add(xs[i])
        total += abs(xs[i] - 1.5) * 2 ** i / 3 // 1
        i += 1
    try:
        xs[10]
    except IndexError as error:
        counts["e"] = isinstance(error, Exception)
    text = "".join(chr(ord(c) + 1) for c in text) + str(total) + f"{i}"
    a, b = max(xs, default=0), min(xs, default=0)
    return {"n": sum(xs), "a": a, "b": b, "t": text, "l": [Box(x).get() for x in xs[::-1]], "p": pairs, "f": total}
"""


def warm(prepare):
    """Runs a program of our own before the first fork: code that has run once is not written to again."""
    import io
    request = b'{"nonce":"a1","function":"solve","args":[[1,2,3]],"kwargs":{}}'
    frames = [len(request).to_bytes(4, "little"), request] * 20 + [b""]

    def read(_, count):
        return frames.pop(0)

    def leave(_):
        raise StopIteration

    def open_file(*_):
        return io.BytesIO(WARMING)
    argv, digits = sys.argv, getattr(sys, "get_int_max_str_digits", int)()
    try:
        prepare(read, lambda _, view: len(view), leave, open_file)("/box/solution.py")
    except StopIteration:
        pass
    sys.argv = argv
    sys.modules.pop("solution", None)
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(digits)


if __name__ == "__main__":
    here = os.path.dirname(os.path.abspath(sys.argv[0]))
    prepare(os.read, os.write, os._exit, open)(
        os.path.join(here, "solution.py") if len(sys.argv) < 2 else sys.argv[1])
