internal import LyditeCore

/// The conversions that a test may put around a result, done on the copy, as Python does them.
enum PlainProjection {
    /// Nil where Python would raise: not iterable, not hashable, not comparable.
    static func apply(_ projection: Comparison.Projection, to value: PlainValue) -> PlainValue? {
        guard let items = items(of: value) else { return nil }
        switch projection {
        case .tuple: return .tuple(items)
        case .list: return .list(items)
        case .set:
            guard items.allSatisfy(isHashable) else { return nil }
            return .set(items)
        case .len: return .integer(Int64(length(of: value, items)))
        case .sorted: return sorted(items).map { .list($0) }
        }
    }

    private static func items(of value: PlainValue) -> [PlainValue]? {
        switch value {
        case .list(let items), .tuple(let items), .set(let items), .frozenSet(let items): items
        case .dictionary(let entries): entries.map(\.key)
        case .string(let text): text.unicodeScalars.map { .string(String($0)) }
        case .bytes(let bytes): bytes.map { .integer(Int64($0)) }
        default: nil
        }
    }

    /// Equal members of a set or keys of a dictionary count once, whatever a forged frame says.
    private static func length(of value: PlainValue, _ items: [PlainValue]) -> Int {
        switch value {
        case .set, .frozenSet, .dictionary:
            var maker = PlainKeyMaker(isExact: false)
            return Set(maker.keys(items)).count
        default: return items.count
        }
    }

    private static func isHashable(_ value: PlainValue) -> Bool {
        switch value {
        case .list, .set, .dictionary: false
        case .tuple(let items): items.allSatisfy(isHashable)
        default: true
        }
    }

    /// Sorts by Python's `<`; nil where two items have no order.
    private static func sorted(_ items: [PlainValue]) -> [PlainValue]? {
        struct NoOrder: Error {}
        do {
            return try items.sorted { left, right throws in
                guard let isLess = less(left, right) else { throw NoOrder() }
                return isLess
            }
        } catch {
            return nil
        }
    }

    private static func less(_ left: PlainValue, _ right: PlainValue) -> Bool? {
        switch (left, right) {
        case (.string(let a), .string(let b)):
            // Code points and UTF-8 bytes have the same order.
            return a.utf8.lexicographicallyPrecedes(b.utf8)
        case (.bytes(let a), .bytes(let b)): return a.lexicographicallyPrecedes(b)
        case (.list(let a), .list(let b)), (.tuple(let a), .tuple(let b)): return less(a, b)
        default:
            guard let a = real(left), let b = real(right) else { return nil }
            return a.isLess(than: b)
        }
    }

    private static func less(_ left: [PlainValue], _ right: [PlainValue]) -> Bool? {
        var maker = PlainKeyMaker(isExact: false)
        for (a, b) in zip(left, right) where maker.key(a) != maker.key(b) { return less(a, b) }
        return left.count < right.count
    }

    private static func real(_ value: PlainValue) -> PlainNumber? {
        switch value {
        case .bool(let flag): .integer(flag ? 1 : 0)
        case .integer(let number): .integer(number)
        case .bigInteger(let digits): PlainNumber(digits: digits)
        case .float(let number): PlainNumber(number)
        default: nil
        }
    }
}
