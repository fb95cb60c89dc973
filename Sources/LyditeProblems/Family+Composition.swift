internal import LyditeMath

/// A way to lead the answer of one family into a given of another.
package struct FamilyLink: Hashable, Sendable {
    /// The slot of the second family that the answer takes.
    package var slot: FamilySlot
    /// What the statement calls the answer.
    package var letter: String
}

extension Family {
    /// Families that one statement joins at most.
    package static let maximumParts = 4
    /// What a statement may call an answer; one that it does not use already.
    private static let letters = ["X", "Y", "Z", "K", "M", "N", "Q", "T"]

    /// How many families are joined in this one.
    package var parts: Int { 1 + shape.count { $0.hasPrefix("compose ") } }

    /// The slots of `partner` that this family's answer can stand for, by its kind.
    ///
    /// Money leads into money, as a `$` before the number shows, and a whole number into a whole
    /// number. Ranges are for the draw to keep.
    package func links(to partner: Family) -> [FamilyLink] {
        guard parts < Self.maximumParts, partner.inverse == nil, case .name = answer.value,
            !shape.contains(where: { $0.hasPrefix("compose \(partner.shapeName) ") })
        else { return [] }
        let used = (statements + partner.statements).reduce(into: Set<String>()) {
            $0.formUnion($1.facts.letters)
            $0.formUnion($1.ask.letters)
        }
        guard let letter = Self.letters.first(where: { !used.contains($0) }) else { return [] }
        return partner.slots.filter { slot in
            switch slot.kind {
            case .grid: break
            case .listed(let values) where values.count <= Self.mostListed: break
            case .listed, .computed, .name, .item, .word: return false
            }
            guard slot.style != .fraction, partner.mayTake(answer.form, slot) else { return false }
            // A slot that feeds another is no given that a reader looks up.
            let isFed = partner.slots.contains { other in
                if case .computed(let formula) = other.kind {
                    formula.names.contains(slot.name)
                } else {
                    false
                }
            }
            return !isFed
                && partner.statements.allSatisfy { wording in
                    wording.facts.isApart(slot.name)
                        && wording.facts.printedNames.filter { $0 == slot.name }.count == 1
                        && !wording.ask.printedNames.contains(slot.name)
                        && wording.facts.replacing(slot.name, byLetter: letter) != nil
                        && wording.ask.replacing(slot.name, byLetter: letter) != nil
                }
        }.map { FamilyLink(slot: $0, letter: letter) }
    }

    /// Longer lists make conditions that nobody reads.
    private static let mostListed = 24

    private func mayTake(_ form: FamilyAnswer.Form, _ slot: FamilySlot) -> Bool {
        let isMoney = statements.contains { $0.facts.mark(before: slot.name) == "$" }
        switch form {
        case .money: return isMoney
        case .integer: return !isMoney && slot.style == .plain && slot.isWhole
        case .decimal, .fraction, .percent: return false
        }
    }

    /// One family of two: this one's answer is the value of `link` in `partner`.
    package func composed(with partner: Family, through link: FamilyLink) -> Family {
        let other = partner.renamed(apartFrom: self, shape: shape.count)
        let slot = other.names[link.slot.name] ?? link.slot.name
        let taken: [String: Formula] = [slot: answer.value]
        let second = other.family
        var family = self
        family.shape.append("compose \(partner.shapeName) \(link.slot.name)")
        family.slots = slots + second.slots.filter { $0.name != slot }
        family.require =
            require + second.require.map { $0.substituting(taken) }
            + link.slot.conditions(on: answer.value)
        family.derive = derive + second.derive.map { $0.substituting(taken) }
        family.check =
            check.map { $0.substituting(["answer": answer.value]) }
            + second.check.map { $0.substituting(taken) }
        family.answer = second.answer
        family.answer.value = second.answer.value.substituting { taken[$0] }
        family.statements = statements.flatMap { first in
            second.statements.compactMap { last in
                guard let facts = last.facts.replacing(slot, byLetter: link.letter),
                    let ask = last.ask.replacing(slot, byLetter: link.letter)
                else { return nil }
                let bridge = FamilyTemplate(
                    pieces: [.text("Let \(link.letter) be the answer to this question.")],
                    line: first.ask.line)
                return FamilyStatement(facts: first.facts + first.ask + bridge + facts, ask: ask)
            }
        }
        // Nine wordings are enough: four families would have 81.
        family.statements = Array(family.statements.prefix(9))
        family.difficulty = Swift.min(5, Swift.max(difficulty, partner.difficulty) + 1)
        family.extensions = []
        family.backward = []
        family.distractors = []
        return family
    }

    /// The family with names that `first` does not have, and the new name of each that changed.
    private func renamed(
        apartFrom first: Family, shape depth: Int
    ) -> (family: Family, names: [String: String]) {
        let taken = Set(first.slots.map(\.name) + first.derive.map(\.name))
        var names: [String: String] = [:]
        for name in slots.map(\.name) + derive.map(\.name) where taken.contains(name) {
            var place = 2
            while taken.contains("\(name)_\(place)") { place += 1 }
            names[name] = "\(name)_\(place)"
        }
        let formulas = names.mapValues { Formula.name($0) }
        var family = self
        family.slots = slots.map { slot in
            var slot = slot
            slot.name = names[slot.name] ?? slot.name
            if case .computed(let formula) = slot.kind {
                slot.kind = .computed(formula.substituting { formulas[$0] })
            }
            return slot
        }
        family.require = require.map { $0.substituting(formulas) }
        family.check = check.map { $0.substituting(formulas) }
        family.derive = derive.map { step in
            var step = step.substituting(formulas)
            step.name = names[step.name] ?? step.name
            step.sentences = step.sentences.map { $0.renaming(names) }
            return step
        }
        family.answer.value = answer.value.substituting { formulas[$0] }
        family.statements = statements.map {
            FamilyStatement(facts: $0.facts.renaming(names), ask: $0.ask.renaming(names))
        }
        return (family, names)
    }
}

extension FamilySlot {
    /// Whether every value is a whole number.
    var isWhole: Bool {
        switch kind {
        case .grid(let start, let step, _): start.isInteger && step.isInteger
        case .listed(let values): values.allSatisfy(\.isInteger)
        case .computed, .name, .item, .word: false
        }
    }

    /// What `value` must be to be one of the slot's numbers.
    func conditions(on value: Formula) -> [FamilyCondition] {
        func one(
            _ left: Formula, _ relation: Condition.Relation, _ right: Formula
        ) -> FamilyCondition { FamilyCondition(left, relation, right, line: line) }
        switch kind {
        case .grid(let start, let step, let count):
            let last = start + step * Rational(count - 1)
            let place = Formula.binary(.subtract, value, .number(start))
            return [
                one(value, .atLeast, .number(start)), one(value, .atMost, .number(last)),
                one(.call(.mod, [place, .number(step)]), .equal, .number(.zero)),
            ]
        case .listed(let values):
            let factors = values.map { Formula.binary(.subtract, value, .number($0)) }
            guard let first = factors.first else { return [] }
            let product = factors.dropFirst().reduce(first) { .binary(.multiply, $0, $1) }
            return [one(product, .equal, .number(.zero))]
        case .computed, .name, .item, .word: return []
        }
    }
}
