import LyditeMath

/// Which numbers may change, and which only together.
///
/// An operand that two numbers explain is never guessed: both numbers take one value from then on,
/// so that every reading gives the same. Where a result is the rival, the two must stay equal, or
/// else everything that feeds either side stays as it is.
struct LiftSafety {
    enum Policy: CaseIterable {
        /// Rivals are drawn so that they stay equal, and totals so that they stay totals.
        case equal
        /// Totals and their parts do not change.
        case freezeSums
        /// What feeds a rival does not change.
        case freezeRivals
        case freeze

        var isRivalEqual: Bool { self == .equal || self == .freezeSums }
        var isSumEqual: Bool { self == .equal || self == .freezeRivals }
    }

    private let numbers: [LiftNumber]
    private let policy: Policy
    private let known: Set<String>
    private let results: [String: LiftStep]
    /// Days and people are seldom named one by one beyond these.
    private static let mostNamed = Rational(5)
    /// What was equal and must stay so.
    private(set) var equalities: [(left: Formula, right: Formula)] = []
    private(set) var frozen: Set<Int>
    /// The number whose slot each number shows.
    private(set) var head: [Int]
    private(set) var used: Set<Int> = []
    /// Operands with more than one source.
    private(set) var ambiguities = 0
    /// Operands with a constant that no word calls for.
    private(set) var assumed = 0
    /// Whether a small number serves twice, as a count of other things perhaps.
    private(set) var isAnySmallReused = false

