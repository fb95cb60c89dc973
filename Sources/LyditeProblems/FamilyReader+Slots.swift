internal import LyditeCore
internal import LyditeMath

extension FamilyReader {
    /// A slot with more values than this is a mistake of its bounds.
    private static let maximumValues = 1_000_000

    mutating func slots(_ node: YAMLNode?) -> [FamilySlot] {
        guard let node else { return [] }
        guard let entries = node.entries else {
            fault(node.line, "slots is \(node.kindName)", "a mapping of slots was expected")
            breakDerivation()
            return []
        }
        return entries.compactMap { entry in
            let slot = slot(entry)
            if slot == nil {
                brokenSlots.insert(entry.key)
                breakDerivation()
            }
            return slot
        }
    }

    private mutating func slot(_ entry: YAMLNode.Entry) -> FamilySlot? {
        let what = "slot \"\(entry.key)\""
        let type = entry.value["type"]?.text.flatMap(FamilySlotType.init(rawValue:))
        // Of an unknown type any field may be meant.
        let known =
            type?.names
            ?? ["type"] + Set(FamilySlotType.allCases.flatMap { $0.fields.map(\.name) }).sorted()
        guard let fields = fields(entry.value, what, known: known),
            let name = text(required(fields, "type", "a type such as integer"), "type")
        else { return nil }
        guard let type else {
            let types = FamilySlotType.allCases.map(\.rawValue)
            let nearest = Spelling.nearest(name, among: types)
            fault(
                fields["type"]?.line ?? fields.line, "\(what) has the unknown type \"\(name)\"",
                nearest.map { "did you mean \"\($0)\"?" }
                    ?? "one of \(types.joined(separator: ", ")) was expected")
            return nil
        }
        guard let kind = kind(type, fields, what) else { return nil }
        let isFraction = type == .rational || fields["form"]?.text == "fraction"
        let style = style(fields)
        return FamilySlot(
            name: entry.key, kind: kind, style: isFraction ? .fraction : style, line: entry.line,
            unit: fields["unit"]?.text.flatMap(FamilyUnit.named), measure: measure(fields, what))
    }

    /// What the slot's number is measured in: meter, which {slot:unit} prints, or dollars per kg.
    private mutating func measure(_ fields: FamilyFields, _ what: String) -> String? {
        guard let node = fields["unit"], let name = text(node, "unit") else { return nil }
        if FamilyMeasure(phrase: name) != nil { return name }
        let names = FamilyUnit.all.map(\.noun.one)
        fault(
            node.line, "\(what) has the unknown unit \"\(name)\"",
            Spelling.nearest(name, among: names).map { "did you mean \"\($0)\"?" }
                ?? "one of \(names.joined(separator: ", ")) or a rate of them was expected",
            rule: "unknown-unit")
        return nil
    }

    private mutating func kind(
        _ type: FamilySlotType, _ fields: FamilyFields, _ what: String
    ) -> FamilySlot.Kind? {
        switch type {
        case .integer, .decimal: return grid(type, fields, what)
        case .rational: return rationals(fields, what)
        case .computed:
            return formula(required(fields, "value", "a formula"), what).map { .computed($0) }
        case .choice:
            let node = required(fields, "values", "a list of numbers")
            let values = items(node, "values").compactMap { number($0, "the value") }
            return values.isEmpty ? nil : .listed(values)
        case .word:
            let node = required(fields, "values", "a list of texts")
            let values = items(node, "values").compactMap { text($0, "the value") }
            return values.isEmpty ? nil : .word(values)
        case .name: return .name
        case .item: return nouns(fields, what)
        }
    }

    private mutating func grid(
        _ type: FamilySlotType, _ fields: FamilyFields, _ what: String
    ) -> FamilySlot.Kind? {
        let least = number(required(fields, "min", "the least value"), "min")
        let most = number(required(fields, "max", "the largest value"), "max")
        let step = fields["step"] == nil ? Rational(1) : number(fields["step"], "step")
        guard let least, let most, let step else { return nil }
        guard least <= most else {
            fault(fields.line, "\(what) has min above max", "min <= max was expected")
            return nil
        }
        guard step > Rational(0), let last = (most - least).divided(by: step)?.floor.intValue,
            last < Self.maximumValues
        else {
            fault(
                fields.line, "\(what) has a bad step",
                "a step above 0 with at most a million values")
            return nil
        }
        if type == .integer, !(least.isInteger && step.isInteger) {
            fault(
                fields.line, "\(what) is an integer with a fraction in its bounds", "type decimal")
        }
        return .grid(start: least, step: step, count: last + 1)
    }

    private mutating func rationals(_ fields: FamilyFields, _ what: String) -> FamilySlot.Kind? {
        let least = number(required(fields, "min", "the least value"), "min")
        let most = number(required(fields, "max", "the largest value"), "max")
        let largest = integer(
            required(fields, "denominator", "the largest denominator"), "denominator", in: 2...100)
        guard let least, let most, let largest else { return nil }
        var values: [Rational] = []
        for bottom in 2...largest {
            guard let low = (least * Rational(bottom)).floor.intValue,
                let high = (most * Rational(bottom)).floor.intValue, low <= high,
                high - low < 10_000
            else { continue }
            for top in low...high {
                guard let value = Rational(top).divided(by: Rational(bottom)) else { continue }
                let isLowest = value.description == "\(top)/\(bottom)"
                if isLowest, value >= least, value <= most { values.append(value) }
            }
        }
        if values.isEmpty {
            fault(fields.line, "\(what) has no values", "min below max was expected")
        }
        return values.isEmpty ? nil : .listed(values)
    }

    private mutating func nouns(_ fields: FamilyFields, _ what: String) -> FamilySlot.Kind? {
        if let from = fields["from"] {
            if let list = from.text.flatMap({ FamilyNoun.lists[$0] }) { return .item(list) }
            let lists = FamilyNoun.lists.keys.sorted().joined(separator: ", ")
            fault(from.line, "there is no list \(shown(from))", "one of \(lists) was expected")
            return nil
        }
        let node = required(fields, "values", "a list of nouns, or from:")
        let nouns = items(node, "values").compactMap { item -> FamilyNoun? in
            guard let text = text(item, "the noun") else { return nil }
            guard let noun = FamilyNoun(text) else {
                fault(item.line, "\"\(text)\" is no noun", "a noun such as box/boxes was expected")
                return nil
            }
            return noun
        }
        return nouns.isEmpty ? nil : .item(nouns)
    }

    /// The word of a slot for the original, which must be one of the slot's own.
    mutating func word(_ text: String, _ slot: FamilySlot, _ line: Int) -> FamilyWord? {
        let found: FamilyWord?
        switch slot.kind {
        case .name: found = FamilyName.all.first { $0.text == text }.map { .name($0) }
        case .item(let nouns): found = nouns.first { $0.one == text }.map { .noun($0) }
        case .word(let texts): found = texts.contains(text) ? .text(text) : nil
        case .grid, .listed, .computed: found = nil
        }
        if found == nil {
            fault(
                line, "slot \"\(slot.name)\" cannot hold \"\(text)\"",
                "one of its own values was expected")
        }
        return found
    }
}
