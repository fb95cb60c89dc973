import Foundation
import Support
import Testing

/// What is left when lydite itself is killed in the middle of warm runs.
@Suite(.serialized, .enabled(if: Project.isRoot, "only root has users of its own for runs"))
struct KilledSandboxTests {
    private static func children(of pid: Int32) -> [Int32] {
        let tasks =
            (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task")) ?? []
        return tasks.flatMap { task -> [Int32] in
            let path = "/proc/\(pid)/task/\(task)/children"
            let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
            let own = text.split(separator: " ").compactMap { Int32($0) }
            return own + own.flatMap(children)
        }
    }

    private static func eventually(_ condition: () -> Bool) -> Bool {
        for _ in 0..<300 {
            if condition() { return true }
            usleep(20_000)
        }
        return condition()
    }

    @Test func `keepers, zygotes and candidates go with a killed lydite`() throws {
        let process = try Program.start(
            ["verify", "-", "--jobs", "1", "--isolation", "best"],
            environment: ["LYDITE_ZYGOTES": "always"])
        let stdin = try #require(process.standardInput as? Pipe)
        let row = """
            {"id":1,"language":"python","entry_point":"f","solution":"import os, time\\ndef f():\\n    os.fork()\\n    time.sleep(50)","cases":[{"args":[],"expected":1}]}

            """
        stdin.fileHandleForWriting.write(Data(row.utf8))
        try stdin.fileHandleForWriting.close()
        // A keeper with a zygote, a process 1, a candidate and its child.
        #expect(Self.eventually { Self.children(of: process.processIdentifier).count >= 5 })
        let pids = Self.children(of: process.processIdentifier)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        #expect(Self.eventually { pids.allSatisfy { access("/proc/\($0)/stat", F_OK) != 0 } })
        let groups = (try? FileManager.default.contentsOfDirectory(atPath: "/sys/fs/cgroup/memory"))
        for pid in pids {
            #expect(!(groups ?? []).contains { $0.hasPrefix("lydite-\(pid)-") })
        }
    }

    @Test func `a keeper of another release is one clear error`() throws {
        let folder = try TemporaryFolder()
        let keeper = folder.path + "/keeper"
        let program = """
            #!/usr/bin/python3
            import socket, struct
            parent = socket.socket(fileno=3)
            parent.recv(4096)
            payload = struct.pack('<II', 3, 0) + struct.pack('<I', 7) + b'version' + struct.pack('<I', 1) + b'1'
            parent.sendall(struct.pack('<IB', len(payload), 66) + payload)

            """
        try program.write(toFile: keeper, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: keeper)
        let source = folder.path + "/a.py"
        try "print(1)".write(toFile: source, atomically: true, encoding: .utf8)
        let result = try Program.lydite(
            ["exec", "--profile", "python", source], environment: ["LYDITE_KEEPER": keeper])
        #expect(result.code == 2)
        #expect(result.errors.contains("the keeper speaks protocol 1, and this lydite speaks 2"))
    }
}
