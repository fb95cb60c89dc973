/// A countable noun in both numbers.
package struct FamilyNoun: Hashable, Sendable {
    package var one: String
    package var many: String

    package init(one: String, many: String) {
        self.one = one
        self.many = many
    }

    /// Reads "box/boxes"; a lone word takes an s.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        one = String(parts[0])
        many = parts.count == 2 ? String(parts[1]) : one + "s"
    }

    /// The built-in lists, by the name that `from:` gives.
    package static let lists: [String: [FamilyNoun]] = [
        "fruit": nouns("apple orange pear lemon peach/peaches plum mango/mangoes melon kiwi fig"),
        "stationery": nouns(
            "pencil notebook eraser ruler marker folder pen sketchbook highlighter sharpener"),
        "toys": nouns("marble sticker puzzle kite yo-yo/yo-yos balloon ball card bead shell"),
        "baked": nouns("muffin cookie bagel roll scone doughnut pretzel croissant pie tart"),
        "flowers": nouns(
            "tulip rose daisy/daisies lily/lilies sunflower orchid violet iris/irises"),
        "plants": nouns("tomato/tomatoes carrot pepper cabbage/cabbages pumpkin onion bean turnip"),
        "goods": nouns("lamp chair clock mirror basket vase teapot blanket cushion candle"),
        "containers": nouns("box/boxes bag crate basket tray jar carton tin"),
        "clothes": nouns("shirt scarf/scarves jacket hat sweater belt dress/dresses tie coat cap"),
    ]

    private static func nouns(_ text: String) -> [FamilyNoun] {
        text.split(separator: " ").compactMap { FamilyNoun(String($0)) }
    }
}

/// A first name and how sentences refer back to it.
package struct FamilyName: Hashable, Sendable {
    package var text: String
    package var isShe: Bool

    package init(text: String, isShe: Bool) {
        self.text = text
        self.isShe = isShe
    }

    package static let all: [FamilyName] =
        names(
            "Maya Nora Elena Priya Aisha Chloe Hannah Ingrid Julia Keiko Lucia Mei Olivia Rosa"
                + " Sofia Tara Wanda Yara Zoe Fatima Grace Leila Amara Bianca Dina", isShe: true)
        + names(
            "Adam Ben Carlos David Ethan Farid Gavin Hugo Ivan Jamal Kofi Liam Marco Noah Omar"
                + " Pablo Ravi Samuel Tomas Victor Wei Yusuf Arjun Diego Felix", isShe: false)

    private static func names(_ text: String, isShe: Bool) -> [FamilyName] {
        text.split(separator: " ").map { FamilyName(text: String($0), isShe: isShe) }
    }

    /// "she" for `they`, "his" for `their`; nil for a form that is none.
    package func pronoun(_ form: String) -> String? {
        switch form {
        case "they": isShe ? "she" : "he"
        case "them": isShe ? "her" : "him"
        case "their": isShe ? "her" : "his"
        case "They": isShe ? "She" : "He"
        case "Their": isShe ? "Her" : "His"
        default: nil
        }
    }

    package static let pronounForms = ["they", "them", "their", "They", "Their"]
}
