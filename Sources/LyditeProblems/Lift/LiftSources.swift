import LyditeMath

/// Finds every source of every operand.
struct LiftSources {
    let numbers: [LiftNumber]
    let spoken: Set<Rational>
    /// Constants of the units in statement and solution that rival its numbers.
    let units: Set<Rational>
    /// Constants of the units in statement and solution.
    let allUnits: Set<Rational>
    /// How many names the statement lists somewhere.
    let listed: Set<Rational>
    /// How many things it lists.
    let things: Set<Rational>
    private(set) var steps: [LiftStep] = []
    /// Spoken values that only multiply or divide.
    let factors: Set<Rational>
    /// How many words say a value.
    let said: [Rational: Int]
    /// How often the solution uses a value.
    let uses: [Rational: Int]

    private static let bare = Set(LiftWords.bare.compactMap { Rational(decimal: $0) })
    /// How many other assignments tell functions apart.
    private static let pointCount = 3

    init(
        statement: LiftStatement, solutionWords: Set<String>,
        equations: ArraySlice<LiftEquation>
    ) {
        factors = statement.spoken.subtracting(statement.counted)
        said = statement.said
        uses = equations.flatMap(\.leaves).reduce(into: [:]) { $0[$1, default: 0] += 1 }
        numbers = statement.numbers
        spoken = statement.spoken
        listed = statement.listed
        things = statement.things
        units = LiftWords.rivals(statement.words.union(solutionWords))
        allUnits = LiftWords.unitValues(statement.words.union(solutionWords))
    }

    static func name(_ token: Int) -> String { "n\(token + 1)" }

    /// Values that no school text has, different for every number and point.
    private func point(_ token: Int, _ place: Int) -> Rational {
        let number = ((token + 3) * 7_919 + (place + 5) * 104_729 * (token + 1)) % 9_973 + 11
        return Rational(number)
    }

    mutating func add(_ equation: LiftEquation) {
        let shares = shareLeaves(equation.formula)
        var choices: [[LiftSource]] = []
        for (place, value) in equation.leaves.enumerated() {
            if let fixed = shares[place] {
                choices.append([fixed])
            } else {
                choices.append(sources(of: value) + hidden(value, at: place, equation.formula))
            }
        }
        narrow(&choices, equation)
        let isExchanged = exchange(&choices, equation.formula)
        let isExplained = choices.allSatisfy { !$0.isEmpty }
        var parts = choices.map { $0.first?.formula ?? .number(.zero) }[...]
        let formula = LiftEquation.filled(equation.formula, &parts)
        var step = LiftStep(
            name: "s\(steps.count + 1)", formula: formula, value: equation.result, points: [],
            tokens: [], needs: [], choices: choices, isExplained: isExplained,
            isExchanged: isExchanged)
        for choice in choices {
            guard let main = choice.first else { continue }
            step.tokens.formUnion(main.tokens)
            if main.kind == .result { step.needs.formUnion(main.formula.names) }
        }
        if isExplained {
            for place in 0..<Self.pointCount {
                let value = try? formula.value { self.value($0, at: place) }
                step.points.append(value ?? equation.result)
            }
        }
        steps.append(step)
    }

    /// The value of a number or a step, where the numbers are others.
    private func value(_ name: String, at place: Int) -> Rational? {
        guard let index = Int(name.dropFirst()) else { return nil }
        if name.hasPrefix("n") { return point(index - 1, place) }
        guard steps.indices.contains(index - 1), steps[index - 1].isExplained else { return nil }
        return steps[index - 1].points[place]
    }

