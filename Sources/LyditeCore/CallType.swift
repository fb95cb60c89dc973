/// A declared type of an argument or a result, as a row's `types` names it.
package indirect enum CallType: Hashable, Sendable {
    /// 32 bits.
    case int
    /// 64 bits.
    case long
    case double
    case bool
    case string
    case vector(CallType)

    /// Deeper vectors are no argument that a person would write.
    private static let maximumDepth = 4
    private static let scalars: [String: CallType] = [
        "int": .int, "long": .long, "long long": .long, "double": .double, "bool": .bool,
        "string": .string,
    ]

    package init?(_ text: String) {
        self.init(Array(text.utf8)[...], depth: 0)
    }

    private init?(_ bytes: ArraySlice<UInt8>, depth: Int) {
        var bytes = bytes
        while bytes.first == 0x20 { bytes.removeFirst() }
        while bytes.last == 0x20 { bytes.removeLast() }
        let opening = Array("vector<".utf8)
        if bytes.starts(with: opening), bytes.last == UInt8(ascii: ">"), depth < Self.maximumDepth {
            let inside = bytes.dropFirst(opening.count).dropLast()
            guard let item = CallType(inside, depth: depth + 1) else { return nil }
            self = .vector(item)
            return
        }
        guard let known = Self.scalars[String(decoding: bytes, as: UTF8.self)] else { return nil }
        self = known
    }

    package var text: String {
        switch self {
        case .int: "int"
        case .long: "long"
        case .double: "double"
        case .bool: "bool"
        case .string: "string"
        case .vector(let item): "vector<\(item.text)>"
        }
    }

    /// `value` as a value of this type: a whole float as an integer where one is due, an integer as
    /// a float, a tuple as a list.
    ///
    /// - Returns: nil where the type has no such value.
    package func reading(_ value: PlainValue) -> PlainValue? {
        switch (self, value) {
        case (.bool, .bool), (.string, .string), (.double, .float): return value
        case (.int, .integer(let number)): return Int32(exactly: number) == nil ? nil : value
        case (.long, .integer): return value
        case (.int, .float(let number)): return Int32(exactly: number).map { .integer(Int64($0)) }
        case (.long, .float(let number)): return Int64(exactly: number).map { .integer($0) }
        case (.double, .integer(let number)):
            // Rounded, an integer would be another number.
            return Double(exactly: number).map { .float($0) }
        case (.vector(let item), .list(let items)), (.vector(let item), .tuple(let items)):
            var read: [PlainValue] = []
            read.reserveCapacity(items.count)
            for value in items {
                guard let value = item.reading(value) else { return nil }
                read.append(value)
            }
            return .list(read)
        default: return nil
        }
    }
}
