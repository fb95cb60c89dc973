import LyditeCore
import LyditeMath

/// A few draws that show whether a lifted family gives variants at all.
enum LiftTrial {
    private static let draws = 60
    private static let mostFailures = 45
    /// Fewer answers than this are no family.
    private static let leastAnswers = 3

    /// Whether the original is written as it was, and other values give other answers.
    static func holds(_ family: Family, statement: String) -> Bool {
        guard let original = try? FamilyInstance(original: family),
            original.statement == folded(statement)
        else { return false }
        let plan = FamilyPlan(family: family)
        var generator = SeededGenerator(
            seed: 1, parent: family.digest, stage: "lift-trial", index: 0)
        var tally = FamilyPlan.Tally()
        var failures = 0
        var answers: Set<String> = [family.original.answer]
        for _ in 0..<draws where answers.count < leastAnswers + 1 {
            guard let numbers = plan.draw(&generator, tally: &tally),
                let instance = try? FamilyInstance(
                    family: family, numbers: numbers, words: [:], statementIndex: 0,
                    extensionIndex: nil),
                let gold = instance.gold
            else {
                failures += 1
                if failures > mostFailures { break }
                continue
            }
            answers.insert(gold)
        }
        return answers.count >= leastAnswers
    }

    private static func folded(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
