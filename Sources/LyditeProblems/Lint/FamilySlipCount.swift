internal import LyditeMath

/// How often an author's slip does no harm.
struct FamilySlipCount {
    /// Draws where the slip has a value.
    private(set) var defined = 0
    /// Draws where it gives the step's right value.
    private(set) var same = 0
    /// Draws where the steps after it lead back to the right answer.
    private(set) var sameAnswer = 0

    mutating func add(_ slip: FamilySlip, _ step: FamilyStep, _ instance: FamilyInstance) {
        guard let wrong = try? slip.value.value({ instance.values[$0] }) else { return }
        defined += 1
        if wrong == instance.values[step.name] {
            same += 1
            return
        }
        var values = instance.values.byName
        values[step.name] = wrong
        let later = instance.steps.drop { $0.name != step.name }.dropFirst()
        for step in later {
            guard let value = try? step.value.value({ values[$0] }) else { return }
            values[step.name] = value
        }
        if (try? instance.answer.value.value { values[$0] }) == instance.answerValue {
            sameAnswer += 1
        }
    }
}
