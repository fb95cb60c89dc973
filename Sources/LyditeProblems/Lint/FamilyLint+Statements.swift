internal import LyditeCore
internal import LyditeMath

/// Whether all wordings give the same and ask the same.
extension FamilyLint {
    /// Each wording shows every number that the derivation needs, and all show the same.
    mutating func checkGivens() {
        let needed = Self.needed(family.derive, family.answer.value)
        let givens = family.numberSlots.map(\.name).filter(needed.contains)
        for (index, statement) in family.statements.enumerated() {
            // An extension keeps the facts and replaces the ask, so all givens belong in the facts.
            let facts = Set(statement.facts.fields.map(\.name))
            let shown = facts.union(statement.ask.fields.map(\.name))
            for name in givens where !shown.contains(name) && !isShownByParts(name, shown) {
                find(
                    "missing-given", statement.facts.line,
                    "statement \(index + 1) does not show the given \"\(name)\"",
                    "write {\(name)} into its facts")
            }
            for name in givens where shown.contains(name) && !facts.contains(name) {
                if family.extensions.isEmpty { continue }
                find(
                    "given-in-ask", statement.ask.line,
                    "statement \(index + 1) shows \"\(name)\" only in the ask",
                    "write it into the facts, as an extension replaces the ask")
            }
        }
        checkSameGivens()
        for extra in family.extensions { checkGivens(of: extra) }
    }

    private mutating func checkGivens(of extra: FamilyExtension) {
        let needed = Self.needed(extra.derive, extra.answer.value)
        let shown = Set((extra.facts.fields + extra.ask.fields).map(\.name))
        for slot in extra.slots where slot.isNumber && needed.contains(slot.name) {
            if shown.contains(slot.name) || isShownByParts(slot.name, shown) { continue }
            find(
                "missing-given", extra.facts.line,
                "extension \"\(extra.name)\" does not show the given \"\(slot.name)\"",
                "write {\(slot.name)} into its facts")
        }
    }

    /// A proof asks that each given of the derivation stands in the text once.
    mutating func checkMentions() {
        let indices = [Int?.none] + family.extensions.indices.map(Optional.some)
        var faulty: Set<Int> = []
        for extensionIndex in indices {
            let layout = FamilyLayout(family: family, extensionIndex: extensionIndex)
            for (index, statement) in family.statements.enumerated() {
                guard let fault = layout.mentionFaults[index], !faulty.contains(index) else {
                    continue
                }
                let line = layout.chosenExtension?.facts.line ?? statement.facts.line
                if extensionIndex == nil { faulty.insert(index) }
                if findings.contains(where: { $0.rule == "missing-given" && $0.line == line }) {
                    continue
                }
                let name = layout.chosenExtension.map { " with extension \"\($0.name)\"" } ?? ""
                find(
                    "mention", line, "statement \(index + 1)\(name) \(fault)",
                    "mention each given that a step uses, once")
            }
        }
    }

    private static func needed(_ steps: [FamilyStep], _ answer: Formula) -> Set<String> {
        steps.reduce(into: answer.names) { $0.formUnion($1.value.names) }
    }

    /// A slot that is worked out of shown slots is known to the reader.
    private func isShownByParts(_ name: String, _ shown: Set<String>) -> Bool {
        let slots = family.slots + family.extensions.flatMap(\.slots)
        guard case .computed(let formula)? = slots.first(where: { $0.name == name })?.kind else {
            return false
        }
        return !formula.names.isEmpty && formula.names.isSubset(of: shown)
    }

    /// A given that only some wordings mention is a distractor in those, or missing in the others.
    private mutating func checkSameGivens() {
        let sets = family.statements.map { statement in
            Set((statement.facts.fields + statement.ask.fields).map(\.name))
        }
        let needed = Self.needed(family.derive, family.answer.value)
        for slot in family.numberSlots where !needed.contains(slot.name) {
            let count = sets.count { $0.contains(slot.name) }
            guard count > 0, count < sets.count else { continue }
            for (index, statement) in family.statements.enumerated()
            where !sets[index].contains(slot.name) {
                find(
                    "givens-differ", statement.facts.line,
                    "statement \(index + 1) leaves out \"\(slot.name)\", which"
                        + " \(count) other\(count == 1 ? " shows" : "s show")",
                    "mention the same givens in all statements")
            }
        }
    }

    /// What each statement says that it asks for is the answer, and its words fit.
    mutating func checkAsks() {
        let asked = family.statements.compactMap(\.asks)
        for (index, statement) in family.statements.enumerated() {
            if let asks = statement.asks {
                guard family.answer.value != .name(asks), asks != "answer" else { continue }
                find(
                    "asks-differ", statement.ask.line,
                    "statement \(index + 1) asks for \"\(asks)\", which is not the answer",
                    "ask for what the answer is, in every statement")
            } else if !asked.isEmpty {
                find(
                    "asks-differ", statement.ask.line,
                    "statement \(index + 1) does not say what it asks for, as others do",
                    "add asks: to it")
            }
        }
        for (index, statement) in family.statements.enumerated() {
            checkAsk(
                statement.ask, facts: statement.facts, family.answer,
                "statement \(index + 1)")
        }
        for extra in family.extensions {
            checkAsk(extra.ask, facts: extra.facts, extra.answer, "extension \"\(extra.name)\"")
        }
    }

