package import LyditeMath

/// A family with every slot filled: one problem, its derivation and its answer.
package struct FamilyInstance: Hashable, Sendable {
    package let family: Family
    /// Values of the slots that hold numbers, those of the extension included.
    package let numbers: [String: Rational]
    package let words: [String: FamilyWord]
    /// Which of the family's wordings.
    package let statementIndex: Int
    /// Which of the family's extensions; nil for none.
    package let extensionIndex: Int?
    /// Slots, steps and `answer`, by name.
    package let values: [String: Rational]
    /// How each slot and step is written.
    package let styles: [String: FamilyNumberStyle]

    /// - Throws: Where a step has no value, such as a division by zero.
    package init(
        family: Family, numbers: [String: Rational], words: [String: FamilyWord],
        statementIndex: Int, extensionIndex: Int?
    ) throws(FormulaError) {
        self.family = family
        self.numbers = numbers
        self.words = words
        self.statementIndex = statementIndex
        self.extensionIndex = extensionIndex
        var values = numbers
        let extra = extensionIndex.map { family.extensions[$0] }
        for step in family.derive { values[step.name] = try step.value.value { values[$0] } }
        for step in extra?.derive ?? [] { values[step.name] = try step.value.value { values[$0] } }
        var styles: [String: FamilyNumberStyle] = [:]
        for slot in family.slots + (extra?.slots ?? []) where slot.isNumber {
            styles[slot.name] = slot.style
        }
        for step in family.derive + (extra?.derive ?? []) { styles[step.name] = step.style }
        self.styles = styles
        values["answer"] = try (extra?.answer ?? family.answer).value.value { values[$0] }
        self.values = values
    }

    /// The person-written problem.
    package init(original family: Family) throws(FormulaError) {
        try self.init(
            family: family, numbers: family.original.numbers, words: family.original.words,
            statementIndex: 0, extensionIndex: nil)
    }

    package var chosenExtension: FamilyExtension? { extensionIndex.map { family.extensions[$0] } }

    /// Every step from the first to the one that gives the answer.
    package var steps: [FamilyStep] { family.derive + (chosenExtension?.derive ?? []) }

    /// Slots that hold numbers, in the order of the file.
    package var numberSlots: [FamilySlot] {
        family.numberSlots + (chosenExtension?.slots.filter(\.isNumber) ?? [])
    }

    /// The numbers that the statement shows; a slot that only feeds others is none.
    package var givens: [FamilySlot] {
        let wording = family.statements[statementIndex]
        let extra = chosenExtension.map { [$0.facts, $0.ask] } ?? [wording.ask]
        let shown = Set(([wording.facts] + extra).flatMap { $0.fields.map(\.name) })
        return numberSlots.filter { shown.contains($0.name) }
    }

    package var answer: FamilyAnswer { chosenExtension?.answer ?? family.answer }

    package var answerValue: Rational { values["answer"] ?? .zero }

    /// The answer key; nil where the value does not fit the answer's form.
    package var gold: String? { answer.gold(answerValue) }

    package var statement: String {
        let wording = family.statements[statementIndex]
        let scene = scene(values)
        guard let extra = chosenExtension else {
            return wording.facts.text(scene) + " " + wording.ask.text(scene)
        }
        return [wording.facts, extra.facts, extra.ask].map { $0.text(scene) }.joined(separator: " ")
    }

    /// What templates are printed with; a sampler hands in values of its own.
    package func scene(_ values: [String: Rational]) -> FamilyScene {
        FamilyScene(numbers: values, styles: styles, words: words)
    }

    /// `4 * 2.50 = 10` for a step, or for a formula that stands in its place.
    package func equation(
        _ step: FamilyStep, formula: Formula? = nil, result: Rational, _ values: [String: Rational]
    ) -> String {
        FamilyEquation.equation(formula ?? step.value, result: step.style.text(result)) { name in
            values[name].map { (styles[name] ?? .plain).text($0) }
        }
    }

    /// Every check of the family and the chosen extension, with its present values.
    package var checks: [FamilyOutcome] {
        var base = values
        base["answer"] = try? family.answer.value.value { values[$0] }
        return family.check.map { outcome($0, base) }
            + (chosenExtension?.check ?? []).map { outcome($0, values) }
    }

    /// Every `require`, with its present values.
    package var requirements: [FamilyOutcome] {
        (family.require + (chosenExtension?.require ?? [])).map { outcome($0, values) }
    }

    private func outcome(_ one: FamilyCondition, _ values: [String: Rational]) -> FamilyOutcome {
        let sides = [one.condition.left, one.condition.right].map { side in
            FamilyEquation.text(side) { values[$0].map(FamilyNumberStyle.plain.text) }
        }
        let relation = one.condition.relation == .equal ? "=" : one.condition.relation.rawValue
        let holds = (try? one.condition.holds { values[$0] }) ?? false
        return FamilyOutcome(
            source: one.text, text: "\(sides[0]) \(relation) \(sides[1])", holds: holds)
    }
}

/// A condition with values in place of its names, and whether it held.
package struct FamilyOutcome: Hashable, Sendable {
    package var source: String
    package var text: String
    package var holds: Bool
}
