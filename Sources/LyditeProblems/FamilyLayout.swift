package import LyditeMath

/// The names of a family and one of its extensions as places in an array, worked out once for all
/// instances.
///
/// The places are the family's number slots, the extension's, every step, then the answer of the
/// family alone and that of the whole.
package final class FamilyLayout: Sendable {
    package let family: Family
    package let extensionIndex: Int?
    /// Every step from the first to the one that gives the answer.
    package let steps: [FamilyStep]
    /// Slots that hold numbers, in the order of the file.
    package let numberSlots: [FamilySlot]
    /// Slots that hold words, in the order of the file.
    package let wordSlots: [FamilySlot]
    /// How each slot and step is written, by name.
    let styles: [String: FamilyNumberStyle]
    /// How the value of each place is written.
    let placeStyles: [FamilyNumberStyle]
    /// The units of slots that have one.
    let units: [String: FamilyUnit]
    /// What is wrong with each wording; nil where it mentions every given once.
    package let mentionFaults: [String?]
    /// Operations of all steps.
    package let operations: Int
    /// The numbers that each wording shows; a slot that only feeds others is none.
    let givens: [[FamilySlot]]
    let count: Int
    fileprivate let places: [String: Int]
    private let formulas: [PlacedFormula]
    let conditions: Conditions

    /// The comparisons that an instance must keep, placed.
    struct Conditions: Sendable {
        var requirements: [PlacedCondition]
        /// The family's own checks, in which `answer` is the answer without the extension.
        var baseChecks: [PlacedCondition]
        var checks: [PlacedCondition]
    }

    package init(family: Family, extensionIndex: Int? = nil) {
        self.family = family
        self.extensionIndex = extensionIndex
        let extra = extensionIndex.map { family.extensions[$0] }
        let slots = family.slots + (extra?.slots ?? [])
        numberSlots = slots.filter(\.isNumber)
        wordSlots = slots.filter { !$0.isNumber }
        steps = family.derive + (extra?.derive ?? [])
        var places: [String: Int] = [:]
        var styles: [String: FamilyNumberStyle] = [:]
        let named = numberSlots.map { ($0.name, $0.style) } + steps.map { ($0.name, $0.style) }
        for (place, (name, style)) in named.enumerated() {
            places[name] = place
            styles[name] = style
        }
        count = named.count + 2
        placeStyles = named.map(\.1) + [.plain, .plain]
        var base = places
        base["answer"] = named.count
        places["answer"] = named.count + 1
        self.places = places
        self.styles = styles
        let answers = [family.answer, extra?.answer ?? family.answer]
        formulas = (steps.map(\.value) + answers.map(\.value)).map { formula in
            PlacedFormula(formula) { places[$0] }
        }
        conditions = Conditions(
            requirements: (family.require + (extra?.require ?? [])).map { one in
                PlacedCondition(one.condition) { places[$0] }
            },
            baseChecks: family.check.map { one in PlacedCondition(one.condition) { base[$0] } },
            checks: (extra?.check ?? []).map { one in PlacedCondition(one.condition) { places[$0] }
            })
        var units: [String: FamilyUnit] = [:]
        for slot in slots { units[slot.name] = slot.unit }
        self.units = units
        operations = steps.reduce(0) { $0 + $1.value.operations }
        let numbers = numberSlots
        let steps = steps
        mentionFaults = family.statements.map { wording in
            let end = extra.map { [$0.facts, $0.ask] } ?? [wording.ask]
            return Self.mentionFault([wording.facts] + end, numbers, steps)
        }
        givens = family.statements.map { wording in
            let end = extra.map { [$0.facts, $0.ask] } ?? [wording.ask]
            let shown = Set(([wording.facts] + end).flatMap { $0.fields.map(\.name) })
            return numbers.filter { shown.contains($0.name) }
        }
    }

    /// Every number that a step uses stands in the text, and no slot's number stands there twice.
    private static func mentionFault(
        _ templates: [FamilyTemplate], _ slots: [FamilySlot], _ steps: [FamilyStep]
    ) -> String? {
        var mentions: [String: Int] = [:]
        for name in templates.flatMap(\.printedNames) { mentions[name, default: 0] += 1 }
        let used = steps.reduce(into: Set<String>()) { $0.formUnion($1.value.names) }
        for slot in slots {
            let count = mentions[slot.name] ?? 0
            if count > 1 { return "mentions \"\(slot.name)\" \(count) times" }
            if count == 0, used.contains(slot.name) { return "does not mention \"\(slot.name)\"" }
        }
        return nil
    }

    package var chosenExtension: FamilyExtension? { extensionIndex.map { family.extensions[$0] } }

    package func place(of name: String) -> Int? { places[name] }

    /// The value of every place, from those of the number slots.
    func values(slots: [Rational]) throws(FormulaError) -> [Rational] {
        var values = slots
        values.reserveCapacity(count)
        // Places that are not worked out yet hold nothing that a formula may read: steps see only
        // those before them.
        while values.count < count { values.append(.zero) }
        for (offset, formula) in formulas.enumerated() {
            values[numberSlots.count + offset] = try formula.value(values)
        }
        return values
    }

    /// A formula over this layout's names.
    package func placed(_ formula: Formula) -> PlacedFormula {
        PlacedFormula(formula) { self.places[$0] }
    }

    /// Slot values by name as an array in the layout's order; nil where one is missing.
    package func slots(_ numbers: [String: Rational]) -> [Rational]? {
        var slots: [Rational] = []
        slots.reserveCapacity(numberSlots.count)
        for slot in numberSlots {
            guard let value = numbers[slot.name] else { return nil }
            slots.append(value)
        }
        return slots
    }
}

/// The values of an instance, by name.
package struct FamilyValues: Sendable {
    let layout: FamilyLayout
    let placed: [Rational]

    package subscript(name: String) -> Rational? { layout.place(of: name).map { placed[$0] } }

    /// As a dictionary of its own, for whoever changes values.
    package var byName: [String: Rational] { layout.places.mapValues { placed[$0] } }
}
