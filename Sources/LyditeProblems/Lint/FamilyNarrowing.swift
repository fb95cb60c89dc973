internal import LyditeMath

/// What conditions leave of the slots' ranges, found without drawing.
///
/// Each condition and each step is looked at forwards (where do its values lie?) and backwards (which
/// values of a name can still meet it?) until nothing changes. A range that becomes empty proves that
/// nothing satisfies the conditions; a range that stays says nothing.
struct FamilyNarrowing: Sendable {
    /// Rounds beyond these hardly narrow any more.
    private static let maximumRounds = 12
    /// Lists longer than this are narrowed by their ends alone.
    private static let maximumListed = 2_000

    /// A condition that cannot hold, and where its sides lie.
    struct Contradiction: Hashable, Sendable {
        var condition: FamilyCondition
        var left: FamilyInterval
        var right: FamilyInterval
    }

    private(set) var domains: [String: FamilyInterval] = [:]
    private(set) var contradiction: Contradiction?
    private var slots: [String: FamilySlot] = [:]

    init(_ family: Family) {
        for slot in family.numberSlots {
            slots[slot.name] = slot
            domains[slot.name] = Self.range(of: slot)
        }
        for _ in 0..<Self.maximumRounds {
            let before = domains
            for slot in family.numberSlots {
                if case .computed(let formula) = slot.kind { define(slot.name, formula) }
            }
            for step in family.derive { define(step.name, step.value) }
            for one in family.require where contradiction == nil { narrow(one) }
            if contradiction != nil || domains == before { return }
        }
    }

    private static func range(of slot: FamilySlot) -> FamilyInterval {
        switch slot.kind {
        case .grid(let start, let step, let count):
            FamilyInterval(
                low: .finite(start), high: .bounded(start + step * Rational(count - 1)))
        case .listed(let values): FamilyInterval(around: values.map { .bounded($0) })
        case .computed, .name, .item, .word: .all
        }
    }

    /// A name that is worked out lies where its formula does, and its formula where the name does.
    private mutating func define(_ name: String, _ formula: Formula) {
        let value = FamilyInterval(formula, domains).intersection(domains[name] ?? .all)
        // An empty range here comes from a division by zero, which has a rule of its own.
        guard !value.isEmpty else { return }
        domains[name] = value
        _ = narrow(formula, to: value)
    }

    private mutating func narrow(_ one: FamilyCondition) {
        let condition = one.condition
        let left = FamilyInterval(condition.left, domains)
        let right = FamilyInterval(condition.right, domains)
        let (leftTarget, rightTarget) = Self.targets(condition.relation, left, right)
        let isImpossible =
            leftTarget.isEmpty || rightTarget.isEmpty
            || Self.isStrictlyImpossible(condition.relation, left, right)
        if isImpossible || !narrow(condition.left, to: leftTarget)
            || !narrow(condition.right, to: rightTarget)
        {
            contradiction = Contradiction(condition: one, left: left, right: right)
        }
    }

    /// What each side must lie in.
    private static func targets(
        _ relation: Condition.Relation, _ left: FamilyInterval, _ right: FamilyInterval
    ) -> (FamilyInterval, FamilyInterval) {
        switch relation {
        case .equal:
            let both = left.intersection(right)
            return (both, both)
        case .notEqual: return (left, right)
        case .below, .atMost:
            return (
                left.intersection(FamilyInterval(low: .minusInfinity, high: right.high)),
                right.intersection(FamilyInterval(low: left.low, high: .plusInfinity))
            )
        case .above, .atLeast:
            let (less, more) = targets(.atMost, right, left)
            return (more, less)
        }
    }

    private static func isStrictlyImpossible(
        _ relation: Condition.Relation, _ left: FamilyInterval, _ right: FamilyInterval
    ) -> Bool {
        switch relation {
        case .below: left.low.value != nil && left.low == right.high
        case .above: left.high.value != nil && left.high == right.low
        case .notEqual: left.isPoint && left == right
        case .equal, .atMost, .atLeast: false
        }
    }

    /// Takes from the names of `formula` what cannot give a value in `target`; false where nothing is
    /// left.
    private mutating func narrow(_ formula: Formula, to target: FamilyInterval) -> Bool {
        switch formula {
        case .number(let value): return target.contains(value)
        case .name(let name):
            let left = snapped(name, (domains[name] ?? .all).intersection(target))
            guard !left.isEmpty else { return false }
            domains[name] = left
            return true
        case .negate(let inner): return narrow(inner, to: -target)
        case .binary(let operation, let left, let right):
            let x = FamilyInterval(left, domains)
            let y = FamilyInterval(right, domains)
            switch operation {
            case .add: return narrow(left, to: target - y) && narrow(right, to: target - x)
            case .subtract: return narrow(left, to: target + y) && narrow(right, to: x - target)
            case .multiply: return narrow(left, to: target / y) && narrow(right, to: target / x)
            case .divide: return narrow(left, to: target * y) && narrow(right, to: x / target)
            case .power: return true
            }
        case .call(.floor, let arguments):
            guard let inner = arguments.first else { return true }
            return narrow(
                inner, to: FamilyInterval(low: target.low, high: target.high + .finite(.one)))
        case .call: return true
        }
    }

    /// The range with its ends moved inwards to values that the slot has.
    private func snapped(_ name: String, _ range: FamilyInterval) -> FamilyInterval {
        switch slots[name]?.kind {
        case .grid(let start, let step, _):
            guard let low = range.low.value, let high = range.high.value,
                let first = (low - start).divided(by: step),
                let last = (high - start).divided(by: step)
            else { return range }
            return FamilyInterval(
                low: .bounded(start + step * -(-first).floor),
                high: .bounded(start + step * last.floor))
        case .listed(let values) where values.count <= Self.maximumListed:
            return FamilyInterval(
                around: values.filter(range.contains).map { .bounded($0) })
        default: return range
        }
    }
}
