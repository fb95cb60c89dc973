import LyditeMath

/// Numbers of a statement as places of a template, each written the way the old one was.
enum LiftText {
    /// The form of ``FamilyTemplate`` that writes `number`; nil for plain digits.
    static func form(of number: LiftNumber) -> String? {
        switch number.form {
        case .word(let isCapital): isCapital ? "Spell" : "spell"
        case .digits(let places, let hasCommas):
            hasCommas ? "comma" : places == 2 ? "cents" : nil
        }
    }

    static func text(_ value: Rational, _ number: LiftNumber) -> String {
        form(of: number).map { FamilyEnglish.form($0, value) ?? "" }
            ?? FamilyNumberStyle.plain.text(value)
    }

    /// The statement with `{n2}` in place of the numbers that have a slot, in two parts: what is
    /// given, and the last sentence.
    static func template(
        _ statement: LiftStatement, slot: (Int) -> String?
    ) -> (facts: String, ask: String) {
        var text: [UInt8] = []
        var at = 0
        var cut = 0
        let end = lastSentence(statement)
        for (token, number) in statement.numbers.enumerated() {
            guard let name = slot(token) else { continue }
            if cut == 0, number.range.lowerBound >= end {
                text += statement.bytes[at..<end]
                (at, cut) = (end, text.count)
            }
            text += statement.bytes[at..<number.range.lowerBound]
            let place = form(of: number).map { "{\(name):\($0)}" } ?? "{\(name)}"
            text += Array(place.utf8)
            at = number.range.upperBound
        }
        if cut == 0 {
            text += statement.bytes[at..<end]
            (at, cut) = (end, text.count)
        }
        text += statement.bytes[at...]
        return (
            String(decoding: text[..<cut], as: UTF8.self).trimmed,
            String(decoding: text[cut...], as: UTF8.self).trimmed
        )
    }

    /// Where the last sentence begins; in a lone sentence the last blank outside its numbers.
    private static func lastSentence(_ statement: LiftStatement) -> Int {
        let bytes = statement.bytes
        func isOutside(_ place: Int) -> Bool {
            !statement.numbers.contains { $0.range.contains(place) }
        }
        var lone = 0
        for place in bytes.indices.reversed() where bytes[place] == 0x20 && place > 0 {
            let rest = bytes[place...].contains { $0 > 0x20 }
            guard rest, isOutside(place), bytes[place - 1] > 0x20 else { continue }
            if lone == 0 { lone = place }
            if [0x2E, 0x3F, 0x21].contains(bytes[place - 1]) { return place }
        }
        return lone
    }
}

extension FamilyEnglish {
    /// `spell` five, `Spell` Five, `comma` 1,200, `cents` 2.50; nil for other forms.
    static func form(_ form: String, _ value: Rational) -> String? {
        switch form {
        case "spell": spelled(value)
        case "Spell": capitalised(spelled(value))
        case "comma": commas(value)
        case "cents": value.decimalPlaces.map { value.decimalText(places: max(2, $0)) }
        default: nil
        }
    }

    /// "thirty-five"; digits from a hundred on.
    private static func spelled(_ value: Rational) -> String {
        let ones = [
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
            "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
            "eighteen", "nineteen",
        ]
        let tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
        guard let number = value.intValue, (0..<100).contains(number) else {
            return FamilyNumberStyle.plain.text(value)
        }
        if number < 20 { return ones[number] }
        return tens[number / 10 - 2] + (number % 10 == 0 ? "" : "-" + ones[number % 10])
    }

    private static func commas(_ value: Rational) -> String {
        let text = FamilyNumberStyle.plain.text(value)
        let point = text.firstIndex(of: ".") ?? text.endIndex
        var grouped = ""
        for (place, digit) in text[..<point].reversed().enumerated() {
            if place > 0, place % 3 == 0, digit != "-" { grouped.append(",") }
            grouped.append(digit)
        }
        return String(grouped.reversed()) + text[point...]
    }
}
