internal import LyditeProblems

/// Whether two statements name the same numbers.
enum ProposedNumbers {
    /// Digits count each time they stand there, words only where the other writes digits: "one of them" is no number.
    static func agree(_ one: String, with other: String) -> Bool {
        var left = counts(one)
        var right = counts(other)
        for (number, count) in left {
            let both = min(count, right[number] ?? 0)
            left[number, default: 0] -= both
            right[number, default: 0] -= both
        }
        return rest(of: left, fits: other) && rest(of: right, fits: one)
    }

    /// How often each number stands there; a sign counts as a number, as `-10` is another than `10`.
    private static func counts(_ text: String) -> [String: Int] {
        let bytes = ungrouped(plain(text))
        var counts: [String: Int] = [:]
        for number in NumberScan.numbers(in: String(decoding: bytes, as: UTF8.self)) {
            counts[number, default: 0] += 1
        }
        for place in bytes.indices where isSign(bytes, place) { counts["-", default: 0] += 1 }
        return counts
    }

    /// A minus before a digit or a money sign, and after nothing that it could be taken from or joined to.
    private static func isSign(_ bytes: [UInt8], _ place: Int) -> Bool {
        guard bytes[place] == UInt8(ascii: "-"), place + 1 < bytes.count else { return false }
        let next = bytes[place + 1]
        guard (0x30...0x39).contains(next) || next == UInt8(ascii: "$") else { return false }
        guard place > 0 else { return true }
        return bytes[place - 1] <= 0x20 || "([{=$\"'".utf8.contains(bytes[place - 1])
    }

    /// Numbers in ASCII: a printed fraction as `1/2`, a printed minus as `-`.
    private static func plain(_ text: String) -> [UInt8] {
        var plain: [UInt8] = []
        for scalar in text.unicodeScalars {
            if let fraction = fractions[scalar] {
                plain += Array(" \(fraction)".utf8)
            } else if scalar == "\u{2212}" {
                plain.append(UInt8(ascii: "-"))
            } else {
                plain += Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
        return plain
    }

    private static let fractions: [Unicode.Scalar: String] = [
        "½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅖": "2/5",
        "⅗": "3/5", "⅘": "4/5", "⅙": "1/6", "⅚": "5/6", "⅛": "1/8", "⅜": "3/8", "⅝": "5/8",
        "⅞": "7/8",
    ]

    /// `1,200` as `1200`.
    private static func ungrouped(_ bytes: [UInt8]) -> [UInt8] {
        func isDigit(_ place: Int) -> Bool {
            bytes.indices.contains(place) && (0x30...0x39).contains(bytes[place])
        }
        let kept = bytes.indices.filter { place in
            bytes[place] != UInt8(ascii: ",") || !isDigit(place - 1) || isDigit(place + 4)
                || !(1...3).allSatisfy { isDigit(place + $0) }
        }
        return kept.map { bytes[$0] }
    }

    /// Whether each number that one text has more often stands as a word in the other.
    private static func rest(of counts: [String: Int], fits text: String) -> Bool {
        let spoken = text.lowercased().split { !$0.isLetter }
        return counts.allSatisfy { number, count in
            guard count > 0 else { return true }
            guard let value = Int(number) else { return false }
            let word = FamilyEnglish.words(value)
            return spoken.contains { $0 == word }
        }
    }
}
