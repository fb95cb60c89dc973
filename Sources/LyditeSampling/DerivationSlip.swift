internal import LyditeCore
internal import LyditeMath
internal import LyditeProblems

/// One mistake at one step of a derivation; what follows is worked out from the wrong value.
struct DerivationSlip: Hashable, Sendable {
    enum Change: Hashable, Sendable {
        /// Another formula stands in the step's place.
        case formula(Formula)
        /// The step is left out, and this value goes on in its stead.
        case skipped(Formula)
        /// The step's result is written down wrongly by this much.
        case result(by: Rational)
        /// The result is wrong by this much, and the next step's result is right again by a second
        /// mistake.
        case cancelling(by: Rational)
        /// The solution ends with the step before this one.
        case stopped
    }

    /// `wrong-operation`, `off-by-one` and so on; an author's slip has the author's name.
    var kind: String
    var step: Int
    var change: Change
}

extension DerivationSlip {
    /// Every slip that one instance offers.
    static func all(in instance: FamilyInstance) -> [DerivationSlip] {
        let steps = instance.steps
        var slips: [DerivationSlip] = []
        for (index, step) in steps.enumerated() {
            for (kind, formula) in FormulaSlips.all(in: step.value) where formula != step.value {
                slips.append(DerivationSlip(kind: kind, step: index, change: .formula(formula)))
            }
            for slip in step.slips {
                slips.append(
                    DerivationSlip(kind: slip.kind, step: index, change: .formula(slip.value)))
            }
            for formula in misread(index, instance) {
                slips.append(
                    DerivationSlip(kind: "misread-number", step: index, change: .formula(formula)))
            }
            for formula in earlier(index, steps) {
                slips.append(
                    DerivationSlip(kind: "earlier-value", step: index, change: .formula(formula)))
            }
            let names = step.value.names.sorted()
            if steps.count > 1, index < steps.count - 1, names.count > 1 {
                for name in names
                where steps[..<index].contains(where: { $0.name == name }) || index == 0 {
                    slips.append(
                        DerivationSlip(
                            kind: "forgotten-step", step: index, change: .skipped(.name(name))))
                }
            }
            for by in [-1, 1] {
                slips.append(
                    DerivationSlip(
                        kind: "off-by-one", step: index, change: .result(by: Rational(by))))
            }
        }
        if steps.count > 1 {
            slips.append(
                DerivationSlip(kind: "stopped-early", step: steps.count - 1, change: .stopped))
        }
        return slips
    }

    /// Two mistakes that cancel: the answer is right, two equations are not.
    static func cancelling(in instance: FamilyInstance) -> [DerivationSlip] {
        let steps = instance.steps
        return steps.indices.dropLast().filter { index in
            steps[index + 1].value.names.contains(steps[index].name)
                && !steps[(index + 2)...].contains { $0.value.names.contains(steps[index].name) }
        }.flatMap { index in
            [-1, 1].map { by in
                DerivationSlip(
                    kind: "two-errors", step: index, change: .cancelling(by: Rational(by)))
            }
        }
    }

    /// Another given where one was needed.
    private static func misread(_ index: Int, _ instance: FamilyInstance) -> [Formula] {
        let slots = instance.givens.map(\.name)
        let formula = instance.steps[index].value
        let present = formula.names.intersection(slots).sorted()
        return present.flatMap { name in
            slots.filter { !formula.names.contains($0) }.map { formula.replacing(name, by: $0) }
        }
    }

    /// The value of an earlier step where a later one was needed.
    private static func earlier(_ index: Int, _ steps: [FamilyStep]) -> [Formula] {
        let formula = steps[index].value
        let names = steps[..<index].map(\.name)
        return names.enumerated().filter { formula.names.contains($0.element) }.flatMap {
            place, name in
            names[..<place].filter { !formula.names.contains($0) }.map {
                formula.replacing(name, by: $0)
            }
        }
    }
}

extension Formula {
    /// The formula with one name in another's place.
    func replacing(_ old: String, by new: String) -> Formula {
        switch self {
        case .number: self
        case .name(let name): name == old ? .name(new) : self
        case .negate(let inner): .negate(inner.replacing(old, by: new))
        case .binary(let operation, let left, let right):
            .binary(operation, left.replacing(old, by: new), right.replacing(old, by: new))
        case .call(let function, let arguments):
            .call(function, arguments.map { $0.replacing(old, by: new) })
        }
    }
}
