"""What crosses between tests and the candidate's process, seen from the tests (`objects.py` is the other side).

Numbers and text cross by value. A list, a dict or a set that crosses is one object on both sides: before each step the
candidate hears what the tests have changed, after it the tests hear what the candidate has changed, so that whoever
keeps one, changes it or asks whether it is the same sees what plain Python would show.
"""
import inspect
import itertools
import json
import sys
import types
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction

from tagged import Unsupported, tagged, untagged

MAXIMUM_ITEMS = 100_000
CONTAINERS = {list: "list", dict: "dict", set: "set", Counter: "Counter", OrderedDict: "OrderedDict", deque: "deque"}
FACTORIES = {kind.__name__: kind for kind in (list, dict, set, int, float, str, bool, tuple)}
LIBRARY = {Decimal: str, Fraction: str}
MOMENTS = (date, datetime, time, timedelta)
ITERATORS = (
    map, filter, zip, enumerate, reversed, types.GeneratorType, itertools.chain, itertools.islice, type(iter(range(0))),
    *(type(iter(kind())) for kind in (list, tuple, dict, set, str, bytes)))


class Unfit(BaseException):
    """The test cannot be held by what crosses. `needs` is what might help: classes of the tests as the candidate's."""

    def __init__(self, reason, needs=None):
        super().__init__(reason)
        self.needs = needs


class Endless(Unfit):
    """The test goes on for longer than anyone waits."""


class Missing(defaultdict):
    """A dictionary whose default only the candidate's process can make."""

    def __missing__(self, key):
        raise Unfit("the default of a dictionary of the program's own")


def container(kind):
    if kind.startswith("defaultdict:"):
        factory = kind.partition(":")[2]
        if factory == "?":
            return Missing()
        return defaultdict(FACTORIES.get(factory))
    if kind.startswith("deque:"):
        return deque(maxlen=int(kind.partition(":")[2]))
    return {name: made for made, name in CONTAINERS.items()}[kind]()


