internal import LyditeCore
internal import LyditeMath

/// Typed reading of one family file; every fault is kept, so that one pass shows them all.
struct FamilyReader {
    let path: String
    private(set) var faults: [FileFault] = []
    /// Wordings that a family needs.
    var leastStatements = 3
    /// Whether values can be drawn and derived although there are faults elsewhere.
    var isComputable = true
    /// Slots that are declared, if wrongly: what uses them is no fault of its own.
    var brokenSlots: Set<String> = []
    /// Whether the original holds a value for each slot and an answer.
    var hasOriginal = true

    init(path: String) { self.path = path }

    mutating func fault(
        _ line: Int, _ problem: String, _ expected: String = "", rule: String = FileFault.format
    ) {
        faults.append(
            FileFault(path: path, line: line, problem: problem, expected: expected, rule: rule))
    }

    /// Notes that a part of the derivation could not be read.
    mutating func breakDerivation() { isComputable = false }

    /// The members of a mapping; unknown ones are faults.
    mutating func fields(_ node: YAMLNode, _ what: String, known: [String]) -> FamilyFields? {
        guard let entries = node.entries else {
            fault(node.line, "\(what) is \(node.kindName)", "a mapping was expected")
            return nil
        }
        for entry in entries where !known.contains(entry.key) {
            let nearest = Spelling.nearest(entry.key, among: known)
            fault(
                entry.line, "\(what) has no field \"\(entry.key)\"",
                nearest.map { "did you mean \"\($0)\"?" }
                    ?? (known.isEmpty ? "none" : "known are " + known.joined(separator: ", ")),
                rule: "unknown-field")
        }
        return FamilyFields(entries: entries, line: node.line, what: what)
    }

    mutating func required(_ fields: FamilyFields, _ name: String, _ expected: String) -> YAMLNode?
    {
        if let node = fields[name] { return node }
        fault(
            fields.line, "\(fields.what) has no \"\(name)\"", "\(expected) was expected",
            rule: "missing-field")
        return nil
    }

    mutating func text(_ node: YAMLNode?, _ what: String) -> String? {
        guard let node else { return nil }
        guard let text = node.text, !text.isEmpty else {
            fault(
                node.line, "\(what) is \(node.text == nil ? node.kindName : "empty")",
                "text was expected")
            return nil
        }
        return text
    }

    mutating func integer(_ node: YAMLNode?, _ what: String, in range: ClosedRange<Int>) -> Int? {
        guard let node else { return nil }
        guard let text = node.text, let value = Int(text), range.contains(value) else {
            fault(
                node.line, "\(what) is \(shown(node))",
                "a whole number from \(range.lowerBound) to \(range.upperBound) was expected")
            return nil
        }
        return value
    }

    mutating func flag(_ node: YAMLNode?, _ what: String) -> Bool {
        guard let node else { return false }
        guard let text = node.text, text == "true" || text == "false" else {
            fault(node.line, "\(what) is \(shown(node))", "true or false was expected")
            return false
        }
        return text == "true"
    }

    /// A number as the slots know it: 12, 2.50 or 3/4.
    mutating func number(_ node: YAMLNode?, _ what: String) -> Rational? {
        guard let node else { return nil }
        if let text = node.text, let value = FamilyReader.rational(text) { return value }
        fault(
            node.line, "\(what) is \(shown(node))", "a number such as 12, 2.50 or 3/4 was expected")
        return nil
    }

    static func rational(_ text: String) -> Rational? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        switch parts.count {
        case 1: return Rational(decimal: text)
        case 2:
            guard let top = Int(parts[0]), let bottom = Int(parts[1]), bottom > 0 else {
                return nil
            }
            return Rational(top).divided(by: Rational(bottom))
        default: return nil
        }
    }

    /// A list; one value alone counts as a list of one where `isLone` says so.
    mutating func items(_ node: YAMLNode?, _ what: String, isLone: Bool = false) -> [YAMLNode] {
        guard let node else { return [] }
        if let items = node.items { return items }
        if isLone, node.text != nil { return [node] }
        fault(node.line, "\(what) is \(node.kindName)", "a list was expected")
        return []
    }

    mutating func formula(_ node: YAMLNode?, _ what: String) -> Formula? {
        guard let node, let text = text(node, what) else { return nil }
        do throws(FormulaError) {
            return try Formula(parsing: text)
        } catch {
            fault(
                node.line, "\(what) \"\(text)\": \(error)", "a formula was expected",
                rule: "bad-formula")
            breakDerivation()
            return nil
        }
    }

    mutating func conditions(_ node: YAMLNode?, _ what: String) -> [FamilyCondition] {
        items(node, what).compactMap { item in
            guard let text = text(item, what) else { return nil }
            do throws(FormulaError) {
                return FamilyCondition(
                    text: text, condition: try Condition(parsing: text), line: item.line)
            } catch {
                fault(
                    item.line, "\(what) \"\(text)\": \(error)", "a comparison was expected",
                    rule: "bad-formula")
                breakDerivation()
                return nil
            }
        }
    }

    mutating func template(_ node: YAMLNode?, _ what: String) -> FamilyTemplate? {
        guard let node, let text = text(node, what) else { return nil }
        switch FamilyTemplate.parse(text, line: node.line) {
        case .success(let template): return template
        case .failure(let misreading):
            fault(
                node.line, "\(what) has \(misreading.reason)", "{name} or {name:form} was expected",
                rule: "bad-template")
            return nil
        }
    }

    func shown(_ node: YAMLNode) -> String { node.text.map { "\"\($0)\"" } ?? node.kindName }
}

/// The members of one mapping.
struct FamilyFields {
    var entries: [YAMLNode.Entry]
    var line: Int
    var what: String

    subscript(name: String) -> YAMLNode? { entries.first { $0.key == name }?.value }
}
