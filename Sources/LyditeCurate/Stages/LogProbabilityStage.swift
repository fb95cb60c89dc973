internal import LyditeCore
internal import LyditeStore

/// Leaves out the answers that their model held for least and for most likely.
struct LogProbabilityStage: CurationStage {
    static let kind = CurationStageKind(
        "logprob", "both tails of the mean log-probability of tokens, where the server gave it",
        [
            .init(
                "lower", .number(0...0.5), .double(0.02),
                "share of the least likely answers that go"),
            .init(
                "upper", .number(0...0.5), .double(0.02), "share of the most likely answers that go"
            ),
        ]
    ) { settings, _ in
        LogProbabilityStage(
            lower: settings.number("lower") ?? 0, upper: settings.number("upper") ?? 0)
    }

    let lower: Double
    let upper: Double
    private(set) var unmeasured = 0
    private var scores: [(trace: Int64, score: Double)] = []

    init(lower: Double, upper: Double) {
        self.lower = lower
        self.upper = upper
    }

    mutating func omission(of row: CurationRow) throws -> StageOmission? {
        if let details = try row.details(), let mean = Self.mean(details) {
            scores.append((row.trace.row, mean))
        } else {
            unmeasured += 1
        }
        return nil
    }

    mutating func finish(
        _ isOmitted: (Int64) -> Bool
    ) -> [(trace: Int64, omission: StageOmission)] {
        let left = scores.filter { !isOmitted($0.trace) }
            .sorted { ($0.score, $0.trace) < ($1.score, $1.trace) }
        let low = Int(lower * Double(left.count))
        let high = min(left.count - low, Int(upper * Double(left.count)))
        func omission(_ entry: (trace: Int64, score: Double), _ reason: String) -> (
            trace: Int64, omission: StageOmission
        ) {
            let mean = (entry.score * 1000).rounded() / 1000
            return (entry.trace, StageOmission(reason, beside: "mean log-probability \(mean)"))
        }
        return left.prefix(low).map { omission($0, "least-likely") }
            + left.suffix(high).map { omission($0, "most-likely") }
    }

    /// The mean over all tokens, in the form of chats or of completions; nil where there is none.
    static func mean(_ details: String) -> Double? {
        guard let logprobs = (try? JSONParser.parse(details))?["logprobs"] else { return nil }
        let values =
            logprobs["content"]?.arrayValue?.compactMap { $0["logprob"]?.doubleValue }
            ?? logprobs["token_logprobs"]?.arrayValue?.compactMap(\.doubleValue) ?? []
        let finite = values.filter(\.isFinite)
        return finite.isEmpty ? nil : finite.reduce(0, +) / Double(finite.count)
    }
}
