internal import LyditeCore
internal import LyditeStore

/// Leaves out problems that are too easy or too hard, by pass rate and by what their derivation needs.
struct DifficultyStage: CurationStage {
    static let kind = CurationStageKind(
        "difficulty", "problems that are too easy or too hard",
        [
            .init("min-pass-rate", .number(0...1), .double(0.0), "least share of correct traces"),
            .init("max-pass-rate", .number(0...1), .double(1.0), "largest share of correct traces"),
            .init(
                "min-decided", .integer(1...10_000), 1, "traces that a rate is taken of at least"),
            .init("min-steps", .integer(0...1000), .null, "least steps of the derivation"),
            .init("max-steps", .integer(0...1000), .null, "most steps of the derivation"),
        ]
    ) { settings, _ in
        DifficultyStage(
            least: settings.number("min-pass-rate") ?? 0,
            most: settings.number("max-pass-rate") ?? 1,
            decided: settings.integer("min-decided") ?? 1,
            leastSteps: settings.integer("min-steps"), mostSteps: settings.integer("max-steps"))
    }

    let least: Double
    let most: Double
    let decided: Int
    let leastSteps: Int?
    let mostSteps: Int?
    let concernsProblems = true

    mutating func omission(of row: CurationRow) -> StageOmission? {
        let rate = "pass rate \((row.passRate * 1000).rounded() / 1000) of \(row.decided)"
        if row.decided < decided { return StageOmission("too-few-traces", beside: rate) }
        if row.passRate < least { return StageOmission("too-hard", beside: rate) }
        if row.passRate > most { return StageOmission("too-easy", beside: rate) }
        guard leastSteps != nil || mostSteps != nil,
            let steps = Difficulty.steps(of: row.variant.proof)
        else { return nil }
        if let leastSteps, steps < leastSteps {
            return StageOmission("too-easy", beside: "\(steps) steps")
        }
        if let mostSteps, steps > mostSteps {
            return StageOmission("too-hard", beside: "\(steps) steps")
        }
        return nil
    }
}
