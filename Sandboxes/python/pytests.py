"""The part of pytest that tests of a function or a class use. What is not here leaves a test unfit, never failed."""
import functools
import inspect
import itertools
import math
import re
import types
import unittest

from wire import Unfit


class Approximate:
    def __init__(self, expected, rel=None, abs=None, nan_ok=False):
        self.expected, self.nan_ok = expected, nan_ok
        self.relative = (1e-6 if abs is None else 0.0) if rel is None else rel
        self.absolute = 1e-12 if abs is None else abs

    def of(self, expected):
        return Approximate(expected, self.relative, self.absolute, self.nan_ok)

    def __eq__(self, other):
        expected = self.expected
        if isinstance(expected, (list, tuple)):
            return isinstance(other, (list, tuple)) and len(other) == len(expected) and all(
                self.of(e) == o for e, o in zip(expected, other))
        if isinstance(expected, dict):
            return isinstance(other, dict) and other.keys() == expected.keys() and all(
                self.of(e) == other[key] for key, e in expected.items())
        if type(expected) not in (int, float, complex, bool):
            if expected is None or isinstance(expected, (str, bytes)):
                return other == expected
            raise Unfit("pytest.approx of %s" % type(expected).__name__)
        if type(other) in (int, float, complex, bool) and other == expected:
            return True
        if type(other) not in (int, float, complex) or type(expected) is bool:
            return False
        if other != other or expected != expected:
            return self.nan_ok and other != other and expected != expected
        if math.isinf(abs(expected)):
            return False
        return abs(other - expected) <= max(self.absolute, self.relative * abs(expected))

    __hash__ = None


class Raised:
    """What `pytest.raises` gives."""

    value = type = tb = None

    def match(self, pattern):
        assert re.search(pattern, str(self.value)), "another message was raised: %s" % self.value
        return True

    @property
    def typename(self):
        return self.type.__name__

    def __getattr__(self, name):
        raise Unfit("%s of pytest.raises" % name)


class Raises:
    def __init__(self, kinds, match=None):
        self.kinds, self.pattern, self.seen = kinds, match, Raised()

    def __enter__(self):
        return self.seen

    def __exit__(self, kind, value, trace):
        if kind is None:
            raise AssertionError("nothing was raised")
        if not issubclass(kind, self.kinds):
            return False
        self.seen.value, self.seen.type, self.seen.tb = value, kind, trace
        return self.pattern is None or self.seen.match(self.pattern)


def raises(kinds, *rest, match=None, **options):
    if not rest:
        if options:
            raise Unfit("pytest.raises with %s" % ", ".join(options))
        return Raises(kinds, match)
    with Raises(kinds, match) as seen:
        rest[0](*rest[1:], **options)
    return seen


def fail(reason="", **_):
    raise AssertionError(reason)


def skip(reason="", **_):
    raise unittest.SkipTest(reason)


class Parameters(tuple):
    """The values of pytest.param."""


def param(*values, marks=(), **_):
    if marks:
        raise Unfit("pytest.param with marks")
    return Parameters(values)


def parametrize(names, values, indirect=False, ids=None, scope=None):
    if indirect:
        raise Unfit("parametrize with indirect")
    names = [name.strip() for name in names.split(",") if name.strip()] if type(names) is str else list(names)

    def row(value):
        if isinstance(value, Parameters):
            return dict(zip(names, value))
        return dict(zip(names, (value,) if len(names) == 1 else tuple(value)))
    rows = [row(value) for value in values]

    def mark(function):
        known = getattr(function, "rows", [{}])
        function.rows = [{**new, **old} for old in known for new in rows]
        return function
    return mark


class Marks:
    parametrize = staticmethod(parametrize)

    @staticmethod
    def skip(*given, **_):
        return unittest.skip("")(given[0]) if given and callable(given[0]) else unittest.skip("")

    @staticmethod
    def skipif(condition, **_):
        return unittest.skipIf(condition, "")

    def __getattr__(self, name):
        if name in ("xfail", "usefixtures", "filterwarnings", "flaky") or name.startswith("__"):
            raise Unfit("pytest.mark.%s" % name)

        def mark(*given, **_):  # a mark that only names: slow, asyncio, timeout
            return given[0] if len(given) == 1 and callable(given[0]) else lambda function: function
        return mark


class Fixture:
    def __init__(self, function, scope="function", autouse=False, name=None, params=None, ids=None):
        if params is not None:
            raise Unfit("a fixture with params")
        self.function, self.scope, self.is_used, self.name = function, scope, autouse, name or function.__name__


def fixture(function=None, **options):
    if function is None:
        return lambda function: Fixture(function, **options)
    return Fixture(function, **options)


class PytestModule(types.ModuleType):
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        raise Unfit("pytest.%s" % name)


def module():
    made = PytestModule("pytest")
    made.approx, made.raises, made.fail, made.skip, made.param = Approximate, raises, fail, skip, param
    made.mark, made.fixture, made.main = Marks(), fixture, lambda *_, **__: 0
    return made


class Fixtures:
    """Fixtures of one module, made when a test asks and ended after it, or after all."""

    def __init__(self, space, await_):
        self.space, self.await_, self.lasting, self.endings = space, await_, {}, []

    def arguments(self, function, row, instance=None):
        """The values of a test's parameters, and what ends them."""
        made, endings = {}, []
        for name, item in {**self.space, **(vars(type(instance)) if instance is not None else {})}.items():
            if isinstance(item, Fixture) and item.is_used:
                self.value(item.name, instance, made, endings)
        wanted = [name for name, item in inspect.signature(function).parameters.items()
                  if name not in row and item.default is item.empty and item.kind is item.POSITIONAL_OR_KEYWORD]
        return {**row, **{name: self.value(name, instance, made, endings) for name in wanted}}, endings

    def find(self, name, instance):
        places = [vars(kind) for kind in type(instance).__mro__] if instance is not None else []
        for item in itertools.chain.from_iterable(place.values() for place in places + [self.space]):
            if isinstance(item, Fixture) and item.name == name:
                return item
        raise Unfit("the fixture %s" % name)

    def value(self, name, instance, made, endings):
        for known in (made, self.lasting):
            if name in known:
                return known[name]
        found = self.find(name, instance)
        function = found.function
        if instance is not None and found in vars(type(instance)).values():
            function = functools.partial(function, instance)
        given = {other: self.value(other, instance, made, endings) for other in inspect.signature(function).parameters}
        value = function(**given)
        keep, ends = (made, endings) if found.scope == "function" else (self.lasting, self.endings)
        if inspect.isgenerator(value):
            ends.append(value)
            value = next(value)
        elif inspect.iscoroutine(value):
            value = self.await_(value)
        elif inspect.isasyncgen(value):
            raise Unfit("an asynchronous fixture")
        keep[name] = value
        return value

    @staticmethod
    def end(endings):
        for item in reversed(endings):
            next(item, None)
