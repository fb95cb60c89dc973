internal import LyditeCore
internal import LyditeMath

extension Family {
    /// Reads one family file; topic and slug come from the last two parts of `path`.
    ///
    /// - Throws: ``ProblemError/faults(_:)`` with every fault of the file, each with its line.
    package static func load(path: String, bytes: [UInt8]) throws(ProblemError) -> Family {
        let reading = FamilyReader.read(path: path, bytes: bytes)
        guard let family = reading.family, reading.faults.isEmpty else {
            throw .faults(reading.faults)
        }
        return family
    }
}

/// What could be read of a family file, with every fault in the order of its lines.
struct FamilyReading {
    /// Nil where the file is no mapping; parts that are missing stand empty.
    var family: Family?
    var faults: [FileFault]
    /// Whether values can be drawn and derived although there are faults.
    var isComputable: Bool
}

extension FamilyReader {
    static func read(path: String, bytes: [UInt8]) -> FamilyReading {
        let root: YAMLNode
        do {
            root = try YAMLReader.read(bytes, path: path)
        } catch {
            let fault = FileFault(
                path: path, line: error.line, problem: error.problem, rule: "not-yaml")
            return FamilyReading(family: nil, faults: [fault], isComputable: false)
        }
        var reader = FamilyReader(path: path)
        let family = reader.family(root, digest: Digest(of: FamilyProgram.without(root, bytes)))
        if let family {
            reader.checkNames(of: family)
            if reader.isComputable, reader.hasOriginal { reader.checkOriginal(of: family) }
            if reader.isComputable { reader.checkShapes(of: family) }
        }
        // Sorting must not change the order of faults of one line.
        let faults = reader.faults.enumerated().sorted {
            ($0.element.line, $0.offset) < ($1.element.line, $1.offset)
        }
        return FamilyReading(
            family: family, faults: faults.map(\.element), isComputable: reader.isComputable)
    }

    /// The file's parts; those that are missing stand empty, with the fault noted, so that the
    /// rest is still checked.
    mutating func family(_ root: YAMLNode, digest: Digest) -> Family? {
        guard let fields = fields(root, "the family", known: FamilyTable.family.names) else {
            return nil
        }
        let parts = path.split(separator: "/")
        guard parts.count >= 2, path.hasSuffix(".yaml") else {
            fault(1, "the path gives no topic and slug", "<topic>/<slug>.yaml was expected")
            return nil
        }
        let title = text(required(fields, "title", "a title"), "title")
        let licence = text(required(fields, "licence", "an SPDX licence name"), "licence")
        let difficulty = integer(
            required(fields, "difficulty", "a whole number from 1 to 5"), "difficulty", in: 1...5)
        let slots = self.slots(required(fields, "slots", "a mapping of slots"))
        let derive = steps(required(fields, "derive", "a list of steps"), "derive")
        let answer =
            required(fields, "answer", "a mapping").flatMap {
                self.answer($0, base: nil, last: nil)
            } ?? missingAnswer(fields)
        let check = conditions(required(fields, "check", "a list of equations"), "check")
        checkEquations(check, fields["check"]?.line ?? fields.line)
        let statements = self.statements(required(fields, "statements", "a list of statements"))
        let extensions = items(fields["extensions"], "extensions").compactMap {
            self.extra($0, base: answer)
        }
        let backward = items(fields["backward"], "backward").compactMap {
            self.backward($0, base: answer, slots)
        }
        let distractors = items(fields["distractors"], "distractors").compactMap {
            self.distractor($0)
        }
        let original = self.original(fields, slots)
        return Family(
            path: path, topic: String(parts[parts.count - 2]),
            slug: String(parts[parts.count - 1].dropLast(5)), title: title ?? "",
            licence: licence ?? "", difficulty: difficulty ?? 1, slots: slots,
            require: conditions(fields["require"], "require"),
            derive: derive, answer: answer, check: check, statements: statements,
            extensions: extensions, original: original, digest: digest, backward: backward,
            distractors: distractors, program: program(fields, extensions))
    }

