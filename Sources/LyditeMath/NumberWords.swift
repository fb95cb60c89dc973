/// English words for whole numbers: "twelve", "twenty-one", "three hundred and five".
enum NumberWords {
    /// The number that `words` (lower case, one blank between) spells completely; else nil.
    static func value(_ words: [UInt8]) -> Int? {
        guard words.count <= 80 else { return nil }
        var total = 0
        var group = 0
        var seen = false
        // What may still be added in this group: 100 a tens word, 10 a units word.
        var room = 1_000
        for part in words.split(whereSeparator: { $0 == 0x20 || $0 == 0x2D }) {
            let word = String(decoding: part, as: UTF8.self)
            if word == "and" {
                guard seen else { return nil }
            } else if let small = small[word] {
                guard small < room, !(small == 0 && seen) else { return nil }
                group += small
                room = small >= 20 ? 10 : 0
                seen = true
            } else if word == "hundred" {
                guard group > 0, group < 10 else { return nil }
                group *= 100
                room = 100
            } else if let large = large[word] {
                guard group > 0, total == 0 || total % (large * 1_000) == 0 else { return nil }
                total += group * large
                group = 0
                room = 1_000
            } else {
                return nil
            }
        }
        return seen ? total + group : nil
    }

    /// "one half", "two thirds", "three-quarters".
    static func fraction(_ words: [UInt8]) -> Rational? {
        guard words.count <= 40,
            let cut = words.lastIndex(where: { $0 == 0x20 || $0 == 0x2D })
        else { return nil }
        var name = String(decoding: words[(cut + 1)...], as: UTF8.self)
        let isPlural = name.hasSuffix("s")
        if name == "halves" { name = "half" } else if isPlural { name.removeLast() }
        guard let bottom = parts[name], let top = value(Array(words[..<cut])), top > 0,
            (top == 1) != (isPlural || name == "half" && words.last == UInt8(ascii: "s"))
        else { return nil }
        return Rational(numerator: top, denominator: bottom)
    }

    private static let parts = [
        "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
        "eighth": 8, "ninth": 9, "tenth": 10, "hundredth": 100, "thousandth": 1_000,
    ]

    private static let large = ["thousand": 1_000, "million": 1_000_000]

    private static let small: [String: Int] = {
        let names = [
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
            "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
            "eighteen", "nineteen",
        ]
        var table = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        for (index, name) in [
            "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
        ].enumerated() { table[name] = 10 * (index + 2) }
        return table
    }()
}
