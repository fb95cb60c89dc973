internal import LyditeCore

/// Slips of a hurried hand that leave the meaning as it is.
enum FamilyNoise {
    static let contractions = [
        ("does not", "doesn't"), ("do not", "don't"), ("is not", "isn't"), ("are not", "aren't"),
        ("did not", "didn't"), ("cannot", "can't"), ("was not", "wasn't"), ("has not", "hasn't"),
    ]
    static let expansions = contractions.map { ($0.1, $0.0) }
    private static let shorthand = [
        (" and ", " & "), (" with ", " w/ "), (" without ", " w/o "), (" because ", " bc "),
        (" please ", " pls "), (" you ", " u "), (" are ", " r "), (" through ", " thru "),
        (" though ", " tho "), (" people ", " ppl "),
    ]

    /// Words whose loss or change would change what is told.
    private static let meaning: Set<String> = [
        "without", "except", "before", "between", "another", "second", "longer", "shorter",
        "larger", "smaller", "greater", "faster", "slower", "heavier", "lighter", "cheaper",
        "higher", "deeper", "fewer", "percent", "percentage", "quarter", "double", "triple",
        "thirds", "twelve", "eleven", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
        "eighteen", "nineteen", "twenty", "thirty", "hundred", "thousand", "million", "square",
        "squared", "divided", "remainder", "product", "average", "median", "inclusive", "exactly",
        "neither", "whereas", "unless", "instead", "divisible", "positive", "negative", "integer",
    ]

    /// Words this short give themselves away badly when a letter moves.
    private static let shortestWord = 6
    private static let mostTypos = 4

    static func replacing(_ pairs: [(String, String)], in text: String) -> String {
        var text = text
        for (old, new) in pairs { text = replace(old, by: new, in: text) }
        return text
    }

    static func text(_ facts: String, seed: Digest, keeping kept: Set<String>) -> String {
        var generator = SeededGenerator(seed: 0, parent: seed, stage: "noise", index: 0)
        var text = facts
        for (old, new) in shorthand where generator.chance(1, of: 2) {
            text = replace(old, by: new, in: text)
        }
        text = typos(text, kept, &generator)
        if generator.chance(1, of: 2) { text = loweredStarts(text) }
        if generator.chance(1, of: 2) { text = replace(". ", by: "... ", in: text) }
        return text
    }

    /// Two neighbouring inner letters change places, or one is doubled, in a few plain words.
    private static func typos(
        _ text: String, _ kept: Set<String>, _ generator: inout SeededGenerator
    ) -> String {
        var words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        // After an article the first sound counts, and a moved letter may change it.
        var places = words.indices.filter { place in
            isPlain(words[place], kept) && (place == 0 || !["a", "an"].contains(words[place - 1]))
        }
        generator.shuffle(&places)
        for place in places.prefix(generator.within(1...mostTypos)) {
            var letters = Array(words[place].utf8)
            let at = generator.within(1...(letters.count - 4))
            if letters[at] != letters[at + 1], generator.chance(2, of: 3) {
                letters.swapAt(at, at + 1)
            } else {
                letters.insert(letters[at], at: at)
            }
            words[place] = String(decoding: letters, as: UTF8.self)
        }
        return words.joined(separator: " ")
    }

    private static func isPlain(_ word: String, _ kept: Set<String>) -> Bool {
        guard word.utf8.count >= shortestWord, !kept.contains(word), !meaning.contains(word),
            word.utf8.allSatisfy({ $0 >= 0x61 && $0 <= 0x7a })
        else { return false }
        return !FamilyUnit.all.contains { $0.noun.one == word || $0.noun.many == word }
    }

    /// Sentences that open with a common word begin small, as in a chat.
    private static func loweredStarts(_ text: String) -> String {
        var text = text
        for word in ["The", "Each", "One", "All", "There", "Every", "They", "It", "On", "In", "At"]
        {
            text = replace(". " + word + " ", by: ". " + word.lowercased() + " ", in: text)
        }
        return text
    }

    private static func replace(_ old: String, by new: String, in text: String) -> String {
        let (bytes, old) = (Array(text.utf8), Array(old.utf8))
        var made: [UInt8] = []
        made.reserveCapacity(bytes.count + 16)
        var at = 0
        while at < bytes.count {
            if bytes[at] == old[0], bytes[at...].starts(with: old) {
                made += Array(new.utf8)
                at += old.count
            } else {
                made.append(bytes[at])
                at += 1
            }
        }
        return String(decoding: made, as: UTF8.self)
    }
}
