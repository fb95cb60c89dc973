internal import LyditeCore

/// Finds a column of a file that holds dates and nothing else.
///
/// Loaders that guess types make timestamps of such a column, and of "2024-01-01" then "2024-01-01 00:00:00". One other
/// value among the rows that are read together keeps the column a text.
struct DateColumns {
    /// Columns, by their path, that held only dates so far; nil before the first row.
    private var columns: Set<String>?

    /// Whether no column can be taken for dates any more.
    private var isSafe: Bool { columns?.isEmpty ?? false }

    /// Bytes since it was last begun anew: loaders guess from about ten million at once.
    private var bytes = 0
    private static let block = 4 << 20
    /// Whether some block had a column of dates alone.
    private var hasBlock = false

    var found: Bool { hasBlock || !(columns?.isEmpty ?? true) }

    /// - Parameter row: A JSON object.
    mutating func add(_ row: [UInt8]) {
        if bytes > Self.block {
            hasBlock = found
            (columns, bytes) = (nil, 0)
        }
        bytes += row.count
        guard !isSafe, let json = try? JSONParser.parse(row) else { return }
        var texts: [String: Bool] = [:]
        Self.read(json, at: "", into: &texts)
        let dates = Set(texts.filter(\.value).keys)
        columns = columns?.intersection(dates) ?? dates
    }

    /// Whether all texts at each path are dates.
    private static func read(_ json: JSON, at path: String, into texts: inout [String: Bool]) {
        if let text = json.stringValue {
            texts[path] = (texts[path] ?? true) && isDate(text)
        }
        for item in json.arrayValue ?? [] { read(item, at: path + "[]", into: &texts) }
        for member in json.members ?? [] {
            read(member.value, at: path + "." + member.key, into: &texts)
        }
    }

    /// A date as ISO 8601 writes it, with or without a time.
    static func isDate(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard (10...40).contains(bytes.count) else { return false }
        for (place, byte) in bytes.enumerated() {
            let isDigit = byte &- UInt8(ascii: "0") < 10
            let isFine =
                switch place {
                case 4, 7: byte == UInt8(ascii: "-")
                case 0..<10: isDigit
                case 10: byte == UInt8(ascii: "T") || byte == 0x20
                default: isDigit || ":.Z+-".utf8.contains(byte)
                }
            guard isFine else { return false }
        }
        return true
    }
}
