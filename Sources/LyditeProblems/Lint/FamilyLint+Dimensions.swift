internal import LyditeMath

/// Whether derivations add like to like, and come out in the units they state.
extension FamilyLint {
    /// The first step that adds unlike units or comes out in another than it states, going by the units
    /// of slots and steps alone; nil where no slot states one.
    package static func unitFault(of family: Family) -> String? {
        let stated = (family.slots + family.extensions.flatMap(\.slots)).reduce(into: [:]) {
            $0[$1.name] = $1.measure.flatMap { FamilyMeasure(phrase: $0) }
        }
        // Of two joined problems the first gives the other a number, whatever it counts.
        guard !stated.isEmpty, family.parts == 1 else { return nil }
        var lint = FamilyLint(family)
        lint.checkDimensions(stated)
        return lint.findings.first?.message
    }

    mutating func checkDimensions() {
        checkDimensions(FamilyMeasureReader.units(of: family).merging(measures) { $1 })
    }

    private mutating func checkDimensions(_ units: [String: FamilyMeasure]) {
        var dimensions = FamilyDimensions()
        for (name, unit) in units.sorted(by: { $0.key < $1.key }) {
            dimensions.set(name, FamilyDimension(unit))
        }
        checkComputed(family.numberSlots, units, &dimensions)
        checkSteps(family.derive, &dimensions)
        checkAnswer(family.answer, family.check, dimensions)
        for extra in family.extensions {
            var inner = dimensions
            checkComputed(extra.slots, units, &inner)
            checkSteps(extra.derive, &inner)
            checkAnswer(extra.answer, extra.check, inner)
        }
    }

    private mutating func checkSteps(_ steps: [FamilyStep], _ dimensions: inout FamilyDimensions) {
        for step in steps {
            let stated = step.unit.flatMap { FamilyMeasure(phrase: $0) }.map { FamilyDimension($0) }
            check(step.value, step.name, stated, "step", step.line, &dimensions)
        }
    }

    private mutating func checkComputed(
        _ slots: [FamilySlot], _ units: [String: FamilyMeasure],
        _ dimensions: inout FamilyDimensions
    ) {
        for slot in slots {
            guard case .computed(let formula) = slot.kind else { continue }
            let stated = units[slot.name].map { FamilyDimension($0) }
            check(formula, slot.name, stated, "slot", slot.line, &dimensions)
        }
    }

    private mutating func check(
        _ formula: Formula, _ name: String, _ stated: FamilyDimension?, _ kind: String,
        _ line: Int, _ dimensions: inout FamilyDimensions
    ) {
        var clashes: [FamilyDimensions.Clash] = []
        let found = dimensions.dimension(of: formula, &clashes)
        for clash in clashes {
            find(
                "dimension", line,
                "\(kind) \"\(name)\" combines \(clash.left) with \(clash.right)",
                "convert one of them, or mend the formula")
        }
        if let stated, clashes.isEmpty, !isConstant(formula), !dimensions.unify(found, stated) {
            find(
                "dimension", line,
                "\(kind) \"\(name)\" comes out in \(dimensions.name(found)), and its unit is"
                    + " \(dimensions.name(stated))", "mend the formula or the unit")
        }
        dimensions.set(name, stated ?? found)
    }

    private func isConstant(_ formula: Formula) -> Bool { formula.names.isEmpty }

    /// The answer has its stated unit, and the two sides of a check have one.
    private mutating func checkAnswer(
        _ answer: FamilyAnswer, _ check: [FamilyCondition], _ dimensions: FamilyDimensions
    ) {
        var dimensions = dimensions
        var clashes: [FamilyDimensions.Clash] = []
        let found = dimensions.dimension(of: answer.value, &clashes)
        let stated =
            answer.unit.flatMap { FamilyMeasure(word: $0.one) }
            ?? (answer.form == .money ? FamilyMeasure(word: "dollar") : nil)
        if let stated, clashes.isEmpty, !dimensions.unify(found, FamilyDimension(stated)) {
            find(
                "dimension", answer.line,
                "the answer comes out in \(dimensions.name(found)), and its unit is"
                    + " \(stated.name)", "mend the answer's value or its unit")
        }
        dimensions.set("answer", found)
        for one in check where one.condition.relation == .equal {
            var clashes: [FamilyDimensions.Clash] = []
            let left = dimensions.dimension(of: one.condition.left, &clashes)
            let right = dimensions.dimension(of: one.condition.right, &clashes)
            if clashes.isEmpty, dimensions.unify(left, right) { continue }
            find(
                "dimension", one.line, "the check \"\(one.text)\" compares unlike units",
                "mend the check")
        }
    }
}
