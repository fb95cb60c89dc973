internal import LyditeCore

/// Plain values as JavaScript has them: one kind of number, one kind of list.
enum ScriptValue {
    /// Whole numbers beyond this are BigInt values.
    private static let safe: ClosedRange<Int64> = -(1 << 53) + 1...(1 << 53) - 1

    /// An argument: a tuple as an array, a large integer as a BigInt, a dictionary with keys that
    /// are no text as a Map.
    static func argument(_ value: PlainValue) -> Wired {
        switch value {
        case .integer(let number) where !safe.contains(number): return .large(String(number))
        case .bigInteger(let digits): return .large(digits)
        case .list(let items), .tuple(let items): return .list(items.map(argument))
        case .set(let items), .frozenSet(let items): return .set(items.map(argument))
        case .dictionary(let entries):
            return .dictionary(entries.map { (argument($0.key), argument($0.value)) })
        default: return .plain(value)
        }
    }

    /// A result, or what is expected of one: 2.0 and 2 are one number, a tuple is a list.
    static func result(_ value: PlainValue) -> PlainValue {
        switch value {
        case .float(let number):
            guard let whole = Int64(exactly: number), number != 0 || number.sign == .plus else {
                return value
            }
            return .integer(whole)
        case .list(let items), .tuple(let items): return .list(items.map(result))
        case .set(let items), .frozenSet(let items): return .set(items.map(result))
        case .dictionary(let entries):
            return .dictionary(
                entries.map { PlainValue.Entry(result($0.key), result($0.value)) })
        default: return value
        }
    }

    /// An argument on its way to the runner.
    indirect enum Wired {
        case plain(PlainValue)
        case large(String)
        case list([Wired])
        case set([Wired])
        case dictionary([(Wired, Wired)])

        var json: JSON {
            switch self {
            case .plain(let value): return value.json
            case .large(let digits): return ["$int": .string(digits)]
            case .list(let items): return .array(items.map(\.json))
            case .set(let items): return ["$set": .array(items.map(\.json))]
            case .dictionary(let entries): return Self.json(of: entries)
            }
        }

        private static func json(of entries: [(Wired, Wired)]) -> JSON {
            var members: [JSON.Member] = []
            for (key, value) in entries {
                guard case .plain(.string(let name)) = key, name.utf8.first != UInt8(ascii: "$")
                else {
                    return ["$dict": .array(entries.map { .array([$0.json, $1.json]) })]
                }
                members.append(JSON.Member(name, value.json))
            }
            return .object(members)
        }
    }
}
