internal import LyditeCore
internal import LyditeMath

/// Checks across the parts of a family file.
extension FamilyReader {
    /// Every name that is used is declared, and every slot is used.
    mutating func checkNames(of family: Family) {
        var scope = Scope(slots: family.slots)
        var used: Set<String> = []
        checkUnique(family.slots, family.derive, &scope, reserved: [])
        checkComputed(family.slots, known: [], &used)
        check(family.derive, &scope, &used)
        check(family.require, "require", scope.numbers, &used)
        check(family.answer.value, "the answer", family.answer.line, scope.numbers, &used)
        check(family.check, "check", scope.numbers.union(["answer"]), &used)
        for statement in family.statements {
            let slots = scope.slotsOnly(family.derive)
            check(statement.facts, "facts", slots, &used)
            check(statement.ask, "ask", slots, &used)
            if let asks = statement.asks {
                use(asks, "asks", statement.ask.line, scope.numbers, &used, isDerived: false)
            }
        }
        for extra in family.extensions {
            var inner = scope
            inner.add(extra.slots)
            checkUnique(extra.slots, extra.derive, &inner, reserved: scope.all)
            checkComputed(extra.slots, known: scope.numbers, &used)
            let givens = inner.slotsOnly(family.derive + extra.derive)
            check(extra.derive, &inner, &used)
            check(extra.require, "require", inner.numbers, &used)
            check(extra.check, "check", inner.numbers.union(["answer"]), &used)
            check(extra.facts, "facts", givens, &used)
            check(extra.ask, "ask", givens, &used)
            check(
                extra.answer.value, "the answer", extra.answer.line, inner.numbers, &used)
            checkUsed(extra.slots, used)
        }
        checkUsed(family.slots, used)
    }

    private mutating func checkUsed(_ slots: [FamilySlot], _ used: Set<String>) {
        for slot in slots where !used.contains(slot.name) {
            fault(
                slot.line, "slot \"\(slot.name)\" is never used", "use it, or take it out",
                rule: "unused-slot")
        }
    }

    /// The names that can be used at one place.
    private struct Scope {
        var numbers: Set<String>
        var nouns: Set<String>
        var names: Set<String>
        var texts: Set<String>
        var units: Set<String> = []
        /// Steps that are not to be shown here.
        var steps: Set<String> = []

        init(slots: [FamilySlot]) {
            (numbers, nouns, names, texts) = ([], [], [], [])
            add(slots)
        }

        mutating func add(_ slots: [FamilySlot]) {
            for slot in slots {
                if slot.unit != nil { units.insert(slot.name) }
                switch slot.kind {
                case .grid, .listed, .computed: numbers.insert(slot.name)
                case .item: nouns.insert(slot.name)
                case .name: names.insert(slot.name)
                case .word: texts.insert(slot.name)
                }
            }
        }

        /// What a statement may show: no step's value.
        func slotsOnly(_ steps: [FamilyStep]) -> Scope {
            var scope = self
            for step in steps {
                scope.numbers.remove(step.name)
                scope.steps.insert(step.name)
            }
            return scope
        }

        var all: Set<String> { numbers.union(nouns).union(names).union(texts) }
    }

    /// A slot that is worked out sees the slots before it.
    private mutating func checkComputed(
        _ slots: [FamilySlot], known: Set<String>, _ used: inout Set<String>
    ) {
        var known = known
        for slot in slots {
            if case .computed(let formula) = slot.kind {
                check(formula, "slot \"\(slot.name)\"", slot.line, known, &used)
            }
            if slot.isNumber { known.insert(slot.name) }
        }
    }

    private mutating func checkUnique(
        _ slots: [FamilySlot], _ steps: [FamilyStep], _ scope: inout Scope, reserved: Set<String>
    ) {
        var seen = reserved.union(["answer"])
        for (name, line) in slots.map({ ($0.name, $0.line) }) + steps.map({ ($0.name, $0.line) }) {
            if !seen.insert(name).inserted {
                fault(
                    line, "the name \"\(name)\" is taken", "a name of its own was expected",
                    rule: "taken-name")
                breakDerivation()
            }
        }
    }

    /// Steps in order: each sees the slots and the steps before it.
    private mutating func check(
        _ steps: [FamilyStep], _ scope: inout Scope, _ used: inout Set<String>
    ) {
        for step in steps {
            check(step.value, "step \"\(step.name)\"", step.line, scope.numbers, &used)
            for slip in step.slips {
                check(slip.value, "slip \"\(slip.kind)\"", slip.line, scope.numbers, &used)
            }
            scope.numbers.insert(step.name)
            for sentence in step.sentences { check(sentence, "the sentence", scope, &used) }
        }
    }

