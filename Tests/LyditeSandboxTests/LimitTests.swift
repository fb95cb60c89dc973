import LyditeCore
import Testing

@testable import LyditeSandbox

@Suite(.serialized, .enabled(if: Fixture.hasFull)) struct LimitTests {
    @Test(
        arguments: [
            "while True: pass",
            "import signal\nsignal.signal(signal.SIGXCPU, signal.SIG_IGN)\nwhile True: pass",
            "import os\nfor i in range(3): os.fork()\nwhile True: pass",
            "import os\nif os.fork():\n  os.wait()\nelse:\n  os.setsid()\n  while True: pass",
        ])
    func `CPU time of the whole tree is the limit`(source: String) async throws {
        let run = try await Fixture.run(
            "python", source, limits: Fixture.limits(cpu: .milliseconds(600)))
        #expect(run.ending == .timeLimit)
        #expect(run.cpu >= .milliseconds(600) && run.cpu < .milliseconds(1500))
    }

    @Test func `sleeping meets the wall limit`() async throws {
        let run = try await Fixture.run(
            "python", "import time; time.sleep(30)",
            limits: Fixture.limits(wall: .milliseconds(500)))
        #expect(
            run.ending == .wallLimit && run.wall >= .milliseconds(500) && run.wall < .seconds(30))
    }

    @Test(
        arguments: [
            "x = bytearray(300 << 20)",
            "import mmap\nm = mmap.mmap(-1, 300 << 20)\nfor i in range(0, 300 << 20, 4096): m[i] = 1",
            "f = open('x', 'wb')\nfor i in range(300): f.write(b'x' * (1 << 20)); f.flush()",
            "import os\nfd = os.memfd_create('x')\nfor i in range(300): os.write(fd, b'x' * (1 << 20))",
            """
            import os, time
            for i in range(8):
                if os.fork() == 0:
                    x = bytearray(os.urandom(1 << 20)) * 30
                    time.sleep(9)
                    os._exit(0)
            time.sleep(9)
            """,
        ])
    func `memory of the whole tree is the limit, wherever it hides`(source: String) async throws {
        let limits = Fixture.limits(cpu: .seconds(10), files: 1 << 30)
        let run = try await Fixture.run("python", source, limits: limits)
        #expect(run.ending == .memoryLimit)
        #expect(run.peakMemoryBytes > 100 << 20 && run.peakMemoryBytes < 140 << 20)
    }

    @Test func `memory under the limit is no trouble`() async throws {
        let run = try await Fixture.run("python", "x = bytearray(90 << 20); print(len(x))")
        #expect(run.ending == .exited && run.peakMemoryBytes > 85 << 20)
    }

    @Test(
        arguments: [
            "import os\nwhile True: os.fork()",
            "import os\nwhile True:\n  try: os.fork()\n  except OSError: pass",
        ])
    func `a fork bomb ends, and soon`(source: String) async throws {
        let limits = Fixture.limits(cpu: .seconds(1), wall: .seconds(30))
        let run = try await Fixture.run("python", source, limits: limits)
        #expect(run.ending == .processLimit)
        #expect(run.wall < limits.wall && run.processes <= 64)
    }

    @Test func `one refused process is no ending when the program copes`() async throws {
        let source = """
            import os, time
            n = 0
            try:
                while True:
                    if os.fork() == 0:
                        time.sleep(5)
                        os._exit(0)
                    n += 1
            except OSError: pass
            print(n, flush=True)
            os._exit(0)
            """
        let run = try await Fixture.run("python", source, limits: Fixture.limits(processes: 8))
        #expect(run.ending == .exited && run.text == "7\n")
    }

    @Test func `files are bounded by size and by number`() async throws {
        let source = """
            import os
            try:
                with open('big', 'wb') as f:
                    for i in range(64): f.write(b'x' * (1 << 20))
                print('all')
            except OSError as e: print(e.errno)
            n = 0
            try:
                for n in range(10000): open('f%d' % n, 'w').close()
                print('all')
            except OSError as e: print(n < 4100)
            """
        let run = try await Fixture.run(
            "python", "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n" + source,
            limits: Fixture.limits(memory: 256 << 20, files: 8 << 20))
        #expect(run.ending == .exited)
        #expect(["27\nTrue\n", "28\nTrue\n"].contains(run.text))
    }

    @Test(.enabled(if: Fixture.has("c")))
    func `the compiler's larger folder is not the program's`() async throws {
        let source = """
            #include <fcntl.h>
            #include <stdio.h>
            #include <unistd.h>
            int main() {
                static char block[1 << 20], name[] = "f0";
                int n = 0;
                for (; name[1] <= '9'; name[1]++)
                    for (int fd = open(name, O_CREAT | O_WRONLY, 0600), i = 0; i < 12; i++)
                        n += write(fd, block, sizeof block) == sizeof block;
                printf("%d\\n", n);
            }
            """
        for sandbox in [Fixture.shared, AttackTests.withoutGroups] {
            let run = try await Fixture.run(
                "c", source, limits: Fixture.limits(memory: 512 << 20, files: 16 << 20),
                in: sandbox)
            #expect(run.ending == .exited && ["15\n", "16\n"].contains(run.text), "\(run.text)")
        }
    }

    @Test func `output of children counts`() async throws {
        let source = "import os\nos.fork()\nos.fork()\nwhile True: os.write(1, b'x' * 65536)"
        let run = try await Fixture.run("python", source)
        #expect(run.ending == .outputLimit && run.standardOutput.bytes.count == 1 << 20)
    }

    @Test func `a descendant that keeps the pipes does not keep the run`() async throws {
        let source =
            "import os, time\nif os.fork() == 0:\n  os.setsid()\n  time.sleep(50)\nprint('parent')"
        let run = try await Fixture.run("python", source)
        #expect(run.ending == .exited && run.text == "parent\n")
    }
}
