internal import LyditeMath

/// A unit of measure as a product of powers of base units; minutes and hours are two base units.
///
/// Counts (apples, pupils) are no units here: "3 boxes of 4 apples" multiplies counts by counts.
struct FamilyMeasure: Hashable, Sendable {
    /// Powers by base unit, none of them zero.
    var powers: [String: Int]

    static let none = FamilyMeasure(powers: [:])

    init(powers: [String: Int]) { self.powers = powers.filter { $0.value != 0 } }

    /// Every spelling of each base unit, with what is measured.
    private static let table: [(kind: String, base: String, spellings: [String])] = [
        ("money", "dollar", ["dollar", "dollars", "$"]),
        ("money", "cent", ["cent", "cents"]),
        ("time", "second", ["second", "seconds", "s"]),
        ("time", "minute", ["minute", "minutes", "min"]),
        ("time", "hour", ["hour", "hours", "h"]),
        ("time", "day", ["day", "days"]),
        ("time", "week", ["week", "weeks"]),
        ("time", "month", ["month", "months"]),
        ("time", "year", ["year", "years"]),
        ("length", "millimeter", ["millimeter", "millimeters", "mm"]),
        ("length", "centimeter", ["centimeter", "centimeters", "cm"]),
        ("length", "decimeter", ["decimeter", "decimeters", "dm"]),
        ("length", "meter", ["meter", "meters", "m"]),
        ("length", "kilometer", ["kilometer", "kilometers", "km"]),
        ("length", "inch", ["inch", "inches"]),
        ("length", "foot", ["foot", "feet"]),
        ("length", "yard", ["yard", "yards"]),
        ("length", "mile", ["mile", "miles"]),
        ("mass", "gram", ["gram", "grams", "g"]),
        ("mass", "kilogram", ["kilogram", "kilograms", "kg"]),
        ("mass", "ounce", ["ounce", "ounces"]),
        ("mass", "pound", ["pound", "pounds"]),
        ("volume", "milliliter", ["milliliter", "milliliters", "ml"]),
        ("volume", "liter", ["liter", "liters", "l"]),
        ("volume", "gallon", ["gallon", "gallons"]),
        ("angle", "degree", ["degree", "degrees"]),
    ]

    private static let bases: [String: String] = table.reduce(into: [:]) { bases, row in
        for spelling in row.spellings { bases[spelling] = row.base }
    }

    private static let kinds: [String: String] = table.reduce(into: [:]) { kinds, row in
        kinds[row.base] = row.kind
    }

    /// "hours", "km"; nil for what is no measure.
    init?(word: String) {
        if let phrase = FamilyMeasure(phrase: word), phrase != .none {
            self = phrase
        } else {
            return nil
        }
    }

    /// "dollars per kg", "km/h", "square meters", "minutes after noon"; nil where the first word is no
    /// measure.
    init?(phrase: String) {
        var words = phrase.split { $0 == " " || $0 == "-" }.map { $0.lowercased() }[...]
        guard var unit = Self.take(&words) else { return nil }
        if let next = words.first, ["per", "a", "an"].contains(next) {
            words.removeFirst()
            // "dollars per apple" is dollars: a count has no unit.
            if let other = Self.take(&words) { unit = unit.times(other, power: -1) }
        } else if let next = words.first, ["each", "every", "for", "to"].contains(next) {
            // "for every 3 km" leaves the unit open.
            if next != "each" { return nil }
        }
        self = unit
    }

    private static func take(_ words: inout ArraySlice<String>) -> FamilyMeasure? {
        guard let first = words.popFirst() else { return nil }
        let power = first == "square" ? 2 : first == "cubic" ? 3 : 1
        guard let word = power > 1 ? words.popFirst() : first else { return nil }
        let parts = word.split(separator: "/").map(String.init)
        guard let base = parts.first.flatMap({ bases[$0] }) else { return nil }
        var unit = FamilyMeasure(powers: [base: power])
        // "cm/cm" gives one noun in both numbers.
        if parts.count == 2, let other = bases[parts[1]], other != base {
            unit = unit.times(FamilyMeasure(powers: [other: 1]), power: -1)
        }
        return unit
    }

    func times(_ other: FamilyMeasure, power: Int) -> FamilyMeasure {
        FamilyMeasure(
            powers: powers.merging(other.powers.mapValues { $0 * power }, uniquingKeysWith: +))
    }

    /// Whether both measure the same, such as two times or two areas.
    func isSameKind(as other: FamilyMeasure) -> Bool { kindPowers == other.kindPowers }

    private var kindPowers: [String: Int] {
        powers.reduce(into: [:]) { $0[Self.kinds[$1.key] ?? $1.key, default: 0] += $1.value }
    }

    /// `dollar`, `kilometer/hour`, `meter^2`.
    var name: String {
        let up = powers.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map(Self.factor)
        let down = powers.filter { $0.value < 0 }.sorted { $0.key < $1.key }
            .map { Self.factor(($0.key, -$0.value)) }
        guard !up.isEmpty || !down.isEmpty else { return "a plain number" }
        return (up.isEmpty ? "1" : up.joined(separator: "*"))
            + (down.isEmpty ? "" : "/" + down.joined(separator: "/"))
    }

    private static func factor(_ part: (key: String, value: Int)) -> String {
        part.value == 1 ? part.key : "\(part.key)^\(part.value)"
    }

    /// The units that a question names; single letters are variables more often than units.
    static func named(in text: String) -> [FamilyMeasure] {
        let words = FamilyText.words(in: text)
        return words.indices.compactMap { index in
            guard words[index].count > 1 else { return nil }
            if index > 0, ["square", "cubic", "per", "a"].contains(words[index - 1]) { return nil }
            return FamilyMeasure(phrase: words[index...].prefix(4).joined(separator: " "))
        }
    }
}