    /// Every source of `value`, those of the same function once, the likeliest first; empty where
    /// nothing explains it.
    func sources(of value: Rational) -> [LiftSource] {
        if steps.contains(where: { !$0.isExplained && $0.value == value }) { return [] }
        var found: [LiftSource] = []
        for step in steps.reversed() where step.value == value {
            found.append(
                LiftSource(
                    kind: .result, formula: .name(step.name), points: step.points,
                    tokens: step.tokens))
        }
        for token in numbers.indices { found += sources(of: value, token) }
        if numbers.contains(where: \.isPercent) {
            for step in steps.reversed()
            where step.isExplained && step.value == value * Rational(100)
                && step.value < Rational(100) && (found.isEmpty || isPercent(step))
            {
                found.append(hundredth(of: step))
            }
        }
        if spoken.contains(value) { found.append(constant(value, .spoken)) }
        if units.contains(value) { found.append(constant(value, .unit)) }
        if found.isEmpty, allUnits.contains(value) { found.append(constant(value, .unit)) }
        if found.isEmpty, listed.contains(value) { found.append(constant(value, .unit)) }
        if found.isEmpty, things.contains(value) { found.append(constant(value, .bare)) }
        if found.isEmpty, Self.bare.contains(value) { found.append(constant(value, .bare)) }
        var distinct: [LiftSource] = []
        for source in found where !distinct.contains(where: { $0.points == source.points }) {
            distinct.append(source)
        }
        return distinct
    }

    /// What a factor can be beside its sources: a two that is only a result may be "both of them", and
    /// the divisor of a sum of which one part is "twice as many" is three.
    private func hidden(
        _ value: Rational, at place: Int, _ formula: Formula
    ) -> [LiftSource] {
        var next = 0
        guard let part = Self.factors(of: formula, &next)[place] else { return [] }
        let known = sources(of: value)
        guard !known.isEmpty, !known.contains(where: \.isConstant) else { return [] }
        let isBoth = value == Rational(2) && known.allSatisfy { $0.kind == .result }
        let isSum =
            part == .divisor && value > Rational(2) && spoken.contains(value - .one)
            && value.isInteger
        return isBoth || isSum ? [constant(value, .bare)] : []
    }

    private enum Factor { case factor, divisor }

    /// The leaves that multiply or divide, by their place.
    private static func factors(of formula: Formula, _ next: inout Int) -> [Int: Factor] {
        switch formula {
        case .number:
            next += 1
            return [:]
        case .name: return [:]
        case .negate(let inner): return factors(of: inner, &next)
        case .call(_, let arguments):
            return arguments.reduce(into: [:]) { found, one in
                found.merge(factors(of: one, &next)) { first, _ in first }
            }
        case .binary(let operation, let left, let right):
            var found: [Int: Factor] = [:]
            if operation == .multiply, case .number = left { found[next] = .factor }
            found.merge(factors(of: left, &next)) { first, _ in first }
            if case .number = right {
                if operation == .multiply { found[next] = .factor }
                if operation == .divide { found[next] = .divisor }
            }
            found.merge(factors(of: right, &next)) { first, _ in first }
            return found
        }
    }

    /// What is left of percentages is one, and may equal one that is given.
    private func isPercent(_ step: LiftStep) -> Bool {
        step.tokens.contains { numbers[$0].isPercent }
            && step.tokens.allSatisfy { numbers[$0].isPercent }
    }

    /// "0.8" for a result of 80 per cent.
    private func hundredth(of step: LiftStep) -> LiftSource {
        let part = Rational(numerator: 1, denominator: 100) ?? .one
        return LiftSource(
            kind: .result, formula: .binary(.divide, .name(step.name), .number(Rational(100))),
            points: step.points.map { $0 * part }, tokens: step.tokens)
    }

    private func constant(_ value: Rational, _ kind: LiftSource.Kind) -> LiftSource {
        LiftSource(
            kind: kind, formula: .number(value),
            points: Array(repeating: value, count: Self.pointCount), tokens: [])
    }

