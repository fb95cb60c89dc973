"""Stand-ins for objects of the candidate's own classes, which never leave its process.

A test works with them as with the objects themselves; each step is one more call that the judge has the candidate make
(`operation`), and what it gives is plain data or another handle. A class and an assignment give nothing to wait for, so
that such calls are `deferred`: the test goes on, and an error shows when the calls were made.

Only identity makes two handles equal: a class could call anything equal. What cannot be told this way ends the test as
unfit, never as failed.
"""
from tagged import Handle


class Unfit(BaseException):
    """The test cannot be held by values alone."""


class Remote(Handle):
    """One object; the same name gives the same stand-in."""

    unit = None  # the test that runs
    known = {}

    def __new__(cls, name):
        if name not in cls.known:
            cls.known[name] = made = object.__new__(cls)
            object.__setattr__(made, "handle", name)
        return cls.known[name]

    def operate(self, kind, *rest, deferred=False, **keywords):
        return Remote.unit.operate(kind, (self,) + rest, keywords, deferred)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return mirrored(self.operate("get", name), self, name)

    def __setattr__(self, name, value):
        self.operate("set", name, value, deferred=True)

    def __call__(self, *args, **kwargs):
        return self.operate("call", *args, **kwargs)

    def __eq__(self, other):
        if other is self:
            return True
        for side in (self, other):
            if isinstance(side, Remote) and side.operate("equality"):
                raise Unfit("objects are compared by a rule of their own class")
        return False

    def __hash__(self):
        return hash(self.handle)

    def __bool__(self):
        return bool(self.operate("truth"))

    def __len__(self):
        return self.operate("length")

    def __iter__(self):
        return iter(self.operate("items"))

    def __getitem__(self, key):
        return self.operate("item", key)

    def __setitem__(self, key, value):
        self.operate("put", key, value)

    def __contains__(self, item):
        return bool(self.operate("contains", item))

    def __str__(self):
        return self.operate("text")

    def __repr__(self):
        return self.operate("representation")


def unfit(name):
    def refuse(*_):
        raise Unfit("%s of an object of the program's own class" % name)
    return refuse


for operator in (
        "lt", "le", "gt", "ge", "add", "radd", "iadd", "sub", "rsub", "isub", "mul", "rmul", "imul", "truediv",
        "rtruediv", "floordiv", "rfloordiv", "mod", "rmod", "pow", "rpow", "matmul", "rmatmul", "and", "rand", "or",
        "ror", "xor", "rxor", "neg", "pos", "abs", "invert", "index", "int", "float", "complex", "round", "enter",
        "next", "await", "delitem", "delattr", "copy", "deepcopy", "reduce_ex", "format", "reversed", "divmod"):
    setattr(Remote, "__%s__" % operator, unfit("__%s__" % operator))


class RemoteClass(type):
    """A class that only the candidate defines."""

    def __call__(cls, *args, **kwargs):
        return Remote.unit.make(cls.__name__, args, kwargs)

    def __getattr__(cls, name):
        if name.startswith("__"):
            raise AttributeError(name)
        raise Unfit("an attribute of the class %s" % cls.__name__)

    def __instancecheck__(cls, value):
        if not isinstance(value, Handle):
            return False
        raise Unfit("isinstance with the class %s" % cls.__name__)


def remote_class(name):
    return RemoteClass(name, (), {})


# Containers that are attributes: a test that changes one changes the object's.
CHANGES = {
    list: ("append", "extend", "insert", "pop", "remove", "sort", "reverse", "clear", "__setitem__", "__delitem__",
           "__iadd__", "__imul__"),
    dict: ("__setitem__", "__delitem__", "update", "pop", "popitem", "setdefault", "clear", "__ior__"),
    set: ("add", "discard", "remove", "pop", "update", "clear", "__ior__", "__iand__", "__isub__", "__ixor__"),
}


def changing(base, method):
    def change(self, *args, **kwargs):
        owner, name = self.lydite_owner
        owner.operate("change", name, method, *args, deferred=True, **kwargs)
        return getattr(base, method)(self, *args, **kwargs)
    return change


MIRRORS = {
    base: type(base.__name__, (base,), {
        "lydite_mirror": True, **{method: changing(base, method) for method in methods}})
    for base, methods in CHANGES.items()
}


def mirrored(value, owner, name):
    """A copy of an attribute that passes changes on."""
    if type(value) not in MIRRORS:
        return value
    copied = MIRRORS[type(value)](value)
    copied.lydite_owner = (owner, name)
    return copied
