/// A text with names in braces: `{statement}`; `{{` and `}}` stand for braces.
package struct PromptText: Hashable, Sendable {
    enum Part: Hashable, Sendable {
        case literal(String)
        case name(String)
    }

    /// A text that is no template, with the number of line ends before the place.
    struct Fault: Error {
        var lines: Int
        var problem: String
        /// A name that is not known.
        var unknown: String?
    }

    private(set) var parts: [Part] = []

    /// - Parameter names: Those that may stand in braces.
    init(_ text: String, names: [String]) throws(Fault) {
        var literal = ""
        var lines = 0
        var rest = Substring(text)
        while let first = rest.unicodeScalars.first {
            rest.unicodeScalars.removeFirst()
            if first == "\n" { lines += 1 }
            guard first == "{" || first == "}" else {
                literal.unicodeScalars.append(first)
                continue
            }
            if rest.unicodeScalars.first == first {
                rest.unicodeScalars.removeFirst()
                literal.unicodeScalars.append(first)
                continue
            }
            guard first == "{", let end = rest.utf8.firstIndex(of: UInt8(ascii: "}")) else {
                throw Fault(lines: lines, problem: "a brace that is never closed, or opened")
            }
            let name = String(rest[..<end])
            guard names.contains(name) else {
                throw Fault(
                    lines: lines, problem: "there is no name \"\(name.prefix(40))\"", unknown: name)
            }
            if !literal.isEmpty { parts.append(.literal(literal)) }
            literal = ""
            parts.append(.name(name))
            rest = rest[rest.utf8.index(after: end)...]
        }
        if !literal.isEmpty { parts.append(.literal(literal)) }
    }

    func has(_ name: String) -> Bool { parts.contains(.name(name)) }

    func rendered(_ values: [(name: String, value: String)]) -> String {
        var text = ""
        for part in parts {
            switch part {
            case .literal(let literal): text += literal
            case .name(let name): text += values.first { $0.name == name }?.value ?? ""
            }
        }
        return text
    }
}