    private mutating func missingAnswer(_ fields: FamilyFields) -> FamilyAnswer {
        breakDerivation()
        return FamilyAnswer(value: .number(.zero), form: .integer, places: 0, line: fields.line)
    }

    /// An equation that leaves the answer out checks nothing.
    mutating func checkEquations(_ check: [FamilyCondition], _ line: Int) {
        if check.isEmpty {
            fault(
                line, "check is empty", "an equation with \"answer\" was expected",
                rule: "no-check")
        }
        for one in check where !one.condition.names.contains("answer") {
            fault(
                one.line, "check \"\(one.text)\" leaves the answer out",
                "\"answer\" was expected in it", rule: "no-check")
        }
    }

    mutating func steps(_ node: YAMLNode?, _ what: String) -> [FamilyStep] {
        let steps = items(node, what).compactMap { node in
            let step = step(node)
            if step == nil { breakDerivation() }
            return step
        }
        if let node, node.items?.isEmpty == true { fault(node.line, "\(what) has no step") }
        return steps
    }

    private mutating func step(_ node: YAMLNode) -> FamilyStep? {
        guard let fields = fields(node, "the step", known: FamilyTable.step.names) else {
            return nil
        }
        let name = text(required(fields, "name", "a name"), "name")
        let value = formula(required(fields, "value", "a formula"), "value")
        let sentenceNode = required(fields, "sentence", "a sentence or a list of them")
        let sentences = items(sentenceNode, "sentence", isLone: true).compactMap { item in
            template(item, "sentence")
        }
        for sentence in sentences where !sentence.hasEquation {
            fault(
                sentence.line, "the sentence prints no equation", "{=} was expected in it",
                rule: "no-equation")
        }
        let style = style(fields)
        let slips = items(fields["slips"], "slips").compactMap { self.slip($0) }
        guard let name, let value, !sentences.isEmpty else { return nil }
        return FamilyStep(
            name: name, value: value, sentences: sentences, unit: text(fields["unit"], "unit"),
            style: style, slips: slips, line: node.line)
    }

    /// `places: 2` or `form: fraction`.
    mutating func style(_ fields: FamilyFields) -> FamilyNumberStyle {
        if let node = fields["form"] {
            if node.text == "fraction" { return .fraction }
            if node.text == "money" { return .places(2) }
            fault(node.line, "form is \(shown(node))", "fraction or money was expected")
        }
        return integer(fields["places"], "places", in: 0...6).map { .places($0) } ?? .plain
    }

    private mutating func slip(_ node: YAMLNode) -> FamilySlip? {
        guard let fields = fields(node, "the slip", known: FamilyTable.slip.names) else {
            return nil
        }
        let kind = text(required(fields, "kind", "a name such as inverted-ratio"), "kind")
        let value = formula(required(fields, "value", "a formula"), "value")
        guard let kind, let value else { return nil }
        return FamilySlip(kind: kind, value: value, line: node.line)
    }

    mutating func answer(_ node: YAMLNode, base: FamilyAnswer?, last: Formula?) -> FamilyAnswer? {
        guard let fields = fields(node, "the answer", known: FamilyTable.answer.names) else {
            return nil
        }
        let value =
            fields["value"] == nil && last != nil
            ? last : formula(required(fields, "value", "a formula"), "value")
        var form = base?.form
        if let formNode = fields["form"] {
            form = formNode.text.flatMap(FamilyAnswer.Form.init(rawValue:))
            if form == nil {
                let forms = FamilyAnswer.Form.allCases.map(\.rawValue).joined(separator: ", ")
                fault(formNode.line, "form is \(shown(formNode))", "one of \(forms) was expected")
            }
        } else if base == nil {
            _ = required(fields, "form", "a form such as integer")
        }
        var unit: FamilyNoun?
        if let text = text(fields["unit"], "unit") {
            unit = FamilyNoun(text)
            if unit == nil {
                fault(fields.line, "unit is \"\(text)\"", "a noun such as box/boxes was expected")
            }
        }
        let places = integer(fields["places"], "places", in: 0...6) ?? base?.places ?? 2
        guard let value, let form else { return nil }
        return FamilyAnswer(value: value, form: form, unit: unit, places: places, line: node.line)
    }

