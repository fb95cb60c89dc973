"""Stand-ins for the candidate's objects, classes and functions, which never leave its process.

A test works with a stand-in as with the thing itself; each step is one that the candidate's process makes. A class is
mirrored with its name, its bases and those special methods that it really has, and nothing of ours can be seen on it.

What a class says of its own objects is believed only where it is under test. Equality never is: a class could call
anything equal, so that only identity makes two objects the same.
"""
import builtins
import sys
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from types import FunctionType

from special import SPECIAL
from wire import Unfit

COMPARING = {"__lt__", "__le__", "__gt__", "__ge__", "__contains__", "__bool__", "__getitem__"}
# Sums and differences as well: who is given the expected value can answer to it.
COMPARING |= {"__%s%s__" % (side, name) for side in ("", "r", "i") for name in (
    "add sub mul matmul truediv floordiv mod divmod pow lshift rshift and xor or").split()}
EQUALITY = {"__eq__", "__ne__", "__hash__"}
# What a test asks of plain data; an object of a class that no test names has no business to answer it.
PLAIN = {name for kind in (str, list, dict, set, tuple, int, float, bytes) for name in dir(kind) if name[0] != "_"}


PREDICATES = {name for name in dir(str) if name.startswith("is")} | {"startswith", "endswith"}
LIBRARY = frozenset(sys.stdlib_module_names) - {"unittest"}
# Classes whose objects cross by value: such a class is what it is on either side.
BY_VALUE = {object, type, type(None), bool, int, float, complex, str, bytes, list, dict, set, tuple, frozenset, range,
            Decimal, Fraction, date, datetime}


class Remote:
    """An object; its name is kept where no test sees it."""

    __slots__ = ("name",)

    def __new__(cls, *_, **__):
        raise Unfit("an object of the program's own class made in another way")

    def __getattr__(self, name):
        return stand_ins.attribute(self, name)

    def __setattr__(self, name, value):
        stand_ins.operate("set", self, name, value)

    def __delattr__(self, name):
        stand_ins.operate("delete", self, name)

    @property
    def __dict__(self):
        return stand_ins.operate("get", self, "__dict__")

    def __dir__(self):
        raise Unfit("dir() of an object of the program's own class")

    def __reduce_ex__(self, _):
        raise Unfit("a copy of an object of the program's own class")

    def __format__(self, form):
        return format(str(self), form)


name_slot = Remote.__dict__["name"]
del Remote.name


def text_of(kind):
    def told(self):
        return stand_ins.operate("special", self, kind)
    return told


Remote.__str__, Remote.__repr__ = text_of("__str__"), text_of("__repr__")


class RemoteClass(type):
    def __new__(cls, *_, **__):
        raise Unfit("a class that inherits from one of the program's")

    def __call__(cls, /, *args, **kwargs):
        return stand_ins.instance(cls, args, kwargs)

    def __getattr__(cls, name):
        return stand_ins.operate("get", cls, name)

    def __setattr__(cls, name, value):
        stand_ins.operate("set", cls, name, value)

    def __delattr__(cls, name):
        stand_ins.operate("delete", cls, name)


def forwarding(method, is_named):
    if method in EQUALITY:
        def equality(self, other=None):
            if other is self:
                return method == "__eq__"
            raise Unfit("objects are compared by a rule of their own class")
        return equality

    def forward(self, /, *args, **kwargs):
        if method in COMPARING and not is_named():
            raise Unfit("%s of an object of a class that is not tested" % method)
        return stand_ins.operate("special", self, method, *args, **kwargs)
    forward.__name__ = method
    return forward


