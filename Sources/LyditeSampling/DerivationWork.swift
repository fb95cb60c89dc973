internal import LyditeMath
internal import LyditeProblems

/// A derivation worked through, with at most one slip: the lines as they will be written, and the
/// answer.
struct DerivationWork: Sendable {
    struct Line: Sendable {
        var step: FamilyStep
        var equation: String
        /// What the solver holds to be true after this line.
        var values: [String: Rational]
    }

    private(set) var lines: [Line] = []
    private(set) var answer: Rational
    /// Values of the steps, wrong ones included.
    private(set) var values: [String: Rational]

    /// Works through `instance`; nil where the slip leads to a division by zero or the like.
    init?(_ instance: FamilyInstance, slip: DerivationSlip?) {
        values = instance.numbers
        answer = .zero
        let steps = instance.steps
        for (index, step) in steps.enumerated() {
            let change = slip.flatMap { $0.step == index ? $0.change : nil }
            if change == .stopped { break }
            guard add(step, change, instance, isRepaired: isRepaired(index, slip)) else {
                return nil
            }
        }
        if slip?.change == .stopped {
            guard let last = lines.last, let value = values[last.step.name] else { return nil }
            answer = value
            return
        }
        guard let value = try? instance.answer.value.value({ values[$0] }) else { return nil }
        answer = value
    }

    private func isRepaired(_ index: Int, _ slip: DerivationSlip?) -> Bool {
        guard let slip, case .cancelling = slip.change else { return false }
        return slip.step == index - 1
    }

    private mutating func add(
        _ step: FamilyStep, _ change: DerivationSlip.Change?, _ instance: FamilyInstance,
        isRepaired: Bool
    ) -> Bool {
        var formula = step.value
        var isWritten = true
        var error = Rational.zero
        switch change {
        case .formula(let other): formula = other
        case .skipped(let other):
            formula = other
            isWritten = false
        case .result(let by), .cancelling(let by): error = by
        case .stopped, nil: break
        }
        guard let exact = try? formula.value({ values[$0] }) else { return false }
        var result = exact + error
        if isRepaired, let rightValue = instance.values[step.name] { result = rightValue }
        let equation = instance.equation(step, formula: formula, result: result, values)
        values[step.name] = result
        if isWritten { lines.append(Line(step: step, equation: equation, values: values)) }
        return true
    }

    /// Whether every value could belong to a right solution: whole, above zero and short where the
    /// true one is.
    func isPlausible(for instance: FamilyInstance) -> Bool {
        for step in instance.steps {
            guard let mine = values[step.name], let right = instance.values[step.name] else {
                continue
            }
            if right.isInteger && !mine.isInteger { return false }
            if right > .zero && mine <= .zero { return false }
            let places = right.terminatingDecimalText?.utf8.count
            if let places, (mine.terminatingDecimalText?.utf8.count ?? .max) > places + 3 {
                return false
            }
        }
        return true
    }
}
