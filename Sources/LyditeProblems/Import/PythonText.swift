internal import LyditeCore

/// Small pieces of Python text, written and found without running anything.
enum PythonText {
    private static let maximumShown = 20

    /// A JSON value as a Python literal.
    static func literal(_ json: JSON) -> String {
        switch json {
        case .null: "None"
        case .bool(let value): value ? "True" : "False"
        case .array(let items): "[" + items.map(literal).joined(separator: ", ") + "]"
        case .object(let members):
            "{"
                + members.map { literal(.string($0.key)) + ": " + literal($0.value) }
                .joined(separator: ", ") + "}"
        default: json.text
        }
    }

    /// The text of the last block between triple quotes.
    static func lastDocstring(in text: String) -> String? {
        let bytes = Array(text.utf8)
        let quotes = Array("\"\"\"".utf8)
        var places: [Int] = []
        var index = 0
        while index + 3 <= bytes.count {
            if bytes[index..<index + 3].elementsEqual(quotes) {
                places.append(index)
                index += 3
            } else {
                index += 1
            }
        }
        guard places.count >= 2 else { return nil }
        let last = places.count - (places.count % 2 == 0 ? 2 : 3)
        let inner = bytes[places[last] + 3..<places[last + 1]]
        return String(decoding: inner, as: UTF8.self).trimmed
    }

    static func firstLines(of text: String) -> String {
        text.trimmed.split(separator: "\n", omittingEmptySubsequences: false)
            .prefix(maximumShown).joined(separator: "\n")
    }
}
