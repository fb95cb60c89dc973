internal import Glibc
internal import LyditeCore

/// Peak memory of whole runs, each in a process of its own.
enum MemoryBenchmark {
    /// The figure.
    private static let mostMiB = 300.0

    static func run() async throws -> [Figure] {
        var figures: [Figure] = []
        for count in [1_000, 100_000] {
            let folder = try TemporaryFolder()
            let rows = try GeneratedRows(folder: folder.path, problems: count, rolloutsEach: 2)
            let peak = try peakBytes([
                "run", rows.problems, "--recorded", rows.rollouts, "--out", folder.path + "/out",
                "--quiet",
            ])
            figures.append(
                Figure(
                    "memory/\(count)-rows", Double(peak) / 1_048_576, "MiB at most",
                    bound: .atMost(mostMiB)))
        }
        return figures
    }

    /// Runs this program anew and waits for it.
    private static func peakBytes(_ arguments: [String]) throws -> Int {
        var pid: pid_t = 0
        var words: [UnsafeMutablePointer<CChar>?] = (["lydite"] + arguments).map { strdup($0) }
        words.append(nil)
        defer { words.forEach { free($0) } }
        guard posix_spawn(&pid, "/proc/self/exe", nil, nil, words, environ) == 0 else {
            throw BenchError.cannotStart
        }
        var status: Int32 = 0
        var usage = rusage()
        while wait4(pid, &status, 0, &usage) < 0, errno == EINTR {}
        guard status == 0 else { throw BenchError.runFailed(status: status) }
        return usage.ru_maxrss * 1024
    }
}

/// A measurement that could not be made.
package enum BenchError: Error, CustomStringConvertible {
    case cannotStart
    case runFailed(status: Int32)

    package var description: String {
        switch self {
        case .cannotStart: "the benchmark could not start lydite a second time"
        case .runFailed(let status):
            "the measured run ended with status \(status >> 8); run it by hand to see why"
        }
    }
}
