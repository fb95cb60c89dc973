internal import LyditeCore
internal import LyditeStore

/// Keeps the top share of rows by a score.
struct ScoreStage: CurationStage {
    static let kind = CurationStageKind(
        "score", "the top share by a score",
        [
            .init("share", .number(0...1), .double(0.2), "the share that stays"),
            .init(
                "by", .choice(["rating", "pass-rate", "difficulty", "brevity"]), "rating",
                "mean rating, pass rate, one less the pass rate, or shortness"),
            .init("unscored", .flag, false, "whether rows without a score stay"),
        ]
    ) { settings, _ in
        ScoreStage(
            share: settings.number("share") ?? 1, by: settings.text("by") ?? "rating",
            takesUnscored: settings.flag("unscored"))
    }

    let share: Double
    let by: String
    let takesUnscored: Bool
    private var scores: [(trace: Int64, score: Double)] = []

    init(share: Double, by: String, takesUnscored: Bool) {
        self.share = share
        self.by = by
        self.takesUnscored = takesUnscored
    }

    mutating func omission(of row: CurationRow) throws -> StageOmission? {
        let score: Double? =
            switch by {
            case "pass-rate": row.passRate
            case "difficulty": 1 - row.passRate
            case "brevity": -Double(row.trace.text.utf8.count)
            default: try row.rating()
            }
        guard let score else { return takesUnscored ? nil : StageOmission("no-score") }
        scores.append((row.trace.row, score))
        return nil
    }

    mutating func finish(
        _ isOmitted: (Int64) -> Bool
    ) -> [(trace: Int64, omission: StageOmission)] {
        let left = scores.filter { !isOmitted($0.trace) }
            .sorted { ($1.score, $0.trace) < ($0.score, $1.trace) }
        let kept = Int((share * Double(left.count)).rounded(.up))
        let bound = kept > 0 && kept <= left.count ? left[kept - 1].score : 0
        return left.dropFirst(kept).map {
            (
                $0.trace,
                StageOmission("below-top-share", beside: "\(by) \($0.score), bound \(bound)")
            )
        }
    }
}