class StandIns:
    """All stand-ins of one run, by name and by identity."""

    def __init__(self):
        self.live = None  # how a step is made
        self.objects, self.classes, self.class_names, self.functions = {}, {}, {}, {}
        # Classes that the tests name; whether they are what is tested, so that they may say how their objects compare.
        self.named, self.are_tested, self.faults, self.messages = set(), False, [], {}
        # Classes of the tests that live in the candidate's process.
        self.given = set()

    def operate(self, kind, target, /, *args, **kwargs):
        return self.live(kind, target, args, kwargs)

    def instance(self, kind, args, kwargs):
        """A call of a class, which gives a new object of it: anything else could be the same for any arguments."""
        known = len(self.objects)
        made = self.operate("call", kind, *args, **kwargs)
        if not (self.are_tested and self.is_named(kind)):
            is_new = isinstance(made, Remote) and any(made is item for item in list(self.objects.values())[known:])
            if not (is_new and isinstance(made, kind)):
                raise Unfit("a class of the program that gives no new object of its own")
        return made

    def name(self, value):
        if isinstance(type(value), RemoteClass):
            return name_slot.__get__(value)
        if id(value) in self.class_names:
            return self.class_names[id(value)]
        known = self.functions.get(id(value))
        return known[0] if known else None

    def is_named(self, kind):
        return any(id(base) in self.named for base in kind.__mro__)

    def attribute(self, target, name):
        kind = type(target)
        is_named = self.is_named(kind)
        if name in PLAIN and not is_named or name in PREDICATES and not self.are_tested:
            raise Unfit("%s of an object of a class that is not tested" % name)
        if name.startswith("__") and name.endswith("__") and name not in ("__name__", "__wrapped__", "__self__"):
            raise AttributeError("%r object has no attribute %r" % (kind.__name__, name))
        found = self.operate("get", target, name)
        if type(found) is FunctionType and any(id(base) in self.given for base in kind.__mro__):
            return self.told_by_given(found)
        return found

    @staticmethod
    def told_by_given(function):
        """A method of a class of the tests that runs where the program can replace it: no witness of anything."""
        def call(*args, **kwargs):
            value = function(*args, **kwargs)
            if type(value) is bool:
                raise Unfit("what a method of the tests' own class says in the program's process")
            return value
        return call

    def made(self, tag, value):
        if tag == "$class":
            return self.classes[value]
        if tag == "$object":
            name, kind = value
            if name not in self.objects:
                if not isinstance(self.classes[kind], RemoteClass):
                    raise Unfit("an exception as a value")
                made = object.__new__(self.classes[kind])
                name_slot.__set__(made, name)
                self.objects[name] = made
            return self.objects[name]
        name = value[0] if tag == "$function" else value
        if name not in self.objects:
            if tag == "$function":
                made = self.function(name, value[1])
            else:
                made = self.generator(name) if tag == "$generator" else self.coroutine(name)
            self.objects[name] = made
            self.functions[id(made)] = (name, made)
        return self.objects[name]

    def function(self, name, told):
        if told["async"]:
            async def call(*args, **kwargs):
                return await self.operate("call", call, *args, **kwargs)
        else:
            def call(*args, **kwargs):
                return self.operate("call", call, *args, **kwargs)
        call.__name__ = call.__qualname__ = told["name"] or "function"
        call.__doc__ = told["doc"]
        return call

    def generator(self, name):
        def items():
            given, kind = (), "next"
            while True:
                try:
                    item = self.operate(kind, made, *given)
                except StopIteration as end:
                    return end.value
                try:
                    sent = yield item
                except GeneratorExit:
                    raise Unfit("the end of a generator before its time")  # seen only where a test calls close()
                except Exception:
                    raise Unfit("an exception thrown into a generator")
                given, kind = ((), "next") if sent is None else ((sent,), "send")
        made = items()
        return made

    def coroutine(self, name):
        async def ending():
            return self.operate("await", made)
        made = ending()
        return made

    # Classes

    def learn(self, described):
        """Makes the mirrors of classes that are heard of for the first time."""
        for told in described:
            kind = self.library(told)
            if kind is None:
                bases = [self.classes[name] for name in told["bases"]]
                if any(issubclass(base, BaseException) for base in bases):
                    kind = self.exception_class(told, bases)
                else:
                    kind = self.mirror(told, bases)
            self.classes[told["id"]] = kind
            self.class_names[id(kind)] = told["id"]

    @staticmethod
    def library(told):
        if told["library"] is None:
            return None
        # Only what is here already and cannot steer a test, as the class of a skipped test does.
        module, name = told["library"]
        known = module.partition(".")[0] in LIBRARY
        found = getattr(sys.modules.get(module), name, None) if known else None
        is_known = isinstance(found, type) and (issubclass(found, BaseException) or found in BY_VALUE)
        return found if is_known else None

    def exception_class(self, told, bases):
        space = {"__module__": "solution", "__doc__": told["doc"]}
        if "__str__" in told["special"]:
            space["__str__"] = lambda error: self.messages.get(id(error), (error, ""))[1]
        kinds = tuple(base for base in bases if not isinstance(base, RemoteClass))
        return type(told["name"], kinds, space)

    def mirror(self, told, bases):
        made = []
        space = {"__slots__": (), "__module__": "solution", "__doc__": told["doc"]}
        for method in told["special"]:
            if method in SPECIAL and method not in ("__str__", "__repr__"):
                space[method] = forwarding(method, lambda: self.are_tested and self.is_named(made[0]))
        if "__eq__" in space:
            space["__hash__"] = forwarding("__hash__", None)
        else:
            space.pop("__hash__", None)  # without a rule of its own an object is equal to itself only
        own = tuple(base for base in bases if isinstance(base, RemoteClass)) or (Remote,)
        metas = tuple(dict.fromkeys(type(base) for base in own if type(base) not in (type, RemoteClass)))
        meta = metas[0] if len(metas) == 1 else RemoteClass
        if told["meta"] and len(metas) != 1:
            methods = {method: forwarding(method, lambda: True) for method in told["meta"]
                       if method in SPECIAL - EQUALITY}
            meta = type("RemoteClass", metas or (RemoteClass,), methods)
        made.append(type.__new__(meta, told["name"], own, space))
        return made[0]

    # Exceptions

    def error(self, given):
        """An exception like the candidate's."""
        told = given["told"]
        kind = self.classes.get(given["class"])
        if kind is None or not issubclass(kind, BaseException):
            raise Unfit("an exception that cannot be sent: %s" % told["type"])
        arguments = given["args"] if given["args"] is not None else [told["message"]]
        try:
            error = kind.__new__(kind, *arguments)
            error.args = tuple(arguments)
            if kind.__init__ is not Exception.__init__ and getattr(builtins, kind.__name__, None) is kind:
                error.__init__(*arguments)
            for name, value in given["attributes"]:
                if not name.startswith("__"):
                    setattr(error, name, value)
        except Exception:
            raise Unfit("an exception that cannot be sent: %s" % told["type"])
        self.messages[id(error)] = (error, told["message"])
        self.faults.append(error)
        return error

    def is_fault(self, error):
        return any(error is known for known in self.faults)


stand_ins = StandIns()
