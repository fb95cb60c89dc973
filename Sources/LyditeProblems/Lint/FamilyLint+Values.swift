internal import LyditeCore
internal import LyditeMath

/// Whether there are values, and whether the derivation has one for each of them.
extension FamilyLint {
    /// Results above this are no school numbers, and other programs read them inexactly.
    static let largestNumber = Rational(1_000_000_000_000_000)
    /// Draws in vain after which no more are made.
    private static let drawsInVain = 8

    /// False where interval narrowing proves that no values satisfy the conditions.
    mutating func isSatisfiable(_ route: FamilyRoute) -> Bool {
        let narrowing = FamilyNarrowing(route.flat)
        guard let found = narrowing.contradiction else { return true }
        find(
            "unsatisfiable", found.condition.line,
            "\(route.name): \"\(found.condition.text)\" cannot hold: its left side is"
                + " \(found.left.text) and its right side \(found.right.text)",
            "widen the slots or relax the condition")
        return false
    }

    /// Instances of ``draws`` draws; nil where the conditions hardly admit any.
    mutating func sample(_ route: FamilyRoute) -> [FamilyInstance]? {
        let plan = FamilyPlan(family: route.flat)
        var tally = FamilyPlan.Tally()
        var instances: [FamilyInstance] = []
        var vain = 0
        let mostInVain = isLifted ? Self.draws : Self.drawsInVain
        for index in 0..<Self.draws where vain < mostInVain {
            var generator = SeededGenerator(
                seed: 0, parent: family.digest, stage: "lint", index: index)
            guard let numbers = plan.draw(&generator, tally: &tally) else {
                vain += 1
                continue
            }
            guard let instance = route.instance(numbers, index: index) else { continue }
            instances.append(instance)
        }
        checkAcceptance(route, tally, vain: vain)
        return (vain > 0 && !isLifted) || instances.isEmpty ? nil : instances
    }

    /// A lifted family draws from short lists, many of them bound together so that two readings
    /// agree, and gives a few variants only: a search in vain or a frequent answer costs it little.
    /// A written one has no such excuse.
    private var isLifted: Bool { family.lift != nil }

    private mutating func checkAcceptance(
        _ route: FamilyRoute, _ tally: FamilyPlan.Tally, vain: Int
    ) {
        let needed = tally.accepted * route.flat.slots.count(where: \.isDrawn)
        let tightest = tally.tightest ?? "none"
        let line =
            route.flat.require.first { $0.text == tightest }?.line ?? route.flat.answer.line
        let advice = "the tightest condition is \"\(tightest)\""
        if vain > (isLifted ? Self.draws / 2 : 0) {
            find(
                "no-values", line,
                "\(route.name): \(vain) of \(tally.accepted + vain) draws found no values within"
                    + " \(FamilyPlan.maximumDraws) tries", advice)
        } else if !isLifted, needed * 5 < tally.drawn {
            find(
                "low-acceptance", line,
                "\(route.name): \(tally.drawn) values drawn for \(needed) kept", advice)
        }
    }

    /// A divisor that can be zero rejects a draw silently, where a condition should say why.
    mutating func checkDivisors(_ route: FamilyRoute) {
        let domains = FamilyNarrowing(route.flat).domains
        let known = route.flat.derive.count - route.ownSteps.count
        for (index, step) in route.flat.derive.enumerated() where index >= known {
            for divisor in step.value.divisors {
                guard FamilyInterval(divisor, domains).contains(.zero) else { continue }
                let isZero = Condition(left: divisor, relation: .equal, right: .number(.zero))
                guard let values = route.witness(isZero, steps: index) else { continue }
                find(
                    "division-by-zero", step.line,
                    "step \"\(step.name)\" divides by zero for \(Self.text(values, divisor.names))",
                    "require \(FamilyEquation.text(divisor) { $0 }) != 0")
            }
        }
    }

    /// Steps whose values leave the range that every reader of numbers keeps.
    mutating func checkOverflow(_ route: FamilyRoute) {
        let domains = FamilyNarrowing(route.flat).domains
        for step in route.ownSteps {
            let size = FamilyInterval(.call(.abs, [.name(step.name)]), domains)
            guard .finite(Self.largestNumber) < size.high else { continue }
            let isLarge = Condition(
                left: .call(.abs, [.name(step.name)]), relation: .above,
                right: .number(Self.largestNumber))
            guard let values = route.witness(isLarge) else { continue }
            find(
                "overflow", step.line,
                "step \"\(step.name)\" exceeds 10^15 for \(Self.text(values, nil))",
                "narrow the slots or require a bound")
        }
    }

    /// `n = 3, m = 4`, by name.
    private static func text(_ values: [String: Rational], _ names: Set<String>?) -> String {
        let shown = names.map { names in values.filter { names.contains($0.key) } } ?? values
        return (shown.isEmpty ? values : shown).sorted { $0.key < $1.key }
            .map { "\($0.key) = \($0.value)" }.joined(separator: ", ")
    }
}

extension Formula {
    /// What the formula divides by, moduli among it.
    var divisors: [Formula] {
        switch self {
        case .number, .name: []
        case .negate(let inner): inner.divisors
        case .binary(let operation, let left, let right):
            left.divisors + right.divisors + (operation == .divide ? [right] : [])
        case .call(let function, let arguments):
            arguments.flatMap(\.divisors)
                + (function == .mod && arguments.count == 2 ? [arguments[1]] : [])
        }
    }

    /// The numbers that stand in the formula.
    var constants: [Rational] {
        switch self {
        case .number(let value): [value]
        case .name: []
        case .negate(let inner): inner.constants
        case .binary(_, let left, let right): left.constants + right.constants
        case .call(_, let arguments): arguments.flatMap(\.constants)
        }
    }

    /// The formula with formulas in place of names.
    func replacing(_ parts: [String: Formula]) -> Formula {
        switch self {
        case .number: self
        case .name(let name): parts[name] ?? self
        case .negate(let inner): .negate(inner.replacing(parts))
        case .binary(let operation, let left, let right):
            .binary(operation, left.replacing(parts), right.replacing(parts))
        case .call(let function, let arguments):
            .call(function, arguments.map { $0.replacing(parts) })
        }
    }
}
