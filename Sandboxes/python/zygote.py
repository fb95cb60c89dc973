"""A warm interpreter: forks one sealed child for each run, and never runs a candidate's code itself.

The keeper starts it with a socket on descriptor 3 and asks by messages: load a trusted script, import a module, get
ready, run. For a run it is handed process 1 of fresh namespaces; the child enters them, gives up every right, proves
it, installs the filter, and only then reads anything of the candidate. What this process holds is the same for every
run: it sees no source, no input and no result, so its children have nothing of one another to find.
"""
import _frozen_importlib_external
import atexit
import ctypes
import gc
import os
import sys
from _socket import socket as Socket
from struct import pack, pack_into, unpack_from

CONTROL = 60  # far above the descriptors of a run, which the kernel puts at the lowest free numbers
MAXIMUM_MESSAGE = 192 << 10
MAXIMUM_DESCRIPTORS = 8
NEWPID, NEWNS, NEWIPC, NEWUTS, NEWCGROUP = 0x20000000, 0x00020000, 0x08000000, 0x04000000, 0x02000000
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_CAPBSET_READ, PR_CAPBSET_DROP = 1, 4, 23, 24
PR_SET_NO_NEW_PRIVS, PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL = 38, 47, 4
SIGKILL, SIGINT = 9, 2
SECCOMP_SET_MODE_FILTER, NEW_LISTENER = 1, 8
SECCOMP = {"x86_64": 317, "aarch64": 277}[os.uname().machine]
CAPABILITY_VERSION_3 = 0x20080522
USAGE = 144  # bytes of struct rusage: two times and fourteen whole numbers
# setgid, setuid, setpcap, sys_chroot, sys_ptrace, sys_admin: what entering a run and giving everything up needs.
KEPT = (6, 7, 8, 18, 19, 21)

library = ctypes.PyDLL(None, use_errno=True)


def function(name, count, result=ctypes.c_int):
    """A function of the C library on whole machine words; a negative result raises with its name."""
    call = getattr(library, name)
    call.restype, call.argtypes = result, [ctypes.c_long] * count

    def checked(*values):
        answer = call(*values)
        if answer < 0:
            raise OSError(ctypes.get_errno(), name)
        return answer
    return checked


setns, capset, prlimit = function("setns", 2), function("capset", 2), function("prlimit", 4)
wait4, prctl, syscall = function("wait4", 4), function("prctl", 5), function("syscall", 4, ctypes.c_long)
message = ctypes.create_string_buffer(MAXIMUM_MESSAGE)
head = ctypes.create_string_buffer(pack("<Ii", CAPABILITY_VERSION_3, 0), 8)
none = ctypes.create_string_buffer(24)
program = ctypes.create_string_buffer(16)
answer = ctypes.create_string_buffer(b"D", 8 + USAGE)  # then the status and the use of a child, as wait4 writes them
at_message, at_head, at_none, at_program, at_answer = map(ctypes.addressof, (message, head, none, program, answer))


class Request:
    """One run as the keeper tells it: rights and limits, the filter. The words of the command its child alone hears."""

    words = ()

    def __init__(self):
        flags, self.user, self.limits, code = unpack_from("<IIII", message, 8)
        self.is_root, self.pipes = flags & 1, flags >> 8
        self.code, self.count = 24 + 24 * self.limits, code // 8


def become(request):
    """Turns the forked child into the sealed process of one run.

    The pipes are where they belong, the status socket and process 1 come after them. The keeper proves from outside what
    we are, with the kernel's own account, before it lets us go on.
    """
    status, one = request.pipes, request.pipes + 1
    stage = "namespaces"
    try:
        control.detach()
        setns(one, NEWNS | NEWIPC | NEWUTS | NEWCGROUP)
        os.closerange(one, 1 << 16)
        stage = "limits"
        for index in range(request.limits):
            resource, = unpack_from("<Q", message, 24 + 24 * index)
            prlimit(0, resource, at_message + 32 + 24 * index, 0)
        stage = "rights"
        for capability in KEPT:
            prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)
        prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)
        if request.is_root:
            os.setgroups([])
            os.setresgid(request.user, request.user, request.user)
            os.setresuid(request.user, request.user, request.user)
        capset(at_head, at_none)
        prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0)  # after setresuid, which clears it
        prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        stage = "box"
        os.chdir("/box")
        stage = "seccomp"
        pack_into("@HP", program, 0, request.count, at_message + request.code)
        listener = syscall(SECCOMP, SECCOMP_SET_MODE_FILTER, NEW_LISTENER, at_program)
        os.write(status, pack("<ci", b"L", listener))
        told = os.read(status, MAXIMUM_MESSAGE)
        if told[:1] != b"G":
            os._exit(127)
        request.words = [os.fsdecode(word) for word in told[1:].split(b"\0")[:-1]]
        os.close(listener)
        os.close(status)
    except OSError as error:
        try:
            os.write(status, f"E{error.errno} {stage}\n{error.strerror}".encode())
        finally:
            os._exit(127)


