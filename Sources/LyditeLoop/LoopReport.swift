package import LyditeCore
internal import LyditeFiles

/// What came of a loop so far: `loop.json`, `report.html`, `times.json` and the table at the end.
package struct LoopReport: Sendable {
    package let seed: Int
    /// Rounds that were asked for, beside round 0.
    package let wanted: Int
    package private(set) var rounds: [RoundResult] = []
    /// Seconds of each round by stage and command.
    package private(set) var seconds: [[String: Double]] = []
    /// Why the meter ended the loop; nil where it did not.
    package var stopped: String?

    init(seed: Int, rounds: Int) {
        self.seed = seed
        wanted = rounds
    }

    mutating func add(_ result: RoundResult, seconds: [String: Double]) {
        rounds.append(result)
        self.seconds.append(seconds)
    }

    /// No times, so that a loop that was resumed tells the same as one that was not.
    package var json: JSON {
        [
            "version": .string(Version.lydite), "verifier": .string(Version.verifier),
            "seed": .integer(Int64(seed)), "rounds": .array(rounds.map(\.json)),
            "stopped": stopped.map { .string($0) } ?? .null,
        ]
    }

    /// Seconds of the loop itself, beside the time of sampler and trainer, as a share of all; nil before the first.
    package var overhead: Double? {
        let all = RoundFolder.Stage.allCases.map(\.rawValue)
        let total = seconds.reduce(0) { sum, round in
            sum + all.compactMap { round[$0] }.reduce(0, +)
        }
        let others = seconds.reduce(0) { sum, round in
            sum + (round["sampler"] ?? 0) + (round["trainer"] ?? 0)
        }
        return total > 0 ? max(0, total - others) / total : nil
    }

    private var times: JSON {
        [
            "rounds": .array(
                seconds.map { round in
                    .object(
                        round.sorted { $0.key < $1.key }.map {
                            JSON.Member($0.key, .double(($0.value * 1_000).rounded() / 1_000))
                        })
                }),
            "overhead": overhead.map { .double(($0 * 1e4).rounded() / 1e4) } ?? .null,
        ]
    }

    func write(to folder: String) throws(FileError) {
        try RoundFolder.write(json, to: folder + "/loop.json")
        try RoundFolder.write(times, to: folder + "/times.json")
        let file = try OutputFile(folder + "/report.html")
        try file.write(LoopPage(report: self).text)
        try file.commit()
    }
}
