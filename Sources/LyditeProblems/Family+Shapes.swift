internal import LyditeMath

/// Families made from a family by a change of structure. Each is a whole family, so that its plan,
/// its proof and its solutions are made as those of any other.
extension Family {
    /// The name of a told answer in a backward question.
    static let resultName = "result"

    /// Identity of the shape beside the file's.
    package var shapeName: String { ([id] + shape).joined(separator: " + ") }

    /// The family with one of its extensions as a part, so that the next may follow.
    package func extended(by index: Int) -> Family {
        let extra = extensions[index]
        var family = self
        family.shape.append("add-step \(extra.name)")
        family.slots += extra.slots
        family.require += extra.require
        family.derive += extra.derive
        family.check = check.map { $0.substituting(["answer": answer.value]) } + extra.check
        family.statements = statements.map {
            FamilyStatement(facts: $0.facts + extra.facts, ask: extra.ask)
        }
        family.answer = extra.answer
        family.extensions = extra.next
        family.backward = []
        return family
    }

    /// The family with one of its distractors, whose numbers differ from every given and from the
    /// answer.
    package func distracted(by index: Int) -> Family {
        let extra = distractors[index]
        var family = self
        family.shape.append("distract \(extra.text.line)")
        let numbers = extra.slots.filter(\.isNumber)
        func apart(_ others: [Formula]) -> [FamilyCondition] {
            numbers.flatMap { slot in
                others.map { FamilyCondition(.name(slot.name), .notEqual, $0, line: slot.line) }
            }
        }
        let known = numberSlots.map { Formula.name($0.name) } + [answer.value]
        family.require += apart(known)
        family.slots += extra.slots
        family.statements = statements.map {
            FamilyStatement(facts: $0.facts + extra.text, ask: $0.ask)
        }
        family.extensions = extensions.map { one in
            var one = one
            let added = one.slots.filter(\.isNumber).map { Formula.name($0.name) }
            one.require += apart(added + [one.answer.value])
            return one
        }
        family.distractors.remove(at: index)
        family.backward = []
        return family
    }

    /// The question turned round: the answer is told, and a given is asked for.
    package func backward(_ index: Int) -> Family {
        let question = backward[index]
        guard let given = slots.first(where: { $0.name == question.given }) else {
            preconditionFailure("the loader has seen that \(question.given) is a slot")
        }
        var family = self
        family.shape.append("backward \(question.given)")
        let forward = inlined(answer.value)
        let style: FamilyNumberStyle =
            switch answer.form {
            case .money: .places(2)
            case .fraction: .fraction
            case .integer, .decimal, .percent: .plain
            }
        family.slots.append(
            FamilySlot(
                name: Self.resultName, kind: .computed(forward), style: style, line: question.line))
        family.require =
            require.map { $0.substituting { self.inlined($0) } } + formConditions(question.line)
        family.derive = question.derive
        family.answer = question.answer
        let again = forward.substituting { $0 == given.name ? .name("answer") : nil }
        family.check = [
            FamilyCondition(.name("answer"), .equal, .name(given.name), line: question.line),
            FamilyCondition(again, .equal, .name(Self.resultName), line: question.line),
        ]
        family.statements = question.statements
        family.extensions = []
        family.backward = []
        family.inverse = FamilyInverse(given: given, forward: forward)
        return family
    }

    /// What the told answer must be so that it can be told in its form.
    private func formConditions(_ line: Int) -> [FamilyCondition] {
        let places: Int
        switch answer.form {
        case .fraction: return []
        case .integer: places = 0
        case .decimal, .percent, .money: places = answer.places
        }
        let scale = Formula.number(Rational(10).power(places) ?? .one)
        let scaled = Formula.binary(.multiply, .name(Self.resultName), scale)
        return [FamilyCondition(.call(.floor, [scaled]), .equal, scaled, line: line)]
    }

    /// A formula over the slots alone: every step's name gives way to its formula.
    func inlined(_ formula: Formula) -> Formula {
        var known: [String: Formula] = [:]
        for step in derive { known[step.name] = step.value.substituting { known[$0] } }
        return formula.substituting { known[$0] }
    }

