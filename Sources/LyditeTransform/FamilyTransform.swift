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
        let family = instance.family
        let plan = instance.extensionIndex.map { plans.extended[$0] } ?? plans.base
        var tally = FamilyPlan.Tally()
        let original = family.original.numbers
        for _ in 0..<redraws {
            guard let numbers = plan.draw(&generator, tally: &tally) else { break }
            if original.allSatisfy({ numbers[$0.key] == $0.value }) { continue }
            return try made(
                family, numbers, instance.words, instance.statementIndex, instance.extensionIndex)
        }
        throw .noValues(family: family.id, draws: FamilyPlan.maximumDraws, tightest: tally.tightest)
    }

    private static func rephrase(
        _ instance: FamilyInstance, _ generator: inout SeededGenerator
    ) throws(TransformError) -> FamilyInstance {
        let family = instance.family
        let others = family.statements.indices.filter { $0 != instance.statementIndex }
        let statement = others.isEmpty ? instance.statementIndex : generator.pick(others)
        var words: [String: FamilyWord] = [:]
        var taken = instance.words.values.sorted { $0.text < $1.text }
        for slot in family.slots + (instance.chosenExtension?.slots ?? []) where !slot.isNumber {
            let word = slot.drawWord(&generator, taken: taken)
            words[slot.name] = word
            taken.append(word)
        }
        return try made(family, instance.numbers, words, statement, instance.extensionIndex)
    }

    private static func addStep(
        _ instance: FamilyInstance, _ plans: FamilyPlans, _ generator: inout SeededGenerator
    ) throws(TransformError) -> FamilyInstance {
        let family = instance.family
        let index = generator.below(family.extensions.count)
        var tally = FamilyPlan.Tally()
        guard
            let numbers = plans.added[index].draw(
                fixed: instance.numbers, &generator, tally: &tally)
        else {
            throw .noValues(
                family: family.id, draws: FamilyPlan.maximumDraws, tightest: tally.tightest)
        }
        var words = instance.words
        for slot in family.extensions[index].slots where !slot.isNumber {
            let taken = words.values.sorted { $0.text < $1.text }
            words[slot.name] = slot.drawWord(&generator, taken: taken)
        }
        return try made(family, numbers, words, instance.statementIndex, index)
    }

    private static func made(
        _ family: Family, _ numbers: [String: Rational], _ words: [String: FamilyWord],
        _ statement: Int, _ extra: Int?
    ) throws(TransformError) -> FamilyInstance {
        do throws(FormulaError) {
            return try FamilyInstance(
                family: family, numbers: numbers, words: words, statementIndex: statement,
                extensionIndex: extra)
        } catch {
            throw .noAnswer(family: family.id, index: 0)
        }
    }
}