    /// One question, in the answer's unit.
    private mutating func checkAsk(
        _ ask: FamilyTemplate, facts: FamilyTemplate, _ answer: FamilyAnswer, _ what: String
    ) {
        let text = ask.literalText
        let marks = text.count { $0 == "?" }
        if marks > 1 {
            find(
                "several-questions", ask.line, "\(what) asks \(marks) questions",
                "ask for one answer")
        } else if marks == 0, !FamilyEnglish.isRequest(text) {
            find(
                "no-question", ask.line, "\(what) asks nothing",
                "end it with a question, or begin with Find, Give or Calculate")
        }
        if facts.literalText.contains("?") {
            find(
                "several-questions", facts.line, "the facts of \(what) ask a question",
                "the question belongs into ask")
        }
        if FamilyEnglish.isProofRequest(text) {
            find(
                "asks-for-proof", ask.line, "\(what) asks for a proof",
                "ask for a value that can be compared")
        }
        checkUnit(ask, answer, what)
    }

    /// A question in minutes has no answer in hours.
    private mutating func checkUnit(
        _ ask: FamilyTemplate, _ answer: FamilyAnswer, _ what: String
    ) {
        let unit =
            answer.unit.flatMap { FamilyMeasure(word: $0.one) }
            ?? (answer.form == .money ? FamilyMeasure(word: "dollar") : nil)
        guard let unit else { return }
        let named = FamilyMeasure.named(in: ask.literalText)
        let rivals = named.filter { $0.isSameKind(as: unit) }
        guard let rival = rivals.first, !rivals.contains(unit) else { return }
        find(
            "asks-differ", ask.line,
            "\(what) asks for \(rival.name), and the answer is in \(unit.name)",
            "name the answer's unit")
    }

    /// Three copies of one wording are no three statements.
    mutating func checkWordings() {
        for (index, statement) in family.statements.enumerated() {
            let own = Self.skeleton(statement)
            for (earlier, other) in family.statements.prefix(index).enumerated() {
                let rival = Self.skeleton(other)
                let common = own.intersection(rival).count
                guard common * 20 >= own.union(rival).count * 17 else { continue }
                find(
                    "same-statement", statement.facts.line,
                    "statement \(index + 1) is statement \(earlier + 1) in almost the same words",
                    "reword it in full, not by synonyms")
                break
            }
        }
    }

    /// The statement's pairs of words, with places for values by name.
    private static func skeleton(_ statement: FamilyStatement) -> Set<[String]> {
        let words = [statement.facts, statement.ask].flatMap { template in
            FamilyText.words(in: template.sourceText)
        }
        return Set(zip(words, words.dropFirst()).map { [$0, $1] })
    }

    /// Digits in a wording that no formula knows would not follow the slots.
    mutating func checkLiterals() {
        let steps = family.derive + family.extensions.flatMap(\.derive)
        let known = Set(steps.flatMap(\.value.constants))
        let templates =
            family.statements.flatMap { [$0.facts, $0.ask] }
            + family.extensions.flatMap { [$0.facts, $0.ask] }
        for template in templates {
            for text in template.literalNumbers {
                guard let value = Rational(decimal: text), !known.contains(value) else { continue }
                find(
                    "stray-number", template.line,
                    "the text shows \(text), which is neither slot nor constant",
                    "make it a slot, or write it as a word if it is no number of the problem")
            }
        }
    }

    /// A step that nothing needs is a step too many in every trace.
    mutating func checkSteps() {
        checkSteps(family.derive, answers: [family.answer.value], later: family.extensions)
        for extra in family.extensions {
            checkSteps(extra.derive, answers: [extra.answer.value], later: [])
        }
    }

    private mutating func checkSteps(
        _ steps: [FamilyStep], answers: [Formula], later: [FamilyExtension]
    ) {
        var used = answers.reduce(into: Set<String>()) { $0.formUnion($1.names) }
        for step in steps { used.formUnion(step.value.names) }
        for extra in later {
            used.formUnion(Self.needed(extra.derive, extra.answer.value))
        }
        for step in steps where !used.contains(step.name) {
            find(
                "unused-step", step.line, "step \"\(step.name)\" is never used",
                "take it out, or let the answer need it")
        }
    }
}

extension FamilyTemplate {
    /// The text without places for values.
    var literalText: String {
        pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .choice(_, _, let many): many
            case .field, .equation: ""
            }
        }.joined()
    }

    /// The text with names in their places.
    var sourceText: String { Self.sourceText(of: pieces[...]) }

    static func sourceText(of pieces: ArraySlice<Piece>) -> String {
        pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .choice(_, _, let many): many
            case .field(let field): field.name
            case .equation: ""
            }
        }.joined()
    }
}
