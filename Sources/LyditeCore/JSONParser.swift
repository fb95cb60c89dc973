/// A strict JSON reader over bytes (RFC 8259), bounded in depth.
///
/// Lone surrogates become U+FFFD, as they cannot stand in UTF-8; a key given twice is refused.
package struct JSONParser {
    package static let maximumDepth = 200

    private let bytes: UnsafeBufferPointer<UInt8>
    private var at = 0

    private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    package static func parse(_ text: String) throws(JSONError) -> JSON {
        try parse(Array(text.utf8))
    }

    package static func parse(_ bytes: [UInt8]) throws(JSONError) -> JSON {
        try bytes.withUnsafeBufferPointer { buffer throws(JSONError) -> JSON in try parse(buffer) }
    }

    package static func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) -> JSON {
        var parser = JSONParser(bytes)
        let value = try parser.value(depth: 0)
        parser.skipBlanks()
        guard parser.at == bytes.count else { throw parser.error(.trailingText) }
        return value
    }

    private mutating func value(depth: Int) throws(JSONError) -> JSON {
        guard depth < Self.maximumDepth else { throw error(.tooDeep) }
        skipBlanks()
        guard at < bytes.count else { throw error(.unexpectedEnd) }
        switch bytes[at] {
        case UInt8(ascii: "{"): return try object(depth)
        case UInt8(ascii: "["): return try array(depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"):
            try word("true")
            return .bool(true)
        case UInt8(ascii: "f"):
            try word("false")
            return .bool(false)
        case UInt8(ascii: "n"):
            try word("null")
            return .null
        default: return try number()
        }
    }

    private mutating func object(_ depth: Int) throws(JSONError) -> JSON {
        at += 1
        var members: [JSON.Member] = []
        var large: Set<[UInt8]>?
        skipBlanks()
        if take("}") { return .object([]) }
        members.reserveCapacity(4)
        while true {
            skipBlanks()
            guard at < bytes.count else { throw error(.unexpectedEnd) }
            guard bytes[at] == UInt8(ascii: "\"") else { throw error(.unexpectedByte) }
            let key = try string()
            try refuseRepeated(key, among: members, large: &large)
            skipBlanks()
            guard take(":") else { throw error(.unexpectedByte) }
            members.append(JSON.Member(key, try value(depth: depth + 1)))
            skipBlanks()
            if take(",") { continue }
            guard take("}") else {
                throw error(at < bytes.count ? .unexpectedByte : .unexpectedEnd)
            }
            return .object(members)
        }
    }

    /// Keys are compared by their bytes: two spellings of one accented letter are two keys.
    ///
    /// Small objects are searched, larger ones get a set, so that a long object costs linear time.
    private func refuseRepeated(
        _ key: String, among members: [JSON.Member], large: inout Set<[UInt8]>?
    ) throws(JSONError) {
        if members.count == 16 { large = Set(members.map { Array($0.key.utf8) }) }
        let isRepeated =
            if large != nil {
                large?.insert(Array(key.utf8)).inserted == false
            } else {
                members.contains { $0.key.utf8.elementsEqual(key.utf8) }
            }
        if isRepeated { throw error(.duplicateKey) }
    }

    private mutating func array(_ depth: Int) throws(JSONError) -> JSON {
        at += 1
        var items: [JSON] = []
        skipBlanks()
        if take("]") { return .array([]) }
        while true {
            items.append(try value(depth: depth + 1))
            skipBlanks()
            if take(",") { continue }
            guard take("]") else {
                throw error(at < bytes.count ? .unexpectedByte : .unexpectedEnd)
            }
            return .array(items)
        }
    }

    private mutating func number() throws(JSONError) -> JSON {
        let start = at
        _ = take("-")
        guard at < bytes.count, isDigit(bytes[at]) else {
            at = start
            throw error(at < bytes.count ? .unexpectedByte : .unexpectedEnd)
        }
        if bytes[at] == UInt8(ascii: "0"), at + 1 < bytes.count, isDigit(bytes[at + 1]) {
            throw error(.badNumber)
        }
        skipDigits()
        var isInteger = true
        if take(".") {
            isInteger = false
            guard at < bytes.count, isDigit(bytes[at]) else { throw error(.badNumber) }
            skipDigits()
        }
        if at < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "e") {
            isInteger = false
            at += 1
            if at < bytes.count, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") {
                at += 1
            }
            guard at < bytes.count, isDigit(bytes[at]) else { throw error(.badNumber) }
            skipDigits()
        }
        if isInteger, at - start <= 18 { return .integer(integer(start..<at)) }
        let text = String(decoding: bytes[start..<at], as: UTF8.self)
        if isInteger {
            if let value = Int64(text) { return .integer(value) }
            return .bigInteger(text)
        }
        // "1e400" reads as infinity, which nothing could write again.
        guard let value = Double(text), value.isFinite else { throw error(.badNumber) }
        return .double(value)
    }

    /// At most 18 characters, checked before: no overflow.
    private func integer(_ range: Range<Int>) -> Int64 {
        var value: Int64 = 0
        for index in range where isDigit(bytes[index]) {
            value = value * 10 + Int64(bytes[index] - UInt8(ascii: "0"))
        }
        return bytes[range.lowerBound] == UInt8(ascii: "-") ? -value : value
    }

    private mutating func string() throws(JSONError) -> String {
        at += 1
        let start = at
        var seen: UInt8 = 0
        while at < bytes.count, Self.isPlain(bytes[at]) {
            seen |= bytes[at]
            at += 1
        }
        guard at < bytes.count else { throw error(.unexpectedEnd) }
        if bytes[at] == UInt8(ascii: "\"") {
            let plain = UnsafeBufferPointer(rebasing: bytes[start..<at])
            at += 1
            // Validation is a generic call; ASCII, which nearly all strings are, needs none.
            if seen < 0x80 { return String(decoding: plain, as: UTF8.self) }
            guard let text = String(validating: plain, as: UTF8.self) else { throw error(.badUTF8) }
            return text
        }
        var unescaped = Array(bytes[start..<at])
        while true {
            guard at < bytes.count else { throw error(.unexpectedEnd) }
            let byte = bytes[at]
            at += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: unescaped, as: UTF8.self) else {
                    throw error(.badUTF8)
                }
                return text
            case UInt8(ascii: "\\"): try escape(into: &unescaped)
            case 0..<0x20: throw error(.badString)
            default:
                let run = at - 1
                while at < bytes.count, Self.isPlain(bytes[at]) { at += 1 }
                unescaped.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[run..<at]))
            }
        }
    }

    @inline(__always)
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
        guard at < bytes.count else { throw error(.unexpectedEnd) }
        let byte = bytes[at]
        at += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(8)
        case UInt8(ascii: "f"): text.append(12)
        case UInt8(ascii: "n"): text.append(10)
        case UInt8(ascii: "r"): text.append(13)
        case UInt8(ascii: "t"): text.append(9)
        case UInt8(ascii: "u"):
            var scalar = try hexadecimal()
            if scalar >> 10 == 0xD800 >> 10, at + 1 < bytes.count,
                bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u")
            {
                let mark = at
                at += 2
                let low = try hexadecimal()
                if low >> 10 == 0xDC00 >> 10 {
                    scalar = 0x10000 + (scalar - 0xD800) << 10 + (low - 0xDC00)
                } else {
                    at = mark
                }
            }
            text.append(contentsOf: String(Unicode.Scalar(scalar) ?? "\u{FFFD}").utf8)
        default: throw error(.badEscape)
        }
    }

    private mutating func hexadecimal() throws(JSONError) -> UInt32 {
        guard at + 4 <= bytes.count else { throw error(.unexpectedEnd) }
        var value: UInt32 = 0
        for byte in bytes[at..<at + 4] {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                value = value << 4 | UInt32(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"):
                value = value << 4 | UInt32(byte - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"):
                value = value << 4 | UInt32(byte - UInt8(ascii: "A") + 10)
            default: throw error(.badEscape)
            }
        }
        at += 4
        return value
    }

    private mutating func word(_ text: StaticString) throws(JSONError) {
        let count = text.utf8CodeUnitCount
        guard at + count <= bytes.count else { throw error(.unexpectedEnd) }
        for index in 0..<count where bytes[at + index] != text.utf8Start[index] {
            throw error(.unexpectedByte)
        }
        at += count
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard at < bytes.count, bytes[at] == UInt8(ascii: character) else { return false }
        at += 1
        return true
    }

    private mutating func skipBlanks() {
        while at < bytes.count,
            bytes[at] == 0x20 || bytes[at] == 0x0A || bytes[at] == 0x0D || bytes[at] == 0x09
        {
            at += 1
        }
    }

    private mutating func skipDigits() {
        while at < bytes.count, isDigit(bytes[at]) { at += 1 }
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    private func error(_ problem: JSONError.Problem) -> JSONError {
        JSONError(problem: problem, offset: at)
    }
}