class Wire:
    """One connection: the names of what both sides know, and how each thing is written."""

    def __init__(self, stand_ins):
        self.stand_ins = stand_ins
        self.shared, self.names, self.callbacks, self.serial = {}, {}, {}, 0
        # What a container of the tests held before the candidate changed it.
        self.originals = {}
        self.fresh = []
        self.tuples = {}

    # Writing

    def encode(self, value, depth=0):
        kind = type(value)
        if depth > 60:
            raise Unfit("a value nested more than 60 levels deep")
        if value is None or kind in (bool, int, float, complex, str, bytes):
            try:
                return tagged(value)
            except Unsupported as error:
                raise Unfit("an argument that cannot be sent: %s" % error)
        if kind in (tuple, frozenset):
            return {"$tuple" if kind is tuple else "$frozenset": [self.encode(item, depth + 1) for item in value]}
        if kind in CONTAINERS or kind in (defaultdict, Missing):
            return self.share(value, kind)
        handle = self.stand_ins.name(value)
        if handle is not None:
            return {"$object": handle}
        if kind is range or kind is slice:
            return {"$" + kind.__name__: [value.start, value.stop, value.step]}
        if kind in LIBRARY:
            return {"$library": [kind.__module__.replace("_pydecimal", "decimal"), kind.__name__, [str(value)]]}
        if kind in MOMENTS and not getattr(value, "tzinfo", None):
            return {"$library": ["datetime", kind.__name__, [self.encode(item) for item in value.__reduce__()[1]]]}
        if kind in ITERATORS or kind.__module__ == "itertools" and hasattr(kind, "__next__"):
            return {"$iterator": self.called(value)}
        return self.encode_code(value, kind)

    def encode_code(self, value, kind):
        """Functions and classes: those of the library by name, those of the tests by a stub that asks."""
        name, module = getattr(value, "__name__", None), getattr(value, "__module__", None)
        if isinstance(value, (type, types.BuiltinFunctionType)) and type(name) is str:
            if module in sys.stdlib_module_names and getattr(sys.modules.get(module), name, None) is value:
                return {"$library": [module, name, None]}
        if kind in (types.FunctionType, types.MethodType, types.BuiltinMethodType):
            return {"$callback": [self.called(value), self.shape(value)]}
        own = value if isinstance(value, type) else kind
        if own.__module__ == "tests":
            raise Unfit("an argument of the tests' own class %s" % own.__name__, needs=own.__name__)
        raise Unfit("an argument of type %s" % kind.__name__)

    def called(self, value):
        """The name by which the candidate asks for a call of a function or the next of an iterator."""
        for known, callback in self.callbacks.items():
            if callback is value:
                return known
        self.serial += 1
        self.callbacks["f%d" % self.serial] = value
        return "f%d" % self.serial

    def shape(self, value):
        """What a program can see of a function: its name, its text and its parameters."""
        doc = getattr(value, "__doc__", None)
        told = {"name": getattr(value, "__name__", "function"), "doc": doc if type(doc) is str else None,
                "parameters": None}
        if type(value) is not types.BuiltinMethodType:
            told["parameters"] = [
                [item.name, int(item.kind), None if item.default is item.empty else [self.encode(item.default)]]
                for item in inspect.signature(value).parameters.values()]
        return told

    def share(self, value, kind):
        if id(value) not in self.names:
            self.serial += 1
            name = "t%d" % self.serial
            self.names[id(value)] = name
            self.shared[name] = [value, None]
            self.fresh.append(name)
        code = CONTAINERS.get(kind)
        if kind is deque and value.maxlen is not None:
            code = "deque:%d" % value.maxlen
        if code is None:
            factory = None if kind is Missing else value.default_factory
            if factory is not None and FACTORIES.get(getattr(factory, "__name__", "")) is not factory:
                raise Unfit("a dictionary with a default of the tests' own")
            code = "defaultdict:" + ("?" if kind is Missing else "None" if factory is None else factory.__name__)
        return {"$shared": [self.names[id(value)], code]}

    def contents(self, value):
        if isinstance(value, dict):
            return [[self.encode(key), self.encode(item)] for key, item in value.items()]
        return [self.encode(item) for item in value]

    def changes(self):
        """What the tests have changed of what the candidate knows, with what is new in it."""
        found, todo, at = [], list(self.shared), 0
        while at < len(todo):
            entry = self.shared[todo[at]]
            self.fresh = []
            body = self.contents(entry[0])
            todo += self.fresh
            written = json.dumps(body)
            if written != entry[1]:
                entry[1] = written
                found.append([self.share(entry[0], type(entry[0])), body])
            at += 1
        if len(self.shared) > MAXIMUM_ITEMS:
            raise Unfit("more than %d containers" % MAXIMUM_ITEMS)
        return found

    # Reading

    def decode(self, found):
        if len(found) != 1:
            return found
        (tag, value), = found.items()
        if tag == "$shared":
            return self.known(*value)
        if tag == "$library":
            # A closed list: the candidate's process must not have us call what it likes.
            return {"%s.%s" % (kind.__module__, kind.__name__): kind for kind in (*LIBRARY, *MOMENTS)}[
                value[0] + "." + value[1]](*value[2])
        if tag == "$range":
            return range(*value)
        if tag == "$named":
            kind = self.tuples.setdefault((value[0], tuple(value[1])), namedtuple(value[0], value[1]))
            return kind(*value[2])
        if tag == "$callback":
            return self.callbacks[value]
        if tag == "$constant":
            return NotImplemented if value == "NotImplemented" else Ellipsis
        if tag in ("$object", "$class", "$function", "$generator", "$coroutine"):
            return self.stand_ins.made(tag, value)
        return untagged(found)

    def known(self, name, kind):
        if name not in self.shared:
            made = container(kind)
            self.shared[name] = [made, None]
            self.names[id(made)] = name
        return self.shared[name][0]

    def take(self, news):
        """Puts what the candidate changed into the containers of the tests."""
        for name, items in news["changes"]:
            entry = self.shared[name]
            mine = entry[0]
            if name.startswith("t") and entry[1] is not None:
                self.originals.setdefault(id(mine), (mine, mine.copy()))
            if isinstance(mine, dict):
                # Its order is kept beside the dictionary itself.
                setting = (OrderedDict if isinstance(mine, OrderedDict) else dict).__setitem__
                mine.clear()
                for key, item in items:
                    setting(mine, key, item)
            elif isinstance(mine, list):
                mine[:] = items
            else:
                mine.clear()
                mine.update(items) if isinstance(mine, set) else mine.extend(items)
        for name, _ in news["changes"]:
            self.shared[name][1] = json.dumps(self.contents(self.shared[name][0]))
        for name in news["dropped"]:
            self.names.pop(id(self.shared.pop(name)[0]))

    def original(self, value, depth=0):
        """`value` as it was before the candidate changed anything of it."""
        if depth > 60:
            return value
        value = self.originals.get(id(value), (None, value))[1]
        if type(value) is list or type(value) is tuple:
            return type(value)(self.original(item, depth + 1) for item in value)
        if type(value) is dict:
            return {key: self.original(item, depth + 1) for key, item in value.items()}
        return value
