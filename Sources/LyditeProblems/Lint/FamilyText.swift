internal import LyditeMath

/// What plain text holds: numbers in digits or words, and words.
enum FamilyText {
    private static let words = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ]

    /// The numbers of a text: 1,200 and 3/4 as one each, words from three to twelve.
    ///
    /// One and two are seldom numbers of a problem: "one of them", "the two".
    static func numbers(in text: String) -> Set<Rational> {
        var found: Set<Rational> = []
        for token in text.split(whereSeparator: { $0 == " " || $0 == "$" || $0 == "(" }) {
            let bare = token.drop { !$0.isLetter && !$0.isNumber && $0 != "-" }
            let ended = String(bare.trimmedEnd)
            if let place = words.firstIndex(of: ended.lowercased()), place > 2 {
                found.insert(Rational(place))
            } else if let value = FamilyReader.rational(ended.filter { $0 != "," }) {
                found.insert(value)
            }
        }
        return found
    }

    /// The questions that end a text, one after the other: "What is x? How large is y?"
    ///
    /// A question before the facts, or one that somebody in the story puts, is none of them.
    static func parts(of text: String) -> [String] {
        var parts: [String] = []
        var rest = text[...]
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        while rest.last == "?" {
            var part = rest
            while part.last == "?" { part.removeLast() }
            let start = part.lastIndex { ".?!\n".contains($0) }
            let question = start.map { part[part.index(after: $0)...] } ?? part
            if words(in: String(question)).contains(where: questionWords.contains) {
                parts.insert(String(question), at: 0)
            }
            rest = start.map { part[...$0] } ?? ""
            while let last = rest.last, last.isWhitespace { rest.removeLast() }
        }
        return parts
    }

    private static let questionWords: Set<String> = [
        "what", "how", "which", "when", "where", "who", "whose", "why",
    ]

    /// The words of a text in lower case, without what is no letter or digit around them.
    static func words(in text: String) -> [String] {
        text.split(separator: " ").map { token in
            String(token.drop { !$0.isLetter && !$0.isNumber }.trimmedEnd).lowercased()
        }.filter { !$0.isEmpty }
    }
}

extension Substring {
    /// Without what is no letter or digit at the end.
    fileprivate var trimmedEnd: Substring {
        var end = self
        while let last = end.last, !last.isLetter, !last.isNumber { end.removeLast() }
        return end
    }
}

extension FamilyInstance {
    /// The same values in another wording.
    func worded(_ index: Int) -> FamilyInstance {
        let other = try? FamilyInstance(
            family: family, numbers: numbers, words: words, statementIndex: index,
            extensionIndex: extensionIndex)
        return other ?? self
    }
}
