internal import LyditeMath

/// What the wordings say of a slot's unit: `${price}`, `{d} km`, `{h} {h|hour|hours}`.
enum FamilyMeasureReader {
    /// The unit of each number slot on whose unit the file's text agrees; none stand for plain
    /// numbers, as a count and a number without a unit look alike.
    static func units(of family: Family) -> [String: FamilyMeasure] {
        let slots = family.slots + family.extensions.flatMap(\.slots)
        let items = Set(slots.filter(\.isItem).map(\.name))
        var seen: [String: Set<FamilyMeasure?>] = [:]
        let wordings = family.statements.flatMap { [$0.facts, $0.ask] }
        for template in wordings + family.extensions.flatMap({ [$0.facts, $0.ask] }) {
            for (name, unit) in units(in: template, items: items) {
                seen[name, default: []].insert(unit)
            }
        }
        var units: [String: FamilyMeasure] = [:]
        for (name, found) in seen {
            // A number that counts things once counts them where it stands alone, too.
            let isCount =
                found.isSubset(of: [FamilyMeasure.none, nil]) && found.contains(FamilyMeasure.none)
            if isCount {
                units[name] = FamilyMeasure.none
            } else if found.count == 1, let unit = found.first {
                units[name] = unit
            }
        }
        for slot in slots {
            guard let stated = slot.measure else { continue }
            units[slot.name] = FamilyMeasure(phrase: stated)
        }
        return units
    }

    private static func units(
        in template: FamilyTemplate, items: Set<String>
    ) -> [(String, FamilyMeasure?)] {
        let pieces = template.pieces
        return pieces.indices.compactMap { index in
            guard case .field(let field) = pieces[index], field.form != "th" else { return nil }
            let after = firstPhrase(FamilyTemplate.sourceText(of: pieces[(index + 1)...].prefix(3)))
            let before = index > 0 ? FamilyTemplate.sourceText(of: pieces[..<index].suffix(6)) : ""
            let rest = sentence(before, FamilyTemplate.sourceText(of: pieces[(index + 1)...]))
            if isCount(pieces[index...], items) {
                return (field.name, isOpen("", rest) ? nil : FamilyMeasure.none)
            }
            let isDollar = before.hasSuffix("$")
            guard isDollar || after.hasPrefix(" ") || after.hasPrefix("-") else {
                return (field.name, nil)
            }
            let phrase = (isDollar ? "dollar" : "") + after
            return (field.name, isOpen(phrase, rest) ? nil : FamilyMeasure(phrase: phrase))
        }
    }

    /// "3 pears" is a plain number, where "$3" is not.
    private static func isCount(
        _ pieces: ArraySlice<FamilyTemplate.Piece>, _ items: Set<String>
    ) -> Bool {
        guard case .text(" ")? = pieces.dropFirst().first,
            case .field(let noun)? = pieces.dropFirst(2).first
        else { return false }
        return items.contains(noun.name)
    }

    /// Words that make a rate of a number that stands elsewhere in the sentence.
    private static let rateWords: Set<String> = [
        "each", "every", "per", "apiece", "whenever", "a", "an", "one", "rate", "daily", "hourly",
    ]

    /// Whether the sentence speaks of a rate whose second unit does not stand beside the number.
    private static func isOpen(_ phrase: String, _ rest: [String]) -> Bool {
        let near = FamilyText.words(in: phrase)
        if near.dropFirst().first == "each" { return false }
        for (index, word) in rest.enumerated() where rateWords.contains(word) {
            // "a box", "one wall": an article before what is no unit makes no rate.
            guard ["a", "an", "one"].contains(word) else {
                if near.dropFirst().first == word, word == "per" { continue }
                return true
            }
            let next = rest[(index + 1)...].prefix(2).joined(separator: " ")
            if FamilyMeasure(phrase: next) != nil, near.dropFirst().first != word { return true }
        }
        return false
    }

    /// The words of the sentence around a place.
    private static func sentence(_ before: String, _ after: String) -> [String] {
        let isEnd: (Character) -> Bool = { ".?!;".contains($0) }
        let start = before.lastIndex(where: isEnd).map { before[before.index(after: $0)...] }
        return FamilyText.words(in: String(start ?? before[...]))
            + FamilyText.words(in: String(after.prefix { !isEnd($0) }))
    }

    /// Up to the first mark that ends a phrase.
    private static func firstPhrase(_ text: String) -> String {
        String(text.prefix { !",.;:?!()".contains($0) })
    }
}

extension FamilySlot {
    fileprivate var isItem: Bool {
        if case .item = kind { true } else { false }
    }
}
