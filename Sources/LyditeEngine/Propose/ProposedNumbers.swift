internal import LyditeProblems

/// Whether two statements name the same numbers.
enum ProposedNumbers {
    private static let words = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven",
        "twelve",
    ]

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

    private static func counts(_ text: String) -> [String: Int] {
        var counts: [String: Int] = [:]
        for number in NumberScan.numbers(in: ungrouped(text)) { counts[number, default: 0] += 1 }
        return counts
    }

    /// `1,200` as `1200`.
    private static func ungrouped(_ text: String) -> String {
        let bytes = Array(text.utf8)
        func isDigit(_ place: Int) -> Bool {
            bytes.indices.contains(place) && (0x30...0x39).contains(bytes[place])
        }
        let kept = bytes.indices.filter { place in
            bytes[place] != UInt8(ascii: ",") || !isDigit(place - 1) || isDigit(place + 4)
                || !(1...3).allSatisfy { isDigit(place + $0) }
        }
        return String(decoding: kept.map { bytes[$0] }, as: UTF8.self)
    }

    /// Whether each number that one text has more often stands as a word in the other.
    private static func rest(of counts: [String: Int], fits text: String) -> Bool {
        let spoken = text.lowercased().split { !$0.isLetter }
        return counts.allSatisfy { number, count in
            guard count > 0 else { return true }
            guard let value = Int(number), words.indices.contains(value) else { return false }
            return spoken.contains { $0 == words[value] }
        }
    }
}
