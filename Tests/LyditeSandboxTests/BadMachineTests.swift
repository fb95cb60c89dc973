import Glibc
import LyditeCore
import Testing

@testable import LyditeSandbox

/// A machine that lacks something: one sentence that says what, and what to do.
@Suite(.serialized, .enabled(if: Fixture.hasFull && Fixture.hasSetpriv)) struct BadMachineTests {
    /// What a keeper started by `command` makes of a run.
    private func refusal(
        _ command: String, isolation: IsolationChoice = .full, limits: Limits = Fixture.small
    ) async throws -> String {
        let keeper = try UserKeeper(command: command)
        defer { keeper.remove() }
        let sandbox = KeeperSandbox(
            home: Fixture.home, isolation: isolation, keeperPath: keeper.path)
        let error = await #expect(throws: SandboxError.self) {
            try await Fixture.run("python", "print(1)", limits: limits, in: sandbox)
        }
        await sandbox.shutDown()
        let text = error?.description ?? ""
        #expect(!text.contains("\n") && text.contains(";"), "\(text)")
        return text
    }

    @Test func `no right to make namespaces is told with the layer and the flag`() async throws {
        let text = try await refusal(
            "exec setpriv --bounding-set=-sys_admin --inh-caps=-sys_admin KEEPER \"$@\"",
            isolation: .noCgroup)
        #expect(text.contains("mount namespace") && text.contains("not permitted"), "\(text)")
        #expect(text.contains("--isolation bare-seccomp") && text.contains("lydite doctor"))
    }

    @Test func `no right to take the filter's listener is told at once`() async throws {
        let begin = ContinuousClock.now
        let text = try await refusal(
            "exec setpriv --bounding-set=-sys_ptrace --inh-caps=-sys_ptrace KEEPER \"$@\"",
            isolation: .bareSeccomp)
        #expect(text.contains("pidfd_getfd") && text.contains("not permitted"), "\(text)")
        #expect(ContinuousClock.now - begin < .seconds(8))
    }

    @Test func `a machine without user namespaces is told of by a user's keeper`() async throws {
        // In a namespace of its own, where no further one may be made.
        let text = try await refusal(
            """
            exec unshare -U --map-root-user sh -c 'echo 0 > /proc/sys/user/max_user_namespaces
            exec setpriv --bounding-set=-all --inh-caps=-all --no-new-privs KEEPER "$@"' sh "$@"
            """, isolation: .noCgroup)
        #expect(text.contains("lydite doctor"), "\(text)")
        #expect(text.contains("--isolation bare-seccomp"), "\(text)")
    }

    @Test func `a full /tmp is told at the level that needs it`() async throws {
        let text = try await refusal(
            """
            exec unshare -m sh -c 'cp KEEPER /dev/shm/keeper-of-a-full-disk
            for d in /tmp /var/tmp; do mount -t tmpfs -o size=4k,nr_inodes=1 none $d; done
            exec /dev/shm/keeper-of-a-full-disk "$@"' sh "$@"
            """, isolation: .bareSeccomp)
        unlink("/dev/shm/keeper-of-a-full-disk")
        #expect(text.contains("/tmp") && text.contains("No space left"), "\(text)")
    }

    @Test func `a full /tmp is no trouble for the other levels`() async throws {
        let keeper = try UserKeeper(
            command: """
                exec unshare -m sh -c 'cp KEEPER /dev/shm/keeper-of-a-full-disk
                for d in /tmp /var/tmp; do mount -t tmpfs -o size=4k,nr_inodes=1 none $d; done
                exec /dev/shm/keeper-of-a-full-disk "$@"' sh "$@"
                """)
        let sandbox = KeeperSandbox(home: Fixture.home, keeperPath: keeper.path)
        let run = try await Fixture.run("python", "print(1)", in: sandbox)
        #expect(run.text == "1\n")
        await sandbox.shutDown()
        unlink("/dev/shm/keeper-of-a-full-disk")
        keeper.remove()
    }

    @Test func `a program larger than the room for its files is told with the way on`() async throws
    {
        let source = "print(1)\n#" + String(repeating: "x", count: 1 << 20)
        let error = await #expect(throws: SandboxError.self) {
            try await Fixture.run("python", source, limits: Fixture.limits(files: 1 << 16))
        }
        let text = error?.description ?? ""
        #expect(text.contains("solution.py") && text.contains("larger files"), "\(text)")
    }

    @Test(
        arguments: [
            ("-t 1", "CPU time"), ("-f 1", "file size"), ("-v 4000000", "addresses"),
            ("-d 4000000", "data"), ("-s 4096", "stack"),
            ("-n 40", "open files"),
        ])
    func `a lower limit of our caller is told, and never taken for the program's end`(
        limit: String, name: String
    ) async throws {
        let text = try await refusal("ulimit \(limit); exec KEEPER \"$@\"")
        #expect(text.contains(name) && text.contains("ulimit \(limit.prefix(2))"), "\(text)")
    }

    @Test(arguments: ["-S -v 300000", "-S -d 100000", "-S -t 1", "-S -f 1"])
    func `a soft limit of our caller is none of the program's`(limit: String) async throws {
        let keeper = try UserKeeper(command: "ulimit \(limit); exec KEEPER \"$@\"")
        let sandbox = KeeperSandbox(home: Fixture.home, keeperPath: keeper.path)
        let source =
            "import mmap, time\nm = mmap.mmap(-1, 2 << 30)\nopen('f', 'wb').write(bytes(1 << 20))\n"
            + "while time.process_time() < 1.5: pass\nprint('done')"
        let run = try await Fixture.run("python", source, in: sandbox)
        #expect(run.text == "done\n", "\(run.ending) \(run.errorText)")
        await sandbox.shutDown()
        keeper.remove()
    }

    @Test(arguments: [6, 8, 10, 12, 14, 16, 20])
    func `too few open files in the keeper are named as such, or suffice`(
        limit: Int
    ) async throws {
        let keeper = try UserKeeper(command: "ulimit -n \(limit); exec KEEPER \"$@\"")
        defer { keeper.remove() }
        let sandbox = KeeperSandbox(home: Fixture.home, keeperPath: keeper.path)
        do throws(SandboxError) {
            let profile = try Profile.load(language: "python", home: Fixture.home)
            let run = try await sandbox.run(
                .program(source: Array("print(1)".utf8), profile: profile), limits: Fixture.small)
            #expect(run.text == "1\n" && limit > 12)
        } catch {
            #expect(error.description.contains("open files"), "\(limit): \(error)")
            #expect(!error.description.contains("out of turn"))
            #expect(!error.description.contains("--isolation"), "\(limit): \(error)")
        }
        await sandbox.shutDown()
    }

    @Test func `too few open files of our own are named as such`() async throws {
        let sandbox = KeeperSandbox(home: Fixture.home)
        _ = try await Fixture.run("python", "print(1)", in: sandbox)
        var held: [Int32] = []
        var now = rlimit()
        getrlimit(__rlimit_resource_t(7), &now)
        let usual = now
        let highest =
            FileSystem.matches("/proc/self/fd/*").compactMap {
                Int($0.split(separator: "/").last ?? "")
            }.max() ?? 0
        now.rlim_cur = rlim_t(highest + 1)
        // Other tests of this process share the limit: hold it for one step only.
        setrlimit(__rlimit_resource_t(7), &now)
        while true {
            let one = dup(0)
            guard one >= 0 else { break }
            held.append(one)
        }
        let error = #expect(throws: SandboxError.self) { try RunPipes.open(dialogue: true) }
        for one in held { close(one) }
        var back = usual
        setrlimit(__rlimit_resource_t(7), &back)
        #expect(error?.description.contains("ulimit -n") == true, "\(error?.description ?? "")")
        #expect(try await Fixture.run("python", "print(2)", in: sandbox).text == "2\n")
        await sandbox.shutDown()
    }

    @Test func `an interpreter that is gone after the profile was read is named`() async throws {
        var profile = try Profile.load(language: "python", home: Fixture.home)
        profile.run.paths.append("/usr/bin/python-that-was-removed")
        let command = Command.program(source: Array("print(1)".utf8), profile: profile)
        let error = await #expect(throws: SandboxError.self) {
            try await Fixture.shared.run(command, limits: Fixture.small)
        }
        #expect(error?.description.contains("/usr/bin/python-that-was-removed") == true)
        #expect(try await Fixture.run("python", "print(2)").text == "2\n")
    }
}
