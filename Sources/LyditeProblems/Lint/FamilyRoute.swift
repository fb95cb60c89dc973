internal import LyditeCore
internal import LyditeMath

/// A family alone or with one of its extensions, as one flat problem: what a variant is drawn from.
struct FamilyRoute: Sendable {
    /// The family with the extension's slots, conditions, steps and answer among its own.
    let flat: Family
    let base: Family
    let extensionIndex: Int?

    init(_ family: Family, extensionIndex: Int?) {
        base = family
        self.extensionIndex = extensionIndex
        var flat = family
        if let extra = extensionIndex.map({ family.extensions[$0] }) {
            flat.slots += extra.slots
            flat.require += extra.require
            flat.derive += extra.derive
            flat.answer = extra.answer
        }
        flat.extensions = []
        self.flat = flat
    }

    /// The routes of a family: itself, and one for each extension.
    static func all(of family: Family) -> [FamilyRoute] {
        [FamilyRoute(family, extensionIndex: nil)]
            + family.extensions.indices.map { FamilyRoute(family, extensionIndex: $0) }
    }

    var name: String {
        if let index = extensionIndex { return "extension \"\(base.extensions[index].name)\"" }
        if let inverse = base.inverse { return "the question for \"\(inverse.given.name)\"" }
        return base.shape.isEmpty ? "the family" : "the distractor"
    }

    /// Where the route begins in the file.
    var line: Int {
        extensionIndex.map { base.extensions[$0].facts.line } ?? base.original.line
    }

    /// Slots and steps that the route adds to the family's own.
    var ownSlots: [FamilySlot] { extensionIndex.map { base.extensions[$0].slots } ?? base.slots }
    var ownSteps: [FamilyStep] { extensionIndex.map { base.extensions[$0].derive } ?? base.derive }

    /// Values that the conditions admit and that meet one condition more; nil where none were found.
    ///
    /// - Parameter count: How many steps are derived before the condition is looked at; conditions
    ///   that need later steps are left out. Nil derives all.
    func witness(_ condition: Condition, steps count: Int? = nil) -> [String: Rational]? {
        var probe = flat
        if let count {
            probe.derive = Array(flat.derive.prefix(count))
            probe.answer = FamilyAnswer(value: .number(.one), form: .fraction, places: 6)
            let known = Set(probe.numberSlots.map(\.name) + probe.derive.map(\.name))
            probe.require.removeAll { !$0.condition.names.isSubset(of: known) }
        }
        probe.require.append(FamilyCondition(text: "", condition: condition, line: 0))
        return Self.firstDraw(of: probe)
    }

    /// Values with one slot at this value; nil where none were found.
    func witness(_ slot: String, is value: Rational) -> [String: Rational]? {
        var probe = flat
        guard let index = probe.slots.firstIndex(where: { $0.name == slot }),
            probe.slots[index].isDrawn, probe.slots[index].contains(value, [:])
        else { return nil }
        probe.slots[index].kind = .listed([value])
        return Self.firstDraw(of: probe)
    }

    private static func firstDraw(of probe: Family) -> [String: Rational]? {
        let plan = FamilyPlan(family: probe)
        var tally = FamilyPlan.Tally()
        var generator = SeededGenerator(
            seed: 0, parent: probe.digest, stage: "lint-witness", index: 0)
        return plan.draw(&generator, tally: &tally)
    }

    /// The instance of drawn values, worded with the words of a draw.
    func instance(
        _ numbers: [String: Rational], index: Int, statementIndex: Int = 0
    ) -> FamilyInstance? {
        var generator = SeededGenerator(
            seed: 0, parent: base.digest, stage: "lint-words", index: index)
        var words: [String: FamilyWord] = [:]
        for slot in flat.slots where !slot.isNumber {
            words[slot.name] = slot.drawWord(
                &generator, taken: words.keys.sorted().compactMap { words[$0] })
        }
        return try? FamilyInstance(
            family: base, numbers: numbers, words: words, statementIndex: statementIndex,
            extensionIndex: extensionIndex)
    }
}
