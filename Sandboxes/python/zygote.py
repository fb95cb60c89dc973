"""A warm interpreter: forks one sealed child for each run, and never runs a candidate's code itself.

The keeper starts it with a socket on descriptor 3 and asks by messages: load a trusted script, import a module, get
ready, run. For a run it is handed process 1 of fresh namespaces; the child enters them, gives up every right, proves
it, installs the filter, and only then reads anything of the candidate. What this process holds is the same for every
run: it sees no source, no input and no result, so its children have nothing of one another to find.
"""
import _frozen_importlib_external
import atexit
import ctypes
import fcntl
import gc
import os
import sys
from _socket import socket as Socket
from struct import calcsize, pack, unpack_from

CONTROL = 3
STATUS = 9  # the status socket waits there for the start; above the program's own descriptors 0 to 4
MAXIMUM_MESSAGE = 192 << 10
MAXIMUM_DESCRIPTORS = 8
NEWPID, NEWNS, NEWIPC, NEWUTS, NEWCGROUP = 0x20000000, 0x00020000, 0x08000000, 0x04000000, 0x02000000
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_CAPBSET_READ, PR_CAPBSET_DROP = 1, 4, 23, 24
PR_SET_NO_NEW_PRIVS, PR_GET_NO_NEW_PRIVS, PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL = 38, 39, 47, 4
SIGKILL, SIGINT = 9, 2
SECCOMP_SET_MODE_FILTER, NEW_LISTENER = 1, 8
SECCOMP = {"x86_64": 317, "aarch64": 277}[os.uname().machine]
CAPABILITY_VERSION_3 = 0x20080522
# setgid, setuid, setpcap, sys_chroot, sys_ptrace, sys_admin: what entering a run and giving everything up needs.
KEPT = (6, 7, 8, 18, 19, 21)

library = ctypes.PyDLL(None, use_errno=True)


def function(name, count):
    """A function of the C library on whole machine words; a negative result raises with its name."""
    call = getattr(library, name)
    call.restype, call.argtypes = ctypes.c_long, [ctypes.c_long] * count

    def checked(*values):
        result = call(*values, *(0,) * (count - len(values)))
        # Functions of the C library return an int, whose upper half means nothing.
        if ctypes.c_int(result).value < 0:
            raise OSError(ctypes.get_errno(), name)
        return result
    return checked


setns, prctl, capset, capget = function("setns", 2), function("prctl", 5), function("capset", 2), function("capget", 2)
prlimit, syscall = function("prlimit", 4), function("syscall", 6)
head = ctypes.create_string_buffer(pack("<Ii", CAPABILITY_VERSION_3, 0), 8)
sets = ctypes.create_string_buffer(24)
room = ctypes.create_string_buffer(16)


def limit(resource, soft, hard):
    room.raw = pack("<QQ", soft, hard)
    prlimit(0, resource, ctypes.addressof(room), 0)


def drop_rights(user, is_root):
    for capability in KEPT:
        prctl(PR_CAPBSET_DROP, capability)
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL)
    if is_root:
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
    sets.raw = bytes(24)
    capset(ctypes.addressof(head), ctypes.addressof(sets))
    prctl(PR_SET_PDEATHSIG, SIGKILL)  # after setresuid, which clears it
    prctl(PR_SET_NO_NEW_PRIVS, 1)


def prove(user, is_root):
    """Asks the kernel what we are, rather than trusting that the calls did what they said."""
    capget(ctypes.addressof(head), ctypes.addressof(sets))
    users, groups = os.getresuid(), os.getresgid()
    missing = (
        "no_new_privs is not set" if prctl(PR_GET_NO_NEW_PRIVS) != 1
        else "a capability is left" if sets.raw != bytes(24)
        else "the user is root" if 0 in users
        else "the user or group is not the slot's" if is_root and (users, groups) != ((user,) * 3, (user,) * 3)
        else "a further group is left" if is_root and os.getgroups()
        else "the pid namespace is not new" if os.getpid() != 2 else None)
    if missing:
        raise PermissionError(1, missing)


