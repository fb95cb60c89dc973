/// Words that decide whether an equation in prose can be read.
enum EquationWords {
    /// Words that belong to the arithmetic or change a number: nothing near them is refuted.
    static func changesMeaning(_ word: ShortWord?) -> Bool {
        word.map(meaningWords.contains) ?? false
    }

    private static let meaningWords: Set<ShortWord> = [
        "and", "plus", "minus", "times", "of", "by", "over", "than", "less", "more", "half",
        "twice", "thrice", "double", "triple", "dozen", "dozens", "negative", "square", "squared",
        "cubed", "sum", "product", "difference", "root", "hundred", "thousand", "million",
        "billion", "trillion", "hundreds", "thousands", "millions", "percent", "remainder", "mod",
        "r", "k", "m", "b", "sin", "cos", "tan", "log", "ln", "sqrt", "lim", "max", "min", "gcd",
        "lcm", "choose", "c", "p", "pair", "pairs", "third", "thirds", "quarter", "quarters",
        "fourth", "fourths", "fifth", "fifths", "tenth", "tenths", "about", "approximately",
        "roughly", "almost", "around", "nearly", "to", "power", "multiplied", "divided", "added",
        "subtracted", "increased", "decreased", "score", "one", "two", "three", "four", "five",
        "six", "seven", "eight", "nine", "ten", "rounded", "rounds", "halves", "couple", "i", "e",
        "pi", "base", "from", "between", "eighths", "sixths", "ones", "tens", "off", "with", "x",
        "y", "n", "until",
    ]

    /// Words that act on an expression even when others stand in between: "half of the 8 + 2".
    static func reachesFar(_ word: ShortWord?) -> Bool {
        word.map(farWords.contains) ?? false
    }

    private static let farWords: Set<ShortWord> = [
        "half", "twice", "of", "sum", "product", "difference", "double", "triple", "times",
        "percent", "third", "quarter", "square", "root", "sqrt", "than", "thirds",
    ]

    /// Units that other units are converted to without a word.
    static func isConvertible(_ word: String) -> Bool {
        var bytes = Array(word.utf8)
        if UnitTable.entry(bytes) != nil { return true }
        if bytes.last == UInt8(ascii: "s") { bytes.removeLast() }
        if UnitTable.entry(bytes) != nil { return true }
        switch String(decoding: bytes, as: UTF8.self) {
        case "month", "year", "decade", "century", "centurie", "gallon", "quart", "pint", "cup",
            "tablespoon", "teaspoon", "quarter", "dime", "nickel", "inches", "am", "pm", "mph",
            "night", "shift", "ton", "pack", "box", "case", "bag", "century's":
            return true
        default: return false
        }
    }

    /// Words that follow a number without being its unit.
    static func isFiller(_ word: String) -> Bool {
        switch word {
        case "in", "for", "so", "a", "an", "the", "per", "each", "total", "left", "more", "because",
            "since", "on", "at", "is", "are", "was", "then", "which", "that", "every", "remaining",
            "he", "she", "they", "it", "we", "if", "as", "but", "after", "altogether", "or":
            true
        default: false
        }
    }
}
