internal import LyditeCore
internal import LyditeFiles
internal import LyditeMath
internal import LyditeSandbox

/// The time of each row of a corpus, bombs apart: a verifier is as quick as its slowest answers.
enum RowTimes {
    /// The least of several times, as the machine's own work comes in between.
    private static let repeats = 5

    private struct Row {
        var check: AnswerCheck
        var pred: [UInt8]
        var isResponse: Bool
        var isBomb: Bool
    }

    static func figures(_ file: String?) throws -> [Figure] {
        guard let path = file ?? Home.find().map({ $0 + "/Problems/verifier/math.jsonl" }) else {
            return []
        }
        let rows = try read(path)
        let times = try rows.map { try time($0) }
        let plain = zip(rows, times).filter { !$0.0.isBomb }.map(\.1).sorted()
        let bombs = zip(rows, times).filter { $0.0.isBomb }.map(\.1).sorted()
        var figures: [Figure] = []
        if let worst = plain.last {
            let total = Double(plain.reduce(0, +)) * 1e-9
            figures += [
                Figure(
                    "math/corpus", Double(plain.count) / total, "rows a CPU second", better: .more),
                Figure("math/corpus-median", Double(plain[plain.count / 2]) * 1e-3, "us"),
                Figure(
                    "math/corpus-p99", Double(plain[plain.count * 99 / 100]) * 1e-3, "us",
                    bound: .atMost(100)),
                Figure("math/corpus-worst", Double(worst) * 1e-3, "us"),
            ]
        }
        if let worst = bombs.last {
            figures += [
                Figure("math/bombs-median", Double(bombs[bombs.count / 2]) * 1e-3, "us"),
                Figure("math/bombs-worst", Double(worst) * 1e-3, "us", bound: .atMost(20_000)),
            ]
        }
        return figures
    }

    private static func read(_ path: String) throws -> [Row] {
        let reader = try LineReader(path)
        var rows: [Row] = []
        while let line = try reader.next() {
            guard !line.isBlank, case .object = try line.json() else { continue }
            let row = try RowReader(try line.json())
            guard case .answer(let check) = try? Check(row: row) else { continue }
            let response = try row.text("response")
            guard let pred = try response ?? row.text("pred") else { continue }
            let group = try? row.text("group")
            rows.append(
                Row(
                    check: check, pred: Array(pred.utf8),
                    isResponse: response != nil, isBomb: group == "bomb"))
        }
        return rows
    }

    private static func time(_ row: Row) throws -> Int {
        let gold = Array(row.check.gold.utf8)
        let spec = try row.check.spec.map { try AnswerSpec(json: $0) } ?? .plain
        var least = Int.max
        for _ in 0..<repeats {
            let began = CPUTime.threadNanoseconds
            let result =
                row.isResponse
                ? MathChecker.check(gold: gold, response: row.pred, spec: spec, extraction: .full)
                : MathChecker.check(gold: gold, pred: row.pred, spec: spec)
            let took = CPUTime.threadNanoseconds - began
            withExtendedLifetime(result) { least = min(least, took) }
        }
        return least
    }
}