def install(code):
    """Loads the filter; the keeper takes its listener out of this process before we go on."""
    buffer = ctypes.create_string_buffer(code, len(code))
    program = ctypes.create_string_buffer(pack("@HP", len(code) // 8, ctypes.addressof(buffer)))
    listener = syscall(SECCOMP, SECCOMP_SET_MODE_FILTER, NEW_LISTENER, ctypes.addressof(program))
    os.write(STATUS, pack("<ci", b"L", listener))
    if os.read(STATUS, 1) != b"G":
        os._exit(127)
    os.close(listener)


def place(fds):
    """Puts the pipes at 0 to 4 and closes everything else but the status socket."""
    high = [fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, 32) for fd in fds]
    os.dup2(high[0], STATUS, inheritable=False)
    for target, fd in enumerate(high[1:]):
        os.dup2(fd, target)
    os.closerange(len(fds) - 1, STATUS)
    os.closerange(STATUS + 1, 1 << 16)


class Request:
    """One run as the keeper tells it: rights and limits, the filter, the words of the command."""

    def __init__(self, body):
        flags, self.user, limits, code = unpack_from("<IIII", body, 1)
        at = 17
        self.is_root, self.joins_group = flags & 1, flags & 2
        self.limits = [unpack_from("<QQQ", body, at + 24 * index) for index in range(limits)]
        at += 24 * limits
        self.code = body[at:at + code]
        self.words = [os.fsdecode(word) for word in body[at + code:].split(b"\0")[:-1]]


def become(request, fds):
    """Turns the forked child into the sealed process of one run."""
    stage, status = "namespaces", fds[0]
    try:
        if request.joins_group:
            os.write(fds[2], b"0")
        setns(fds[1], NEWNS | NEWIPC | NEWUTS | NEWCGROUP)
        stage = "descriptors"
        control.detach()
        place(fds[:1] + fds[3 if request.joins_group else 2:])
        status = STATUS
        os.write(STATUS, b"P")
        os.umask(0o022)
        os.setpriority(os.PRIO_PROCESS, 0, 5)
        stage = "limits"
        for each in request.limits:
            limit(*each)
        stage = "rights"
        drop_rights(request.user, request.is_root)
        stage = "box"
        os.chdir("/box")
        stage = "proof"
        prove(request.user, request.is_root)
        stage = "seccomp"
        install(request.code)
        os.close(STATUS)
    except OSError as error:
        try:
            os.write(status, f"E{error.errno} {stage}\n{error.strerror}".encode())
        finally:
            os._exit(127)


def look_cold(words, path):
    """Leaves the process as an interpreter that was started for this one file."""
    sys.path[0] = "/box"
    sys.argv = list(words)
    sys.orig_argv = [sys.executable, "-B", "-s", *words]
    for name in [name for name in sys.path_importer_cache if name not in sys.path]:
        del sys.path_importer_cache[name]
    main = type(sys)("__main__")
    loader = _frozen_importlib_external.SourceFileLoader("__main__", path)
    main.__dict__.update(__file__=path, __cached__=None, __builtins__=__builtins__, __loader__=loader)
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


def receive():
    """One message and its descriptors; the end of the socket ends us."""
    body, ancillary, _, _ = control.recvmsg(MAXIMUM_MESSAGE, 24 + 4 * MAXIMUM_DESCRIPTORS)
    if not body:
        os._exit(0)
    fds = []
    for _, _, data in ancillary:
        fds += unpack_from("%di" % (len(data) // calcsize("i")), data)
    return body, fds


def settle():
    """Puts all that is there out of the collector's reach, so that no child copies it by looking at it."""
    gc.collect()
    gc.freeze()
    control.send(b"R")


def prepare(body):
    """Anything but a run: trusted scripts and modules, all before the first fork."""
    kind, words = body[:1], body[1:].split(b"\0", 1)
    name = words[0].decode()
    if kind == b"L":
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


control = Socket(fileno=CONTROL)
codes, scripts = {}, {}
prctl(PR_SET_DUMPABLE, 0)
for capability in range(64):
    if capability not in KEPT:
        try:
            if prctl(PR_CAPBSET_READ, capability) == 1:
                os._exit(3)
        except OSError:
            break
while True:
    body, fds = receive()
    if body[:1] != b"X":
        prepare(body)
        continue
    request = Request(body)
    try:
        setns(fds[1], NEWPID)
        child = os.fork()
    except OSError as error:
        child = -1
        control.send(pack("<ci", b"F", error.errno))
    if child == 0:
        become(request, fds)
        break
    for fd in fds:
        os.close(fd)
    if child > 0:
        _, status, usage = os.wait4(child, 0)
        control.send(pack("<ciQQ", b"D", status, int((usage.ru_utime + usage.ru_stime) * 1e9), usage.ru_maxrss << 10))

error = trace = None
script, path = request.words[0], "/box/" + request.words[0]
try:
    space = look_cold(request.words, path)
    code = load(script, path)
except BaseException as failure:
    finish(failure, None)
try:
    exec(code, space)
except BaseException as failure:
    error, trace = failure, failure.__traceback__.tb_next
finish(error, trace)
