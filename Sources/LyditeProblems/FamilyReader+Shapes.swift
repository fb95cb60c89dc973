internal import LyditeCore
internal import LyditeMath

/// The parts of a file from which other shapes of the family are made.
extension FamilyReader {
    /// `given`, `statements`, `derive`, `answer`.
    mutating func backward(
        _ node: YAMLNode, base: FamilyAnswer, _ slots: [FamilySlot]
    ) -> FamilyBackward? {
        let known = ["given", "statements", "derive", "answer"]
        guard let fields = fields(node, "the backward question", known: known) else { return nil }
        let givenNode = required(fields, "given", "the name of a slot")
        let given = text(givenNode, "given")
        let names = slots.filter(\.isDrawn).map(\.name)
        if let given, let givenNode, !names.contains(given) {
            let nearest = Spelling.nearest(given, among: names)
            fault(
                givenNode.line, "\"\(given)\" is no slot whose number is drawn",
                nearest.map { "did you mean \"\($0)\"?" }
                    ?? "one of \(names.joined(separator: ", ")) was expected")
            return nil
        }
        let derive = steps(required(fields, "derive", "a list of steps"), "derive")
        let list = required(fields, "statements", "a list of statements")
        let statements = items(list, "statements").compactMap { self.statement($0) }
        if let list, statements.isEmpty {
            fault(list.line, "there is no statement", "at least one wording was expected")
        }
        // A slot worked out from the given is known only where the statement tells it.
        for slot in slots {
            guard case .computed(let formula) = slot.kind, let given, let givenNode,
                formula.names.contains(given),
                !statements.allSatisfy({ wording in
                    (wording.facts.printedNames + wording.ask.printedNames).contains(slot.name)
                })
            else { continue }
            fault(
                givenNode.line, "\"\(given)\" feeds \"\(slot.name)\", which is not told",
                "a statement that tells it, or another given")
        }
        let last = derive.last.flatMap { try? Formula(parsing: $0.name) }
        let answer = required(fields, "answer", "a mapping with the form").flatMap {
            self.answer($0, base: base, last: last)
        }
        guard let given, let answer, !derive.isEmpty, !statements.isEmpty else { return nil }
        return FamilyBackward(
            given: given, derive: derive, answer: answer, statements: statements, line: node.line)
    }

    /// `text` and the slots of its own.
    mutating func distractor(_ node: YAMLNode) -> FamilyDistractor? {
        guard let fields = fields(node, "the distractor", known: ["text", "slots"]) else {
            return nil
        }
        let slots = self.slots(fields["slots"])
        guard let text = template(required(fields, "text", "a sentence"), "text") else {
            return nil
        }
        return FamilyDistractor(text: text, slots: slots)
    }

    /// Every shape that the file offers is read as a family of its own, and its question is true of
    /// the original.
    mutating func checkShapes(of family: Family) {
        for (index, question) in family.backward.enumerated() {
            if family.slots.contains(where: { $0.name == Family.resultName }) {
                fault(
                    question.line, "\"\(Family.resultName)\" names a slot",
                    "it stands for the told answer")
                return
            }
            let turned = family.backward(index)
            checkUsed(in: turned, line: question.line)
            guard faults.isEmpty else { return }
            checkTurned(turned, question)
        }
        for (index, one) in family.distractors.enumerated() {
            let taken = Set(family.slots.map(\.name) + family.derive.map(\.name))
            for slot in one.slots where taken.contains(slot.name) {
                fault(
                    slot.line, "the name \"\(slot.name)\" is taken",
                    "a name of its own was expected")
            }
            let shown = Set(
                one.text.printedNames.map { $0.prefix(1).lowercased() + $0.dropFirst() })
            // The conditions that keep its numbers apart use every slot, so the text is asked.
            for slot in one.slots where !shown.contains(slot.name) {
                fault(slot.line, "slot \"\(slot.name)\" is never used")
            }
            for number in one.text.literalNumbers {
                fault(
                    one.text.line, "the distractor shows \(number)",
                    "a slot was expected, so that the number is never a given")
            }
            for slot in family.numberSlots where shown.contains(slot.name) {
                fault(
                    one.text.line, "the distractor repeats the given \"\(slot.name)\"",
                    "a number of its own was expected")
            }
            if faults.isEmpty { checkNames(of: family.distracted(by: index)) }
        }
        for index in family.extensions.indices where !family.extensions[index].next.isEmpty {
            let longer = family.extended(by: index)
            checkNames(of: longer)
            if faults.isEmpty { checkShapes(of: longer) }
        }
    }

    /// As ``checkNames(of:)``, but a slot may be left out of a question turned round.
    private mutating func checkUsed(in turned: Family, line: Int) {
        var probe = FamilyReader(path: path)
        probe.checkNames(of: turned)
        for found in probe.faults where !found.problem.hasSuffix("is never used") {
            fault(found.line, found.problem, found.expected)
        }
    }

    /// Turned round, the original's own given must come out.
    private mutating func checkTurned(_ turned: Family, _ question: FamilyBackward) {
        var numbers = turned.original.numbers
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
                    outcome.text)
            }
            if instance.gold == nil {
                fault(
                    question.line,
                    "the answer \(instance.answerValue) of the original is not of "
                        + "form \(instance.answer.form.rawValue)")
            }
            for (index, _) in turned.statements.enumerated() {
                if let found = instance.layout.mentionFaults[index] {
                    fault(turned.statements[index].facts.line, "statement \(index + 1) \(found)")
                }
            }
        } catch {
            fault(question.line, "turned round, the original has no value: \(error)")
        }
    }
}
