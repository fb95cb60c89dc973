package import LyditeCore
internal import LyditeMath
package import LyditeProblems

/// A way to make one instance of a family from another.
package enum FamilyTransform: String, CaseIterable, Hashable, Sendable {
    /// New values in every slot that holds a number; the text stays.
    case numbers
    /// Another wording, other names and things; the numbers stay.
    case rephrase
    /// A further step with its own givens and a new ask; after another one, the next.
    case addStep = "add-step"
    /// A true fact that the answer does not need.
    case distract
    /// The answer is told, and a given is asked for.
    case backward
    /// The answer becomes a given of another family's problem.
    case compose
    /// A given in a smaller unit of its dimension.
    case unitChange = "unit-change"
    /// The same wording put formally, casually or as a list.
    case register
    /// Typing slips and shorthand that leave the meaning.
    case noise

    /// Draws of the original's own values that are thrown away before giving up.
    private static let redraws = 16

    /// The transformed instance; pure given the generator.
    ///
    /// - Throws: ``TransformError/notOffered(family:transform:)`` where the family has nothing for
    ///   it, ``TransformError/noValues(family:draws:tightest:)`` where the draw fails.
    package func apply(
        to instance: FamilyInstance, shapes: FamilyShapes, _ generator: inout SeededGenerator
    ) throws(TransformError) -> FamilyInstance {
        switch self {
        case .numbers: try Self.numbers(instance, shapes, &generator)
        case .rephrase: try Self.rephrase(instance, &generator)
        case .addStep: try Self.addStep(instance, shapes, &generator)
        case .distract: try Self.distract(instance, shapes, &generator)
        case .backward: try Self.backward(instance, shapes, &generator)
        case .compose: try Self.compose(instance, shapes, &generator)
        case .unitChange: try Self.unitChange(instance, shapes, &generator)
        case .register: Self.register(instance, &generator)
        case .noise: Self.noise(instance, &generator)
        }
    }

    private static func numbers(
        _ instance: FamilyInstance, _ shapes: FamilyShapes, _ generator: inout SeededGenerator
    ) throws(TransformError) -> FamilyInstance {
        let plans = shapes.plans(of: instance.family)
        let plan = plans.plan(instance.extensionIndex)
        var tally = FamilyPlan.Tally()
        for _ in 0..<redraws {
            guard let slots = plan.draw(fixed: [], &generator, tally: &tally) else { break }
            if plans.isOriginal(slots) { continue }
            return try instance.with(plan.layout, slots)
        }
        throw .noValues(instance.family, tally)
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
        return try instance.with(
            instance.layout, Array(instance.slotValues), words: words, statement: statement)
    }

    private static func addStep(
        _ instance: FamilyInstance, _ shapes: FamilyShapes, _ generator: inout SeededGenerator
    ) throws(TransformError) -> FamilyInstance {
        let plans = shapes.plans(merging: instance)
        let family = plans.family
        guard !family.extensions.isEmpty else { throw .notOffered(family, .addStep) }
        let index = generator.below(family.extensions.count)
        var tally = FamilyPlan.Tally()
        let plan = plans.added[index]
        let fixed = instance.slots(in: plan.layout)
        guard let slots = plan.draw(fixed: fixed[...], &generator, tally: &tally) else {
            throw .noValues(family, tally)
        }
        var words = instance.words
        draw(family.extensions[index].slots, into: &words, &generator)
        return try instance.with(plan.layout, slots, words: words)
    }

    private static func distract(
        _ instance: FamilyInstance, _ shapes: FamilyShapes, _ generator: inout SeededGenerator
    ) throws(TransformError) -> FamilyInstance {
        let family = instance.family
        guard !family.distractors.isEmpty else { throw .notOffered(family, .distract) }
        let index = generator.below(family.distractors.count)
        let extra = family.distractors[index]
        let plans = shapes.plans(named: "\(family.shapeName) + distract \(extra.text.line)") {
            family.distracted(by: index)
        }
        return try widened(instance, plans, shapes, adding: extra.slots, &generator)
    }

    private static func backward(
        _ instance: FamilyInstance, _ shapes: FamilyShapes, _ generator: inout SeededGenerator
    ) throws(TransformError) -> FamilyInstance {
        let family = instance.family
        guard !family.backward.isEmpty, instance.extensionIndex == nil else {
            throw .notOffered(family, .backward)
        }
        let index = generator.below(family.backward.count)
        let plans = shapes.plans(
            named: "\(family.shapeName) + backward \(family.backward[index].given)"
        ) { family.backward(index) }
        let statement = instance.statementIndex % plans.family.statements.count
        return try widened(
            instance, plans, shapes, adding: [], statement: statement, &generator)
    }

    private static func unitChange(
        _ instance: FamilyInstance, _ shapes: FamilyShapes, _ generator: inout SeededGenerator
    ) throws(TransformError) -> FamilyInstance {
        let family = instance.family
        let offered = family.conversions
        guard !offered.isEmpty else { throw .notOffered(family, .unitChange) }
        let one = generator.pick(offered)
        let name = "\(family.shapeName) + unit-change \(one.slot.name) \(one.unit.noun.many)"
        let plans = shapes.plans(named: name) {
            family.converted(one.slot, to: one.unit, count: one.count)
        }
        return try widened(instance, plans, shapes, adding: [], &generator)
    }

    /// The instance in a shape with more slots; the values that it has stay.
    private static func widened(
        _ instance: FamilyInstance, _ plans: FamilyPlans, _ shapes: FamilyShapes,
        adding slots: [FamilySlot], statement: Int? = nil, _ generator: inout SeededGenerator
    ) throws(TransformError) -> FamilyInstance {
        let plan = shapes.plan(
            of: plans, extensionIndex: instance.extensionIndex, beside: instance.family)
        var tally = FamilyPlan.Tally()
        let fixed = instance.slots(in: plan.layout)
        guard let values = plan.draw(fixed: fixed[...], &generator, tally: &tally) else {
            throw .noValues(plans.family, tally)
        }
        var words = instance.words
        draw(slots, into: &words, &generator)
        return try instance.with(plan.layout, values, words: words, statement: statement)
    }

    private static func draw(
        _ slots: [FamilySlot], into words: inout [String: FamilyWord],
        _ generator: inout SeededGenerator
    ) {
        for slot in slots where !slot.isNumber {
            let taken = words.values.sorted { $0.text < $1.text }
            words[slot.name] = slot.drawWord(&generator, taken: taken)
        }
    }

    /// Pairs of families that are tried before giving up.
    private static let mostPartners = 8

    private static func compose(
        _ instance: FamilyInstance, _ shapes: FamilyShapes, _ generator: inout SeededGenerator
    ) throws(TransformError) -> FamilyInstance {
        let first = shapes.plans(merging: instance).family
        var partners = shapes.partners.filter { $0.id != first.id }
        generator.shuffle(&partners)
        var tally = FamilyPlan.Tally()
        var tried = 0
        for partner in partners where tried < mostPartners {
            let links = first.links(to: partner)
            guard !links.isEmpty else { continue }
            tried += 1
            let plans = FamilyPlans(
                family: first.composed(with: partner, through: generator.pick(links)))
            tally = FamilyPlan.Tally()
            guard let slots = plans.base.draw(fixed: [], &generator, tally: &tally) else {
                continue
            }
            var words = instance.words
            let known = Set(words.keys)
            draw(
                plans.family.slots.filter { !known.contains($0.name) }, into: &words, &generator)
            let statement = generator.below(plans.family.statements.count)
            return try instance.with(plans.base.layout, slots, words: words, statement: statement)
        }
        throw tried == 0 ? .notOffered(first, .compose) : .noValues(first, tally)
    }

    private static func register(
        _ instance: FamilyInstance, _ generator: inout SeededGenerator
    ) -> FamilyInstance {
        let others = FamilyFrame.Register.allCases.filter { $0 != instance.frame.register }
        return instance.framed(in: generator.pick(others), &generator)
    }

    private static func noise(
        _ instance: FamilyInstance, _ generator: inout SeededGenerator
    ) -> FamilyInstance {
        var noisy = instance
        noisy.frame.noise = Digest(
            of: (0..<4).flatMap { _ in
                withUnsafeBytes(of: generator.next().littleEndian) { Array($0) }
            })
        return noisy
    }
}

