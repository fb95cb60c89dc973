import LyditeMath

/// What makes a worked solution doubtful before anything is changed: words for multiples and parts
/// that it never uses, "a quarter more" taken as a quarter, constants that could be others.
///
/// These rules see some of the wrong originals; only the strict profile asks.
struct LiftDoubt {
    private(set) var refusal: LiftRefusal?
    private let statement: LiftStatement
    private let context: LiftContext
    private let steps: [LiftStep]

    init(
        _ statement: LiftStatement, _ context: LiftContext, _ mentions: LiftMentions,
        _ steps: [LiftStep]
    ) {
        self.statement = statement
        self.context = context
        self.steps = steps
        if mentions.isContradicted {
            refusal = .contradicted
        } else if isAnyUnheard {
            refusal = .unheard
        } else if isShareOnly || isRestAsShare {
            refusal = .shareOnly
        } else if isAnyDoubtful {
            refusal = .doubtful
        }
    }

    private func text(_ place: Int) -> String {
        statement.lexemes.indices.contains(place) ? statement.lexemes[place].text : ""
    }

    /// All numbers of the needed steps, with those of their shares.
    private var leaves: [Rational] {
        steps.filter(\.isNeeded).flatMap { step in
            step.choices.compactMap { choice in
                choice.first.flatMap { source in
                    if case .result = source.kind { return nil }
                    return try? source.formula.value { value(of: $0) }
                }
            }
        }
    }

    private func value(of name: String) -> Rational? {
        guard let index = Int(name.dropFirst()) else { return nil }
        if name.hasPrefix("n") {
            return context.numbers.indices.contains(index - 1)
                ? context.numbers[index - 1].value : nil
        }
        return steps.first { $0.name == name }?.value
    }

    /// "twice ... half ... twice" needs three operands of two or a half.
    private var isAnyUnheard: Bool {
        var said: [Int: Int] = [:]
        for (place, one) in statement.lexemes.enumerated() where one.kind == .word {
            if LiftWords.factors.contains(one.text), let value = LiftWords.multiples[one.text] {
                said[value[0], default: 0] += 1
            } else if let part = LiftWords.parts[one.text], isShare(place) {
                said[part, default: 0] += 1
            }
        }
        let leaves = self.leaves
        // Where "twice" is said, x + x may be the sum of two things, one of which was to be twice.
        let isTwiceSaid = statement.lexemes.contains { LiftWords.factors.contains($0.text) }
        return said.contains { part, count in
            let heard =
                leaves.filter { isHeard($0, part) }.count
                + (isTwiceSaid ? 0 : doublings(part))
            return heard < count
        }
    }

    /// Whether a word such as "third" or "quarter" is a share and no place or coin.
    private func isShare(_ place: Int) -> Bool {
        if ["half", "halves"].contains(text(place)) {
            return text(place - 1) != "first" && text(place - 1) != "second"
        }
        let before = text(place - 1) == "-" ? text(place - 2) : text(place - 1)
        return text(place + 1) == "of" && before != "the" || LiftWords.counts[before] != nil
            || before == "a" && ["as", "the", "that"].contains(text(place + 1))
    }

    private func isHeard(_ value: Rational, _ part: Int) -> Bool {
        let scaled = value * Rational(part)
        return value == Rational(part)
            || (scaled.isInteger && !value.isInteger && value < Rational(3))
    }

    /// "80 + 80" doubles as well.
    private func doublings(_ part: Int) -> Int {
        guard part == 2 else { return 0 }
        return steps.filter { step in
            if case .binary(.add, let left, let right) = step.formula {
                left == right
            } else {
                false
            }
        }.count
    }