    /// The slots that can be stated in a smaller unit, each with that unit.
    package var conversions: [(slot: FamilySlot, unit: FamilyUnit, count: Int)] {
        slots.compactMap { slot in
            slot.unit?.smaller.map { (slot, $0.unit, $0.count) }
        }.filter { one in
            let other = Self.name(of: one.slot, in: one.unit)
            return templates.allSatisfy { $0.replacing(one.slot.name, byUnitOf: other) != nil }
                && !slots.contains { $0.name == other }
        }
    }

    private static func name(of slot: FamilySlot, in unit: FamilyUnit) -> String {
        slot.name + "_in_" + unit.noun.many
    }

    private var templates: [FamilyTemplate] {
        statements.flatMap { [$0.facts, $0.ask] } + extensions.flatMap { [$0.facts, $0.ask] }
    }

    /// The family with one given stated in a smaller unit, and the step that turns it back.
    package func converted(
        _ slot: FamilySlot, to unit: FamilyUnit, count: Int
    ) -> Family {
        guard let own = slot.unit else { return self }
        let stated = Self.name(of: slot, in: unit)
        let back = Self.name(of: slot, in: own)
        var family = self
        family.shape.append("unit-change \(slot.name) \(unit.noun.many)")
        let scale = Formula.number(Rational(count))
        var other = FamilySlot(
            name: stated, kind: .computed(.binary(.multiply, .name(slot.name), scale)),
            style: .plain, line: slot.line)
        other.unit = unit
        other.measure = unit.noun.many
        family.slots = slots.map { one in
            var one = one
            if one.name == slot.name { one.unit = nil }
            return one
        }
        family.slots.append(other)
        let sentence = FamilyTemplate(
            pieces: [
                .field(FamilyTemplate.Field(name: stated, form: "unit")), .text(" is "),
                .equation, .text(" " + own.noun.many + "."),
            ], line: slot.line)
        let step = FamilyStep(
            name: back, value: .binary(.divide, .name(stated), scale), sentences: [sentence],
            unit: own.noun.many, style: slot.style, slips: [], line: slot.line)
        let names: [String: Formula] = [slot.name: .name(back)]
        family.derive = [step] + derive.map { $0.substituting(names) }
        family.answer.value = answer.value.substituting { names[$0] }
        func restated(_ template: FamilyTemplate) -> FamilyTemplate {
            template.replacing(slot.name, byUnitOf: stated) ?? template
        }
        family.statements = statements.map {
            FamilyStatement(facts: restated($0.facts), ask: restated($0.ask))
        }
        family.extensions = extensions.map { one in
            var one = one
            one.derive = one.derive.map { $0.substituting(names) }
            one.answer.value = one.answer.value.substituting { names[$0] }
            one.facts = restated(one.facts)
            one.ask = restated(one.ask)
            return one
        }
        family.backward = []
        return family
    }
}

extension FamilyCondition {
    init(_ left: Formula, _ relation: Condition.Relation, _ right: Formula, line: Int) {
        self.init(condition: Condition(left: left, relation: relation, right: right), line: line)
    }

    /// A condition that no author wrote; its text is printed from it.
    init(condition: Condition, line: Int) {
        let sides = [condition.left, condition.right].map { FamilyEquation.text($0) { _ in nil } }
        self.init(
            text: "\(sides[0]) \(condition.relation.rawValue) \(sides[1])", condition: condition,
            line: line)
    }

    func substituting(_ names: [String: Formula]) -> FamilyCondition {
        guard condition.names.contains(where: { names[$0] != nil }) else { return self }
        return FamilyCondition(
            condition: condition.substituting { names[$0] }, line: line)
    }

    func substituting(_ change: (Formula) -> Formula) -> FamilyCondition {
        let made = Condition(
            left: change(condition.left), relation: condition.relation,
            right: change(condition.right))
        return made == condition ? self : FamilyCondition(condition: made, line: line)
    }
}

extension FamilyStep {
    /// The step with other formulas in the place of some names, in its slips too.
    func substituting(_ names: [String: Formula]) -> FamilyStep {
        var step = self
        step.value = value.substituting { names[$0] }
        step.slips = slips.map { slip in
            var slip = slip
            slip.value = slip.value.substituting { names[$0] }
            return slip
        }
        return step
    }
}
