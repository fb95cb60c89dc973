internal import LyditeCore

/// A JSON value for people: a line for each field, long texts as blocks, empty fields left out.
enum Outline {
    static func text(of json: JSON) -> String {
        lines(json, indent: 0).joined(separator: "\n")
    }

    /// The beginning of a text, on one line.
    static func start(of text: String) -> String {
        let line = text.replacing("\n", with: " ").printable
        return line.count <= 80 ? line : line.prefix(77) + "..."
    }

    private static func lines(_ json: JSON, indent: Int) -> [String] {
        let margin = String(repeating: " ", count: indent)
        switch json {
        case .object(let members):
            return members.flatMap { member in field(member, margin, indent) }
        case .array(let items):
            return items.flatMap { item -> [String] in
                if isPlain(item) { return [margin + "- " + line(of: item)] }
                var rows = lines(item, indent: indent + 2)
                if let first = rows.first { rows[0] = margin + "- " + first.dropFirst(indent + 2) }
                return rows
            }
        default: return [margin + line(of: json)]
        }
    }

    private static func field(_ member: JSON.Member, _ margin: String, _ indent: Int) -> [String] {
        if isEmpty(member.value) { return [] }
        if let text = member.value.stringValue, text.utf8.contains(10) {
            return ["\(margin)\(member.key)"]
                + text.split(separator: "\n", omittingEmptySubsequences: false)
                .map { "\(margin)  \(String($0).printable)" }
        }
        if isPlain(member.value) { return ["\(margin)\(member.key)  \(line(of: member.value))"] }
        return ["\(margin)\(member.key)"] + lines(member.value, indent: indent + 2)
    }

    private static func isEmpty(_ json: JSON) -> Bool {
        json.isNull || json.members?.isEmpty == true || json.arrayValue?.isEmpty == true
            || json.stringValue?.isEmpty == true
    }

    /// Whether a value fits on a line.
    private static func isPlain(_ json: JSON) -> Bool {
        switch json {
        case .object(let members): members.count <= 4 && members.allSatisfy { isScalar($0.value) }
        case .array(let items): items.allSatisfy(isScalar) && json.text.utf8.count <= 80
        default: true
        }
    }

    private static func isScalar(_ json: JSON) -> Bool {
        json.members == nil && json.arrayValue == nil
            && (json.stringValue?.utf8.count ?? 0) <= 80
    }

    private static func line(of json: JSON) -> String {
        switch json {
        case .string(let text): text.printable
        case .object(let members):
            members.map { "\($0.key) \(line(of: $0.value))" }.joined(separator: ", ")
        default: json.text.printable
        }
    }
}

extension String {
    /// Without the control characters by which a candidate could speak to the terminal.
    fileprivate var printable: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.map { scalar in
                    let isControl = scalar.value < 32 || (0x7F...0x9F).contains(scalar.value)
                    return isControl && scalar != "\t" ? "\u{FFFD}" : scalar
                }))
    }
}
