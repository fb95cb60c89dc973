internal import LyditeCore

/// Compares answers that are words.
enum WordComparer {
    private static let yes = ["yes", "true", "correct", "yeah", "yep", "right"]
    private static let no = ["no", "false", "incorrect", "nope", "wrong"]
    /// Ways to say that nothing is there, which may mean the same.
    private static let absent = [
        "dne", "none", "undefined", "nonexistent", "nan", "impossible", "null", "nil",
        "indeterminate", "nothing", "empty",
    ]
    private static let functions = [
        "sin", "cos", "tan", "cot", "sec", "csc", "log", "exp", "arc", "lim", "det", "gcd",
    ]

    static func compare(_ gold: [UInt8], _ pred: [UInt8]) -> AnswerComparer.Outcome {
        if gold == pred { return .equal }
        let (a, b) = (String(decoding: gold, as: UTF8.self), String(decoding: pred, as: UTF8.self))
        if truth(a) != nil, let first = truth(a), let second = truth(b) {
            return first == second ? .unknown(.unsupported) : .different
        }
        if absent.contains(a), absent.contains(b) { return .unknown(.unsupported) }
        // Only two single, unlike words are surely different answers.
        guard gold.count >= 3, pred.count >= 3, !gold.contains(0x20), !pred.contains(0x20) else {
            return .unknown(.unsupported)
        }
        guard !gold.starts(with: pred), !pred.starts(with: gold), gold.sorted() != pred.sorted(),
            gold.allSatisfy({ $0 < 0x80 }), pred.allSatisfy({ $0 < 0x80 }),
            !functions.contains(where: { a.hasPrefix($0) || b.hasPrefix($0) })
        else { return .unknown(.unsupported) }
        return .different
    }

    private static func truth(_ word: String) -> Bool? {
        if yes.contains(word) { return true }
        return no.contains(word) ? false : nil
    }

    /// Words without any number, measure or name of mathematics among them.
    ///
    /// A word is not a number. Only where one of them may count something ("half a dozen", "IV",
    /// "vier") is it open what they mean.
    static func isNoValue(_ words: [UInt8]) -> Bool {
        if isNoNumber(words) { return true }
        guard words.count >= 3, words.allSatisfy({ $0 < 0x80 }) else { return false }
        let parts = words.split { !isAsciiLetter($0) && $0 != UInt8(ascii: "'") }
        guard parts.contains(where: { $0.count >= 3 }) else { return false }
        if parts.first == [0x61] || parts.first == [0x61, 0x6E] { return false }
        return parts.allSatisfy { part in
            let word = String(decoding: part, as: UTF8.self)
            return !UnitTable.isCounter(Array(part)) && !names.contains(word)
                && UnitTable.multiplier(Array(part)) == nil && !isRoman(part)
                && !counting.contains(word) && !stems.contains(where: word.hasPrefix)
                && !MathNames.isGreek(word)
        }
    }

    private static func isRoman(_ word: ArraySlice<UInt8>) -> Bool {
        word.count >= 2 && word.allSatisfy { "ivxlcdm".utf8.contains($0) }
    }

    /// Words that may spell out a formula.
    private static let names: Set<String> = [
        "pi", "sqrt", "sin", "sine", "cos", "cosine", "tan", "tangent", "log", "ln", "exp",
        "infinity", "e", "i", "plus", "minus", "over", "times", "squared", "cubed", "factorial",
        "power", "square", "cube", "divided", "negative", "choose", "radical",
    ]

    /// How English number words begin.
    private static let stems = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twel", "twen", "thir", "fort", "fif", "nin", "zero", "hundred", "thousand", "milli",
        "billion", "trillion", "half", "halv", "quarter", "dozen", "doubl", "tripl", "quadrupl",
    ]

    /// Words that count, in English and in languages that models answer in.
    private static let counting: Set<String> = [
        "once", "twice", "thrice", "both", "single", "nought", "nil", "first", "second",
        "nothing", "pairs", "decade", "century", "unity", "noon", "midnight", "couples", "percent",
        "naught", "null", "cero", "uno", "una", "dos",
        "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce",
        "trece", "catorce", "quince", "veinte", "treinta", "cien", "mil", "medio", "media", "un",
        "une", "deux", "trois", "quatre", "cinq", "sept", "huit", "neuf", "dix", "onze", "douze",
        "treize", "quatorze", "quinze", "seize", "vingt", "trente", "cent", "mille", "demi", "ein",
        "eins", "eine", "zwei", "drei", "vier", "funf", "sechs", "sieben", "acht", "neun", "zehn",
        "elf", "zwanzig", "hundert", "tausend", "halb", "due", "tre", "quattro", "cinque", "sei",
        "sette", "otto", "nove", "dieci", "venti", "cento", "um", "dois", "duas", "quatro", "sete",
        "oito", "dez", "vinte",
    ]

    /// Words that surely do not stand for a number.
    static func isNoNumber(_ word: [UInt8]) -> Bool {
        switch String(decoding: word, as: UTF8.self) {
        case "yes", "no", "true", "false", "none", "nan", "undefined", "infinity", "infinite",
            "inf", "impossible", "unknown", "null", "nil", "no solution", "no answer",
            "no real solution", "does not exist", "not possible":
            true
        default: false
        }
    }
}
