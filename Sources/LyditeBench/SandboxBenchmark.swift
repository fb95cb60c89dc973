internal import Glibc
internal import LyditeCore
internal import LyditeSandbox

/// What a run in the sandbox costs, beside the same program without one, in the same run of the benchmark.
///
/// Every process counts: this one, the keeper, its zygotes and what they started. A sandbox is ended
/// before its cost is read, and what starting it costs is taken off by measuring two lengths.
enum SandboxBenchmark {
    private static let launches = 300
    private static let warmRuns = 600
    private static let coldRuns = 40
    private static let growthRuns = 1000

    static func run() async throws -> [Figure] {
        guard let home = Home.find() else { throw SandboxError.homeNotFound }
        return try await launch(home) + python(home) + inside(home)
    }

    // MARK: Launching

    private static func launch(_ home: String) async throws -> [Figure] {
        var profile = try Profile.load(language: "c", home: home)
        let program = "/usr/bin/true"
        if !profile.run.paths.contains(where: { program == $0 || program.hasPrefix($0 + "/") }) {
            profile.run.paths.append(program)
        }
        let command = Command(
            profile: profile, files: [], compiles: false, program: [program])
        let bare = try Cost.each(launches) { try Spawned.run([program]) }
        let ours = try await Cost.slope(home, (50, 50 + launches), .never) { sandbox in
            _ = try await sandbox.run(command, limits: .exec)
        }
        var figures = [
            Figure("sandbox/bare", bare * 1e6, "us of CPU to start and wait for `true`"),
            Figure("sandbox/launch", ours * 1e6, "us of CPU for `true` with every layer"),
            Figure(
                "sandbox/launch-ratio", ours / bare, "times bare fork and exec", bound: .atMost(2.5)
            ),
        ]
        if access("/usr/bin/bwrap", X_OK) == 0 {
            let other = try Cost.each(launches) { try Spawned.run(Spawned.bubblewrap) }
            figures.append(
                Figure(
                    "sandbox/bubblewrap-ratio", ours / other,
                    "of bubblewrap with the same namespaces", bound: .atMost(0.25)))
        }
        return figures
    }

    // MARK: Python

    private static func python(_ home: String) async throws -> [Figure] {
        let profile = try Profile.load(language: "python", home: home)
        let folder = try TemporaryFolder()
        let path = folder.path + "/solution.py"
        try Spawned.write(SandboxSamples.file, to: path)
        let cold = try Cost.each(coldRuns) { try Spawned.run([profile.tool, "-B", "-s", path]) }
        func warm(_ source: String) async throws -> Double {
            var command = Command.program(source: Array(source.utf8), profile: profile)
            command.mayBeWarm = true
            return try await Cost.slope(home, (50, 50 + warmRuns), .always) { [command] sandbox in
                let run = try await sandbox.run(command, limits: .exec)
                guard run.ending == .exited, run.exitCode == 0 else {
                    throw BenchError.runFailed(status: 1 << 8)
                }
            }
        }
        let same = try await warm(SandboxSamples.file)
        let small = try await warm("print(1 + 1)\n")
        return [
            Figure("sandbox/python-cold", cold * 1e3, "ms of CPU for python3 without a sandbox"),
            Figure("sandbox/python-warm", same * 1e3, "ms of CPU for the same file, warm"),
            Figure(
                "sandbox/python-ratio", same / cold, "of the cold run without a sandbox",
                bound: .atMost(0.1)),
            Figure(
                "sandbox/python-small", 1 / small, "small Python runs a CPU second",
                bound: .atLeast(250)),
        ]
    }

    // MARK: Memory, clean-up, growth

    private static func inside(_ home: String) async throws -> [Figure] {
        let profile = try Profile.load(language: "python", home: home)
        let sandbox = KeeperSandbox(home: home, isolation: .best, slots: 1, zygotes: .always)
        func run(_ source: String) async throws -> Run {
            var command = Command.program(source: Array(source.utf8), profile: profile)
            command.mayBeWarm = true
            return try await sandbox.run(command, limits: .exec)
        }
        var figures: [Figure] = []
        if let uid = try await sandbox.isolation.uid, geteuid() == 0 {
            let sleeper = Task { try await run("import time\ntime.sleep(0.5)\n") }
            try await Task.sleep(for: .milliseconds(400))
            let bytes = ProcessMemory.privateBytes(ofUser: uid)
            _ = try await sleeper.value
            figures.append(
                Figure(
                    "sandbox/private", Double(bytes) / 1_048_576, "MiB private to a warm child",
                    bound: .atMost(3)))
        }
        var ends: [Double] = []
        for _ in 0..<20 {
            let done = try await run(SandboxSamples.leftovers)
            let now = monotonicSeconds()
            let text = String(decoding: done.standardOutput.bytes, as: UTF8.self)
            guard let at = Double(text), done.ending == .exited else {
                throw BenchError.runFailed(status: 1 << 8)
            }
            ends.append(now - at)
        }
        figures.append(
            Figure(
                "sandbox/clean-up", ends.sorted()[ends.count / 2] * 1e3,
                "ms from a program's end with 20 children and 8 MB of files to its result"))
        guard let keeper = await sandbox.keepers.first else { return figures }
        for _ in 0..<100 { _ = try await run("pass\n") }
        let before = (
            ProcessMemory.residentBytes(of: keeper), ProcessMemory.descriptors(of: keeper)
        )
        for _ in 0..<growthRuns { _ = try await run("pass\n") }
        let after = (ProcessMemory.residentBytes(of: keeper), ProcessMemory.descriptors(of: keeper))
        await sandbox.shutDown()
        figures.append(
            Figure(
                "sandbox/growth", Double(after.0 - before.0) / 1024,
                "KiB more in the keeper after \(growthRuns) runs", bound: .atMost(256)))
        figures.append(
            Figure(
                "sandbox/descriptors", Double(after.1 - before.1),
                "descriptors more in the keeper after \(growthRuns) runs", bound: .atMost(0)))
        return figures
    }

    private static func monotonicSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
