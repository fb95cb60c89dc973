internal import LyditeCore

/// Values of declared types as bytes, little-endian: whole numbers and truth values eight bytes,
/// text and vectors a count of four bytes and what it counts.
enum NativeValue {
    static func request(
        _ values: [PlainValue], _ types: CallTypes, nonce: UInt64
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        append(nonce, to: &bytes)
        for (value, type) in zip(values, types.arguments) { write(value, type, to: &bytes) }
        return bytes
    }

    /// The reply's value, or why there is none; nil where it answers another request or is cut.
    static func reply(_ bytes: [UInt8], _ type: CallType, nonce: UInt64) -> CallWire.Reply? {
        var reader = Reader(bytes)
        guard reader.number() == nonce, let kind = reader.byte() else { return nil }
        switch kind {
        case 0:
            guard let value = reader.value(type), reader.isAtEnd else { return nil }
            if reader.isBadText {
                return .member(JSON.Member("notPlain", "text that is not UTF-8"))
            }
            return .value(value)
        case 1, 2:
            let text = String(decoding: bytes[reader.at...], as: UTF8.self)
            if kind == 2 { return .member(JSON.Member("notPlain", .string(text))) }
            return .member(
                JSON.Member("error", ["type": "an exception", "message": .string(text)]))
        default: return nil
        }
    }

    private static func write(_ value: PlainValue, _ type: CallType, to bytes: inout [UInt8]) {
        switch (type, value) {
        case (.int, .integer(let number)), (.long, .integer(let number)):
            append(UInt64(bitPattern: number), to: &bytes)
        case (.double, .float(let number)): append(number.bitPattern, to: &bytes)
        case (.bool, .bool(let flag)): append(flag ? UInt64(1) : 0, to: &bytes)
        case (.string, .string(let text)):
            append(UInt32(clamping: text.utf8.count), to: &bytes)
            bytes.append(contentsOf: text.utf8)
        case (.vector(let type), .list(let items)):
            append(UInt32(clamping: items.count), to: &bytes)
            for item in items { write(item, type, to: &bytes) }
        default: preconditionFailure("the values of a check are read by its types")
        }
    }

    private static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    private struct Reader {
        let bytes: [UInt8]
        private(set) var at = 0
        /// Set by text that is not UTF-8, which mended would be another text.
        private(set) var isBadText = false

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        var isAtEnd: Bool { at == bytes.count }

        mutating func byte() -> UInt8? {
            guard at < bytes.count else { return nil }
            at += 1
            return bytes[at - 1]
        }

        mutating func number(of count: Int = 8) -> UInt64? {
            guard bytes.count - at >= count else { return nil }
            at += count
            return bytes[at - count..<at].reversed().reduce(0) { $0 << 8 | UInt64($1) }
        }

        mutating func value(_ type: CallType) -> PlainValue? {
            switch type {
            case .int, .long: return number().map { .integer(Int64(bitPattern: $0)) }
            case .double: return number().map { .float(Double(bitPattern: $0)) }
            case .bool:
                guard let word = number(), word < 2 else { return nil }
                return .bool(word == 1)
            case .string:
                guard let count = number(of: 4), bytes.count - at >= Int(count) else { return nil }
                at += Int(count)
                let text = String(validating: bytes[at - Int(count)..<at], as: UTF8.self)
                if text == nil { isBadText = true }
                return .string(text ?? "")
            case .vector(let type):
                guard let count = number(of: 4), bytes.count - at >= Int(count) else { return nil }
                var items: [PlainValue] = []
                items.reserveCapacity(Int(count))
                for _ in 0..<count {
                    guard let item = value(type) else { return nil }
                    items.append(item)
                }
                return .list(items)
            }
        }
    }
}
