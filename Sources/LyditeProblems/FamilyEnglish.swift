/// The few rules of English that filled sentences need.
package enum FamilyEnglish {
    /// "an" before a vowel sound: 8, 11, 18, 80 and their thousands; an apple, an hour, a unit.
    package static func article(before text: String) -> String {
        let lower = text.lowercased()
        guard let first = lower.first else { return "a" }
        if first.isNumber {
            let digits = lower.prefix { $0.isNumber }
            if digits.hasPrefix("8") { return "an" }
            let isTeen = digits.hasPrefix("11") || digits.hasPrefix("18")
            return isTeen && digits.count % 3 == 2 ? "an" : "a"
        }
        if ["uni", "use", "euro", "one", "ukulele"].contains(where: lower.hasPrefix) { return "a" }
        if lower.hasPrefix("hour") || lower.hasPrefix("honest") { return "an" }
        return "aeiou".contains(first) ? "an" : "a"
    }

    /// 1st, 2nd, 3rd, 4th, 11th, 21st.
    package static func ordinal(_ number: Int) -> String {
        let isTeen = (11...13).contains(number % 100)
        switch (isTeen, number % 10) {
        case (false, 1): return "\(number)st"
        case (false, 2): return "\(number)nd"
        case (false, 3): return "\(number)rd"
        default: return "\(number)th"
        }
    }

    /// "seven" up to twelve, digits beyond, as printed English does.
    package static func words(_ number: Int) -> String {
        let words = [
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
            "eleven", "twelve",
        ]
        return words.indices.contains(number) ? words[number] : "\(number)"
    }

    package static func capitalised(_ text: String) -> String {
        text.prefix(1).uppercased() + text.dropFirst()
    }

    /// "Find", "Give" and their kin, with which a question can be put without a question mark.
    package static func isRequest(_ text: String) -> Bool {
        let verbs: Set<String> = [
            "find", "give", "calculate", "compute", "determine", "evaluate", "work", "state",
            "name", "write", "simplify", "solve", "express", "estimate", "round",
        ]
        return FamilyText.words(in: text).contains(where: verbs.contains)
    }

    /// Whether a text wants a proof, which no comparison of answers can judge.
    package static func isProofRequest(_ text: String) -> Bool {
        let words = FamilyText.words(in: text)
        if words.contains("prove") || words.contains("disprove") { return true }
        return zip(words, words.dropFirst()).contains { pair in
            pair == ("show", "that") || pair == ("explain", "why") || pair == ("show", "why")
                || pair == ("justify", "that") || pair == ("verify", "that")
        }
    }
}