    /// - Parameters:
    ///   - fixed: Numbers that stay whatever the steps say.
    ///   - isCautious: Whether what could be a constant stays too.
    init(
        numbers: [LiftNumber], steps: [LiftStep], units: Set<Rational>, spoken: Set<Rational>,
        words: Set<String>, fixed: Set<Int>, policy: Policy, isCautious: Bool
    ) {
        self.numbers = numbers
        self.policy = policy
        known = Set(steps.map(\.name))
        results = Dictionary(steps.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
        head = Array(numbers.indices)
        frozen = fixed.union(numbers.indices.filter { numbers[$0].isFrozen })
        for token in numbers.indices where isRigid(numbers[token], units) {
            frozen.insert(token)
        }
        for step in steps { settle(step) }
        for step in steps { settleConstants(step, spoken) }
        settleParts(steps)
        settleNeighbours(words)
        settleReused(steps, isCautious)
        settleEqualNumbers()
        settleSums(Self.apart(steps))
        settleResults(steps)
        settleFractions(steps)
        spread()
    }

    private func isRigid(
        _ number: LiftNumber, _ units: Set<Rational>
    ) -> Bool {
        if number.role == .numerator { return number.value == .one }
        if number.value <= .one, number.value.isInteger { return true }
        if number.isPercent, number.value >= Rational(100) { return true }
        if number.role == .denominator { return false }
        // A day count of 7 beside "week" may be the week's own.
        return !number.isMoney && !number.isPercent
            && units.contains(number.value)
    }

    private mutating func settle(_ step: LiftStep) {
        freezeSquares(step.formula)
        freezeAddedParts(step.formula)
        if step.isExchanged { ambiguities += 1 }
        for choice in step.choices {
            guard let main = choice.first else { continue }
            used.formUnion(main.kind == .result ? [] : main.tokens)
            if main.kind == .bare,
                main.points.first.map({ $0 > .one && $0 != Rational(100) }) == true
            {
                assumed += 1
            }
            guard choice.count > 1 else { continue }
            ambiguities += 1
            let isOnlyNumbers = choice.allSatisfy { $0.kind == .number }
            let tokens = choice.reduce(into: Set<Int>()) { $0.formUnion($1.tokens) }
            used.formUnion(isOnlyNumbers ? tokens : [])
            if isOnlyNumbers, tokens.allSatisfy({ numbers[$0].role == .plain }) {
                tie(tokens.sorted())
            } else {
                for rival in choice.dropFirst() { settle(main, rival, step) }
            }
        }
    }

    /// A small number that serves twice may be a count of sides or hands the second time, and 1.5 a
    /// price first and a raise then.
    private mutating func settleReused(_ steps: [LiftStep], _ isCautious: Bool) {
        var uses: [Int: Int] = [:]
        for choice in steps.flatMap(\.choices) {
            guard let main = choice.first, main.kind == .number else { continue }
            for token in main.tokens { uses[token, default: 0] += 1 }
        }
        for token in numbers.indices where uses[token, default: 0] > 1 {
            let number = numbers[token]
            if number.role == .denominator { frozen.formUnion([token - 1, token]) }
            guard number.role == .plain, !number.isPercent else { continue }
            let isSmall = number.value <= Rational(4) && !number.isMoney
            let isPart = number.value < Rational(3) && !number.value.isInteger
            if isSmall { isAnySmallReused = true }
            if isSmall || isPart || (isCautious && !number.value.isInteger) {
                frozen.insert(token)
            }
        }
    }

    /// A part of one that nothing uses went into a later step in the head.
    private mutating func settleParts(_ steps: [LiftStep]) {
        for step in steps where !step.isNeeded && step.value < .one {
            frozen.formUnion(step.tokens)
        }
    }

    /// "Four quizzes ... over the five quizzes": with the final one, they are five.
    private mutating func settleNeighbours(_ words: Set<String>) {
        guard !words.isDisjoint(with: ["final", "last", "another", "next", "including"]) else {
            return
        }
        for left in numbers.indices {
            for right in numbers.indices where numbers[left].value + .one == numbers[right].value {
                let (a, b) = (numbers[left], numbers[right])
                if a.role == .plain, b.role == .plain, !a.noun.isEmpty, a.noun == b.noun {
                    frozen.formUnion([left, right])
                }
            }
        }
    }

    /// A constant that two numbers give may have been worked out from them in the head.
    private mutating func settleConstants(_ step: LiftStep, _ spoken: Set<Rational>) {
        for choice in step.choices {
            guard choice.count == 1, let main = choice.first, main.isConstant,
                main.kind == .unit || main.kind == .bare, case .number(let value) = main.formula,
                value > .one, value != Rational(100)
            else { continue }
            for left in numbers.indices where numbers[left].value > .one {
                // "8 ounces, twice as much on Sunday": 16 is then no ounces of a pound.
                let isMultiple = spoken.union([Rational(2)]).contains { word in
                    word != .one && numbers[left].value * word == value
                }
                if isMultiple { frozen.insert(left) }
                for right in numbers.indices where right != left && numbers[right].value > .one {
                    let (a, b) = (numbers[left].value, numbers[right].value)
                    if a + b == value || a - b == value || a * b == value || b * value == a {
                        frozen.formUnion([left, right])
                        used.formUnion([left, right])
                    }
                }
            }
        }
    }

    /// Two sources of one operand, at least one of which is no plain number.
    private mutating func settle(_ main: LiftSource, _ rival: LiftSource, _ step: LiftStep) {
        let isHidden = !rival.formula.names.allSatisfy { $0.hasPrefix("n") || known.contains($0) }
        if !policy.isRivalEqual || isHidden || (rival.isConstant && main.kind != .result) {
            frozen.formUnion(main.tokens.union(rival.tokens))
            return
        }
        if rival.kind == .number { used.formUnion(rival.tokens) }
        equalities.append((main.formula, rival.formula))
    }

    /// A statement may say in one number what others add up to.
    private mutating func keep(
        _ total: Int, _ operation: Formula.Operation, _ parts: [Int]
    ) {
        guard policy.isSumEqual else {
            frozen.formUnion(parts + [total])
            return
        }
        let names = parts.map { Formula.name(LiftSources.name($0)) }
        let sum = names.dropFirst().reduce(names[0]) { .binary(operation, $0, $1) }
        equalities.append((.name(LiftSources.name(total)), sum))
    }

    /// "4 claws on 4 feet" may say one four only: a number times itself stays. So does a result: "3 x 1 = 3, 3 x 3 = 9"
    /// counts three hours and three named weekdays.
    private mutating func freezeSquares(_ formula: Formula) {
        var seen: Set<String> = []
        for factor in factors(formula) {
            if case .name(let name) = factor {
                guard !seen.insert(name).inserted else { continue }
                if let result = results[name] {
                    if isNamed(result.value) { frozen.formUnion(result.tokens) }
                } else if name.hasPrefix("n"), let number = Int(name.dropFirst()) {
                    frozen.insert(number - 1)
                }
            } else if case .binary(_, let left, let right) = factor {
                freezeSquares(left)
                freezeSquares(right)
            }
        }
    }

    /// Whether a small value can be none of the statement's numbers: all that equal it have served already.
    private func isNamed(_ value: Rational) -> Bool {
        value <= Self.mostNamed
            && numbers.indices.allSatisfy { numbers[$0].value != value || used.contains($0) }
    }

    /// Nobody adds the 4 of "a quarter": it is some other four.
    private mutating func freezeAddedParts(_ formula: Formula) {
        guard case .binary(let operation, let left, let right) = formula else { return }
        freezeAddedParts(left)
        freezeAddedParts(right)
        guard operation == .add || operation == .subtract else { return }
        let tokens = [left, right].compactMap { side -> Int? in
            guard case .name(let name) = side, name.hasPrefix("n") else { return nil }
            return Int(name.dropFirst()).map { $0 - 1 }
        }
        for token in tokens
        where numbers[token].role == .denominator && !tokens.contains(token - 1) {
            frozen.formUnion([token - 1, token])
        }
    }

    private func factors(_ formula: Formula) -> [Formula] {
        switch formula {
        case .binary(.multiply, let left, let right), .binary(.divide, let left, let right):
            factors(left) + factors(right)
        default: [formula]
        }
    }

    private mutating func tie(_ tokens: [Int]) {
        guard let first = tokens.first else { return }
        for token in tokens.dropFirst() {
            let (left, right) = (head[first], head[token])
            let low = min(left, right)
            for place in head.indices where head[place] == left || head[place] == right {
                head[place] = low
            }
        }
    }

    /// Equal numbers that no operand has tied yet: one of them may be the other, said again.
    private mutating func settleEqualNumbers() {
        for left in numbers.indices {
            for right in numbers.indices.dropFirst(left + 1)
            where numbers[left].value == numbers[right].value && head[left] != head[right] {
                let (a, b) = (numbers[left], numbers[right])
                let isSameKind =
                    a.isMoney == b.isMoney && a.isPercent == b.isPercent && a.role == .plain
                    && b.role == .plain
                if isSameKind, a.noun == b.noun || (used.contains(left) && used.contains(right)) {
                    tie([left, right])
                } else {
                    frozen.formUnion([left, right])
                }
            }
        }
    }

    /// A total that the statement gives beside its parts would no longer be their sum.
    ///
    /// - Parameter apart: Pairs of numbers of which neither can be a part of the other.
    private mutating func settleSums(_ apart: Set<Set<Int>>) {
        // Ones, and totals below five, meet in every text by chance.
        let plain = numbers.indices.filter {
            numbers[$0].role == .plain && !numbers[$0].isPercent && numbers[$0].value > .one
        }
        func isMatch(_ tokens: [Int]) -> Bool {
            let own = tokens.map { numbers[$0] }
            let units = Set(own.map(\.noun).filter(LiftWords.measures.contains))
            return Set(own.map(\.isMoney)).count == 1 && units.count <= 1
                && !own.contains(where: \.isMultiplier)
                && !tokens.dropFirst().contains { apart.contains([tokens[0], $0]) }
        }
        for total in plain where numbers[total].value >= Rational(5) {
            let value = numbers[total].value
            for left in plain where left != total {
                for right in plain where right > left && right != total {
                    let three = [total, left, right]
                    let (a, b) = (numbers[left].value, numbers[right].value)
                    let isProduct =
                        a * b == value && a > .one && b > .one
                        && !(used.contains(total) && used.contains(left) && used.contains(right))
                    if isMatch(three), a + b == value { keep(total, .add, [left, right]) }
                    if isProduct { keep(total, .multiply, [left, right]) }
                    for fourth in plain where fourth > right && fourth != total {
                        let four = three + [fourth]
                        if isMatch(four), a + b + numbers[fourth].value == value {
                            keep(total, .add, [left, right, fourth])
                        }
                    }
                }
            }
        }
    }

    /// A number that is never used and equals a result states that result.
    private mutating func settleResults(_ steps: [LiftStep]) {
        for token in numbers.indices where !used.contains(token) {
            for step in steps where step.value == numbers[token].value {
                frozen.insert(token)
                if policy.isSumEqual {
                    equalities.append((.name(step.name), .number(step.value)))
                } else {
                    frozen.formUnion(step.tokens)
                }
            }
        }
    }

    /// A fraction whose lower number is used alone says nothing about another upper one.
    private mutating func settleFractions(_ steps: [LiftStep]) {
        for token in numbers.indices where numbers[token].role == .numerator {
            guard numbers[token].value != .one else { continue }
            let isWhole = steps.contains { step in
                step.choices.contains { choice in
                    choice.first.map { $0.kind == .share && $0.tokens.contains(token) } ?? false
                }
            }
            let isWritten = steps.contains { step in
                let firsts = step.choices.compactMap(\.first)
                return firsts.contains { $0.tokens == [token] }
                    && firsts.contains { $0.tokens == [token + 1] }
            }
            if !isWhole, !isWritten { frozen.formUnion([token, token + 1]) }
        }
    }

    /// Numbers that are tied to a frozen one are frozen; so is what nothing uses.
    private mutating func spread() {
        for token in numbers.indices
        where !head.indices.contains(where: { head[$0] == head[token] && used.contains($0) }) {
            frozen.insert(token)
        }
        let heads = Set(frozen.map { head[$0] })
        frozen = Set(numbers.indices.filter { heads.contains(head[$0]) })
    }
}
