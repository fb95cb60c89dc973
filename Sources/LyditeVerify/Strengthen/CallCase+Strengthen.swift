internal import LyditeCore

extension CallCase {
    /// Results that were worked out in floating point may differ in their last digits.
    private static let floatTolerance = 1e-9

    /// The arguments of a call by position only.
    var positional: [PlainValue]? {
        guard case .values(let values, let keywords) = arguments, keywords.isEmpty else {
            return nil
        }
        return values
    }

    /// The call as a case of a function check.
    var plainCase: FunctionCheck.Case? {
        guard let positional, case .value(let expected) = expectation else { return nil }
        return FunctionCheck.Case(
            arguments: positional, expected: expected,
            compare: compare == Comparison() ? nil : compare)
    }

    /// The call with the reference's result as the expected one, in the form that its comparison
    /// asks for; nil where that form cannot hold it.
    func expecting(_ value: PlainValue, maximumBytes: Int) -> CallCase? {
        var call = self
        var expected = value
        if compare.truth {
            guard case .bool = value else { return nil }
        }
        if let projection = compare.projection {
            guard let projected = PlainProjection.apply(projection, to: value) else { return nil }
            expected = projected
        }
        guard expected.json.text.utf8.count <= maximumBytes, expected.isFinite else { return nil }
        if expected.hasFloat, !compare.isTolerant {
            call.compare.relative = Self.floatTolerance
            call.compare.absolute = Self.floatTolerance
        }
        call.expectation = .value(expected)
        return call
    }
}

extension Comparison {
    var isTolerant: Bool { (absolute ?? 0) > 0 || (relative ?? 0) > 0 }
    var isTruth: Bool { truth }
}

extension PlainValue {
    private var parts: [PlainValue] {
        switch self {
        case .list(let items), .tuple(let items), .set(let items), .frozenSet(let items): items
        case .dictionary(let entries): entries.flatMap { [$0.key, $0.value] }
        default: []
        }
    }

    var hasFloat: Bool {
        switch self {
        case .float, .complex: true
        default: parts.contains(where: \.hasFloat)
        }
    }

    /// Without a nan, which is not even equal to itself, and without infinities.
    var isFinite: Bool {
        switch self {
        case .float(let value): value.isFinite
        case .complex(let real, let imaginary): real.isFinite && imaginary.isFinite
        default: parts.allSatisfy(\.isFinite)
        }
    }
}
