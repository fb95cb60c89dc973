/// A tagged value that is not what its tag says.
package struct PlainValueError: Error, Hashable, CustomStringConvertible {
    package var tag: String
    package var description: String { "a value tagged \"\(tag)\" is not of that form" }
}

/// The wire form of `contracts`: JSON, with tags for what JSON cannot carry.
extension PlainValue {
    package var json: JSON {
        switch self {
        case .none: .null
        case .bool(let value): .bool(value)
        case .integer(let value): .integer(value)
        case .bigInteger(let digits): .bigInteger(digits)
        case .float(let value): Self.json(of: value)
        case .complex(let real, let imaginary):
            ["$complex": .array([Self.json(of: real), Self.json(of: imaginary)])]
        case .string(let text): .string(text)
        case .bytes(let bytes): ["$bytes": .string(Base64.text(of: bytes))]
        case .list(let items): .array(items.map(\.json))
        case .tuple(let items): ["$tuple": .array(items.map(\.json))]
        case .set(let items): ["$set": .array(items.map(\.json))]
        case .frozenSet(let items): ["$frozenset": .array(items.map(\.json))]
        case .dictionary(let entries): Self.json(of: entries)
        }
    }

    package init(json: JSON) throws(PlainValueError) {
        switch json {
        case .null: self = .none
        case .bool(let value): self = .bool(value)
        case .integer(let value): self = .integer(value)
        case .bigInteger(let digits): self = .bigInteger(digits)
        case .double(let value): self = .float(value)
        case .string(let text): self = .string(text)
        case .array(let items): self = .list(try Self.values(items))
        case .object(let members):
            if members.count == 1, members[0].key.utf8.first == UInt8(ascii: "$") {
                self = try Self.tagged(members[0])
            } else {
                self = .dictionary(try Self.entries(members))
            }
        }
    }

    private static func json(of value: Double) -> JSON {
        if value.isNaN { return ["$float": "nan"] }
        if value.isInfinite { return ["$float": value < 0 ? "-inf" : "inf"] }
        return .double(value)
    }

    private static func json(of entries: [Entry]) -> JSON {
        var members: [JSON.Member] = []
        for entry in entries {
            guard case .string(let key) = entry.key, key.utf8.first != UInt8(ascii: "$") else {
                return ["$dict": .array(entries.map { .array([$0.key.json, $0.value.json]) })]
            }
            members.append(JSON.Member(key, entry.value.json))
        }
        return .object(members)
    }

    private static func values(_ items: [JSON]) throws(PlainValueError) -> [PlainValue] {
        var values: [PlainValue] = []
        values.reserveCapacity(items.count)
        for item in items { values.append(try PlainValue(json: item)) }
        return values
    }

    private static func entries(_ members: [JSON.Member]) throws(PlainValueError) -> [Entry] {
        var entries: [Entry] = []
        for member in members {
            entries.append(Entry(.string(member.key), try PlainValue(json: member.value)))
        }
        return entries
    }

    private static func tagged(_ member: JSON.Member) throws(PlainValueError) -> PlainValue {
        let wrong = PlainValueError(tag: member.key)
        switch (member.key, member.value) {
        case ("$tuple", .array(let items)): return .tuple(try values(items))
        case ("$set", .array(let items)): return .set(try values(items))
        case ("$frozenset", .array(let items)): return .frozenSet(try values(items))
        case ("$float", .string("nan")): return .float(.nan)
        case ("$float", .string("inf")): return .float(.infinity)
        case ("$float", .string("-inf")): return .float(-.infinity)
        case ("$bytes", .string(let text)):
            guard let bytes = Base64.bytes(of: text) else { throw wrong }
            return .bytes(bytes)
        case ("$int", .string(let digits)):
            guard isInteger(digits) else { throw wrong }
            return Int64(digits).map { .integer($0) } ?? .bigInteger(digits)
        case ("$complex", .array(let parts)):
            guard parts.count == 2, let real = try float(parts[0]),
                let imaginary = try float(parts[1])
            else { throw wrong }
            return .complex(real, imaginary)
        case ("$dict", .array(let pairs)): return .dictionary(try pairs.map(entry(tag: member.key)))
        default: throw wrong
        }
    }

    private static func entry(tag: String) -> (JSON) throws(PlainValueError) -> Entry {
        { pair throws(PlainValueError) in
            guard case .array(let parts) = pair, parts.count == 2 else {
                throw PlainValueError(tag: tag)
            }
            return Entry(try PlainValue(json: parts[0]), try PlainValue(json: parts[1]))
        }
    }

    private static func float(_ json: JSON) throws(PlainValueError) -> Double? {
        if case .float(let value) = try PlainValue(json: json) { return value }
        return json.doubleValue
    }

    private static func isInteger(_ digits: String) -> Bool {
        let bytes = Array(digits.utf8)
        let unsigned = bytes.first == UInt8(ascii: "-") ? bytes.dropFirst() : bytes[...]
        guard let first = unsigned.first, unsigned.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 })
        else { return false }
        return first != UInt8(ascii: "0") || unsigned.count == 1
    }
}
