internal import LyditeCore
internal import LyditeMath

/// The parts of a file from which other shapes of the family are made.
extension FamilyReader {
    /// `given`, `statements`, `derive`, `answer`.
    mutating func backward(
        _ node: YAMLNode, base: FamilyAnswer, _ slots: [FamilySlot]
    ) -> FamilyBackward? {
        let known = FamilyTable.backward.names
        guard let fields = fields(node, "the backward question", known: known) else { return nil }
        // What is unreadable here keeps no one from drawing values for the family itself.
        let wasComputable = isComputable
        defer { isComputable = wasComputable }
        isComputable = true
        let given = self.given(required(fields, "given", "the name of a slot"), slots)
        let derive = steps(required(fields, "derive", "a list of steps"), "derive")
        let list = required(fields, "statements", "a list of statements")
        let statements = items(list, "statements").compactMap { self.statement($0) }
        if let list, list.items?.isEmpty == true {
            fault(
                list.line, "there is no statement", "at least one wording was expected",
                rule: "few-statements")
        }
        let last = derive.last.flatMap { try? Formula(parsing: $0.name) }
        let answer = required(fields, "answer", "a mapping with the form").flatMap {
            self.answer($0, base: base, last: last)
        }
        guard let given, let answer, !derive.isEmpty, !statements.isEmpty, isComputable else {
            return nil
        }
        checkFed(by: given, statements, slots, fields["given"]?.line ?? node.line)
        return FamilyBackward(
            given: given, derive: derive, answer: answer, statements: statements, line: node.line)
    }

    private mutating func given(_ node: YAMLNode?, _ slots: [FamilySlot]) -> String? {
        guard let node, let given = text(node, "given") else { return nil }
        let names = slots.filter(\.isDrawn).map(\.name)
        if names.contains(given) { return given }
        let nearest = Spelling.nearest(given, among: names)
        fault(
            node.line, "\"\(given)\" is no slot whose number is drawn",
            nearest.map { "did you mean \"\($0)\"?" }
                ?? "one of \(names.joined(separator: ", ")) was expected", rule: "undeclared")
        return nil
    }

    /// A slot worked out from the given is known only where the statement tells it.
    private mutating func checkFed(
        by given: String, _ statements: [FamilyStatement], _ slots: [FamilySlot], _ line: Int
    ) {
        for slot in slots {
            guard case .computed(let formula) = slot.kind, formula.names.contains(given),
                !statements.allSatisfy({ wording in
                    (wording.facts.printedNames + wording.ask.printedNames).contains(slot.name)
                })
            else { continue }
            fault(
                line, "\"\(given)\" feeds \"\(slot.name)\", which is not told",
                "a statement that tells it, or another given", rule: "missing-given")
        }
    }

    /// `text` and the slots of its own.
    mutating func distractor(_ node: YAMLNode) -> FamilyDistractor? {
        let known = FamilyTable.distractor.names
        guard let fields = fields(node, "the distractor", known: known) else { return nil }
        let wasComputable = isComputable
        defer { isComputable = wasComputable }
        isComputable = true
        let slots = self.slots(fields["slots"])
        guard let text = template(required(fields, "text", "a sentence"), "text"), isComputable
        else { return nil }
        return FamilyDistractor(text: text, slots: slots)
    }

    /// `program`, which has a function for the family and for each of its extensions.
    mutating func program(
        _ fields: FamilyFields, _ extensions: [FamilyExtension]
    ) -> FamilyProgram? {
        guard let node = fields["program"], let source = text(node, "program") else { return nil }
        guard source.utf8.count <= FamilyProgram.maximumBytes else {
            fault(
                node.line, "the program has \(source.utf8.count) bytes",
                "at most \(FamilyProgram.maximumBytes) were expected")
            return nil
        }
        let program = FamilyProgram(source: source, line: node.line)
        var wanted = [String?.none]
        var rest = extensions
        while let one = rest.popLast() {
            wanted.append(one.name)
            rest += one.next
        }
        for name in Set(wanted.map { FamilyProgram.function(extension: $0) }).sorted()
        where !program.functions.contains(name) {
            fault(
                node.line, "the program defines no \(name)(v)",
                "a function for the family, and one for each extension", rule: "no-program")
        }
        return program
    }

    /// Every shape that the file offers is read as a family of its own, and its question is true of
    /// the original.
    mutating func checkShapes(of family: Family) {
        for index in family.backward.indices { checkBackward(index, of: family) }
        for index in family.distractors.indices { checkDistractor(index, of: family) }
        for index in family.extensions.indices where !family.extensions[index].next.isEmpty {
            let longer = family.extended(by: index)
            if take(probed(longer)) { checkShapes(of: longer) }
        }
    }

