"""Lets tests outside of this process work with a candidate's own objects.

Beside runner.py, in the candidate's process: nothing it says is believed beyond being what the candidate does. Numbers
and text cross by value. A list, a dict or a set that crosses is one object on both sides: it has a name, and whoever
speaks says what has changed of those the other side knows. Objects, classes and functions stay here and cross by name;
a step with one of them is an `operation`. Functions of the tests stay there: a stub here asks for each call.
"""
import os
import sys
from collections import Counter, OrderedDict, defaultdict, deque

import runner
from special import SPECIAL

LIBRARY = frozenset(sys.stdlib_module_names) - {"__main__"}


def extend(NotPlain, plain, text, clean, name_of, describe, known_subclass, read_frame, write_frame):
    """What the runner does in place of single calls: the answer to a request, and the reading of its tags."""
    MAXIMUM_HELD, MAXIMUM_SHARED = 100_000, 10_000
    b_type, b_len, b_id, b_str, b_list, b_dict, b_set, b_tuple, b_frozenset, b_isinstance, b_BaseException = (
        type, len, id, str, list, dict, set, tuple, frozenset, isinstance, BaseException)
    b_getattr, b_setattr, b_delattr, b_next, b_range, b_slice = (
        getattr, setattr, delattr, next, range, slice)
    leave, b_int = os._exit, int
    b_StopIteration, b_TypeError, b_import, b_object, b_callable = (
        StopIteration, TypeError, __import__, object, callable)
    modules, references, join, text_of_int = sys.modules, sys.getrefcount, str.join, int.__repr__
    get_mro, get_bases = type.__dict__["__mro__"].__get__, type.__dict__["__bases__"].__get__
    get_space, get_name = type.__dict__["__dict__"].__get__, type.__dict__["__name__"].__get__
    get_module, get_flags = type.__dict__["__module__"].__get__, type.__dict__["__flags__"].__get__
    items_of, put_item, clear_dict, clear_set, add_all, clear_deque, extend_deque = (
        dict.items, dict.__setitem__, dict.clear, set.clear, set.update, deque.clear, deque.extend)
    # Its order is kept beside the dictionary itself.
    ordered_items, put_ordered, clear_ordered = OrderedDict.items, OrderedDict.__setitem__, OrderedDict.clear
    special_names, library, missing = SPECIAL, LIBRARY, object()
    unheld = {type(None), bool, int, float, complex, str, bytes, bytearray}
    plain_kinds = (int, float, complex, str, bytes, bytearray, list, dict, set, frozenset, tuple, BaseException)
    containers = {
        list: "list", dict: "dict", set: "set", Counter: "Counter", OrderedDict: "OrderedDict", deque: "deque"}
    makers = {name: kind for kind, name in containers.items()}
    factories = {kind: kind.__name__ for kind in (list, dict, set, int, float, str, bool, tuple)}
    factories[None] = "None"
    for factory, name in list(factories.items()):
        makers["defaultdict:" + name] = lambda factory=factory: defaultdict(factory)
    generator, coroutine = type(item for item in ()), None
    functions = {type(lambda: 0), type(len), type([].append), type(iter([]).__next__), type("".__len__)}

    async def nothing():
        pass

    pause = nothing()
    coroutine = type(pause)
    pause.close()

    class Methods:
        def method(self):
            pass

    functions.add(type(Methods().method))
    # By name: what tests know of here, the containers with what was last said of them, the stubs of their functions.
    held, shared, stubs = {}, {}, {}
    names, told, serial, nonce, loop = {}, set(), 0, None, None

    def new_name(value, letter):
        nonlocal serial
        serial += 1
        name = letter + text_of_int(serial)
        names[b_id(value)] = name
        return name

    def hold(value):
        if b_id(value) not in names:
            if b_len(held) >= MAXIMUM_HELD:
                raise NotPlain("more than 100000 objects")
            held[new_name(value, "o")] = value
        return text(names[b_id(value)])

    # Writing. A reply is a list: the counts of values and bytes, new classes, new containers.

    def encode(value, reply, depth=0):
        kind = b_type(value)
        if kind in unheld or depth > 60:
            return plain(value, reply[0], depth)
        if kind is b_tuple or kind is b_frozenset:
            tag = '{"$tuple":[' if kind is b_tuple else '{"$frozenset":['
            return tag + join(",", [encode(item, reply, depth + 1) for item in value]) + "]}"
        container = containers.get(kind)
        if container is None and kind is defaultdict:
            try:
                container = "defaultdict:" + factories.get(value.default_factory, "?")
            except b_TypeError:
                container = "defaultdict:?"
        if container is not None:
            if kind is deque and value.maxlen is not None:
                container += ":" + text_of_int(value.maxlen)
            return share(value, container, reply)
        if value is NotImplemented or value is Ellipsis:
            return '{"$constant":"NotImplemented"}' if value is NotImplemented else '{"$constant":"Ellipsis"}'
        if b_id(value) in stubs:
            return '{"$callback":' + text(stubs[b_id(value)][0]) + "}"
        if b_isinstance(value, b_type):
            return '{"$class":' + text(tell(value, reply)) + "}"
        if kind is generator or kind is coroutine:
            return '{"$generator":' + hold(value) + "}" if kind is generator else '{"$coroutine":' + hold(value) + "}"
        if kind in functions:
            return '{"$function":[' + hold(value) + "," + describe_function(value, reply) + "]}"
        by_value = encode_library(value, kind, reply, depth)
        return by_value if by_value is not None else encode_object(value, kind, reply, depth)

    def encode_library(value, kind, reply, depth):
        if kind is b_range:
            return '{"$range":[' + join(",", [text_of_int(i) for i in (value.start, value.stop, value.step)]) + "]}"
        for module, name in (("decimal", "Decimal"), ("fractions", "Fraction")):
            if module in modules and b_getattr(modules[module], name, None) is kind:
                return '{"$library":[' + text(module) + "," + text(name) + ",[" + text(b_str(value)) + "]]}"
        if get_module(kind) == "datetime" and b_getattr(modules.get("datetime"), get_name(kind), None) is kind:
            given = value.__reduce__()[1]
            return '{"$library":["datetime",' + text(get_name(kind)) + ",[" + join(
                ",", [encode(item, reply, depth + 1) for item in given]) + "]]}"
        return None

    def encode_object(value, kind, reply, depth):
        mro = get_mro(kind)
        if b_tuple in mro and mro[1] is b_tuple and b_type(get_space(kind).get("_fields")) is b_tuple:
            return '{"$named":[' + join(",", [
                text(get_name(kind)), "[" + join(",", [text(name) for name in get_space(kind)["_fields"]]) + "]",
                "[" + join(",", [encode(item, reply, depth + 1) for item in b_tuple.__iter__(value)]) + "]"]) + "]}"
        for base in plain_kinds:
            if base in mro:
                if get_module(kind) == "numpy":
                    return plain(known_subclass(value, kind), reply[0], depth)
                raise NotPlain("a value of type " + clean(name_of(value)) + ", which is a kind of " + get_name(base))
        return '{"$object":[' + hold(value) + "," + text(tell(kind, reply)) + "]}"

    def share(value, container, reply):
        if b_id(value) not in names:
            if b_len(shared) >= MAXIMUM_SHARED:
                raise NotPlain("more than 10000 containers")
            name = new_name(value, "c")
            shared[name] = [value, None]
            reply[2].append(name)
        return '{"$shared":[' + text(names[b_id(value)]) + "," + text(container) + "]}"

    def contents(value, reply):
        if b_isinstance(value, b_dict):
            items = ordered_items if b_type(value) is OrderedDict else items_of
            return "[" + join(",", ["[" + encode(key, reply) + "," + encode(item, reply) + "]"
                                    for key, item in items(value)]) + "]"
        return "[" + join(",", [encode(item, reply) for item in value]) + "]"

    def describe_function(value, reply):
        code = b_getattr(value, "__code__", None)
        is_async = bool(code is not None and code.co_flags & 0x80)
        return '{"name":' + encode(b_getattr(value, "__name__", "")[:200], reply) + ',"doc":' + document(value) \
            + ',"async":' + ("true" if is_async else "false") + "}"

    def document(value):
        doc = b_getattr(value, "__doc__", None)
        return text(clean(doc)) if b_type(doc) is b_str else "null"

    def tell(kind, reply):
        """The name of a class, described once."""
        if b_id(kind) in names and names[b_id(kind)] in told:
            return names[b_id(kind)]
        if b_id(kind) not in names:
            held[new_name(kind, "k")] = kind
        name = names[b_id(kind)]
        told.add(name)
        mro = get_mro(kind)
        bases = [text(tell(base, reply)) for base in get_bases(kind) if base is not b_object]
        methods = [found for base in mro if base is not b_object and base not in plain_kinds
                   for found in get_space(base) if found in special_names and get_space(base)[found] is not None]
        meta = [found for base in get_mro(b_type(kind)) if base is not b_type and base is not b_object
                for found in get_space(base) if found in special_names and found != "__call__"]
        module, own = get_space(kind).get("__module__"), get_name(kind)
        root = module.partition(".")[0] if b_type(module) is b_str else None
        if root is None:  # a class of the interpreter itself, or one that lies
            module = root = get_module(kind) if get_flags(kind) & (1 << 9) == 0 else None
        known = root in library and b_getattr(modules.get(module), own, None) is kind
        reply[1].append('{"id":' + text(name) + ',"name":' + text(clean(own)) + ',"bases":[' + join(",", bases)
                        + '],"special":[' + join(",", [text(item) for item in methods]) + '],"meta":['
                        + join(",", [text(item) for item in meta]) + '],"library":'
                        + ("[" + text(module) + "," + text(own) + "]" if known else "null")
                        + ',"doc":' + document(kind) + "}")
        return name

    def news(reply):
        """What has changed since the other side last heard, and what only it still holds."""
        changes, todo, at = [], b_list(shared), 0
        while at < b_len(todo):
            entry = shared[todo[at]]
            reply[2].clear()
            body = contents(entry[0], reply)
            todo += [name for name in reply[2]]
            if body != entry[1]:
                entry[1] = body
                changes.append("[" + text(todo[at]) + "," + body + "]")
            at += 1
            entry = None
        dropped = []
        for name in todo:
            if references(shared[name][0]) <= 2:
                names.pop(b_id(shared.pop(name)[0]))
                dropped.append(text(name))
        return '"changes":[' + join(",", changes) + '],"classes":[' + join(",", reply[1]) + '],"dropped":[' \
            + join(",", dropped) + "]}"

    def refused(reason):
        return '"value":{"unfit":' + text(clean(reason)) + ',"changes":[],"classes":[],"dropped":[]}'

    # Reading

    def refer(tag, value, found):
        if tag == "$object":
            return held[value]
        if tag == "$shared":
            if value[0] not in shared:
                known, _, size = value[1].partition(":")
                made = deque(maxlen=b_int(size)) if known == "deque" and size else makers[value[1]]()
                shared[value[0]] = [made, None]
                names[b_id(made)] = value[0]
            return shared[value[0]][0]
        if tag == "$callback":
            return stub_of(value[0], lambda call: shaped(call, value[1]))
        if tag == "$range":
            return b_range(*value)
        if tag == "$slice":
            return b_slice(*value)
        if tag == "$iterator":
            return stub_of(value, items_by)
        if tag == "$library":
            module = b_import(value[0])
            made = b_getattr(module, value[1])
            return made if value[2] is None else made(*value[2])
        return found

    def take(request):
        """Puts what the tests changed into the containers that both sides know."""
        for container, given in request["shared"]:
            if b_isinstance(container, b_list):
                container[:] = given
            elif b_type(container) is OrderedDict:
                clear_ordered(container)
                for key, item in given:
                    put_ordered(container, key, item)
            elif b_isinstance(container, b_dict):
                clear_dict(container)
                for key, item in given:
                    put_item(container, key, item)
            elif b_isinstance(container, b_set):
                clear_set(container)
                add_all(container, given)
            else:
                clear_deque(container)
                extend_deque(container, given)
        for container, _ in request["shared"]:
            shared[names[b_id(container)]][1] = contents(container, [[0, 0], [], []])
        container = given = None
        request["shared"] = None

    def stub_of(name, made_of):
        """What stands here for a function or an iterator of the tests, the same each time."""
        for known, stub in stubs.values():
            if known == name:
                return stub
        stub = made_of(asking(name))
        stubs[b_id(stub)] = (name, stub)
        return stub

    def items_by(call):
        while True:
            try:
                item = call()
            except b_StopIteration:
                return
            yield item

    def shaped(call, told):
        """A function with the name and the parameters of the tests' own, which programs look at."""
        stub = call
        if told["parameters"] is not None:
            names, given, defaults, named = [], [], [], {}
            kinds = [kind for _, kind, _ in told["parameters"]]
            for at, (name, kind, default) in enumerate(told["parameters"]):
                if kind == 3 and 2 not in kinds and (at == 0 or kinds[at - 1] < 2):
                    names += ["*"]
                names += [("", "", "*", "", "**")[kind] + name + ("=None" if default is not None else "")]
                given += [("", "", "*", name + "=", "**")[kind] + name]
                if kind == 0 and 0 not in kinds[at + 1:]:
                    names += ["/"]
                if default is not None and kind == 3:
                    named[name] = default[0]
                elif default is not None:
                    defaults += [default[0]]
            space = {}
            exec("def made(lydite_call):\n def stub(%s): return lydite_call(%s)\n return stub" % (
                ", ".join(names), ", ".join(given)), space)
            stub = space["made"](call)
            stub.__defaults__, stub.__kwdefaults__ = b_tuple(defaults) or None, named or None
        stub.__name__ = stub.__qualname__ = told["name"]
        stub.__doc__ = told["doc"]
        return stub

    def asking(name):
        def stub(*args, **kwargs):
            reply = [[0, 0], [], []]
            body = '{"callback":' + text(name) + ',"args":[' + join(",", [encode(item, reply) for item in args]) \
                + '],"kwargs":{' + join(",", [text(key) + ":" + encode(item, reply) for key, item in kwargs.items()]) \
                + "}," + news(reply)
            write_frame('{"nonce":' + text(nonce) + ',"value":' + body + "}")
            while True:
                request = read_frame()
                if request is None:
                    leave(0)  # the tests are over, and an answer would come too late
                if request["operation"] == "return":
                    begin(request)
                    return request["args"][0]
                if request["operation"] == "raise":
                    begin(request)
                    raise request["args"][0](*request["args"][1])
                write_frame('{"nonce":' + text(request["nonce"]) + "," + answer(None, request) + "}")
        return stub

    # Operations

    def awaited(target):
        nonlocal loop
        if loop is None:
            loop = b_import("asyncio").new_event_loop()

        async def run():
            return await target
        return loop.run_until_complete(run())

    def perform(kind, target, arguments, keywords):
        if kind == "call":
            return target(*arguments, **keywords)
        if kind == "get":
            return b_getattr(target, arguments[0])
        if kind == "set":
            return b_setattr(target, arguments[0], arguments[1])
        if kind == "delete":
            return b_delattr(target, arguments[0])
        if kind == "special":
            return b_getattr(b_type(target), arguments[0])(target, *arguments[1:], **keywords)
        if kind == "next":
            return b_next(target)
        if kind == "send":
            return target.send(arguments[0])
        return awaited(target)

    # Classes that are not the program's: [class, its own class, its bases, what it was made of].
    given = []

    def keep(kind):
        if b_isinstance(kind, b_type):
            given.append([kind, b_type(kind), get_bases(kind), b_list(get_space(kind).items())])

    def is_descriptor(item):
        return b_getattr(b_type(item), "__get__", missing) is not missing

    def changed(target):
        """The name of a class of the tests that would answer otherwise than as they wrote it, for the program changed it."""
        for kind, meta, bases, made in given:
            now, known = get_space(kind), [name for name, _ in made]
            if b_type(kind) is not meta or get_bases(kind) is not bases \
                    or [1 for name, item in made if is_descriptor(item) and now.get(name, missing) is not item] \
                    or [1 for name, item in made if is_descriptor(now.get(name, missing)) and not is_descriptor(item)] \
                    or [1 for name, item in b_list(now.items()) if name not in known and is_descriptor(item)]:
                return get_name(kind)
            if kind in get_mro(b_type(target)) and "__dict__" in now:
                # An object's own attribute goes before a method of its class.
                own = now["__dict__"].__get__(target)
                if [1 for name, item in made if name in own and is_descriptor(item)]:
                    return get_name(kind)
        return None

    def defined(space, wanted, others, reply):
        """What the program defines of the names that the tests use; `others` are none of its own."""
        found = []
        for name in wanted:
            value = space.get(name, missing)
            if name in others:
                keep(value)
            if value is not missing and b_callable(value):
                found.append("[" + text(name) + "," + encode(value, reply) + "]")
        return '{"$dict":[' + join(",", found) + "]}"

    def raised(error, reply):
        told_error = describe(error)
        try:
            arguments = "[" + join(",", [encode(item, reply) for item in b_BaseException.args.__get__(error)]) + "]"
        except b_BaseException:
            arguments = "null"
        attributes = []
        for name, item in b_list(items_of(error.__dict__)):
            try:
                attributes.append("[" + text(name) + "," + encode(item, reply) + "]")
            except b_BaseException:
                pass
        return '{"class":' + text(tell(b_type(error), reply)) + ',"args":' + arguments + ',"attributes":[' \
            + join(",", attributes) + '],"told":' + told_error + "}"

    def begin(request):
        nonlocal nonce
        nonce = request["nonce"]
        take(request)

    def answer(space, request):
        """One step; returns the members of the reply."""
        reply, result = [[0, 0], [], []], None
        try:
            begin(request)
            if request["operation"] == "define":
                return definition(request["args"], reply)
            if request["operation"] == "names":
                result = '"result":' + defined(space, request["args"], request["kwargs"].get("given", ()), reply)
            elif (name := changed(request["target"])) is not None:
                return refused("the program changed the tests' class " + name)
        except NotPlain as reason:
            return refused(reason.args[0])
        value = arguments = None
        try:
            if result is None:
                value = perform(request["operation"], request["target"], request["args"], request["kwargs"])
        except b_BaseException as error:
            try:
                result = '"raised":' + raised(error, reply)
            except b_BaseException:
                result = '"raised":{"class":null,"args":null,"attributes":[],"told":' + describe(error) + "}"
        request["args"] = request["kwargs"] = request["target"] = None
        # Where the tests' functions were called meanwhile, the last of those requests waits.
        request["nonce"] = nonce
        try:
            if result is None:
                result = '"result":' + encode(value, reply)
            value = None
            return '"value":{' + result + "," + news(reply)
        except NotPlain as reason:
            return refused(reason.args[0])
        except b_BaseException:
            return refused("a value of type " + clean(name_of(value)))

    own = {"__name__": "tests", "__builtins__": __builtins__}

    def definition(given, reply):
        """A class of the tests, defined where its objects are to be used."""
        name, source = given
        try:
            exec(compile(source, "tests", "exec", dont_inherit=True), own)
            keep(own[name])
            return '"value":{"result":' + encode(own[name], reply) + "," + news(reply)
        except b_BaseException as error:
            return refused("the tests' class %s: %s" % (clean(name), clean(b_str(error))))

    return answer, refer


if __name__ == "__main__":
    here = os.path.dirname(os.path.abspath(sys.argv[0]))
    runner.prepare(os.read, os.write, os._exit, open, extend)(os.path.join(here, "solution.py"))
