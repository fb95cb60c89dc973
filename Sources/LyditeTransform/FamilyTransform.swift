package import LyditeCore
internal import LyditeMath
package import LyditeProblems

/// A way to make one instance of a family from another.
package enum FamilyTransform: String, CaseIterable, Hashable, Sendable {
    /// New values in every slot that holds a number; the text stays.
    case numbers
    /// Another wording, other names and things; the numbers stay.
    case rephrase
    /// A further step with its own givens and a new ask.
    case addStep = "add-step"

    /// Draws of the original's own values that are thrown away before giving up.
    private static let redraws = 16

    /// The transformed instance; pure given the generator.
    package func apply(
        to instance: FamilyInstance, plans: FamilyPlans, _ generator: inout SeededGenerator
    ) throws(TransformError) -> FamilyInstance {
        switch self {
        case .numbers: try Self.numbers(instance, plans, &generator)
        case .rephrase: try Self.rephrase(instance, &generator)
        case .addStep: try Self.addStep(instance, plans, &generator)
        }
    }

    private static func numbers(
        _ instance: FamilyInstance, _ plans: FamilyPlans, _ generator: inout SeededGenerator
    ) throws(TransformError) -> FamilyInstance {
        let plan = plans.plan(instance.extensionIndex)
        var tally = FamilyPlan.Tally()
        for _ in 0..<redraws {
            guard let slots = plan.draw(fixed: [], &generator, tally: &tally) else { break }
            if slots.starts(with: plans.original) { continue }
            return try made(plan.layout, slots, instance.words, instance.statementIndex)
        }
        throw noValues(instance.family, tally)
    }

    private static func rephrase(
        _ instance: FamilyInstance, _ generator: inout SeededGenerator
    ) throws(TransformError) -> FamilyInstance {
        let family = instance.family
        let others = family.statements.indices.filter { $0 != instance.statementIndex }
        let statement = others.isEmpty ? instance.statementIndex : generator.pick(others)
        var words: [String: FamilyWord] = [:]
        var taken = instance.words.values.sorted { $0.text < $1.text }
        for slot in instance.layout.wordSlots {
            let word = slot.drawWord(&generator, taken: taken)
            words[slot.name] = word
            taken.append(word)
        }
        return try made(instance.layout, Array(instance.slotValues), words, statement)
    }

    private static func addStep(
        _ instance: FamilyInstance, _ plans: FamilyPlans, _ generator: inout SeededGenerator
    ) throws(TransformError) -> FamilyInstance {
        let family = instance.family
        let index = generator.below(family.extensions.count)
        var tally = FamilyPlan.Tally()
        let plan = plans.added[index]
        guard
            let slots = plan.draw(fixed: instance.slotValues, &generator, tally: &tally)
        else { throw noValues(family, tally) }
        var words = instance.words
        for slot in family.extensions[index].slots where !slot.isNumber {
            let taken = words.values.sorted { $0.text < $1.text }
            words[slot.name] = slot.drawWord(&generator, taken: taken)
        }
        return try made(plan.layout, slots, words, instance.statementIndex)
    }

    private static func noValues(_ family: Family, _ tally: FamilyPlan.Tally) -> TransformError {
        .noValues(family: family.id, draws: FamilyPlan.maximumDraws, tightest: tally.tightest)
    }

    private static func made(
        _ layout: FamilyLayout, _ slots: [Rational], _ words: [String: FamilyWord],
        _ statement: Int
    ) throws(TransformError) -> FamilyInstance {
        do throws(FormulaError) {
            return try FamilyInstance(
                layout: layout, slots: slots, words: words, statementIndex: statement)
        } catch {
            throw .noAnswer(family: layout.family.id, index: 0)
        }
    }
}
