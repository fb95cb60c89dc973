import Glibc
import LyditeCore
import Testing

@testable import LyditeSandbox

/// Warm interpreters: nothing of one run is there for the next, and a run is what it would be cold.
@Suite(.serialized, .enabled(if: Fixture.hasFull)) struct ZygoteTests {
    static let warm = KeeperSandbox(home: Fixture.home, slots: 1, zygotes: .always)
    static let cold = KeeperSandbox(home: Fixture.home, slots: 1, zygotes: .never)
    static let warmWithoutGroups = KeeperSandbox(
        home: Fixture.home, isolation: .noCgroup, slots: 1, zygotes: .always)

    static func run(
        _ source: String, in sandbox: KeeperSandbox = warm, input: String = "",
        limits: Limits = Fixture.small, seed: String = "0"
    ) async throws -> Run {
        let profile = try Profile.load(language: "python", home: Fixture.home)
        var command = Command.program(
            source: Array(source.utf8), profile: profile, input: Array(input.utf8))
        command.environment["PYTHONHASHSEED"] = seed
        command.mayBeWarm = true
        return try await sandbox.run(command, limits: limits)
    }

    @Test func `runs are warm, and a second hash seed has a zygote of its own`() async throws {
        let ask = "import sys\nprint('datetime' in sys.modules, hash('a'))"
        #expect(try await Self.run(ask, in: Self.cold).text.hasPrefix("False"))
        let first = try await Self.run(ask).text
        let other = try await Self.run(ask, seed: "4242").text
        #expect(first.hasPrefix("True") && other.hasPrefix("True") && first != other)
        #expect(try await Self.run(ask).text == first)
        #expect(try await Self.run(ask, in: Self.cold).text.dropFirst(5) == first.dropFirst(4))
    }

    /// Changes everything that a process can change.
    static let soiler = """
        import builtins, gc, json, mmap, os, random, resource, signal, sys, threading, time, typing, math
        class Secret: pass
        kept = [Secret() for _ in range(100)]
        for place in ('/box/left', '/dev/shm/left', '/tmp/left', '/left'):
            try: open(place, 'w').write('secret')
            except OSError: pass
        os.mkdir('/box/folder'); os.chdir('/box/folder'); os.umask(0)
        os.environ['SECRET'] = 'x'; os.putenv('SECRET', 'x')
        builtins.len = lambda _: 7; builtins.secret = 1; json.dumps = lambda _: 'secret'
        math.pi = 3; typing.List = None; sys.modules['fractions'] = Secret()
        sys.path.insert(0, '/secret'); sys.argv.append('secret'); sys.setrecursionlimit(77)
        sys.secret = kept; gc.secret = kept; os.secret = kept
        random.seed(1); gc.disable(); sys.settrace(lambda *a: None)
        signal.signal(signal.SIGUSR1, lambda *a: None); signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal.setitimer(signal.ITIMER_REAL, 100)
        for limit in (resource.RLIMIT_NOFILE, resource.RLIMIT_FSIZE):
            resource.setrlimit(limit, (20, 20))
        try: os.nice(3)
        except OSError: pass
        shared = mmap.mmap(-1, 4096); shared[:6] = b'secret'
        import socket
        pair = socket.socketpair()
        os.register_at_fork(after_in_child=lambda: os.write(1, b'secret'))
        threading.Thread(target=time.sleep, args=(30,), daemon=True).start()
        for _ in range(3):
            if os.fork() == 0:
                os.setsid(); time.sleep(30)
        os.write(1, b'soiled'); os._exit(0)
        """

    /// Tells all that the one before could have changed.
    static let reporter = """
        import builtins, gc, json, math, os, random, resource, signal, sys, threading, typing
        def attempt(what):
            try: return what()
            except BaseException as error: return type(error).__name__
        def is_open(fd):
            try: os.fstat(fd); return True
            except OSError: return False
        def umask():
            mask = os.umask(0); os.umask(mask); return mask
        def visible(pid):
            try: os.kill(pid, 0); return True
            except OSError: return False
        for name, what in {
            'environment': lambda: sorted(os.environ.items()),
            'folder': os.getcwd, 'mask': umask, 'nice': lambda: os.nice(0),
            'files': lambda: sorted(os.listdir('/box')), 'root': lambda: sorted(os.listdir('/')),
            'shared': lambda: sorted(os.listdir('/dev/shm')),
            'limits': lambda: [resource.getrlimit(n) for n in range(16)],
            'signals': lambda: [str(signal.getsignal(n)) for n in range(1, 32)],
            'blocked': lambda: sorted(signal.pthread_sigmask(signal.SIG_BLOCK, [])),
            'timer': lambda: signal.getitimer(signal.ITIMER_REAL),
            'path': lambda: sys.path, 'words': lambda: (sys.argv, sys.orig_argv),
            'recursion': sys.getrecursionlimit, 'threads': threading.active_count,
            'open': lambda: [fd for fd in range(300) if is_open(fd)],
            'builtins': lambda: (len([1]), hasattr(builtins, 'secret'), len(dir(builtins))),
            'modules': lambda: (json.dumps([1]), math.pi, str(typing.List), hasattr(sys, 'secret'),
                                hasattr(gc, 'secret'), hasattr(os, 'secret')),
            'fractions': lambda: str(__import__('fractions').Fraction(1, 2)),
            'objects': lambda: [o for o in gc.get_objects() if type(o).__name__ == 'Secret'],
            'classes': lambda: [c for c in object.__subclasses__() if c.__name__ == 'Secret'],
            'collector': lambda: (gc.isenabled(), gc.get_threshold()),
            'trace': lambda: sys.gettrace(), 'users': lambda: (os.getresuid(), os.getresgid(), os.getgroups()),
            'pid': os.getpid, 'others': lambda: [pid for pid in range(3, 400) if visible(pid)],
            'digits': lambda: sys.get_int_max_str_digits() if hasattr(sys, 'get_int_max_str_digits') else 0,
            'main': lambda: sorted(n for n in vars(sys.modules['__main__']) if n.startswith('__')),
            'file': lambda: (__file__, __name__, str(__loader__)[:40], __spec__),
            'streams': lambda: [(s.name, s.encoding, s.errors, s.line_buffering, s.fileno(), s.seekable())
                                for s in (sys.stdin, sys.stdout, sys.stderr)],
        }.items():
            print(name, attempt(what))
        """

    @Test func `a run finds nothing of the one before`() async throws {
        let fresh = try await Self.run(Self.reporter, in: Self.cold)
        let before = try await Self.run(Self.reporter)
        #expect(try await Self.run(Self.soiler).text.contains("soiled"))
        let after = try await Self.run(Self.reporter)
        #expect(before.ending == .exited && before.text == after.text)
        // And what it finds is what a fresh interpreter finds.
        let pairs = zip(fresh.text.split(separator: "\n"), after.text.split(separator: "\n"))
        for (cold, warm) in pairs where !warm.hasPrefix("users") { #expect(cold == warm) }
        #expect(fresh.text.split(separator: "\n").count == 30)
    }

    /// Looks for what the zygote itself was told or heard of earlier runs: in its names, and in all memory
    /// around its objects.
    static let searcher = """
        import ctypes, os, sys
        library = ctypes.PyDLL(None)
        frame = sys._getframe()
        while frame.f_back: frame = frame.f_back
        for name, value in list(frame.f_globals.items()):
            kind = type(value).__name__
            if name in ('status', 'usage', 'child', 'ancillary') and value: print(name, kind, value)
        mine, theirs = os.pipe()
        found = set()
        pages = {id(o) >> 20 for o in list(frame.f_globals.values()) + list(sys.modules.values())}
        for page in sorted({page + n for page in pages for n in range(-8, 9)}):
            for at in range(page << 20, page + 1 << 20, 4096):
                if library.write(theirs, ctypes.c_void_p(at), 4096) != 4096: continue
                text = os.read(mine, 4096)
                spot = text.find(b'witness')
                while spot >= 0:
                    # Never put together, so that we do not find ourselves.
                    if text[spot + 7:spot + 9] == b'.m': found.add(at)
                    spot = text.find(b'witness', spot + 1)
        print('words', len(found))
        """

    @Test func `the zygote keeps nothing of what it was told of a run`() async throws {
        let profile = try Profile.load(language: "python", home: Fixture.home)
        var command = Command.program(
            source: Array("import sys\nsys.exit(77)".utf8), profile: profile,
            arguments: ["x", "witness" + ".music" + "a"])
        command.mayBeWarm = true
        for _ in 0..<3 {
            let run = try await Self.warm.run(command, limits: Fixture.small)
            #expect(run.exitCode == 77)
        }
        let run = try await Self.run(Self.searcher)
        #expect(run.text == "words 0\n", "\(run.text) \(run.errorText)")
    }

    @Test func `random numbers differ from run to run`() async throws {
        let ask = "import random, uuid, secrets\nprint(random.random(), uuid.uuid4())"
        #expect(try await Self.run(ask).text != Self.run(ask).text)
    }

    @Test func `what a run holds in memory is gone with it`() async throws {
        // Addresses are the same in each child, so that what an earlier one left would lie there.
        let write =
            "import ctypes\nb = ctypes.create_string_buffer(b'secret' * 100000)\nprint(ctypes.addressof(b))"
        let address = try await Self.run(write).text.trimmed
        let read = """
            import ctypes
            b = ctypes.create_string_buffer(600001)
            print(ctypes.addressof(b) == \(address), b'secret' in b.raw)
            """
        #expect(try await Self.run(read).text.hasSuffix("False\n"))
    }

    /// Ways for a program to end or to speak.
    static let endings: [(String, String)] = [
        ("nothing", ""), ("prints", "print(input()[::-1], __name__)"),
        ("exit code", "import sys\nsys.exit(3)"), ("exit text", "raise SystemExit('bye')"),
        ("exit none", "exit()"), ("exit long", "import sys\nsys.exit(2 ** 70)"),
        ("os exit", "import os\nprint('lost', end='')\nos._exit(4)"),
        ("exception", "def f():\n    return 1 / 0\nf()"),
        (
            "chain",
            "try:\n    1 / 0\nexcept ZeroDivisionError:\n    raise ValueError('x') from None"
        ),
        ("group", "raise ExceptionGroup('g', [ValueError(1)])"),
        ("syntax", "print('"), ("indentation", "if 1:\npass"), ("tabs", "if 1:\n\tx\n        y"),
        ("interrupt", "raise KeyboardInterrupt"), ("abort", "import os\nos.abort()"),
        ("kill", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"),
        ("terminate", "import os, signal\nos.kill(os.getpid(), signal.SIGTERM)"),
        ("at exit", "import atexit\natexit.register(print, 'late')\nprint('soon')"),
        ("at exit fails", "import atexit\natexit.register(lambda: 1 / 0)"),
        (
            "thread",
            "import threading, time\nthreading.Thread(target=lambda: (time.sleep(.1), print('t'))).start()"
        ),
        ("unflushed", "f = open(1, 'w', closefd=False)\nf.write('kept')"),
        ("deleted", "class A:\n    def __del__(self): print('gone')\na = A()"),
        ("closed", "import sys\nsys.stdout.close()"),
        ("replaced", "import sys, io\nsys.stdout = io.StringIO()\nprint('x')"),
        ("hook", "import sys\nsys.excepthook = lambda *a: print('hook')\n1 / 0"),
        ("bytes", "import sys\nsys.stdout.buffer.write(sys.stdin.buffer.read())"),
        ("encoding", "# -*- coding: latin-1 -*-\nprint('\u{e9}')"),
        ("unicode", "print('\u{20ac}')"),
        ("surrogate", "print('\\ud800')"), ("generator", "def g():\n    yield 1\nprint(*g())"),
        ("pickle", "import pickle\nclass A: pass\nprint(type(pickle.loads(pickle.dumps(A()))))"),
        ("recursion", "def f(n): return f(n + 1)\nf(0)"),
        ("imports itself", "import solution"),
        ("source", "import inspect\ndef f(): return 1\nprint(inspect.getsource(f))"),
        (
            "children",
            "import subprocess, sys\nprint(subprocess.run([sys.executable, '-c', 'print(5)'], capture_output=True).stdout)"
        ),
        (
            "pool",
            "import multiprocessing as m\ndef f(x): return x * x\nif __name__ == '__main__':\n    with m.Pool(2) as p: print(p.map(f, [1, 2]))"
        ),
        ("session", "import os\nos.setsid()\nos.setpgid(0, 0) if 0 else print('ok')"),
        ("collections", "import collections\nprint(collections.abc.Sized)"),
        ("socket", "import ctypes\nctypes.CDLL(None).socket(2, 1, 0)"),
        ("memory", "x = bytearray(1 << 30)"), ("spin", "while True: pass"),
        ("output", "while True: print('x' * 1000)"),
        ("forks", "import os, time\nwhile True:\n    if os.fork() == 0: time.sleep(60)"),
        ("warning", "print(1 is 1)"), ("digits", "print(len(str(10 ** 5000)))"),
    ]

    @Test(arguments: endings)
    func `a program ends warm as it ends cold`(name: String, source: String) async throws {
        let limits = Fixture.limits(cpu: .milliseconds(700), wall: .seconds(20))
        let cold = try await Self.run(source, in: Self.cold, input: "abc\n", limits: limits)
        for sandbox in [Self.warm, Self.warmWithoutGroups] {
            let warm = try await Self.run(source, in: sandbox, input: "abc\n", limits: limits)
            if sandbox === Self.warmWithoutGroups && ["forks", "memory"].contains(name) {
                continue
            }
            #expect(warm.ending == cold.ending && warm.syscall == cold.syscall)
            #expect(warm.exitCode == cold.exitCode && warm.signal == cold.signal)
            guard name != "output" else { continue }
            #expect(warm.text == cold.text)
            #expect(Self.masked(warm.errorText) == Self.masked(cold.errorText))
        }
    }

    /// Without addresses, and without how deep a recursion went: the zygote's own frame takes part in it.
    private static func masked(_ text: String) -> String {
        text.replacing(/0x[0-9a-f]+/, with: "0x").replacing(
            /repeated \d+ more/, with: "repeated more")
    }

    @Test(arguments: ForbiddenCall.all.map(\.name))
    func `a call that no program needs ends a warm run`(name: String) async throws {
        let call = try #require(ForbiddenCall.all.first { $0.name == name })
        let run = try await Self.run(
            "import ctypes\nctypes.CDLL(None).syscall(\(call.arguments))\nprint('BREACH')")
        #expect(run.ending == .forbiddenCall && run.syscall == name && run.text == "")
    }

    private static func processes(ofUser uid: Int) -> [pid_t] {
        FileSystem.matches("/proc/[1-9]*").compactMap { path in
            var info = stat()
            guard stat(path, &info) == 0, Int(info.st_uid) == uid else { return nil }
            return pid_t(path.dropFirst(6))
        }
    }

    private static func zygotes(of keeper: pid_t) -> [pid_t] {
        let bytes = FileSystem.read("/proc/\(keeper)/task/\(keeper)/children", limit: 4096) ?? []
        return String(decoding: bytes, as: UTF8.self).split(separator: " ").compactMap { pid_t($0) }
            .filter { pid in
                let line = FileSystem.read("/proc/\(pid)/cmdline", limit: 1 << 16) ?? []
                return String(decoding: line, as: UTF8.self).contains("python3")
            }
    }

    private static let sleeper = "import os, time\nos.fork()\ntime.sleep(60)"

    @Test(arguments: ["keeper", "zygote"])
    func `whoever dies in the middle of a warm run, the run begins anew`(who: String) async throws {
        let sandbox = KeeperSandbox(home: Fixture.home, slots: 1, zygotes: .always)
        _ = try await Self.run("pass", in: sandbox)
        let uid = try #require(try await sandbox.isolation.uid)
        let keeper = try #require(await sandbox.keepers.first)
        let zygote = try #require(Self.zygotes(of: keeper).first)
        let run = Task {
            try await Self.run(Self.sleeper, in: sandbox, limits: Fixture.limits(wall: .seconds(2)))
        }
        #expect(Fixture.eventually { Self.processes(ofUser: uid).count == 2 })
        let before = Self.processes(ofUser: uid)
        kill(who == "keeper" ? keeper : zygote, SIGKILL)
        let again = try await run.value
        #expect(again.ending == .wallLimit)
        #expect(Fixture.eventually { before.allSatisfy { !Fixture.exists($0) } })
        #expect(try await Self.run("print(1)", in: sandbox).text == "1\n")
        let now = try #require(await sandbox.keepers.first)
        let pids = Self.zygotes(of: now)
        #expect((now == keeper) == (who == "zygote") && !pids.contains(zygote))
        await sandbox.shutDown()
        #expect(Fixture.eventually { pids.allSatisfy { !Fixture.exists($0) } })
        // All of the slot's processes are born in its groups, and a group with processes cannot go. Its
        // user may by now be that of another slot.
        #expect(Fixture.groups(of: now).isEmpty)
    }

    @Test func `a zygote holds no descriptor, no right and no memory that a child could use`()
        async throws
    {
        let sandbox = KeeperSandbox(home: Fixture.home, slots: 1, zygotes: .always)
        _ = try await Self.run("pass", in: sandbox)
        let keeper = try #require(await sandbox.keepers.first)
        let zygote = try #require(Self.zygotes(of: keeper).first)
        #expect(FileSystem.matches("/proc/\(zygote)/fd/*") == ["/proc/\(zygote)/fd/60"])
        let maps = FileSystem.read("/proc/\(zygote)/maps", limit: 1 << 20) ?? []
        let shared = String(decoding: maps, as: UTF8.self).split(separator: "\n").filter {
            let rights = $0.split(separator: " ")[1]
            return rights.hasSuffix("s") && rights.contains("w")
        }
        #expect(shared.isEmpty && !maps.isEmpty)
        let status = String(
            decoding: FileSystem.read("/proc/\(zygote)/status", limit: 1 << 16) ?? [],
            as: UTF8.self)
        #expect(status.contains("NoNewPrivs:\t1") && !status.contains("Uid:\t0"))
        // setgid, setuid, setpcap, sys_chroot, sys_ptrace, sys_admin.
        #expect(status.contains("CapBnd:\t00000000002c01c0"))
        await sandbox.shutDown()
    }
}

extension String {
    fileprivate var trimmed: String { split(whereSeparator: \.isWhitespace).joined() }
}
