/// Reads days of the year: March 14, 14 March, the 14th of March, March 14, 2020.
enum DateReader {
    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december",
    ]

    /// 1 to 12 for the name of a month or its first three letters.
    static func month(_ word: some Collection<UInt8>) -> Int? {
        guard word.count >= 3, word.count <= 9 else { return nil }
        let name = String(decoding: word.map(lower), as: UTF8.self)
        if name == "sept" { return 9 }
        return months.firstIndex { $0 == name || name.utf8.count == 3 && $0.hasPrefix(name) }
            .map { $0 + 1 }
    }

    /// Longest text that may be a date.
    private static let maximumBytes = 40

    static func read(_ text: Bytes, _ range: Range<Int>) -> AnswerValue? {
        guard range.count <= maximumBytes, text[range].contains(where: isDigit) else { return nil }
        var month: Int?
        var numbers: [Int] = []
        var monthPlace = 0
        var at = range.lowerBound
        while at < range.upperBound {
            let start = at
            if isDigit(text[at]) {
                while at < range.upperBound, isDigit(text[at]) { at += 1 }
                guard at - start <= 4, numbers.count < 2,
                    let value = Rational(decimal: text.slice(start..<at))?.intValue
                else { return nil }
                numbers.append(value)
                if let stop = Ordinal.end(text, at, range.upperBound), value <= 31 { at = stop }
            } else if isAsciiLetter(text[at]) {
                while at < range.upperBound, isAsciiLetter(text[at]) { at += 1 }
                let word = text[start..<at]
                if let found = DateReader.month(word) {
                    guard month == nil else { return nil }
                    month = found
                    monthPlace = numbers.count
                } else {
                    guard ["the", "of", "on"].contains(String(decoding: word, as: UTF8.self))
                    else { return nil }
                }
            } else {
                guard [0x20, 0x2C, 0x2E, AnswerNormalizer.Mark.text].contains(text[at]) else {
                    return nil
                }
                at += 1
            }
        }
        guard let month, let day = numbers.first, day >= 1, day <= 31, monthPlace <= 1 else {
            return nil
        }
        if numbers.count == 2, numbers[1] < 1_000 { return nil }
        return .date(month: month, day: day, year: numbers.count == 2 ? numbers[1] : nil)
    }

    /// A number with the month next to it: the 14 of "March 14".
    static func span(_ bytes: Bytes, around number: Range<Int>, in range: Range<Int>) -> Range<Int>?
    {
        var low = number.lowerBound
        while low > range.lowerBound, bytes[low - 1] == 0x20 { low -= 1 }
        let wordEnd = low
        while low > range.lowerBound, isAsciiLetter(bytes[low - 1]) { low -= 1 }
        var high = number.upperBound
        if month(bytes[low..<wordEnd]) != nil {
            if let stop = Ordinal.end(bytes, high, range.upperBound) { high = stop }
            return low..<yearEnd(bytes, high, range.upperBound)
        }
        if let stop = Ordinal.end(bytes, high, range.upperBound) { high = stop }
        while high < range.upperBound, bytes[high] == 0x20 { high += 1 }
        if bytes.hasAnyCase("of ", at: high) { high += 3 }
        let wordStart = high
        while high < range.upperBound, isAsciiLetter(bytes[high]) { high += 1 }
        guard month(bytes[wordStart..<high]) != nil else { return nil }
        return number.lowerBound..<yearEnd(bytes, high, range.upperBound)
    }

    private static func yearEnd(_ bytes: Bytes, _ start: Int, _ end: Int) -> Int {
        var at = start
        if at < end, bytes[at] == UInt8(ascii: ",") { at += 1 }
        while at < end, bytes[at] == 0x20 { at += 1 }
        var stop = at
        while stop < end, isDigit(bytes[stop]) { stop += 1 }
        return stop - at == 4 ? stop : start
    }
}