    private mutating func check(
        _ conditions: [FamilyCondition], _ what: String, _ numbers: Set<String>,
        _ used: inout Set<String>
    ) {
        for one in conditions {
            for name in one.condition.names.sorted() {
                use(name, "\(what) \"\(one.text)\"", one.line, numbers, &used)
            }
        }
    }

    private mutating func check(
        _ formula: Formula, _ what: String, _ line: Int, _ numbers: Set<String>,
        _ used: inout Set<String>
    ) {
        for name in formula.names.sorted() { use(name, what, line, numbers, &used) }
    }

    /// - Parameter isDerived: Whether a value depends on the name, so that none can be drawn without.
    private mutating func use(
        _ name: String, _ what: String, _ line: Int, _ known: Set<String>,
        _ used: inout Set<String>, isDerived: Bool = true
    ) {
        used.insert(name)
        if known.contains(name) { return }
        if isDerived { breakDerivation() }
        if brokenSlots.contains(name) { return }
        let nearest = Spelling.nearest(name, among: known.sorted())
        fault(
            line, "\(what) uses \"\(name)\", which is not declared",
            nearest.map { "did you mean \"\($0)\"?" }
                ?? "known are \(known.sorted().joined(separator: ", "))", rule: "undeclared")
    }

    private mutating func check(
        _ template: FamilyTemplate, _ what: String, _ scope: Scope, _ used: inout Set<String>
    ) {
        for field in template.fields {
            if scope.numbers.contains(field.name) {
                used.insert(field.name)
                checkForm(field, FamilyTemplate.numberForms, what, template.line)
                if field.form == "unit", !scope.units.contains(field.name) {
                    fault(
                        template.line,
                        "\(what) has \"{\(field.name):unit}\", and the slot has none",
                        "unit: meter or another in the slot", rule: "bad-template")
                }
                continue
            }
            let first = field.name.prefix(1).lowercased() + field.name.dropFirst()
            let name = scope.all.contains(field.name) ? field.name : first
            guard !scope.steps.contains(name) else {
                fault(
                    template.line, "\(what) shows the step \"\(name)\"",
                    "a statement may show slots alone, as a step gives the derivation away",
                    rule: "answer-given")
                continue
            }
            use(name, what, template.line, scope.all, &used, isDerived: false)
            if scope.nouns.contains(name) {
                checkForm(field, scope.numbers.sorted() + ["many"], what, template.line)
                if let form = field.form { used.insert(form) }
            } else if scope.names.contains(name) {
                checkForm(field, FamilyName.pronounForms, what, template.line)
            } else if scope.texts.contains(name) {
                checkForm(field, [], what, template.line)
            }
        }
    }

    private mutating func checkForm(
        _ field: FamilyTemplate.Field, _ known: [String], _ what: String, _ line: Int
    ) {
        guard let form = field.form, !known.contains(form), !brokenSlots.contains(form) else {
            return
        }
        let nearest = Spelling.nearest(form, among: known)
        fault(
            line,
            "\(what) has \"{\(field.name):\(form)}\", and \"\(form)\" is no form of \(field.name)",
            nearest.map { "did you mean \"\($0)\"?" }
                ?? (known.isEmpty
                    ? "no form was expected" : "one of \(known.joined(separator: ", "))"),
            rule: "bad-template")
    }

    /// The original is an instance of the family, and its derivation gives the answer written by
    /// hand.
    mutating func checkOriginal(of family: Family) {
        let line = family.original.line
        let wrong = "wrong-original"
        for slot in family.numberSlots {
            guard let value = family.original.numbers[slot.name],
                !slot.contains(value, family.original.numbers)
            else { continue }
            fault(
                line, "the original's \(slot.name), \(value), is no value of the slot",
                "a value within its bounds was expected", rule: wrong)
        }
        do throws(FormulaError) {
            let instance = try FamilyInstance(original: family)
            for outcome in instance.requirements where !outcome.holds {
                fault(
                    line, "the original breaks \"\(outcome.source)\" (\(outcome.text))",
                    rule: wrong)
            }
            for outcome in instance.checks where !outcome.holds {
                fault(
                    line, "the original fails the check \"\(outcome.source)\" (\(outcome.text))",
                    rule: wrong)
            }
            guard let gold = instance.gold else {
                let form = family.answer.form.rawValue
                fault(
                    line, "the original's answer \(instance.answerValue) is not of form \(form)",
                    rule: wrong)
                return
            }
            if gold != family.original.answer {
                fault(
                    line, "the original's answer is \"\(family.original.answer)\"",
                    "the derivation gives \"\(gold)\"", rule: wrong)
            }
        } catch {
            fault(line, "the original has no value: \(error)", rule: wrong)
        }
    }
}
