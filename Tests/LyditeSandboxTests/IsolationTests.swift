import Glibc
import LyditeCore
import Testing

@testable import LyditeSandbox

@Suite(.serialized, .enabled(if: Fixture.hasFull)) struct IsolationTests {
    @Test(
        arguments: [
            ("ptrace", 101), ("mount", 165), ("unshare", 272), ("setns", 308), ("keyctl", 250),
            ("bpf", 321), ("io_uring_setup", 425), ("perf_event_open", 298), ("userfaultfd", 323),
            ("setuid", 105), ("process_vm_readv", 310), ("open_tree", 428), ("shmget", 29),
            ("add_key", 248), ("chroot", 161), ("personality", 135), ("pidfd_getfd", 438),
        ])
    func `a forbidden call ends the run and is named`(name: String, number: Int) async throws {
        let run = try await Fixture.run("python", Fixture.call(number))
        #expect(run.ending == .forbiddenCall && run.syscall == name && run.text == "")
    }

    @Test(arguments: ["AF_INET", "AF_INET6", "AF_NETLINK", "AF_PACKET"])
    func `no socket reaches a network`(family: String) async throws {
        let run = try await Fixture.run(
            "python",
            "import socket; socket.socket(socket.\(family), socket.SOCK_RAW); print('open')")
        #expect(run.ending == .forbiddenCall && run.syscall == "socket")
    }

    @Test func `namespace flags of clone are forbidden`() async throws {
        let run = try await Fixture.run(
            "python",
            "import ctypes\nctypes.CDLL(None).syscall(56, 0x10000011, 0, 0, 0, 0)\nprint(1)")
        #expect(run.ending == .forbiddenCall && run.syscall == "clone")
    }

    @Test func `a forbidden call of a child ends the run`() async throws {
        let run = try await Fixture.run(
            "python",
            "import os, socket\nif os.fork() == 0: socket.socket()\nos.wait()\nprint('on')")
        #expect(run.ending == .forbiddenCall && run.syscall == "socket")
    }

    @Test(.enabled(if: Fixture.has("c")), arguments: [IsolationChoice.noCgroup, .bareSeccomp])
    func `a crowd of children is counted to the last one, and none stays`(
        isolation: IsolationChoice
    ) async throws {
        let sandbox = KeeperSandbox(home: Fixture.home, isolation: isolation, slots: 1)
        // The kernel's list of them is far longer than what is read of it at once.
        let run = try await Fixture.run(
            "c",
            """
            #include <unistd.h>
            int main(void) {
                for (int i = 0; i < 1900; i++) {
                    pid_t child = fork();
                    if (child == 0) { pause(); return 0; }
                    if (child < 0) return 1;
                }
                usleep(500000);
                return 0;
            }
            """,
            limits: Fixture.limits(
                cpu: .seconds(20), wall: .seconds(60), memory: 1 << 30, processes: 2_500),
            in: sandbox)
        #expect(run.ending == .exited && run.exitCode == 0, "\(run.ending) \(run.processes)")
        #expect(run.processes >= 1_900)
        let uid = try #require(run.isolation.uid)
        #expect(Traces.processes(of: uid_t(uid)).isEmpty)
        await sandbox.shutDown()
    }

    @Test func `devices are the root's own, so that nobody else sees a lock on them`() async throws
    {
        let names = ["null", "zero", "urandom", "full"].map { "/dev/" + $0 }
        let run = try await Fixture.run(
            "python",
            """
            import os
            for name in \(names):
                info = os.stat(name)
                with open(name, 'r+b', buffering=0) as device: device.read(1)
                print(name, info.st_rdev, (info.st_dev, info.st_ino))
            """)
        let own = run.text.split(separator: "\n").map(String.init)
        #expect(own.count == names.count, "\(run.errorText)")
        for (line, name) in zip(own, names) {
            var info = stat()
            #expect(stat(name, &info) == 0)
            #expect(line.hasPrefix("\(name) \(info.st_rdev) "))
            #expect(!line.hasSuffix(" (\(info.st_dev), \(info.st_ino))"))
        }
    }

    @Test func `nothing of the host is in the root`() async throws {
        let source = """
            import os
            seen = []
            for top, folders, files in os.walk('/'):
                seen += [os.path.join(top, f) for f in folders + files]
            for p in ['/etc', '/proc', '/sys', '/home', '/root', '/tmp', '/run', '/var', '/media', '/work', '/opt']:
                if os.path.lexists(p): print(p)
            print(sorted(os.listdir('/')), sorted(os.listdir('/dev')), os.listdir('/box'))
            print([p for p in seen if os.access(p, os.W_OK) and not os.path.islink(p)])
            print([p for p in seen if p.startswith('/usr/bin/') and 'python' not in p])
            """
        let run = try await Fixture.run("python", source)
        let lines = run.text.split(separator: "\n").map(String.init)
        #expect(lines.count == 3)
        #expect(
            lines.first?.hasSuffix("['full', 'null', 'shm', 'urandom', 'zero'] ['solution.py']")
                == true)
        #expect(lines.dropFirst().first?.contains("/usr") == false)
        #expect(lines.last == "[]")
    }

    @Test func `the program is nobody, alone and without inheritance`() async throws {
        setenv("LYDITE_TEST_SECRET", "do-not-tell", 1)
        let source = """
            import os
            print(os.getuid() >= 200000, os.getresuid()[0] == os.getresuid()[2], os.getgid() >= 200000)
            print(os.getgroups(), os.getpid(), os.getppid(), os.uname().nodename)
            fds = []
            for fd in range(3, 1024):
                try:
                    os.fstat(fd); fds.append(fd)
                except OSError: pass
            print(fds, sorted(os.environ))
            """
        let run = try await Fixture.run("python", source)
        let lines = run.text.split(separator: "\n").map(String.init)
        #expect(lines.first == "True True True")
        #expect(lines.dropFirst().first == "[] 2 1 box")
        #expect(lines.last?.hasPrefix("[] ") == true && !run.text.contains("SECRET"))
    }

    @Test func `nothing stays from one run to the next`() async throws {
        let sandbox = KeeperSandbox(home: Fixture.home, slots: 1)
        let write = """
            import os
            open('left', 'w').write('x'); os.mkdir('folder', 0); open('solution.pyc', 'w')
            os.symlink('/etc/passwd', 'link')
            """
        _ = try await Fixture.run("python", write, in: sandbox)
        let run = try await Fixture.run("python", "import os; print(os.listdir('.'))", in: sandbox)
        #expect(run.text == "['solution.py']\n")
        await sandbox.shutDown()
    }

    @Test func `process 1 cannot be harmed`() async throws {
        let source = """
            import os
            for s in (1, 2, 9, 10, 12, 15, 19):
                try: os.kill(1, s)
                except OSError as e: print(e.errno)
            print('on')
            """
        let run = try await Fixture.run("python", source)
        #expect(run.ending == .exited && run.text.hasSuffix("on\n"))
    }

    @Test(.enabled(if: Fixture.has("c")))
    func `a call of another machine's table does not get through`() async throws {
        let source = """
            #include <stdio.h>
            int main(void) { int r; __asm__ volatile("int $0x80" : "=a"(r) : "a"(20)); printf("%d", r); }
            """
        let run = try await Fixture.run("c", source)
        #expect(run.ending == .signalled && run.signal == 31 && run.text == "")
    }

    @Test(.enabled(if: Fixture.has("c")))
    func `a compiled program finds no compiler`() async throws {
        let source = """
            #include <unistd.h>
            #include <stdio.h>
            int main(void) { printf("%d%d%d", access("/usr/bin/gcc", 0), access("/usr/include", 0), access("/usr/bin", 0)); }
            """
        let run = try await Fixture.run("c", source)
        #expect(run.text == "-1-1-1")
    }

    @Test(arguments: [IsolationChoice.noCgroup, .bareSeccomp])
    func `weaker levels still run and still refuse`(choice: IsolationChoice) async throws {
        let sandbox = KeeperSandbox(home: Fixture.home, isolation: choice)
        let fine = try await Fixture.run(
            "python", "print(open('solution.py').read()[:5])", in: sandbox)
        #expect(fine.ending == .exited && fine.text == "print\n")
        #expect(fine.isolation.level.rawValue == choice.rawValue && fine.isolation.cgroup == nil)
        let socket = try await Fixture.run("python", "import socket; socket.socket()", in: sandbox)
        #expect(socket.ending == .forbiddenCall)
        let limits = Fixture.limits(cpu: .milliseconds(500))
        let spin = try await Fixture.run(
            "python", "import os\nos.fork()\nwhile True: pass", limits: limits, in: sandbox)
        #expect(spin.ending == .timeLimit && spin.cpu >= .milliseconds(500))
        let left = try await Fixture.run(
            "python",
            "import os, time\nif os.fork() == 0:\n  os.setsid()\n  time.sleep(50)\nprint(1)",
            limits: Fixture.limits(wall: .seconds(40)), in: sandbox)
        #expect(left.ending == .exited)
        await sandbox.shutDown()
    }

    @Test func `the strict set computes and threads, and makes no process and no file`()
        async throws
    {
        var profile = try #require(Fixture.profile("python"))
        profile.run.calls = SystemCallPolicy(base: .strict)
        profile.run.isBoxWritable = false
        let source = """
            import os, threading, subprocess
            t = threading.Thread(target=print, args=(sum(range(10)),))
            t.start()
            t.join()
            for attempt in (os.fork, lambda: open('x', 'w'), lambda: subprocess.run(['/usr/bin/python3'])):
                try: print(attempt())
                except OSError as e: print(e.errno)
            """
        let run = try await Fixture.shared.run(
            .program(source: Array(source.utf8), profile: profile), limits: Fixture.small)
        #expect(run.ending == .exited && run.text == "45\n1\n30\n1\n")
    }

    @Test func `the level is what was asked for`() async throws {
        let isolation = try await Fixture.shared.isolation
        #expect(isolation.level == .full && isolation.uid.map { $0 >= 200_000 } == true)
        #expect(isolation.namespaces == ["pid", "mount", "ipc", "net", "uts"])
        #expect(isolation.cgroup != nil && isolation.seccomp == "allow-list")
    }
}