    /// "1/4 more than", "20% less than": the whole must be in it.
    private var isShareOnly: Bool {
        for (token, number) in context.numbers.enumerated() {
            let share: Rational?
            var last = token
            if number.isPercent {
                share = number.value * (Rational(numerator: 1, denominator: 100) ?? .one)
            } else if number.role == .numerator, context.numbers.indices.contains(token + 1) {
                last = token + 1
                share = number.value.divided(by: context.numbers[last].value)
            } else {
                continue
            }
            let after = context.after(last, 5).filter { !["%", "percent"].contains($0) }
            guard let share, share < .one, let word = after.first, Self.changes.contains(word),
                !isWhole(share)
            else { continue }
            return true
        }
        return false
    }

    private static let changes: Set<String> = [
        "more", "less", "fewer", "greater", "higher", "lower", "longer", "shorter", "bigger",
        "larger", "smaller", "faster", "slower", "taller", "older", "younger", "cheaper",
        "heavier", "off", "increase", "decrease", "raise", "discount", "reduction",
    ]

    /// A third of 18 told, 12 taken, 18 - 12 left: the rest was taken for the share.
    private var isRestAsShare: Bool {
        let said = self.saidShares
        guard !said.isEmpty else { return false }
        return steps.contains { step in
            guard step.isNeeded, case .binary(.subtract, let left, let right) = step.formula,
                let whole = try? left.value({ value(of: $0) }),
                let part = try? right.value({ value(of: $0) }),
                let share = part.divided(by: whole), share > .zero, share < .one
            else { return false }
            return said.contains(.one - share) && !said.contains(share)
        }
    }

    /// The fractions and percentages that the statement tells.
    private var saidShares: Set<Rational> {
        var said: Set<Rational> = []
        for (token, number) in context.numbers.enumerated() {
            if number.isPercent, let share = number.value.divided(by: Rational(100)) {
                said.insert(share)
            }
            if number.role == .numerator, context.numbers.indices.contains(token + 1),
                let share = number.value.divided(by: context.numbers[token + 1].value)
            {
                said.insert(share)
            }
        }
        for (place, one) in statement.lexemes.enumerated() {
            guard let part = LiftWords.parts[one.text], isShare(place) else { continue }
            let before = text(place - 1) == "-" ? text(place - 2) : text(place - 1)
            let top = LiftWords.counts[before] ?? 1
            if let share = Rational(numerator: top, denominator: part) { said.insert(share) }
        }
        return said
    }

    /// Whether a step takes the whole with the share: `x * 1.2`, or `x + x * 0.2`.
    private func isWhole(_ share: Rational) -> Bool {
        let (one, hundred) = (Rational.one, Rational(100))
        let wanted = [
            one + share, one - share, hundred + share * hundred, hundred - share * hundred,
        ]
        if leaves.contains(where: wanted.contains) { return true }
        return steps.contains { isWhole(share, $0.formula) || wanted.contains($0.value) }
    }

    private func isWhole(_ share: Rational, _ formula: Formula) -> Bool {
        switch formula {
        case .number, .name: return false
        case .negate(let inner): return isWhole(share, inner)
        case .call(_, let arguments): return arguments.contains { isWhole(share, $0) }
        case .binary(let operation, let left, let right):
            if operation == .add || operation == .subtract,
                let first = try? left.value({ value(of: $0) }),
                let second = try? right.value({ value(of: $0) }),
                first * share == second || second * share == first
            {
                return true
            }
            return isWhole(share, left) || isWhole(share, right)
        }
    }

    /// "three times more" may be four times; the legs of an animal and the days of a month are
    /// nobody's numbers.
    private var isAnyDoubtful: Bool {
        if context.numbers.contains(where: \.isTimesMore) { return true }
        for (place, one) in statement.lexemes.enumerated()
        where LiftWords.factors.contains(one.text) && text(place + 1) == "more" { return true }
        return steps.contains { step in
            step.isNeeded
                && step.choices.contains { choice in
                    guard let main = choice.first, main.kind == .unit,
                        case .number(let value) = main.formula
                    else { return false }
                    return !LiftWords.certain(statement.words).contains(value)
                }
        }
    }
}
