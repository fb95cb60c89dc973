import LyditeCore
import LyditeMath

/// Draws that show whether a lifted family gives variants, and different ones.
struct LiftTrial {
    private static let draws = 60
    /// Fewer answers than this are no family.
    private static let leastAnswers = 3
    /// After so many draws without a second answer there is none.
    private static let patience = 24
    private static let mostFailures = draws * 2 / 5

    private var answers: [String: Int] = [:]
    private var accepted = 0
    private var failures = 0
    /// How often the statement shows the answer.
    private var shown = 0

    /// Whether the original is written as it was and other values give other answers: none of them
    /// in most draws, and seldom one that the statement shows.
    static func holds(_ family: Family, statement: String) -> Bool {
        guard let original = try? FamilyInstance(original: family),
            original.statement == folded(statement)
        else { return false }
        var trial = LiftTrial()
        let plan = FamilyPlan(family: family)
        var generator = SeededGenerator(
            seed: 1, parent: family.digest, stage: "lift-trial", index: 0)
        var tally = FamilyPlan.Tally()
        for _ in 0..<draws where trial.isOpen {
            trial.add(plan.draw(&generator, tally: &tally), family)
        }
        let others = trial.answers.keys.filter { $0 != family.original.answer }
        let most = max(trial.answers.values.max() ?? 0, trial.shown)
        return others.count + 1 >= leastAnswers && trial.failures <= mostFailures
            && most * 20 <= trial.accepted * 13
    }

    private var isOpen: Bool {
        failures <= Self.mostFailures
            && (answers.count > 1 || accepted + failures < Self.patience)
    }

    private mutating func add(_ numbers: [String: Rational]?, _ family: Family) {
        guard let numbers,
            let instance = try? FamilyInstance(
                family: family, numbers: numbers, words: [:], statementIndex: 0,
                extensionIndex: nil),
            let gold = instance.gold
        else {
            failures += 1
            return
        }
        accepted += 1
        answers[gold, default: 0] += 1
        if FamilyText.numbers(in: instance.statement).contains(instance.answerValue) { shown += 1 }
    }

    private static func folded(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