extension FamilyInstance {
    /// The instance in one register.
    package func framed(
        in register: FamilyFrame.Register, _ generator: inout SeededGenerator
    ) -> FamilyInstance {
        var framed = self
        framed.frame.register = register
        framed.frame.form = generator.below(FamilyFrame.forms)
        return framed
    }

    /// This instance's numbers at the places of another layout; zero where it has none.
    fileprivate func slots(in layout: FamilyLayout) -> [Rational] {
        let values = values
        return layout.numberSlots.map { values[$0.name] ?? .zero }
    }

    /// Another instance in the same frame.
    fileprivate func with(
        _ layout: FamilyLayout, _ slots: [Rational], words: [String: FamilyWord]? = nil,
        statement: Int? = nil
    ) throws(TransformError) -> FamilyInstance {
        do throws(FormulaError) {
            var made = try FamilyInstance(
                layout: layout, slots: slots, words: words ?? self.words,
                statementIndex: statement ?? statementIndex)
            made.frame = frame
            return made
        } catch {
            throw .noAnswer(family: layout.family.id, index: 0)
        }
    }
}

extension FamilyShapes {
    /// The plans of an instance's family, with the extension that it has as a part of it.
    fileprivate func plans(merging instance: FamilyInstance) -> FamilyPlans {
        guard let index = instance.extensionIndex else { return plans(of: instance.family) }
        let family = instance.family
        return plans(named: "\(family.shapeName) + add-step \(family.extensions[index].name)") {
            family.extended(by: index)
        }
    }
}

extension TransformError {
    fileprivate static func noValues(_ family: Family, _ tally: FamilyPlan.Tally) -> TransformError
    {
        .noValues(
            family: family.shapeName, draws: FamilyPlan.maximumDraws, tightest: tally.tightest)
    }

    fileprivate static func notOffered(
        _ family: Family, _ transform: FamilyTransform
    ) -> TransformError {
        .notOffered(family: family.shapeName, transform: transform.rawValue)
    }
}
