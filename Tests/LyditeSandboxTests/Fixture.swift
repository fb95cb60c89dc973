import Glibc
import LyditeCore

@testable import LyditeSandbox

/// What the tests share: the home, the sandbox and short ways to run a program.
enum Fixture {
    static let home = Home.find() ?? "/"
    static let shared = KeeperSandbox(home: home, isolation: .full, slots: 2)
    static let isRoot = geteuid() == 0
    /// Tests that want every layer run where all of them hold.
    static let hasFull = isRoot && has("python")
    static let hasSetpriv = isRoot && FileSystem.isExecutable("/usr/bin/setpriv")

    static func has(_ language: String) -> Bool { profile(language) != nil }

    static func profile(_ language: String) -> Profile? {
        try? Profile.load(language: language, home: home)
    }

    static func run(
        _ language: String, _ source: String, input: [UInt8] = [], arguments: [String] = [],
        limits: Limits = small, in sandbox: KeeperSandbox = shared
    ) async throws -> Run {
        let profile = try Profile.load(language: language, home: home)
        let command = Command.program(
            source: Array(source.utf8), profile: profile, input: input, arguments: arguments)
        return try await sandbox.run(command, limits: limits)
    }

    static let small = Limits(cpu: .seconds(5), wall: .seconds(20), memoryBytes: 128 << 20)

    static func limits(
        cpu: Duration = .seconds(5), wall: Duration = .seconds(20), memory: Int = 128 << 20,
        output: Int = 1 << 20, processes: Int = 64, files: Int = 64 << 20
    ) -> Limits {
        Limits(
            cpu: cpu, wall: wall, memoryBytes: memory, outputBytes: output, processes: processes,
            fileBytes: files)
    }

    static func call(_ number: Int) -> String {
        "import ctypes\nctypes.CDLL(None).syscall(\(number), 0, 0, 0, 0, 0, 0)\nprint('went on')"
    }

    /// Control groups of one keeper, wherever they are mounted.
    static func groups(of keeper: pid_t) -> [String] {
        ["", "*/", "*/*/", "*/*/*/", "*/*/*/*/"].flatMap {
            FileSystem.matches("/sys/fs/cgroup/\($0)lydite-\(keeper)-*")
        }
    }

    /// Whether a process runs or waits; one that is dead and not yet asked for does neither.
    static func exists(_ pid: pid_t) -> Bool {
        guard let state = FileSystem.read("/proc/\(pid)/stat", limit: 4_096),
            let end = state.lastIndex(of: UInt8(ascii: ")"))
        else { return false }
        return !state[end...].starts(with: ") Z".utf8)
    }

    /// Waits up to ten seconds, for a machine that is busy with much else.
    static func eventually(_ condition: () -> Bool) -> Bool {
        for _ in 0..<1_000 {
            if condition() { return true }
            usleep(10_000)
        }
        return condition()
    }
}

extension Run {
    var text: String { String(decoding: standardOutput.bytes, as: UTF8.self) }
    var errorText: String { String(decoding: standardError.bytes, as: UTF8.self) }
}