    /// What one number of the statement gives: itself, its share, the rest of its share.
    private func sources(of value: Rational, _ token: Int) -> [LiftSource] {
        let number = numbers[token]
        let name = Formula.name(Self.name(token))
        var found: [LiftSource] = []
        func add(_ kind: LiftSource.Kind, _ formula: Formula, _ tokens: Set<Int>) {
            let value = { (place: Int) in
                try? formula.value { self.value($0, at: place) }
            }
            let points = (0..<Self.pointCount).map { value($0) ?? .zero }
            found.append(
                LiftSource(kind: kind, formula: formula, points: points, tokens: tokens))
        }
        if number.value == value { add(.number, name, [token]) }
        let (one, hundred) = (Rational.one, Rational(100))
        if number.isPercent || ["cent", "%", "percent"].contains(number.noun) {
            let share = Formula.binary(.divide, name, .number(hundred))
            if number.value == value * hundred { add(.share, share, [token]) }
            if number.isPercent {
                let part = number.value * (Rational(numerator: 1, denominator: 100) ?? one)
                if one - part == value {
                    add(.share, .binary(.subtract, .number(one), share), [token])
                }
                if one + part == value {
                    add(.share, .binary(.add, .number(one), share), [token])
                }
                if hundred - number.value == value {
                    add(.share, .binary(.subtract, .number(hundred), name), [token])
                }
                if hundred + number.value == value {
                    add(.share, .binary(.add, .number(hundred), name), [token])
                }
            }
        }
        let scale = Rational(number.scale)
        if scale > one, number.value * scale == value {
            add(.share, .binary(.multiply, name, .number(scale)), [token])
        }
        if number.isTimesMore, number.value + one == value {
            add(.share, .binary(.add, name, .number(one)), [token])
        }
        if number.role == .numerator, let bottom = numbers[token + 1].value.reciprocal {
            let under = Formula.name(Self.name(token + 1))
            let both: Set = [token, token + 1]
            let share = Formula.binary(.divide, name, under)
            if number.value * bottom == value { add(.share, share, both) }
            if one - number.value * bottom == value {
                add(.share, .binary(.subtract, .number(one), share), both)
            }
            if numbers[token + 1].value - number.value == value {
                add(.share, .binary(.subtract, under, name), both)
            }
        }
        return found
    }

    /// Operands whose place in the formula says what they are: the parts of `25/100` beside a
    /// "25%" and of `2/3` beside a written 2/3.
    private func shareLeaves(_ formula: Formula) -> [Int: LiftSource] {
        var found: [Int: LiftSource] = [:]
        var next = 0
        visit(formula, &next, &found)
        return found
    }

    private func visit(
        _ formula: Formula, _ next: inout Int, _ found: inout [Int: LiftSource]
    ) {
        switch formula {
        case .number: next += 1
        case .name: break
        case .negate(let inner): visit(inner, &next, &found)
        case .call(_, let arguments): for one in arguments { visit(one, &next, &found) }
        case .binary(.divide, .number(let top), .number(let bottom)):
            if bottom == Rational(100),
                numbers.contains(where: { $0.isPercent && $0.value == top })
            {
                found[next + 1] = constant(bottom, .unit)
            } else if let fixed = fraction(top, bottom) {
                (found[next], found[next + 1]) = (fixed[0], fixed[1])
            }
            next += 2
        case .binary(.divide, .binary(.multiply, let left, .number(let top)), .number(let bottom)):
            visit(left, &next, &found)
            if let fixed = fraction(top, bottom) {
                (found[next], found[next + 1]) = (fixed[0], fixed[1])
            }
            next += 2
        case .binary(_, let left, let right):
            visit(left, &next, &found)
            visit(right, &next, &found)
        }
    }

    /// The sources of both parts of a fraction that the statement writes or says.
    private func fraction(_ top: Rational, _ bottom: Rational) -> [LiftSource]? {
        if let token = onlyFraction(top, bottom) {
            let parts = [token, token + 1].compactMap { part in
                sources(of: numbers[part].value, part).first { $0.kind == .number }
            }
            return parts.count == 2 ? parts : nil
        }
        guard let share = top.divided(by: bottom), share < .one, bottom.isInteger, top.isInteger,
            spoken.contains(share), share.denominatorText == bottom.numeratorText
        else { return nil }
        return [constant(top, .spoken), constant(bottom, .spoken)]
    }

    /// The written fraction top/bottom, where there is exactly one.
    private func onlyFraction(_ top: Rational, _ bottom: Rational) -> Int? {
        let places = numbers.indices.filter {
            numbers[$0].role == .numerator && numbers[$0].value == top
                && numbers[$0 + 1].value == bottom
        }
        return places.count == 1 ? places[0] : nil
    }
}
