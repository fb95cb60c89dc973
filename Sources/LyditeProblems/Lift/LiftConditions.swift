import LyditeMath

/// What must stay as it was for a variant to make sense.
struct LiftConditions {
    private(set) var texts: [String] = []
    private let values: [String: Rational]
    private let words: Set<String>
    private let isAboutAge: Bool

    /// Results stay within this factor of the old ones.
    private static let reach = Rational(4)

    /// - Parameter values: The old values of slots and steps.
    init(values: [String: Rational], words: Set<String>) {
        self.values = values
        self.words = words
        isAboutAge = !words.isDisjoint(with: ["old", "age", "ages", "older", "younger"])
    }

    mutating func add(_ text: String) { require(text) }

    private mutating func require(_ text: String) {
        if !texts.contains(text) { texts.append(text) }
    }

    mutating func add(step name: String, _ formula: Formula, changes: Bool) {
        guard changes else { return }
        inside(formula, isTop: true, name)
    }

    private func old(_ formula: Formula) -> Rational? { try? formula.value { values[$0] } }

    /// Every part of a formula that has a meaning of its own keeps its kind.
    private mutating func inside(_ formula: Formula, isTop: Bool, _ name: String) {
        switch formula {
        case .number, .name: if !isTop { return }
        case .negate(let inner): inside(inner, isTop: false, "")
        case .call(_, let arguments): for one in arguments { inside(one, isTop: false, "") }
        case .binary(_, let left, let right):
            inside(left, isTop: false, "")
            inside(right, isTop: false, "")
        }
        guard !formula.names.isEmpty, let value = old(formula) else { return }
        let text = isTop ? name : FamilyEquation.text(formula) { _ in nil }
        if value.isInteger {
            if !isClosed(formula) { require("floor(\(text)) == \(text)") }
        } else if isTop, let places = value.decimalPlaces {
            let scale = FamilyNumberStyle.plain.text(Rational(10).power(max(2, places)) ?? .one)
            require("floor(\(text) * \(scale)) == \(text) * \(scale)")
        }
        switch value.sign {
        case 0: require("\(text) == 0")
        case -1: require("\(text) < 0")
        default:
            if !isPositive(formula) { require("\(text) > 0") }
            if value < .one { require("\(text) < 1") }
            if value > .one, !isPositive(formula) || !isClosed(formula) { require("\(text) > 1") }
        }
        if isTop { bounds(text, value) }
    }

    private mutating func bounds(_ text: String, _ value: Rational) {
        guard value.sign > 0, let low = value.divided(by: Self.reach) else { return }
        require("\(text) <= \(FamilyEquation.text(.number(value * Self.reach)) { _ in nil })")
        require("\(text) >= \(FamilyEquation.text(.number(low)) { _ in nil })")
        if isAboutAge, value <= Rational(95) { require("\(text) <= 95") }
    }

    /// Whether the formula is whole because its parts are.
    private func isClosed(_ formula: Formula) -> Bool {
        switch formula {
        case .number(let value): value.isInteger
        case .name(let name): values[name]?.isInteger ?? false
        case .negate(let inner): isClosed(inner)
        case .binary(.add, let left, let right), .binary(.subtract, let left, let right),
            .binary(.multiply, let left, let right):
            isClosed(left) && isClosed(right)
        default: false
        }
    }

    /// Whether the formula is above zero because its parts are.
    private func isPositive(_ formula: Formula) -> Bool {
        switch formula {
        case .number(let value): value.sign > 0
        case .name(let name): (values[name]?.sign ?? 0) > 0
        case .binary(.add, let left, let right), .binary(.multiply, let left, let right),
            .binary(.divide, let left, let right):
            isPositive(left) && isPositive(right)
        default: false
        }
    }

    /// Slots: alike things keep their order, a count stays divisible by the parts that it is cut
    /// into, a fraction stays in lowest terms.
    mutating func add(
        slots: [(name: String, number: LiftNumber)], others: [LiftNumber]
    ) {
        for (place, left) in slots.enumerated() {
            for right in slots[(place + 1)...] where isComparable(left.number, right.number) {
                let relation = left.number.value < right.number.value ? "<" : ">"
                require("\(left.name) \(relation) \(right.name)")
            }
            // Of numbers that stay, prices alone are looked at: others are seldom alike.
            for right in others where left.number.isMoney && isComparable(left.number, right) {
                let relation = left.number.value < right.value ? "<" : ">"
                require("\(left.name) \(relation) \(FamilyNumberStyle.plain.text(right.value))")
            }
        }
        let parts =
            [("half", 2), ("third", 3), ("quarter", 4), ("fourth", 4), ("fifth", 5)]
            .filter { words.contains($0.0) || words.contains($0.0 + "s") }.map(\.1)
            + (words.contains("pair") || words.contains("pairs") || words.contains("twins")
                ? [2] : [])
        for slot in slots where slot.number.role == .plain && !slot.number.isPercent {
            for part in parts where slot.number.value > Rational(part) {
                guard let quotient = slot.number.value.divided(by: Rational(part)),
                    quotient.isInteger
                else { continue }
                require("mod(\(slot.name), \(part)) == 0")
            }
        }
    }

    /// Shares that fitted into a whole still do.
    mutating func add(percents: [(shown: String, value: Rational)]) {
        let total = percents.reduce(Rational.zero) { $0 + $1.value }
        guard percents.count > 1, total <= Rational(100) else { return }
        let sum = percents.map(\.shown).joined(separator: " + ")
        require("\(sum) \(total == Rational(100) ? "==" : "<=") 100")
    }

    /// What was only worked out decides a comparison, which must come out as it did.
    mutating func add(order compared: LiftStep, _ step: LiftStep) {
        let far = Rational(3)
        guard compared.value <= step.value * far, step.value <= compared.value * far else { return }
        require("\(compared.name) \(compared.value < step.value ? "<" : ">") \(step.name)")
    }

    /// "3 reels of 100 m in pieces of 10 m": what was whole for each of them stays whole for each.
    ///
    /// - Parameter dividend: What is divided, the products that it was worked out by in the place of their names.
    mutating func add(whole dividend: Formula, by divisor: Formula) {
        let factors = Self.factors(dividend)
        guard factors.count > 1, let part = old(divisor), part > .one else { return }
        for factor in factors {
            guard let value = old(factor), value > .one, let count = value.divided(by: part),
                count.isInteger, !factor.names.union(divisor.names).isEmpty
            else { continue }
            let text = FamilyEquation.text(.binary(.divide, factor, divisor)) { _ in nil }
            require("floor(\(text)) == \(text)")
        }
    }

    private static func factors(_ formula: Formula) -> [Formula] {
        guard case .binary(.multiply, let left, let right) = formula else { return [formula] }
        return factors(left) + factors(right)
    }

    /// Two readings of one operand.
    mutating func add(equal left: Formula, _ right: Formula) {
        guard !left.names.union(right.names).isEmpty, left != right else { return }
        let sides = [left, right].map { FamilyEquation.text($0) { _ in nil } }
        require("\(sides[0]) == \(sides[1])")
    }

    mutating func add(fraction top: String, _ bottom: String) {
        require("gcd(\(top), \(bottom)) == 1")
        require("\(top) < \(bottom)")
    }

    private func isComparable(_ left: LiftNumber, _ right: LiftNumber) -> Bool {
        guard left.role == .plain, right.role == .plain, left.value != right.value else {
            return false
        }
        if left.isPercent || right.isPercent { return left.isPercent && right.isPercent }
        if left.isMoney || right.isMoney { return left.isMoney && right.isMoney }
        return left.noun == right.noun || left.isAge && right.isAge
    }
}
