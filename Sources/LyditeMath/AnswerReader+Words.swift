extension AnswerReader {
    /// Letters of a multiple choice are A to J; later ones are mostly variables.
    private static let lastChoice = UInt8(ascii: "J")

    /// Answers without a digit or an operator: a choice, a number word, words.
    func wordsOnly(_ range: Range<Int>) -> AnswerValue? {
        if let letter = choice(range) { return letter }
        var words: [UInt8] = []
        var isText = false
        for at in range {
            let byte = text[at]
            if isLetter(byte) || byte == UInt8(ascii: "'") {
                words.append(lower(byte))
            } else if byte == 0x20 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ",") {
                if words.last != 0x20 { words.append(0x20) }
            } else if byte == AnswerNormalizer.Mark.text {
                isText = true
            } else {
                return nil
            }
        }
        while words.last == 0x20 { words.removeLast() }
        while words.first == 0x20 { words.removeFirst() }
        guard words.contains(where: isLetter) else { return .missing }
        if !isGroupedProse(range) { return nil }
        if let number = NumberWords.value(words) {
            var quantity = Quantity(Rational(number))
            quantity.isWord = true
            return .number(quantity)
        }
        if let fraction = NumberWords.fraction(words) {
            var quantity = Quantity(fraction)
            quantity.isWord = true
            return .number(quantity)
        }
        if words == Array("infinity".utf8) { return .infinity(negative: false) }
        if words == Array("negative infinity".utf8) { return .infinity(negative: true) }
        // A comma parts a list unless all of it is prose.
        if text.first(UInt8(ascii: ","), in: range) != nil { return nil }
        let parts = words.split(separator: 0x20)
        // nRT is a product, no word.
        if !isText, range.count == 3, !isUpper(text[range.lowerBound]),
            text[range].contains(where: isUpper)
        {
            return nil
        }
        let isPlain = parts.contains { $0.count >= 3 || AnswerReader.isShortWord($0) } || isText
        if parts.contains(where: { AnswerReader.joins($0) }) { return nil }
        return isPlain && words.count > 1 ? .words(words) : .opaque
    }

    /// "One thousand, two hundred" is one number, "twenty, one" are two.
    private func isGroupedProse(_ range: Range<Int>) -> Bool {
        var low = range.lowerBound
        while let comma = text.first(UInt8(ascii: ","), in: low..<range.upperBound) {
            let before = text.trimmed(range.lowerBound..<comma)
            let ends: [StaticString] = ["thousand", "million"]
            guard
                ends.contains(where: {
                    text.hasAnyCase($0, at: before.upperBound - $0.utf8CodeUnitCount)
                })
            else { return false }
            low = comma + 1
        }
        return true
    }

    private static func joins(_ word: ArraySlice<UInt8>) -> Bool {
        word == [0x61, 0x6E, 0x64] || word == [0x6F, 0x72]
    }

    private static func isShortWord(_ word: ArraySlice<UInt8>) -> Bool {
        word == [0x6E, 0x6F] || word == [0x6F, 0x66]
    }

    private func trimmedStart(_ range: Range<Int>) -> Int {
        range.first { text[$0] != 0x20 && text[$0] != AnswerNormalizer.Mark.text }
            ?? range.lowerBound
    }

    private func choice(_ range: Range<Int>) -> AnswerValue? {
        var letters = 0
        var letter: UInt8 = 0
        // "Option B"
        let start = trimmedStart(range)
        let words: [StaticString] = ["option ", "choice "]
        let named = words.first { text.hasAnyCase($0, at: start) }
        let low = named.map { start + $0.utf8CodeUnitCount } ?? range.lowerBound
        guard low < range.upperBound else { return nil }
        for at in low..<range.upperBound {
            switch text[at] {
            case 0x20, AnswerNormalizer.Mark.text: break
            case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "."), UInt8(ascii: ":"): break
            case 0x41...AnswerReader.lastChoice:
                letters += 1
                letter = text[at]
            default: return nil
            }
            if letters > 1 { return nil }
        }
        return letters == 1 ? .letter(letter) : nil
    }
}
