import LyditeCore
import Testing

@testable import LyditeSandbox

@Suite(.serialized, .enabled(if: Fixture.hasFull && Fixture.has("c"))) struct CompileCacheTests {
    private static func run(
        _ source: String, in sandbox: KeeperSandbox, input: String = ""
    ) async throws -> Run {
        try await Fixture.run("c", source, input: Array(input.utf8), in: sandbox)
    }

    private static let adder =
        "#include <stdio.h>\nint main(void) { int a; return scanf(\"%d\", &a) == 1 && printf(\"%d\", a + 1) > 0 ? 0 : 9; }\n"

    @Test func `a program is compiled once and does the same again`() async throws {
        let sandbox = KeeperSandbox(home: Fixture.home, slots: 1)
        let first = try await Self.run(Self.adder, in: sandbox, input: "4")
        #expect(first.text == "5" && sandbox.compiled.count == 1)
        let second = try await Self.run(Self.adder, in: sandbox, input: "41")
        #expect(second.text == "42" && sandbox.compiled.count == 1)
        _ = try await Self.run(Self.adder + "\n", in: sandbox, input: "1")
        #expect(sandbox.compiled.count == 2)
        await sandbox.shutDown()
    }

    @Test func `what does not compile is not kept`() async throws {
        let sandbox = KeeperSandbox(home: Fixture.home, slots: 1)
        for _ in 0..<2 {
            #expect(try await Self.run("int main(", in: sandbox).ending == .compileError)
        }
        #expect(sandbox.compiled.count == 0)
        await sandbox.shutDown()
    }

    @Test func `a program that rewrites itself changes nothing for the next run`() async throws {
        let source = """
            #include <stdio.h>
            #include <unistd.h>
            int main(int argc, char **argv) {
                FILE *out = fopen("new", "w");
                fputs("#!/bin/false\\n", out);
                fclose(out);
                rename("new", argv[0]);
                puts("once");
                return 0;
            }
            """
        let sandbox = KeeperSandbox(home: Fixture.home, slots: 1)
        for _ in 0..<3 {
            let run = try await Self.run(source, in: sandbox)
            #expect(run.text == "once\n" && run.exitCode == 0, "\(run.errorText)")
        }
        await sandbox.shutDown()
    }

    @Test func `the cache keeps to its bound, and the one used last stays`() {
        let cache = CompileCache(maximumBytes: 16 << 10)
        func key(_ i: Int) -> Digest { Digest(of: Array("\(i)".utf8)) }
        let files = [SandboxFile(name: "a", bytes: [UInt8](repeating: 0, count: 2 << 10))]
        for i in 0..<5 { cache.store(files, under: key(i)) }
        #expect(cache.count == 5 && cache.find(key(0)) == files)
        cache.store(files, under: key(5))
        #expect(cache.count == 5 && cache.find(key(0)) == files && cache.find(key(1)) == nil)
        cache.store(
            [SandboxFile(name: "b", bytes: [UInt8](repeating: 0, count: 8 << 10))], under: key(6))
        #expect(cache.find(key(6)) == nil)
    }

    @Test func `another tool chain, flag or source has another key`() throws {
        let profile = try #require(Fixture.profile("c"))
        let isolation = Isolation(level: .full, namespaces: [], cgroup: nil, uid: nil)
        func key(_ profile: Profile, _ source: String, _ isolation: Isolation) throws -> Digest {
            CompileCache.key(
                .program(source: Array(source.utf8), profile: profile),
                try #require(profile.compile), isolation, box: "/box")
        }
        let base = try key(profile, "a", isolation)
        var flagged = profile
        flagged.compile?.command.append("-DX")
        var replaced = profile
        replaced.tool = "/usr/bin/true"
        var other = isolation
        other.level = .noCgroup
        #expect(try key(profile, "a", isolation) == base)
        #expect(try key(profile, "b", isolation) != base)
        #expect(try key(flagged, "a", isolation) != base)
        #expect(try key(replaced, "a", isolation) != base)
        #expect(try key(profile, "a", other) != base)
    }
}
