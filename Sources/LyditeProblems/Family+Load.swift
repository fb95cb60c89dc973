internal import LyditeCore
internal import LyditeMath

extension Family {
    /// Reads one family file; topic and slug come from the last two parts of `path`.
    ///
    /// - Throws: ``ProblemError/faults(_:)`` with every fault of the file, each with its line.
    package static func load(path: String, bytes: [UInt8]) throws(ProblemError) -> Family {
        let root: YAMLNode
        do {
            root = try YAMLReader.read(bytes, path: path)
        } catch {
            throw .faults([FileFault(path: path, line: error.line, problem: error.problem)])
        }
        var reader = FamilyReader(path: path)
        let family = reader.family(root, digest: Digest(of: bytes))
        if let family { reader.checkNames(of: family) }
        if let family, reader.faults.isEmpty { reader.checkShapes(of: family) }
        if let family, reader.faults.isEmpty { reader.checkOriginal(of: family) }
        guard let family, reader.faults.isEmpty else {
            throw .faults(reader.faults.sorted { $0.line < $1.line })
        }
        return family
    }
}

extension FamilyReader {
    private static let known = [
        "title", "licence", "difficulty", "slots", "require", "derive", "answer", "check",
        "statements", "extensions", "original", "backward", "distractors",
    ]

    /// The file's parts; nil where one is missing, with the fault noted.
    mutating func family(_ root: YAMLNode, digest: Digest) -> Family? {
        guard let fields = fields(root, "the family", known: Self.known) else { return nil }
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
        let answer = required(fields, "answer", "a mapping").flatMap {
            self.answer($0, base: nil, last: nil)
        }
        let check = conditions(required(fields, "check", "a list of equations"), "check")
        checkEquations(check, fields["check"]?.line ?? fields.line)
        let statements = self.statements(required(fields, "statements", "a list of statements"))
        let extensions = answer.map { answer in
            items(fields["extensions"], "extensions").compactMap { self.extra($0, base: answer) }
        }
        let original = required(fields, "original", "a mapping").flatMap {
            self.original($0, slots)
        }
        guard let title, let licence, let difficulty, let answer, let extensions, let original
        else {
            return nil
        }
        let backward = items(fields["backward"], "backward").compactMap {
            self.backward($0, base: answer, slots)
        }
        let distractors = items(fields["distractors"], "distractors").compactMap {
            self.distractor($0)
        }
        return Family(
            path: path, topic: String(parts[parts.count - 2]),
            slug: String(parts[parts.count - 1].dropLast(5)), title: title, licence: licence,
            difficulty: difficulty, slots: slots, require: conditions(fields["require"], "require"),
            derive: derive, answer: answer, check: check, statements: statements,
            extensions: extensions, original: original, digest: digest, backward: backward,
            distractors: distractors)
    }

    /// An equation that leaves the answer out checks nothing.
    mutating func checkEquations(_ check: [FamilyCondition], _ line: Int) {
        if check.isEmpty {
            fault(line, "check is empty", "an equation with \"answer\" was expected")
        }
        for one in check where !one.condition.names.contains("answer") {
            fault(
                one.line, "check \"\(one.text)\" leaves the answer out",
                "\"answer\" was expected in it")
        }
    }

    mutating func steps(_ node: YAMLNode?, _ what: String) -> [FamilyStep] {
        let steps = items(node, what).compactMap { self.step($0) }
        if let node, node.items?.isEmpty == true { fault(node.line, "\(what) has no step") }
        return steps
    }

    private mutating func step(_ node: YAMLNode) -> FamilyStep? {
        let known = ["name", "value", "sentence", "unit", "places", "form", "slips"]
        guard let fields = fields(node, "the step", known: known) else { return nil }
        let name = text(required(fields, "name", "a name"), "name")
        let value = formula(required(fields, "value", "a formula"), "value")
        let sentenceNode = required(fields, "sentence", "a sentence or a list of them")
        let sentences = items(sentenceNode, "sentence", isLone: true).compactMap { item in
            template(item, "sentence")
        }
        for sentence in sentences where !sentence.hasEquation {
            fault(sentence.line, "the sentence prints no equation", "{=} was expected in it")
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
        guard let fields = fields(node, "the slip", known: ["kind", "value"]) else { return nil }
        let kind = text(required(fields, "kind", "a name such as inverted-ratio"), "kind")
        let value = formula(required(fields, "value", "a formula"), "value")
        guard let kind, let value else { return nil }
        return FamilySlip(kind: kind, value: value, line: node.line)
    }

    mutating func answer(_ node: YAMLNode, base: FamilyAnswer?, last: Formula?) -> FamilyAnswer? {
        let known = ["value", "form", "unit", "places"]
        guard let fields = fields(node, "the answer", known: known) else { return nil }
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
        return FamilyAnswer(value: value, form: form, unit: unit, places: places)
    }

    mutating func statements(_ node: YAMLNode?) -> [FamilyStatement] {
        let nodes = items(node, "statements")
        if let node, nodes.count < leastStatements {
            fault(
                node.line, "there are \(nodes.count) statements",
                "at least \(leastStatements) wordings were expected")
        }
        return nodes.compactMap { self.statement($0) }
    }

    mutating func statement(_ node: YAMLNode) -> FamilyStatement? {
        guard let fields = fields(node, "the statement", known: ["facts", "ask"]) else {
            return nil
        }
        let facts = template(required(fields, "facts", "text"), "facts")
        let ask = template(required(fields, "ask", "text"), "ask")
        guard let facts, let ask else { return nil }
        return FamilyStatement(facts: facts, ask: ask)
    }

    private mutating func extra(_ node: YAMLNode, base: FamilyAnswer) -> FamilyExtension? {
        let known = [
            "name", "slots", "require", "derive", "facts", "ask", "answer", "check", "next",
        ]
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
                FamilyAnswer(value: $0, form: base.form, unit: base.unit, places: base.places)
            }
        guard let name, let facts, let ask, let answer else { return nil }
        let next = items(fields["next"], "next").compactMap { self.extra($0, base: answer) }
        return FamilyExtension(
            name: name, slots: slots, require: conditions(fields["require"], "require"),
            derive: derive, facts: facts, ask: ask, answer: answer, check: check, next: next)
    }

    private mutating func original(_ node: YAMLNode, _ slots: [FamilySlot]) -> FamilyOriginal? {
        guard let fields = fields(node, "the original", known: ["values", "answer"]) else {
            return nil
        }
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
