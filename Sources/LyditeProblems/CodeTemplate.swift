/// Text with placeholders `{{NAME}}`.
enum CodeTemplate {
    /// Names of the placeholders with their lines, in order.
    static func placeholders(in text: String) -> [(line: Int, name: String)] {
        var found: [(line: Int, name: String)] = []
        parts(of: text) { part, line, isName in
            if isName { found.append((line, part)) }
        }
        return found
    }

    /// `text` with every placeholder that has a value replaced.
    static func fill(_ text: String, with values: [String: String]) -> String {
        var filled = ""
        parts(of: text) { part, _, isName in
            filled += isName ? values[part] ?? "{{\(part)}}" : part
        }
        return filled
    }

    /// What stands around a passage of a statement that holds only while the comparison is strict:
    /// an order of the result, the lines of what is printed.
    static let passageMarks = ["strict", "end_strict"]
    static let passageRule =
        "{{strict}} and {{end_strict}} must stand in turn around a passage, and be closed"

    static func hasPassage(_ text: String) -> Bool {
        placeholders(in: text).contains { passageMarks.contains($0.name) }
    }

    /// The line of the first mark out of turn; nil where every passage is closed.
    static func unclosedPassage(in text: String) -> Int? {
        let marks = placeholders(in: text).filter { passageMarks.contains($0.name) }
        for (place, mark) in marks.enumerated() where mark.name != passageMarks[place % 2] {
            return mark.line
        }
        return marks.count % 2 == 0 ? nil : marks.last?.line
    }

    /// The text without the marks, and without what stands between them unless it is kept.
    static func passages(_ text: String, areKept: Bool) -> String {
        var kept = ""
        var isInside = false
        parts(of: text) { part, _, isName in
            if isName, passageMarks.contains(part) {
                isInside = part == passageMarks[0]
            } else if areKept || !isInside {
                kept += isName ? "{{\(part)}}" : part
            }
        }
        return kept
    }

    private static func parts(of text: String, _ body: (String, Int, Bool) -> Void) {
        let bytes = Array(text.utf8)
        var line = 1
        var start = 0
        var at = 0
        while at < bytes.count {
            if bytes[at] == 10 { line += 1 }
            guard at + 4 < bytes.count, bytes[at] == UInt8(ascii: "{"),
                bytes[at + 1] == UInt8(ascii: "{"),
                let end = end(of: at + 2, in: bytes)
            else {
                at += 1
                continue
            }
            if start < at { body(String(decoding: bytes[start..<at], as: UTF8.self), line, false) }
            body(String(decoding: bytes[at + 2..<end], as: UTF8.self), line, true)
            at = end + 2
            start = at
        }
        if start < bytes.count {
            body(String(decoding: bytes[start...], as: UTF8.self), line, false)
        }
    }

    /// The place of the closing braces of a name that begins at `start`; nil where there is no
    /// name.
    private static func end(of start: Int, in bytes: [UInt8]) -> Int? {
        var at = start
        while at < bytes.count,
            bytes[at] == UInt8(ascii: "_") || bytes[at] | 0x20 &- UInt8(ascii: "a") < 26
        { at += 1 }
        guard at > start, at + 1 < bytes.count, bytes[at] == UInt8(ascii: "}"),
            bytes[at + 1] == UInt8(ascii: "}")
        else { return nil }
        return at
    }
}
