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
        var steps: [FamilyStep] = []
        var conditions: [Int] = []
        var isAnswered = false
    }

    private let stages: [Stage]
    private let conditions: [FamilyCondition]
    private let answer: FamilyAnswer

    /// Counts kept over draws.
    package struct Tally: Hashable, Sendable {
        package var accepted = 0
        package var drawn = 0
        /// Rejections by the text of what rejected.
        package var rejections: [String: Int] = [:]

        package init() {}

        /// The condition that rejected most; nil where none did.
        package var tightest: String? {
            rejections.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
        }
    }

    /// - Parameters:
    ///   - extensionIndex: Draw for this extension too; nil for the family alone.
    ///   - isBaseFixed: Whether the family's own slots are handed in and only the extension's are
    /// drawn.
    package init(family: Family, extensionIndex: Int? = nil, isBaseFixed: Bool = false) {
        let extra = extensionIndex.map { family.extensions[$0] }
        let slots =
            (isBaseFixed ? [] : family.numberSlots) + (extra?.slots.filter(\.isNumber) ?? [])
        var known = Set(isBaseFixed ? family.numberSlots.map(\.name) : [])
        var waiting = family.derive + (extra?.derive ?? [])
        let conditions = family.require + (extra?.require ?? [])
        var undecided = Array(conditions.indices)
        let answer = extra?.answer ?? family.answer
        var isAnswered = false
        var stages: [Stage] = []
        for slot in [FamilySlot?.none] + slots.map(Optional.some) {
            var stage = Stage(slot: slot)
            if let slot { known.insert(slot.name) }
            while let ready = waiting.firstIndex(where: { $0.value.names.isSubset(of: known) }) {
                stage.steps.append(waiting[ready])
                known.insert(waiting.remove(at: ready).name)
            }
            stage.conditions = undecided.filter {
                conditions[$0].condition.names.isSubset(of: known)
            }
            undecided.removeAll(where: stage.conditions.contains)
            if !isAnswered, answer.value.names.isSubset(of: known) {
                stage.isAnswered = true
                isAnswered = true
            }
            stages.append(stage)
        }
        self.stages = stages
        self.conditions = conditions
        self.answer = answer
    }

    /// Values for every slot; nil where ``maximumDraws`` were not enough.
    package func draw(
        fixed: [String: Rational] = [:], _ generator: inout SeededGenerator, tally: inout Tally
    ) -> [String: Rational]? {
        var values = fixed
        let limit = tally.drawn + Self.maximumDraws
        guard decide(stages[0], &values, &tally) else { return nil }
        while tally.drawn < limit {
            switch fill(1, &values, &generator, &tally, limit) {
            case .filled:
                tally.accepted += 1
                let names = Set(fixed.keys).union(stages.compactMap { $0.slot?.name })
                return values.filter { names.contains($0.key) }
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
        _ index: Int, _ values: inout [String: Rational], _ generator: inout SeededGenerator,
        _ tally: inout Tally, _ limit: Int
    ) -> Filling {
        guard index < stages.count, let slot = stages[index].slot else { return .filled }
        var candidates = slot.values(atMost: Self.fewValues)
        if candidates != nil { generator.shuffle(&candidates!) }
        var isExhaustive = candidates != nil || !slot.isDrawn
        for attempt in 0..<(slot.isDrawn ? candidates?.count ?? Self.triesPerSlot : 1) {
            guard tally.drawn < limit else { return .failed }
            if let candidates {
                tally.drawn += 1
                values[slot.name] = candidates[attempt]
            } else {
                guard let value = value(of: slot, values, &generator, &tally) else {
                    return .impossible
                }
                values[slot.name] = value
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

    private func value(
        of slot: FamilySlot, _ values: [String: Rational], _ generator: inout SeededGenerator,
        _ tally: inout Tally
    ) -> Rational? {
        if case .computed(let formula) = slot.kind { return try? formula.value { values[$0] } }
        tally.drawn += 1
        return slot.draw(&generator)
    }

    private func decide(
        _ stage: Stage, _ values: inout [String: Rational], _ tally: inout Tally
    ) -> Bool {
        for step in stage.steps {
            guard let value = try? step.value.value({ values[$0] }) else {
                tally.rejections["\(step.name) has a value", default: 0] += 1
                return false
            }
            values[step.name] = value
        }
        for index in stage.conditions {
            let one = conditions[index]
            guard (try? one.condition.holds { values[$0] }) == true else {
                tally.rejections[one.text, default: 0] += 1
                return false
            }
        }
        guard stage.isAnswered else { return true }
        if let value = try? answer.value.value({ values[$0] }), answer.gold(value) != nil {
            return true
        }
        tally.rejections["the answer is of form \(answer.form.rawValue)", default: 0] += 1
        return false
    }
}
