package import LyditeCore
package import LyditeMath

/// The order in which a family's numbers are drawn, with each condition as early as it can be
/// decided.
///
/// Drawing all slots and then looking would accept fewer than one in five for a quarter of
/// families; a condition that is looked at as soon as its values are there costs one redraw of one
/// slot.
package struct FamilyPlan: Sendable {
    /// More values than this for one instance means that the conditions hardly admit any.
    package static let maximumDraws = 1_000
    /// Tries of one slot before the one before it is drawn anew.
    private static let triesPerSlot = 12
    /// A slot with no more values than this is walked through in a drawn order, so that a dead end is known.
    private static let fewValues = 24

    /// What can be decided once a slot is known.
    private struct Stage: Sendable {
        var slot: FamilySlot?
        /// The slot's place in the values; none for the stage before the first slot.
        var place = 0
        /// Every value of a slot that has few.
        var candidates: [Rational]?
        /// How a slot that is not drawn is worked out.
        var formula: PlacedFormula?
        var steps: [Step] = []
        var conditions: [Step] = []
        var isAnswered = false
    }

    /// Something to work out or to look at.
    private struct Step: Sendable {
        /// Where a value goes.
        var place = 0
        var value = PlacedFormula.number(.zero)
        var condition: PlacedCondition?
        /// Which of ``Tally``'s counts goes up when it fails.
        var label = 0
    }

    package let layout: FamilyLayout
    private let stages: [Stage]
    private let answer: FamilyAnswer
    private let answerValue: PlacedFormula
    /// What can reject a draw, as a reader is told.
    private let labels: [String]

    /// Counts kept over draws.
    package struct Tally: Hashable, Sendable {
        package var accepted = 0
        package var drawn = 0
        private var labels: [String] = []
        private var counts: [Int] = []

        package init() {}

        /// Rejections by the text of what rejected.
        package var rejections: [String: Int] {
            var rejections: [String: Int] = [:]
            for (label, count) in zip(labels, counts) where count > 0 {
                rejections[label, default: 0] += count
            }
            return rejections
        }

        /// The condition that rejected most; nil where none did.
        package var tightest: String? {
            rejections.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
        }

        fileprivate mutating func reject(_ label: Int, of labels: [String]) {
            if counts.isEmpty {
                self.labels = labels
                counts = [Int](repeating: 0, count: labels.count)
            }
            counts[label] += 1
        }
    }

    /// - Parameters:
    ///   - extensionIndex: Draw for this extension too; nil for the family alone.
    ///   - isBaseFixed: Whether the family's own slots are handed in and only the extension's are
    /// drawn.
    package init(family: Family, extensionIndex: Int? = nil, isBaseFixed: Bool = false) {
        self.init(
            layout: FamilyLayout(family: family, extensionIndex: extensionIndex),
            fixed: Set(isBaseFixed ? family.numberSlots.map(\.name) : []))
    }

    /// - Parameter fixed: The slots whose values are handed in.
    package init(layout: FamilyLayout, fixed: Set<String> = []) {
        self.layout = layout
        let family = layout.family
        let extra = layout.chosenExtension
        var known = fixed
        var waiting = Array(layout.steps.enumerated())
        let conditions = family.require + (extra?.require ?? [])
        var undecided = Array(conditions.indices)
        let answer = extra?.answer ?? family.answer
        var isAnswered = false
        var stages: [Stage] = []
        var labels = ["the answer is of form \(answer.form.rawValue)"]
        let drawn = layout.numberSlots.indices.filter {
            !fixed.contains(layout.numberSlots[$0].name)
        }
        for place in [Int?.none] + drawn.map(Optional.some) {
            var stage = Stage()
            if let place {
                let slot = layout.numberSlots[place]
                stage.slot = slot
                stage.place = place
                stage.candidates = slot.values(atMost: Self.fewValues)
                if case .computed(let formula) = slot.kind {
                    stage.formula = layout.placed(formula)
                }
                known.insert(slot.name)
            }
            while let ready = waiting.firstIndex(where: {
                $0.element.value.names.isSubset(of: known)
            }) {
                let (offset, step) = waiting.remove(at: ready)
                stage.steps.append(
                    Step(
                        place: layout.numberSlots.count + offset, value: layout.placed(step.value),
                        label: labels.count))
                labels.append("\(step.name) has a value")
                known.insert(step.name)
            }
            let decided = undecided.filter {
                conditions[$0].condition.names.isSubset(of: known)
            }
            for index in decided {
                stage.conditions.append(
                    Step(condition: layout.conditions.requirements[index], label: labels.count))
                labels.append(conditions[index].text)
            }
            undecided.removeAll(where: decided.contains)
            if !isAnswered, answer.value.names.isSubset(of: known) {
                stage.isAnswered = true
                isAnswered = true
            }
            stages.append(stage)
        }
        self.stages = stages
        self.answer = answer
        self.labels = labels
        answerValue = layout.placed(answer.value)
    }

    /// Values for every slot by name; nil where ``maximumDraws`` were not enough.
    package func draw(
        fixed: [String: Rational] = [:], _ generator: inout SeededGenerator, tally: inout Tally
    ) -> [String: Rational]? {
        let slots = layout.numberSlots.map { fixed[$0.name] ?? .zero }
        guard let values = draw(fixed: slots[...], &generator, tally: &tally) else { return nil }
        var numbers: [String: Rational] = [:]
        for (slot, value) in zip(layout.numberSlots, values) { numbers[slot.name] = value }
        return numbers
    }

    /// Values for every slot in the layout's order; nil where ``maximumDraws`` were not enough.
    ///
    /// - Parameter fixed: The values that are handed in, at their places.
    package func draw(
        fixed: ArraySlice<Rational>, _ generator: inout SeededGenerator, tally: inout Tally
    ) -> [Rational]? {
        var values = Array(fixed)
        values.reserveCapacity(layout.count)
        while values.count < layout.count { values.append(.zero) }
        let limit = tally.drawn + Self.maximumDraws
        guard decide(stages[0], &values, &tally) else { return nil }
        while tally.drawn < limit {
            switch fill(1, &values, &generator, &tally, limit) {
            case .filled:
                tally.accepted += 1
                values.removeLast(layout.count - layout.numberSlots.count)
                return values
            case .impossible: return nil
            case .failed: continue
            }
        }
        return nil
    }

    private enum Filling {
        case filled
        /// No luck; another draw may have it.
        case failed
        /// Every value was looked at, and none will do.
        case impossible
    }

    private func fill(
        _ index: Int, _ values: inout [Rational], _ generator: inout SeededGenerator,
        _ tally: inout Tally, _ limit: Int
    ) -> Filling {
        guard index < stages.count, let slot = stages[index].slot else { return .filled }
        let place = stages[index].place
        var candidates = stages[index].candidates
        if candidates != nil { Self.shuffle(&candidates!, &generator) }
        var isExhaustive = candidates != nil || !slot.isDrawn
        for attempt in 0..<(slot.isDrawn ? candidates?.count ?? Self.triesPerSlot : 1) {
            guard tally.drawn < limit else { return .failed }
            if let candidates {
                tally.drawn += 1
                values[place] = candidates[attempt]
            } else if let formula = stages[index].formula {
                guard let value = try? formula.value(values) else { return .impossible }
                values[place] = value
            } else {
                tally.drawn += 1
                values[place] = slot.draw(&generator)
            }
            guard decide(stages[index], &values, &tally) else { continue }
            switch fill(index + 1, &values, &generator, &tally, limit) {
            case .filled: return .filled
            case .failed: isExhaustive = false
            case .impossible: continue
            }
        }
        return isExhaustive ? .impossible : .failed
    }

    /// As the generator's own, for this type: a generic one is not made special across modules.
    private static func shuffle(_ items: inout [Rational], _ generator: inout SeededGenerator) {
        for last in stride(from: items.count - 1, to: 0, by: -1) {
            items.swapAt(last, generator.below(last + 1))
        }
    }

    private func decide(
        _ stage: Stage, _ values: inout [Rational], _ tally: inout Tally
    ) -> Bool {
        for step in stage.steps {
            guard let value = try? step.value.value(values) else {
                tally.reject(step.label, of: labels)
                return false
            }
            values[step.place] = value
        }
        for step in stage.conditions where (try? step.condition?.holds(values)) != true {
            tally.reject(step.label, of: labels)
            return false
        }
        guard stage.isAnswered else { return true }
        if let value = try? answerValue.value(values), answer.gold(value) != nil { return true }
        tally.reject(0, of: labels)
        return false
    }
}
