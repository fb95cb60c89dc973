package import LyditeCore

/// Holds a function's result against the expected value, as Python's `==` on plain data or looser
/// as a row says.
package struct PlainComparison: Sendable {
    /// What a comparison found.
    package enum Outcome: Hashable, Sendable {
        case same
        case different
        /// The comparison would cost more than its bound.
        case tooCostly
    }

    /// Pairs that matching without order and with a tolerance may look at.
    static let maximumPairs = 1 << 22

    private let rule: Comparison

    package init(_ rule: Comparison) { self.rule = rule }

    /// - Complexity: linear in the size of both values; with `unordered` and a tolerance on items
    ///   that are not all numbers, quadratic in their count up to a bound.
    package func compare(_ actual: PlainValue, with expected: PlainValue) -> Outcome {
        if rule.truth { return isSameTruth(actual, expected) ? .same : .different }
        var actual = actual
        if let projection = rule.projection {
            guard let projected = PlainProjection.apply(projection, to: actual) else {
                return .different
            }
            actual = projected
        }
        if rule.tokens || rule.lines, case .string(let left) = actual,
            case .string(let right) = expected
        {
            return TextComparison(rule).isSame(Array(left.utf8), as: Array(right.utf8))
                ? .same : .different
        }
        if rule.unordered, let pair = sequences(actual, expected) {
            return unordered(pair.0, pair.1)
        }
        if isTolerant { return isNear(actual, expected) }
        return isEqual(actual, expected) ? .same : .different
    }

    private var isTolerant: Bool { (rule.absolute ?? 0) > 0 || (rule.relative ?? 0) > 0 }

    private func isEqual(_ actual: PlainValue, _ expected: PlainValue) -> Bool {
        var maker = PlainKeyMaker(isExact: rule.exact)
        return maker.key(actual) == maker.key(expected)
    }

    /// As in `assert f(x)`, but only for what stands for a truth value: a non-empty list, where
    /// true or false is due, is how a wrong program passes such a test.
    private func isSameTruth(_ actual: PlainValue, _ expected: PlainValue) -> Bool {
        let wanted = expected == .bool(true)
        if case .none = actual { return !wanted }
        var maker = PlainKeyMaker(isExact: false)
        return maker.key(actual) == .number(.integer(wanted ? 1 : 0))
    }

    // MARK: Tolerance

    private func isNear(_ actual: PlainValue, _ expected: PlainValue) -> Outcome {
        switch (actual, expected) {
        case (.list(let a), .list(let e)), (.tuple(let a), .tuple(let e)): return areNear(a, e)
        case (.set(let a), .set(let e)), (.set(let a), .frozenSet(let e)),
            (.frozenSet(let a), .set(let e)),
            (.frozenSet(let a), .frozenSet(let e)):
            return unordered(a, e)
        case (.dictionary(let a), .dictionary(let e)): return areNear(entries: a, e)
        default:
            if let near = isNearNumber(actual, expected) { return near ? .same : .different }
            return isEqual(actual, expected) ? .same : .different
        }
    }

    private func areNear(_ actual: [PlainValue], _ expected: [PlainValue]) -> Outcome {
        guard actual.count == expected.count else { return .different }
        for (a, e) in zip(actual, expected) {
            let outcome = isNear(a, e)
            if outcome != .same { return outcome }
        }
        return .same
    }

    private func areNear(entries actual: [PlainValue.Entry], _ expected: [PlainValue.Entry])
        -> Outcome
    {
        var maker = PlainKeyMaker(isExact: rule.exact)
        var found: [PlainKey: PlainValue] = [:]
        for entry in actual { found[maker.key(entry.key)] = entry.value }
        var wanted: [PlainKey: PlainValue] = [:]
        for entry in expected { wanted[maker.key(entry.key)] = entry.value }
        guard found.count == wanted.count else { return .different }
        for (key, value) in wanted {
            guard let other = found[key] else { return .different }
            let outcome = isNear(other, value)
            if outcome != .same { return outcome }
        }
        return .same
    }

    /// Nil where one side is not a number.
    private func isNearNumber(_ actual: PlainValue, _ expected: PlainValue) -> Bool? {
        if rule.exact, kind(actual) != kind(expected) { return false }
        if isEqual(actual, expected) { return number(actual) == nil ? nil : true }
        if case .complex = actual { return isNearComplex(actual, expected) }
        if case .complex = expected { return isNearComplex(actual, expected) }
        guard let a = number(actual), let e = number(expected) else { return nil }
        // An infinite number is near only to itself, and nan to nothing.
        guard a.isFinite, e.isFinite else { return false }
        return isWithin(difference(actual, expected, a, e), of: e.magnitude)
    }

    private func isNearComplex(_ actual: PlainValue, _ expected: PlainValue) -> Bool? {
        guard let (a, b) = parts(actual), let (c, d) = parts(expected) else { return nil }
        guard a.isFinite, b.isFinite, c.isFinite, d.isFinite else { return false }
        return isWithin(length(a - c, b - d), of: length(c, d))
    }

    private func isWithin(_ difference: Double, of size: Double) -> Bool {
        difference <= max(rule.absolute ?? 0, (rule.relative ?? 0) * size)
    }

    /// Exact for integers that floats would round together.
    private func difference(_ a: PlainValue, _ e: PlainValue, _ x: Double, _ y: Double) -> Double {
        if case .integer(let a) = a, case .integer(let e) = e {
            let (difference, overflow) = a.subtractingReportingOverflow(e)
            if !overflow { return Double(difference.magnitude) }
        }
        return (x - y).magnitude
    }

    private func length(_ x: Double, _ y: Double) -> Double {
        let scale = max(x.magnitude, y.magnitude)
        guard scale > 0 else { return 0 }
        return scale * ((x / scale) * (x / scale) + (y / scale) * (y / scale)).squareRoot()
    }

    private func number(_ value: PlainValue) -> Double? {
        switch value {
        case .bool(let flag): flag ? 1 : 0
        case .integer(let number): Double(number)
        case .bigInteger(let digits): Double(digits)
        case .float(let number): number
        default: nil
        }
    }

    private func parts(_ value: PlainValue) -> (Double, Double)? {
        if case .complex(let real, let imaginary) = value { return (real, imaginary) }
        return number(value).map { ($0, 0) }
    }

    private func kind(_ value: PlainValue) -> Int {
        switch value {
        case .bool: 0
        case .integer, .bigInteger: 1
        case .float: 2
        case .complex: 3
        default: 4
        }
    }

    // MARK: Without order

    private func sequences(_ actual: PlainValue, _ expected: PlainValue) -> (
        [PlainValue], [PlainValue]
    )? {
        switch (actual, expected) {
        case (.list(let a), .list(let e)), (.tuple(let a), .tuple(let e)): (a, e)
        default: nil
        }
    }

    /// Compares as multisets: by counting where equality decides, by sorting where only numbers are
    /// near.
    private func unordered(_ actual: [PlainValue], _ expected: [PlainValue]) -> Outcome {
        guard actual.count == expected.count else { return .different }
        var maker = PlainKeyMaker(isExact: rule.exact)
        var counts: [PlainKey: Int] = [:]
        for item in actual { counts[maker.key(item), default: 0] += 1 }
        for item in expected { counts[maker.key(item), default: 0] -= 1 }
        if counts.values.allSatisfy({ $0 == 0 }) { return .same }
        guard isTolerant else { return .different }
        let left = actual.compactMap(number)
        let right = expected.compactMap(number)
        if left.count == actual.count, right.count == expected.count {
            return areNear(left.sorted().map { .float($0) }, right.sorted().map { .float($0) })
        }
        return matched(actual, expected)
    }

    /// Whether every expected item has an actual one of its own that is near (augmenting paths).
    private func matched(_ actual: [PlainValue], _ expected: [PlainValue]) -> Outcome {
        guard actual.count * actual.count <= Self.maximumPairs, actual.count <= 512 else {
            return .tooCostly
        }
        var near: [[Int]] = []
        for item in expected {
            near.append(actual.indices.filter { isNear(actual[$0], item) == .same })
        }
        var owner = [Int](repeating: -1, count: actual.count)
        for index in expected.indices {
            var seen = [Bool](repeating: false, count: actual.count)
            guard place(index, near, &owner, &seen) else { return .different }
        }
        return .same
    }

    private func place(_ index: Int, _ near: [[Int]], _ owner: inout [Int], _ seen: inout [Bool])
        -> Bool
    {
        for other in near[index] where !seen[other] {
            seen[other] = true
            if owner[other] < 0 || place(owner[other], near, &owner, &seen) {
                owner[other] = index
                return true
            }
        }
        return false
    }
}
