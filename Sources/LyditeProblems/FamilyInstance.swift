package import LyditeMath

/// A family with every slot filled: one problem, its derivation and its answer.
package struct FamilyInstance: Sendable {
    package let layout: FamilyLayout
    package let words: [String: FamilyWord]
    /// Which of the family's wordings.
    package let statementIndex: Int
    /// How the wording is put to the reader.
    package var frame = FamilyFrame()
    /// Slots, steps and answers, at the layout's places.
    private let placed: [Rational]

    /// - Parameter slots: Values of the number slots in the layout's order.
    /// - Throws: Where a step has no value, such as a division by zero.
    package init(
        layout: FamilyLayout, slots: [Rational], words: [String: FamilyWord], statementIndex: Int
    ) throws(FormulaError) {
        precondition(slots.count == layout.numberSlots.count)
        self.layout = layout
        self.words = words
        self.statementIndex = statementIndex
        placed = try layout.values(slots: slots)
    }

    /// - Throws: Where a step or a slot has no value.
    package init(
        family: Family, numbers: [String: Rational], words: [String: FamilyWord],
        statementIndex: Int, extensionIndex: Int?
    ) throws(FormulaError) {
        let layout = FamilyLayout(family: family, extensionIndex: extensionIndex)
        guard let slots = layout.slots(numbers) else {
            let missing = layout.numberSlots.first { numbers[$0.name] == nil }
            throw .undefinedName(missing?.name ?? "")
        }
        try self.init(layout: layout, slots: slots, words: words, statementIndex: statementIndex)
    }

    /// The person-written problem.
    package init(original family: Family) throws(FormulaError) {
        try self.init(
            family: family, numbers: family.original.numbers, words: family.original.words,
            statementIndex: 0, extensionIndex: nil)
    }

    package var family: Family { layout.family }

    /// Which of the family's extensions; nil for none.
    package var extensionIndex: Int? { layout.extensionIndex }

    package var chosenExtension: FamilyExtension? { layout.chosenExtension }

    /// Every step from the first to the one that gives the answer.
    package var steps: [FamilyStep] { layout.steps }

    /// Slots that hold numbers, in the order of the file.
    package var numberSlots: [FamilySlot] { layout.numberSlots }

    /// The numbers that the statement shows; a slot that only feeds others is none.
    package var givens: [FamilySlot] { layout.givens[statementIndex] }

    /// Values of the number slots in the layout's order.
    package var slotValues: ArraySlice<Rational> { placed[..<layout.numberSlots.count] }

    /// Slots, steps and answers at the layout's places.
    package var placedValues: [Rational] { placed }

    /// Values of the slots that hold numbers, those of the extension included.
    package var numbers: [String: Rational] {
        var numbers: [String: Rational] = [:]
        for (slot, value) in zip(layout.numberSlots, placed) { numbers[slot.name] = value }
        return numbers
    }

    /// Slots, steps and `answer`, by name.
    package var values: FamilyValues { FamilyValues(layout: layout, placed: placed) }

    package var answer: FamilyAnswer { chosenExtension?.answer ?? layout.family.answer }

    package var answerValue: Rational { placed[placed.count - 1] }

    /// The answer key; nil where the value does not fit the answer's form.
    package var gold: String? { answer.gold(answerValue) }

    package var statement: String {
        let (facts, ask) = parts
        return frame.text(facts: facts, ask: ask, keeping: frame.isPlain ? [] : keptWords)
    }

    /// The statement as the family words it: what is told, and what is asked.
    package var parts: (facts: String, ask: String) {
        let wording = layout.family.statements[statementIndex]
        let scene = FamilyScene(values: values, words: words)
        guard let extra = chosenExtension else {
            return (wording.facts.text(scene), wording.ask.text(scene))
        }
        return (wording.facts.text(scene) + " " + extra.facts.text(scene), extra.ask.text(scene))
    }

    /// Every number of the statement in its order, as its templates print them one by one.
    package var printedNumbers: [String] {
        let wording = layout.family.statements[statementIndex]
        let scene = FamilyScene(values: values, words: words)
        let end = chosenExtension.map { [$0.facts, $0.ask] } ?? [wording.ask]
        return ([wording.facts] + end).flatMap { $0.numbers(scene) }
    }

    /// Words that noise must leave alone because the question needs them.
    private var keptWords: Set<String> {
        var kept: Set<String> = []
        for word in words.values {
            let texts: [String] =
                switch word {
                case .name(let name): [name.text]
                case .noun(let noun): [noun.one, noun.many]
                case .text(let text): [text]
                }
            for text in texts { kept.formUnion(text.split(separator: " ").map(String.init)) }
        }
        return kept
    }

    /// What templates are printed with; a sampler hands in values of its own.
    package func scene(_ values: [String: Rational]) -> FamilyScene {
        var scene = FamilyScene(numbers: values, styles: layout.styles, words: words)
        scene.units = layout.units
        return scene
    }

    /// `4 * 2.50 = 10` for a step, or for a formula that stands in its place.
    package func equation(
        _ step: FamilyStep, formula: Formula? = nil, result: Rational, _ values: [String: Rational]
    ) -> String {
        FamilyEquation.equation(formula ?? step.value, result: step.style.text(result)) { name in
            values[name].map { (layout.styles[name] ?? .plain).text($0) }
        }
    }

    /// Each step's value and equation.
    package var derivation: [(step: FamilyStep, value: Rational, equation: String)] {
        layout.steps.enumerated().map { offset, step in
            let value = placed[layout.numberSlots.count + offset]
            let equation = FamilyEquation.equation(step.value, result: step.style.text(value)) {
                layout.place(of: $0).map { layout.placeStyles[$0].text(placed[$0]) }
            }
            return (step, value, equation)
        }
    }

    /// Every check of the family and the chosen extension, with its present values.
    package var checks: [FamilyOutcome] {
        let base = zip(layout.family.check, layout.conditions.baseChecks).map { one, condition in
            outcome(one, condition, answer: placed.count - 2)
        }
        guard let extra = chosenExtension else { return base }
        return base
            + zip(extra.check, layout.conditions.checks).map { one, condition in
                outcome(one, condition, answer: placed.count - 1)
            }
    }

    /// Every `require`, with its present values.
    package var requirements: [FamilyOutcome] {
        let all = layout.family.require + (chosenExtension?.require ?? [])
        return zip(all, layout.conditions.requirements).map { one, condition in
            outcome(one, condition, answer: placed.count - 1)
        }
    }

    private func outcome(
        _ one: FamilyCondition, _ condition: PlacedCondition, answer: Int
    ) -> FamilyOutcome {
        let sides = [one.condition.left, one.condition.right].map { side in
            FamilyEquation.text(side) { name in
                let place = name == "answer" ? answer : layout.place(of: name)
                return place.map { FamilyNumberStyle.plain.text(placed[$0]) }
            }
        }
        let relation = one.condition.relation == .equal ? "=" : one.condition.relation.rawValue
        let holds = (try? condition.holds(placed)) ?? false
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