def look_cold(words, path):
    """Leaves the process as an interpreter that was started for this one file."""
    sys.argv = list(words)
    sys.orig_argv = [sys.executable, "-B", "-s", *words]
    for hooks in held:
        register_at_fork(**hooks)
    sys.modules["random"].seed(int.from_bytes(os.urandom(32), "little"))
    main = type(sys)("__main__")
    loader = _frozen_importlib_external.SourceFileLoader("__main__", path)
    main.__dict__.update(__annotations__={}, __file__=path, __cached__=None, __builtins__=__builtins__, __loader__=loader)
    sys.modules["__main__"] = main
    if "numpy.random" in sys.modules:
        sys.modules["numpy.random"].seed()  # it draws the same numbers in every child otherwise
    return main.__dict__


def load(script, path):
    """The code of a trusted script with what it imports beside it, or of the candidate's own file."""
    if script in scripts:
        for beside in scripts[script]:
            module = type(sys)(beside[:-3])
            sys.modules[module.__name__] = module
            exec(codes[beside], module.__dict__)
        return codes[script]
    with open(path, "rb") as file:
        source = file.read()
    return compile(source, path, "exec", dont_inherit=True)


def finish(error, trace):
    """Ends as the interpreter does: threads, exit functions, the main module, the streams, the code."""
    code = 0
    if isinstance(error, SystemExit):
        code = error.code
        if code is None:
            code = 0
        elif not isinstance(code, int):
            print(code, file=sys.stderr)
            code = 1
        elif not -1 << 63 <= code < 1 << 63:
            code = -1  # what the interpreter makes of it
    elif error is not None:
        error.__traceback__ = trace
        sys.excepthook(type(error), error, trace)
        code = 1
    is_interrupt = isinstance(error, KeyboardInterrupt)
    error = trace = None
    if "threading" in sys.modules:
        sys.modules["threading"]._shutdown()
    atexit._run_exitfuncs()
    code = code if flush() else 120
    space = sys.modules["__main__"].__dict__
    for name in list(space):
        if name != "__builtins__":
            space[name] = None
    gc.collect()
    flush()
    if is_interrupt:
        import signal
        signal.signal(SIGINT, signal.SIG_DFL)
        os.kill(os.getpid(), SIGINT)
    os._exit(code & 0xff)


def flush():
    good = True
    for stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__):
        try:
            if stream is not None and not stream.closed:
                stream.flush()
        except BaseException:
            good = stream is sys.stderr and good
    return good


def settle():
    """Readies what a script prepares, and puts all that is there out of the collector's reach: no child copies it."""
    for script in scripts:
        space = {"__name__": script[:-3], "__builtins__": __builtins__}
        if "def prepare(" in texts[script]:
            exec(codes[script], space)
            space["warm"](space["prepare"])
            prepared[script] = space["prepare"](os.read, os.write, os._exit, open)
            spaces[script] = space
    sys.path[0] = "/box"
    for name in [name for name in sys.path_importer_cache if name not in sys.path]:
        del sys.path_importer_cache[name]
    os.closerange(0, CONTROL)  # the next descriptors are those of a run
    os.closerange(CONTROL + 1, 1 << 16)
    gc.collect()
    gc.freeze()
    control.send(b"R")


def make_ready(body):
    """Anything but a run: trusted scripts and modules, all before the first fork."""
    kind, words = body[:1], body[1:].split(b"\0", 1)
    name = words[0].decode()
    if kind == b"L":
        texts[name] = words[1].decode()
        codes[name] = compile(words[1], "/box/" + name, "exec", dont_inherit=True)
    elif kind == b"B":
        scripts[name] = words[1].decode().split()
    elif kind == b"I":
        try:
            __import__(name)
        except ImportError:
            control.send(b"M" + name.encode())
    elif kind == b"G":
        settle()


# The hook of `random` reads two pages of seed in every child: there it is put back after a seed of 256 bits.
register_at_fork, held = os.register_at_fork, []
os.register_at_fork = lambda **hooks: held.append(hooks)
import random  # noqa: E402

os.register_at_fork = register_at_fork
del random
control = Socket(fileno=CONTROL)
texts, codes, scripts, spaces, prepared = {}, {}, {}, {}, {}
prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
while True:
    length, ancillary, _, _ = control.recvmsg_into((message,), 24 + 4 * MAXIMUM_DESCRIPTORS)
    if length == 0:
        os._exit(0)
    if message[0] != b"X":
        make_ready(message[:length])
        continue
    request = Request()
    child = -1
    try:
        # The kernel has given the lowest free numbers, in order; anything else is not the run's.
        fds = ancillary[0][2]
        if unpack_from("%di" % (request.pipes + 2), fds) != tuple(range(request.pipes + 2)):
            os._exit(3)
        del ancillary, fds
        setns(request.pipes + 1, NEWPID)
        child = os.fork()
    except OSError as error:
        control.send(pack("<ci", b"F", error.errno))
    if child == 0:
        become(request)
        break
    os.closerange(0, CONTROL)
    if child > 0:
        # Never as objects, and wiped: the next child has our memory.
        wait4(child, at_answer + 4, 0, at_answer + 8)
        control.send(answer)
        ctypes.memset(at_answer + 4, 0, 4 + USAGE)

error = trace = None
script, path = request.words[0], "/box/" + request.words[0]
try:
    space = look_cold(request.words, path)
    serve = prepared.get(script)
    if serve is not None:
        space.update(spaces[script])
    else:
        code = load(script, path)
except BaseException as failure:
    finish(failure, None)
if serve is not None:
    serve("/box/solution.py")
try:
    exec(code, space)
except BaseException as failure:
    error, trace = failure, failure.__traceback__.tb_next
finish(error, trace)
