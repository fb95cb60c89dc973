/// A fault that a finished sentence shows.
struct EnglishFault: Hashable, Sendable {
    var rule: String
    var message: String
    var suggestion: String

    /// Stands before a word that was chosen by a number.
    static let chosen = "\u{2060}"

    /// The first fault of a text; nil where none is seen.
    static func first(in text: String) -> EnglishFault? {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        for index in words.indices {
            let next = index + 1 < words.count ? words[index + 1] : nil
            let third = index + 2 < words.count ? words[index + 2] : nil
            if let fault = count(words[index], next, third) ?? article(words[index], next)
                ?? repeated(words[index], next)
            {
                return fault
            }
        }
        return look(text.filter { String($0) != chosen })
    }

    /// Words in -s that are no plurals.
    private static let noPlurals: Set<String> = [
        "is", "was", "has", "as", "less", "plus", "minus", "times", "this", "its", "his", "us",
        "thus", "across", "always", "gives", "makes", "means", "equals", "comes", "leaves",
        "remains", "goes", "gets", "lies", "stands", "needs", "falls", "bus", "gas", "glass",
        "class", "boss", "plus", "lens", "mass", "cross", "press", "iris", "series", "perhaps",
        "does", "pass", "loss", "grass", "dress", "costs", "belongs", "appears", "results",
    ]

    private static func count(
        _ word: Substring, _ next: Substring?, _ third: Substring?
    ) -> EnglishFault? {
        let one = word.drop { $0 == "(" }
        guard one == "1" || one == "one" || one == "One", let next else { return nil }
        let noun = next.prefix { $0.isLetter || $0 == "-" }.lowercased()
        if one == "1", noun.hasSuffix("s"), !noPlurals.contains(noun), noun.count > 2 {
            return EnglishFault(
                rule: "plural", message: "the text can read \"1 \(noun)\"",
                suggestion: "write {n|\(noun.dropLast())|\(noun)} or {noun:n}")
        }
        // "the 3 and 1 are added" ends a list; a noun between tells the subject.
        guard one == "1", noun == next, let third, ["are", "were", "have"].contains(third) else {
            return nil
        }
        guard !["and", "or", "of", "in", "to"].contains(noun), !noun.isEmpty else { return nil }
        return EnglishFault(
            rule: "agreement", message: "the text can read \"1 \(noun) \(third)\"",
            suggestion: "write {n|is|are} for the verb")
    }

    /// Words before which "a" is a name or a letter and no article.
    private static let noNouns: Set<String> = [
        "and", "or", "is", "in", "are", "of", "on", "at", "as", "if", "it", "equals", "exactly",
        "alone", "also", "again", "into", "instead", "equal", "answers", "asks", "arrives", "aims",
        "into", "each", "earns", "eats", "only", "until", "under", "up", "over", "after", "along",
    ]

    private static func article(_ word: Substring, _ next: Substring?) -> EnglishFault? {
        let bare = word.drop { $0 == "(" || $0 == "\"" }
        guard ["a", "an", "An"].contains(bare) || bare == "A", let next else { return nil }
        let noun = next.prefix { $0.isLetter || $0.isNumber || $0 == "-" }
        guard noun.count > 1 || noun.first?.isNumber == true, !noNouns.contains(String(noun)),
            noun.first?.isUppercase != true
        else { return nil }
        let fitting = FamilyEnglish.article(before: String(noun))
        // "A" before a vowel may be a point's name; "a" may not.
        if bare == "A", fitting == "an", noun.first?.isNumber == true { return nil }
        guard fitting != bare.lowercased() else { return nil }
        return EnglishFault(
            rule: "article", message: "the text can read \"\(bare) \(noun)\"",
            suggestion: "write \"\(fitting)\", or {a name} before a place for a value")
    }

    private static func repeated(_ word: Substring, _ next: Substring?) -> EnglishFault? {
        guard let next, word == next, word.count > 1, word.allSatisfy(\.isLetter),
            word != "that", word != "had"
        else { return nil }
        return EnglishFault(
            rule: "doubled-word", message: "the text reads \"\(word) \(next)\"",
            suggestion: "take one of them out")
    }

    /// Capitals, blanks and the end of the sentence.
    private static func look(_ text: String) -> EnglishFault? {
        let problem: String
        if let first = text.first(where: { $0 != "\"" && $0 != "(" }), first.isLowercase {
            problem = "the text begins with a small letter"
        } else if let last = text.last(where: { $0 != "\"" && $0 != ")" }),
            !".?!:".contains(last)
        {
            problem = "the text ends without a full stop or a question mark"
        } else if [" .", " ,", " ?", "..", ",,", "( ", " )"].contains(where: text.contains),
            !text.contains("...")
        {
            problem = "the text has a blank before a mark, or a mark twice"
        } else if text.count(where: { $0 == "(" }) != text.count(where: { $0 == ")" }) {
            problem = "the text has a parenthesis without its other half"
        } else {
            return nil
        }
        return EnglishFault(
            rule: "punctuation", message: problem, suggestion: "the text is: \(text.prefix(80))")
    }
}
