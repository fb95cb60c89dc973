/// The types of slots, and the fields that each has.
package enum FamilySlotType: String, Hashable, Sendable, CaseIterable {
    case integer, decimal, rational, choice, computed, word, name, item

    package var fields: [FamilyField] {
        switch self {
        case .integer, .decimal: Self.bounds + [Self.step] + Self.style
        case .rational:
            Self.bounds
                + [
                    FamilyField(
                        "denominator", .whole(2...100), required: true, "The largest denominator.")
                ] + Self.style
        case .choice:
            [
                FamilyField(
                    "values", .list(.number, atLeast: 1), required: true,
                    "The numbers to choose from.")
            ] + Self.style
        case .computed:
            [
                FamilyField(
                    "value", .formula, required: true, "Arithmetic with the slots before it.")
            ] + Self.style
        case .word:
            [
                FamilyField(
                    "values", .list(.text, atLeast: 1), required: true,
                    "The texts to choose from.")
            ]
        case .name: []
        case .item:
            [
                FamilyField(
                    "from", .words(FamilyNoun.lists.keys.sorted()), "A built-in list of nouns."),
                FamilyField(
                    "values", .list(.text, atLeast: 1),
                    "Nouns such as box/boxes, where from is not given."),
            ]
        }
    }

    package var names: [String] { ["type"] + fields.map(\.name) }

    private static let bounds = [
        FamilyField("min", .number, required: true, "The least value."),
        FamilyField("max", .number, required: true, "The largest value."),
    ]

    private static let step = FamilyField(
        "step", .number, "The distance of two neighbouring values; 1 without it.")

    private static let style = [
        FamilyField("places", .whole(0...6), "Decimals that the value is written with."),
        FamilyField("form", .words(["fraction", "money"]), "How the value is written."),
        FamilyField(
            "unit", .text,
            "What it is measured in: meter, which {slot:unit} prints, or a rate such as km/h."),
    ]
}