    mutating func statements(_ node: YAMLNode?) -> [FamilyStatement] {
        let nodes = items(node, "statements")
        if let node, nodes.count < leastStatements {
            fault(
                node.line, "there are \(nodes.count) statements",
                "at least \(leastStatements) wordings were expected", rule: "few-statements")
        }
        return nodes.compactMap { self.statement($0) }
    }

    mutating func statement(_ node: YAMLNode) -> FamilyStatement? {
        let known = FamilyTable.statement.names
        guard let fields = fields(node, "the statement", known: known) else { return nil }
        let facts = template(required(fields, "facts", "text"), "facts")
        let ask = template(required(fields, "ask", "text"), "ask")
        guard let facts, let ask else { return nil }
        return FamilyStatement(facts: facts, ask: ask, asks: text(fields["asks"], "asks"))
    }

    private mutating func extra(_ node: YAMLNode, base: FamilyAnswer) -> FamilyExtension? {
        let known = FamilyTable.extension.names
        guard let fields = fields(node, "the extension", known: known) else { return nil }
        let name = text(required(fields, "name", "a name"), "name")
        let slots = self.slots(fields["slots"])
        let derive = steps(required(fields, "derive", "a list of steps"), "derive")
        let facts = template(required(fields, "facts", "text"), "facts")
        let ask = template(required(fields, "ask", "text"), "ask")
        let check = conditions(required(fields, "check", "a list of equations"), "check")
        checkEquations(check, fields["check"]?.line ?? fields.line)
        let last = derive.last.flatMap { try? Formula(parsing: $0.name) }
        let answer =
            fields["answer"].map { self.answer($0, base: base, last: last) }
            ?? last.map {
                FamilyAnswer(
                    value: $0, form: base.form, unit: base.unit, places: base.places,
                    line: fields.line)
            }
        guard let name, let facts, let ask, let answer else { return nil }
        let next = items(fields["next"], "next").compactMap { self.extra($0, base: answer) }
        return FamilyExtension(
            name: name, slots: slots, require: conditions(fields["require"], "require"),
            derive: derive, facts: facts, ask: ask, answer: answer, check: check, next: next)
    }

    /// The original; an empty one where it cannot be read, which ``hasOriginal`` tells.
    private mutating func original(
        _ family: FamilyFields, _ slots: [FamilySlot]
    ) -> FamilyOriginal {
        let empty = FamilyOriginal(numbers: [:], words: [:], answer: "", line: family.line)
        let before = faults.count
        guard let node = family["original"] else {
            fault(
                family.line, "the family has no \"original\"",
                "one instance with its answer worked out by hand was expected",
                rule: "missing-original")
            hasOriginal = false
            return empty
        }
        let original = original(node, slots)
        hasOriginal = original != nil && faults.count == before
        return original ?? empty
    }

    private mutating func original(_ node: YAMLNode, _ slots: [FamilySlot]) -> FamilyOriginal? {
        let known = FamilyTable.original.names
        guard let fields = fields(node, "the original", known: known) else { return nil }
        let answer = text(required(fields, "answer", "the answer, written by hand"), "answer")
        guard let valuesNode = required(fields, "values", "a value for each slot"),
            let values = self.fields(valuesNode, "values", known: slots.map(\.name))
        else { return nil }
        var original = FamilyOriginal(
            numbers: [:], words: [:], answer: answer ?? "", line: fields.line)
        for slot in slots {
            guard let value = required(values, slot.name, "a value for the slot") else { continue }
            if slot.isNumber {
                original.numbers[slot.name] = number(value, "slot \"\(slot.name)\"")
            } else if let text = text(value, "slot \"\(slot.name)\"") {
                original.words[slot.name] = word(text, slot, value.line)
            }
        }
        return answer == nil ? nil : original
    }
}
