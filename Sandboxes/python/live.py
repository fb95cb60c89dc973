"""The steps of tests that the candidate makes, in another process: each is one frame there and one back."""
import builtins
import json
import os

from handles import stand_ins
from wire import Endless, Unfit, Wire

MAXIMUM_CALLS = 20_000


class Stopped(RuntimeError):
    """StopIteration from a call, which would end a loop of the tests as if all were well."""


class Channel:
    """Frames to and from the judge."""

    def read(self):
        length = int.from_bytes(self.exactly(4), "little")
        return self.exactly(length).decode("utf-8")

    def exactly(self, count):
        parts = []
        while count:
            part = os.read(3, min(count, 1 << 20))
            if not part:
                os._exit(0)  # the candidate's run is over: the judge knows more than we do
            parts.append(part)
            count -= len(part)
        return b"".join(parts)

    def write(self, message):
        body = json.dumps(message, ensure_ascii=True).encode()
        view = len(body).to_bytes(4, "little") + body
        while view:
            view = view[os.write(4, view):]


class Live:
    """Steps that the candidate makes."""

    def __init__(self, channel, expects_stops, has_lazy_calls):
        self.channel, self.wire, self.expects_stops = channel, Wire(stand_ins), expects_stops
        self.has_lazy_calls = has_lazy_calls
        self.calls, self.failures = 0, []
        stand_ins.live = self.step

    def step(self, kind, target, args, kwargs):
        self.calls += 1
        if self.calls > MAXIMUM_CALLS:
            raise Endless("the tests make more than %d calls" % MAXIMUM_CALLS)
        encode = self.wire.encode
        step = {"operation": kind, "target": encode(target), "args": [encode(item) for item in args],
                "kwargs": {name: encode(item) for name, item in kwargs.items()},
                "label": args[0] if kind in ("get", "set", "special") else str(getattr(target, "__name__", kind))}
        news = self.ask(step)
        failures = len(self.failures)
        while "callback" in news:
            news = self.ask(self.called_back(news))
        if len(self.failures) > failures and "raised" not in news:
            raise Unfit("an assertion that failed inside the program, which went on")
        if "raised" in news:
            error = stand_ins.error(news["raised"])
            is_iteration = kind in ("next", "send") or kind == "special" and args[0] in ("__next__", "__anext__")
            is_stop = isinstance(error, (StopIteration, StopAsyncIteration)) and not is_iteration
            if is_stop and self.expects_stops and self.has_lazy_calls:
                raise Unfit("StopIteration from a call, which may end a loop")
            if is_stop and not self.expects_stops:
                error = Stopped("%s from a call: %s" % (type(error).__name__, error))
                stand_ins.faults.append(error)
            raise error
        return news["result"]

    def ask(self, step):
        step["shared"] = self.wire.changes()
        self.channel.write({"step": step})
        text = self.channel.read()
        if '"classes":[]' not in text:
            stand_ins.learn(json.loads(text)["value"]["classes"])
        news = json.loads(text, object_hook=self.wire.decode)["value"]
        if "unfit" in news:
            raise Unfit("what cannot be sent: %s" % news["unfit"])
        self.wire.take(news)
        return news

    def called_back(self, news):
        """The candidate calls a function of the tests."""
        encode = self.wire.encode
        try:
            called = self.wire.callbacks[news["callback"]]
            value = called(*news["args"], **news["kwargs"]) if callable(called) else next(called)
            return {"operation": "return", "args": [encode(value)]}
        except Exception as error:
            if isinstance(error, AssertionError):
                self.failures.append(error)
            if getattr(builtins, type(error).__name__, None) is not type(error):
                raise Unfit("an exception of the tests inside the program")
            return {"operation": "raise", "args": [encode(type(error)), [encode(item) for item in error.args]]}
