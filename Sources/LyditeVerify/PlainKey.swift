internal import LyditeCore

/// A plain value in the form in which Python's `==` is plain equality.
///
/// 1, 1.0 and True become one number, a set and a frozen set one set, and text is bytes, as Swift's
/// own comparison of strings follows canonical equivalence and Python's does not. Building it takes
/// linear time, so equality does too.
indirect enum PlainKey: Hashable {
    case none
    case number(PlainNumber)
    case complex(PlainNumber, PlainNumber)
    case text([UInt8])
    case bytes([UInt8])
    case list([PlainKey])
    case tuple([PlainKey])
    case set(Set<PlainKey>)
    case dictionary([PlainKey: PlainKey])
    /// Not a number: different from everything, itself included.
    case nan(Int)
    /// A value with its type, where types must be equal too.
    case typed(Kind, PlainKey)

    enum Kind: Hashable { case bool, integer, float, complex, frozenSet }
}

/// Builds keys; a counter keeps every nan apart.
struct PlainKeyMaker {
    /// Types must be equal too.
    var isExact: Bool
    private var nans = 0

    init(isExact: Bool) { self.isExact = isExact }

    mutating func key(_ value: PlainValue) -> PlainKey {
        switch value {
        case .none: .none
        case .bool(let flag): typed(.bool, .number(.integer(flag ? 1 : 0)))
        case .integer(let number): typed(.integer, .number(.integer(number)))
        case .bigInteger(let digits): typed(.integer, .number(PlainNumber(digits: digits)))
        case .float(let number): typed(.float, real(number))
        case .complex(let real, let imaginary): typed(.complex, complex(real, imaginary))
        case .string(let text): .text(Array(text.utf8))
        case .bytes(let bytes): .bytes(bytes)
        case .list(let items): .list(keys(items))
        case .tuple(let items): .tuple(keys(items))
        case .set(let items): .set(Set(keys(items)))
        case .frozenSet(let items): typed(.frozenSet, .set(Set(keys(items))))
        case .dictionary(let entries): dictionary(entries)
        }
    }

    mutating func keys(_ items: [PlainValue]) -> [PlainKey] {
        var keys: [PlainKey] = []
        keys.reserveCapacity(items.count)
        for item in items { keys.append(key(item)) }
        return keys
    }

    private mutating func dictionary(_ entries: [PlainValue.Entry]) -> PlainKey {
        var members: [PlainKey: PlainKey] = [:]
        members.reserveCapacity(entries.count)
        for entry in entries { members[key(entry.key)] = key(entry.value) }
        return .dictionary(members)
    }

    private mutating func real(_ number: Double) -> PlainKey {
        guard let exact = PlainNumber(number) else {
            nans += 1
            return .nan(nans)
        }
        return .number(exact)
    }

    private mutating func complex(_ real: Double, _ imaginary: Double) -> PlainKey {
        let first = self.real(real)
        let second = self.real(imaginary)
        guard case .number(let a) = first, case .number(let b) = second else {
            nans += 1
            return .nan(nans)
        }
        return b == .integer(0) ? first : .complex(a, b)
    }

    private func typed(_ kind: PlainKey.Kind, _ key: PlainKey) -> PlainKey {
        isExact ? .typed(kind, key) : key
    }
}
