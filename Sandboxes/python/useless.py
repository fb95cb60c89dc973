"""What a candidate that knows nothing would give: tests that hold for it say nothing of any candidate."""

MAXIMUM_STEPS = 10_000


class Lost(BaseException):
    """A test that goes on and on with a useless value does not hold for it."""


def counts(state=[0]):
    state[0] += 1
    if state[0] > MAXIMUM_STEPS:
        raise Lost()


class Blank:
    """An object of which nothing is known, where every call gives the same useless value."""

    def __init__(self, sentinel):
        object.__setattr__(self, "sentinel", sentinel)

    def __getattr__(self, name):
        counts()
        if name.startswith("__"):
            raise AttributeError(name)
        return Useless(self.sentinel)

    def __setattr__(self, name, value):
        pass


class Useless:
    """The useless value itself, also as an object or as a method that gives it."""

    def __init__(self, sentinel):
        self.sentinel = sentinel

    def __getattr__(self, name):
        counts()
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *args, **kwargs):
        counts()
        return self.sentinel

    def __eq__(self, other):
        counts()
        return self.sentinel == (other.sentinel if type(other) is Useless else other)

    def __hash__(self):
        return hash(self.sentinel)

    def __bool__(self):
        counts()
        return bool(self.sentinel)


def useless_class(sentinel):
    """Stands for a class; also what is asked of the class itself is useless."""
    class Class(Blank):
        def __init__(self, *_, **__):
            super().__init__(sentinel)
    return Class
