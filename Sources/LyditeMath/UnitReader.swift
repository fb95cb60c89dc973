/// Reads what follows a number: "cm", "square meters", "km/h", "dollars per day", "apples".
struct UnitReader {
    private var words: [[UInt8]] = []
    /// For each word, whether a slash or "per" stands before it.
    private var inverted: [Bool] = []
    private var powers: [Int8] = []
    private(set) var isScaled = false
    private(set) var isCounted = false
    private var isRate = false
    private(set) var factor = Rational.one

    /// Longest tail, in words, that is still taken for a unit.
    private static let maximumWords = 8

    /// The unit in `text`, nil when the text is not only words, a slash and powers.
    ///
    /// - Parameter afterMoney: A currency stood before the number: $5/h names a rate.
    static func read(_ text: ArraySlice<UInt8>, afterMoney: Bool = false) -> Tail? {
        var reader = UnitReader()
        reader.isRate = afterMoney
        guard reader.split(text) else { return nil }
        return Tail(
            unit: reader.unit(), factor: reader.factor, scaled: reader.isScaled,
            counted: reader.isCounted)
    }

    /// What the words behind a number say.
    struct Tail {
        var unit: Unit?
        /// What "million" and the like multiply by.
        var factor: Rational
        /// Whether a multiplier or a counter is among the words.
        var scaled: Bool
        var counted: Bool
    }

    private mutating func split(_ text: ArraySlice<UInt8>) -> Bool {
        var at = text.startIndex
        var invert = false
        var pending: Int8 = 1
        var isText = false
        while at < text.endIndex {
            let byte = text[at]
            if byte == AnswerNormalizer.Mark.text { isText = true }
            if byte == 0x20 || byte == AnswerNormalizer.Mark.text || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: ".")
            {
                at += 1
            } else if byte == UInt8(ascii: "/") {
                invert = true
                at += 1
            } else if byte == UInt8(ascii: "^") {
                guard let power = power(text, &at), !powers.isEmpty else { return false }
                powers[powers.count - 1] = power
            } else if isLetter(byte) || byte == UInt8(ascii: "$")
                || byte == AnswerNormalizer.Mark.degree
            {
                let word = word(text, &at)
                if !accept(word, &invert, &pending, isText) { return false }
            } else {
                return false
            }
        }
        // "5/" and "5 ..." are broken off, not a number with an empty unit.
        let isBare = words.isEmpty && !isScaled
        if isBare, invert || text.filter({ $0 == UInt8(ascii: ".") }).count > 1 { return false }
        return words.count <= UnitReader.maximumWords
    }

    private func power(_ text: ArraySlice<UInt8>, _ at: inout Int) -> Int8? {
        at += 1
        let braced = at < text.endIndex && text[at] == UInt8(ascii: "{")
        if braced { at += 1 }
        let isNegative = at < text.endIndex && text[at] == UInt8(ascii: "-")
        if isNegative { at += 1 }
        guard at < text.endIndex, isDigit(text[at]) else { return nil }
        let power = Int8(text[at] - 0x30) * (isNegative ? -1 : 1)
        at += 1
        if braced {
            guard at < text.endIndex, text[at] == UInt8(ascii: "}") else { return nil }
            at += 1
        }
        return power
    }

    private func word(_ text: ArraySlice<UInt8>, _ at: inout Int) -> [UInt8] {
        let start = at
        at += 1
        if isLetter(text[start]) {
            while at < text.endIndex, isLetter(text[at]) || text[at] == UInt8(ascii: "'") {
                at += 1
            }
        }
        var word = text[start..<at].map { lower($0) }
        if word.count >= 3, word.last == UInt8(ascii: "s"), word.suffix(2) != [0x73, 0x73],
            !UnitTable.isFunction(word)
        {
            word.removeLast()
        }
        return word
    }

    private mutating func accept(
        _ word: [UInt8], _ invert: inout Bool, _ pending: inout Int8, _ isText: Bool
    ) -> Bool {
        switch String(decoding: word, as: UTF8.self) {
        case "per", "each", "every":
            invert = true
            return true
        case "square", "sq":
            pending = 2
            return true
        case "cubic", "cu":
            pending = 3
            return true
        case "a", "an":
            // 60 miles an hour
            if !words.isEmpty {
                invert = true
                return true
            }
        case "mph" where words.isEmpty, "kph" where words.isEmpty, "kmph" where words.isEmpty:
            let length: StaticString = word[0] == UInt8(ascii: "m") ? "mile" : "km"
            words += [length.withUTF8Buffer { Array($0) }, Array("hour".utf8)]
            inverted += [false, true]
            powers += [1, 1]
            return true
        case "of", "the", "in":
            if !words.isEmpty { return true }
        default: break
        }
        if UnitTable.isFunction(word) { return false }
        // A lone letter is a variable unless it stood in \text.
        if word.count == 1, !isText, isAsciiLetter(word[0]) {
            // 60 km/h, but 1/x and 5/h divide by a variable.
            guard invert, isRate || !words.isEmpty, UnitTable.entry(word) != nil else {
                return false
            }
        }
        if !isText, isProduct(word) { return false }
        if words.isEmpty, let multiple = UnitTable.multiplier(word) {
            factor *= multiple
            isScaled = true
            return true
        }
        if UnitTable.isCounter(word) {
            isScaled = true
            isCounted = true
        }
        words.append(word)
        inverted.append(invert)
        powers.append(pending)
        pending = 1
        return true
    }

    /// Short letter groups that are more likely variables than words: "ab", "xyz", "abc".
    private func isProduct(_ word: [UInt8]) -> Bool {
        guard word.count == 2 || word.count == 3, word.allSatisfy(isAsciiLetter),
            UnitTable.entry(word) == nil
        else { return false }
        if word.count == 2 { return true }
        let hasVowel = word.contains { "aeiou".utf8.contains($0) }
        return !hasVowel || word[0] < word[1] && word[1] < word[2]
    }

    private func unit() -> Unit? {
        guard !words.isEmpty else { return nil }
        var text: [UInt8] = []
        var dimension = SIMD16<Int8>(repeating: 0)
        var factor = Rational.one
        var known = true
        for index in words.indices {
            if index > 0 { text.append(inverted[index] ? 0x2F : 0x20) }
            text.append(contentsOf: words[index])
            if powers[index] < 0 { text.append(UInt8(ascii: "-")) }
            if powers[index] != 1 { text.append(0x30 + powers[index].magnitude) }
            guard let entry = UnitTable.entry(words[index]) else {
                known = false
                continue
            }
            let power = inverted[index] ? -powers[index] : powers[index]
            dimension[entry.axis] &+= entry.power &* power
            factor *= entry.factor.power(Int(power)) ?? .one
        }
        return Unit(
            dimension: dimension, factor: factor, text: text, isKnown: known,
            isCompound: words.count > 1)
    }
}