    private mutating func checkBackward(_ index: Int, of family: Family) {
        let question = family.backward[index]
        if let slot = family.slots.first(where: { $0.name == Family.resultName }) {
            fault(
                slot.line, "\"\(Family.resultName)\" names a slot",
                "a backward question tells the answer by that name", rule: "taken-name")
            return
        }
        let turned = family.backward(index)
        // A slot may be left out of a question turned round.
        guard take(probed(turned).filter { $0.rule != "unused-slot" }) else { return }
        if hasOriginal, !faults.contains(where: { $0.rule == "wrong-original" }) {
            checkTurned(turned, question)
        }
    }

    private mutating func checkDistractor(_ index: Int, of family: Family) {
        let one = family.distractors[index]
        let taken = Set(family.slots.map(\.name) + family.derive.map(\.name))
        for slot in one.slots where taken.contains(slot.name) {
            fault(
                slot.line, "the name \"\(slot.name)\" is taken",
                "a name of its own was expected", rule: "taken-name")
            return
        }
        let shown = Set(one.text.printedNames.map { $0.prefix(1).lowercased() + $0.dropFirst() })
        // The conditions that keep its numbers apart use every slot, so the text is asked.
        for slot in one.slots where !shown.contains(slot.name) {
            fault(
                slot.line, "slot \"\(slot.name)\" is never used", "use it, or take it out",
                rule: "unused-slot")
        }
        for number in one.text.literalNumbers {
            fault(
                one.text.line, "the distractor shows \(number)",
                "a slot was expected, so that the number is never a given", rule: "stray-number")
        }
        for slot in family.numberSlots where shown.contains(slot.name) {
            fault(
                one.text.line, "the distractor repeats the given \"\(slot.name)\"",
                "a number of its own was expected", rule: "repeated-given")
        }
        var wider = family.distracted(by: index)
        // The sentence alone, so that what is wrong with it has its own line.
        wider.statements = [FamilyStatement(facts: one.text, ask: FamilyTemplate.empty)]
        _ = take(probed(wider).filter { $0.rule != "unused-slot" })
    }

    /// Whether a told answer can have its name.
    static func canTurn(_ family: Family) -> Bool {
        !family.slots.contains { $0.name == Family.resultName }
    }

    /// Whether every name that a shape uses is declared.
    static func isNamed(_ shape: Family) -> Bool {
        FamilyReader(path: shape.path).probed(shape).allSatisfy { $0.rule == "unused-slot" }
    }

    /// What is wrong with the names of a shape.
    private func probed(_ shape: Family) -> [FileFault] {
        var probe = FamilyReader(path: path)
        probe.checkNames(of: shape)
        return probe.faults
    }

    /// Notes the faults that are not known yet; false where there were any at all.
    private mutating func take(_ found: [FileFault]) -> Bool {
        for one in found where !faults.contains(one) {
            fault(one.line, one.problem, one.expected, rule: one.rule)
        }
        return found.isEmpty
    }

    /// Turned round, the original's own given must come out.
    private mutating func checkTurned(_ turned: Family, _ question: FamilyBackward) {
        var numbers = turned.original.numbers
        let wrong = "wrong-backward"
        do throws(FormulaError) {
            for slot in turned.slots where numbers[slot.name] == nil {
                if case .computed(let formula) = slot.kind {
                    numbers[slot.name] = try formula.value { numbers[$0] }
                }
            }
            let instance = try FamilyInstance(
                family: turned, numbers: numbers, words: turned.original.words, statementIndex: 0,
                extensionIndex: nil)
            for outcome in instance.checks where !outcome.holds {
                fault(
                    question.line, "turned round, the original fails \"\(outcome.source)\"",
                    outcome.text, rule: wrong)
            }
            if instance.gold == nil {
                fault(
                    question.line,
                    "the answer \(instance.answerValue) of the original is not of "
                        + "form \(instance.answer.form.rawValue)", rule: wrong)
            }
            for (index, _) in turned.statements.enumerated() {
                if let found = instance.layout.mentionFaults[index] {
                    fault(
                        turned.statements[index].facts.line, "statement \(index + 1) \(found)",
                        "mention each given once", rule: "mention")
                }
            }
        } catch {
            fault(
                question.line, "turned round, the original has no value: \(error)", rule: wrong)
        }
    }
}
