/// Finds the rows of a body, so that each is read, and judged, by its own bytes.
///
/// A row inside a list is judged exactly as the same line of a file is; what is wrong with one says nothing of the
/// others.
enum RowSplitter {
    enum Body: Equatable {
        /// One JSON value that is not a list.
        case single(Range<Int>)
        case list([Range<Int>])
    }

    /// The elements of a JSON list, or the whole of any other value.
    ///
    /// - Throws: Where a list does not end, or something follows it.
    /// - Complexity: linear in the bytes; nothing is copied.
    static func split(_ bytes: [UInt8]) throws(RequestFailure) -> Body {
        let found = bytes.withUnsafeBufferPointer { scan($0) }
        guard let found else {
            throw .notJSON("not JSON: the body is a list that does not end as one")
        }
        return found
    }

    /// The lines of a body in JSON Lines, blank ones left out.
    static func lines(_ bytes: [UInt8]) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        func take(_ end: Int) {
            var stop = end
            if stop > start, bytes[stop - 1] == 0x0D { stop -= 1 }
            if bytes[start..<stop].contains(where: { !isBlank($0) }) { lines.append(start..<stop) }
        }
        for index in bytes.indices where bytes[index] == 10 {
            take(index)
            start = index + 1
        }
        take(bytes.count)
        return lines
    }

    private static func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> Body? {
        guard let first = bytes.firstIndex(where: { !isBlank($0) }) else {
            return .single(0..<bytes.count)
        }
        guard bytes[first] == UInt8(ascii: "[") else { return .single(0..<bytes.count) }
        var rows: [Range<Int>] = []
        var depth = 0
        var isText = false
        var start = first + 1
        var at = first
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            if isText {
                if byte == UInt8(ascii: "\\") { at += 1 }
                if byte == UInt8(ascii: "\"") { isText = false }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isText = true
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: ","):
                if depth == 1 {
                    rows.append(start..<at - 1)
                    start = at
                }
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                depth -= 1
                guard depth == 0 else { continue }
                guard byte == UInt8(ascii: "]"),
                    bytes[at...].allSatisfy(isBlank)
                else { return nil }
                let last = start..<at - 1
                // A list of nothing has no rows; an element of nothing is no JSON.
                if !rows.isEmpty || !bytes[last].allSatisfy(isBlank) { rows.append(last) }
                return rows.contains { bytes[$0].allSatisfy(isBlank) } ? nil : .list(rows)
            default: break
            }
        }
        return nil
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }
}
