import LyditeMath

/// A statement with its numbers found: what may become a slot, and what the words mean.
struct LiftStatement {
    private(set) var bytes: [UInt8]
    private(set) var numbers: [LiftNumber] = []
    private(set) var words: Set<String> = []
    /// Values that words stand for: half, twice, a third, clock times, ordinals.
    private(set) var spoken: Set<Rational> = []
    /// Those of them that may be added: "a dozen", not "twice".
    private(set) var counted: Set<Rational> = []
    /// How many words say a value.
    private(set) var said: [Rational: Int] = [:]
    /// How many names stand in a row, "Ann, Bo and Cy", or days from Monday to Friday.
    private(set) var listed: Set<Rational> = []
    /// How many things a sentence lists.
    private(set) var things: Set<Rational> = []
    let lexemes: [LiftLexeme]
    /// The value of "two and a half", while it is read.
    private var mixed: Rational? { didSet { if let mixed { spoken.insert(mixed) } } }
    init(_ text: String) {
        bytes = Array(text.utf8)
        lexemes = LiftLexeme.scan(bytes)
        words = Set(lexemes.map(\.text))
        read()
        readLists()
    }

    /// A count that two numbers give by sum or difference is more likely that.
    private mutating func readLists() {
        let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        var run = 0
        for (place, one) in lexemes.enumerated() {
            if one.isCapital {
                run += 1
                continue
            }
            if let first = days.firstIndex(of: text(place - 1)),
                ["to", "through", "until", "till", "-"].contains(one.text),
                let last = days.firstIndex(of: text(place + 1)), last > first
            {
                listed.insert(Rational(last - first + 1))
            }
            guard run >= 2, ![",", "and", "or", "&"].contains(one.text) else {
                if ![",", "and", "or", "&"].contains(one.text) { run = 0 }
                continue
            }
            listed.formUnion([Rational(run), Rational(run + 1)])
            run = 0
        }
        readThings()
        let values = numbers.prefix(50).map(\.value)
        for left in values {
            for right in values {
                listed.subtract([left + right, left - right, left * right])
                things.subtract([left + right, left - right, left * right])
            }
        }
    }

    /// "spoons, butter knives, and forks" are three kinds of things.
    private mutating func readThings() {
        var commas = 0
        var words = 0
        for (place, one) in lexemes.enumerated() {
            if one.text == "," {
                commas = words == 0 || (commas > 0 && words > 4) ? 0 : commas + 1
                words = 0
            } else if one.text == "and", commas > 0, text(place + 1) != "" {
                // The comma before "and" ends an item of its own.
                if words == 0, commas > 1 { things.insert(Rational(commas + 1)) }
                if words > 0, words <= 4 { things.insert(Rational(commas + 2)) }
                (commas, words) = (0, 0)
            } else if one.kind == .word {
                words += 1
            } else {
                (commas, words) = (0, 0)
            }
        }
    }

    private mutating func read() {
        var at = 0
        while at < lexemes.count {
            let one = lexemes[at]
            switch one.kind {
            case .number: at = readDigits(at)
            case .word where isCount(one.text): at = readWords(at)
            case .word:
                if let part = LiftWords.parts[one.text] {
                    speak(part)
                    said[Rational(part), default: 0] += 1
                }
                if let scale = LiftWords.scales[one.text] { count(Rational(scale)) }
                if one.text == "dozen", text(at - 1) == "a", text(at - 2) == "half" {
                    count(Rational(6))
                }
                if one.text == "half" { speakHalf(at) }
                for multiple in LiftWords.multiples[one.text] ?? [] {
                    let value = Rational(multiple)
                    said[value, default: 0] += 1
                    if LiftWords.factors.contains(one.text) {
                        spoken.insert(value)
                    } else {
                        count(value)
                    }
                }
                at += 1
            case .mark: at += 1
            }
        }
    }

    /// "time-and-a-half" and "half again as much" are one and a half.
    private mutating func speakHalf(_ at: Int) {
        let before = (1...5).map { text(at - $0) }.filter { $0 != "-" }
        let isAgain = text(at + 1) == "again"
        guard isAgain || (before.first == "a" && before.dropFirst().first == "and"),
            let value = Rational(numerator: 3, denominator: 2)
        else { return }
        count(value)
    }

    /// A value that can be counted with, not only multiplied by.
    private mutating func count(_ value: Rational) {
        spoken.insert(value)
        counted.insert(value)
    }

    private mutating func speak(_ part: Int) {
        spoken.insert(Rational(part))
        for top in 1..<part {
            if let value = Rational(numerator: top, denominator: part) { spoken.insert(value) }
        }
    }

    private func isCount(_ word: String) -> Bool { LiftWords.counts[word] != nil }

    private func text(_ at: Int) -> String { lexemes.indices.contains(at) ? lexemes[at].text : "" }

    private func touches(_ left: Int, _ right: Int) -> Bool {
        lexemes.indices.contains(left) && lexemes.indices.contains(right)
            && lexemes[left].range.upperBound == lexemes[right].range.lowerBound
    }

    /// One written number, or the two of a fraction; returns the place past it.
    private mutating func readDigits(_ at: Int) -> Int {
        let one = lexemes[at]
        guard let value = Rational(decimal: one.text) else { return at + 1 }
        if touches(at, at + 1), text(at + 1) == "/", touches(at + 1, at + 2),
            lexemes[at + 2].kind == .number, let bottom = Rational(decimal: lexemes[at + 2].text)
        {
            readFraction(at, value, bottom)
            return at + 3
        }
        var number = LiftNumber(
            value: value, range: one.range, form: digits(one))
        describe(&number, first: at, last: at)
        let isName = at > 0 && touches(at - 1, at) && lexemes[at - 1].kind == .word
        let isOrdinal = touches(at, at + 1) && ["st", "nd", "rd", "th"].contains(text(at + 1))
        let isTime =
            (touches(at, at + 1) && text(at + 1) == ":")
            || (at > 0 && touches(at - 1, at) && [":", "/", "#"].contains(text(at - 1)))
        let isYear =
            !number.isMoney && one.text.utf8.count == 4 && value >= Rational(1_800)
            && value <= Rational(2_100) && one.range.count == 4
        if isName || isOrdinal || isTime || isYear { number.isFrozen = true }
        numbers.append(number)
        return at + 1
    }

    private func digits(_ one: LiftLexeme) -> LiftNumber.Form {
        let places = one.text.split(separator: ".", omittingEmptySubsequences: false)
        return .digits(
            places: places.count == 2 ? places[1].utf8.count : 0,
            hasCommas: one.range.count > one.text.utf8.count)
    }

    private mutating func readFraction(_ at: Int, _ top: Rational, _ bottom: Rational) {
        // "1 1/2": the whole part belongs to the fraction.
        let isMixed =
            at > 0
            && (lexemes[at - 1].kind == .number
                || (text(at - 1) == "-" && at > 1 && lexemes[at - 2].kind == .number))
        if isMixed, var whole = numbers.popLast() {
            whole.isFrozen = true
            numbers.append(whole)
            if let part = top.divided(by: bottom) { spoken.insert(whole.value + part) }
        }
        for (place, value) in [(at, top), (at + 2, bottom)] {
            var number = LiftNumber(
                value: value, range: lexemes[place].range, form: digits(lexemes[place]))
            number.role = place == at ? .numerator : .denominator
            describe(&number, first: at, last: at + 2)
            if isMixed || top >= bottom || number.isMoney || number.isPercent {
                number.isFrozen = true
            }
            numbers.append(number)
        }
    }

    /// "twenty-five", "three hundred", "two thirds"; returns the place past it.
    private mutating func readWords(_ start: Int) -> Int {
        var at = start
        guard var value = LiftWords.counts[text(at)] else { return start + 1 }
        if value >= 20 {
            let next = text(at + 1) == "-" && touches(at, at + 1) ? at + 2 : at + 1
            if let ones = LiftWords.counts[text(next)], ones < 10 {
                value += ones
                at = next
            }
        }
        let after = text(at + 1) == "-" ? at + 2 : at + 1
        if let part = LiftWords.parts[text(after)], value < part || part == 2 {
            if let fraction = Rational(numerator: value, denominator: part) {
                spoken.insert(fraction)
            }
            speak(part)
            spoken.insert(Rational(value))
            return after + 1
        }
        var isScaled = false
        while let scale = LiftWords.scales[text(at + 1)], value < 1_000_000 {
            value *= scale
            at += 1
            isScaled = true
        }
        var number = LiftNumber(
            value: Rational(value),
            range: lexemes[start].range.lowerBound..<lexemes[at].range.upperBound,
            form: .word(isCapital: lexemes[start].isCapital))
        describe(&number, first: start, last: at)
        if isScaled || value < 2 { number.isFrozen = true }
        numbers.append(number)
        return at + 1
    }

    private mutating func describe(_ number: inout LiftNumber, first: Int, last: Int) {
        number.previous = text(first - 1)
        if number.previous == "$" {
            number.isMoney = true
            number.previous = text(first - 2)
        }
        number.article = ["a", "an"].contains(text(first - 1)) ? text(first - 1) : ""
        var next = last + 1
        let isHyphen = text(next) == "-" && touches(last, next) && touches(next, next + 1)
        if isHyphen {
            next += 1
            if !LiftWords.hyphenUnits.contains(text(next)) { number.isFrozen = true }
        }
        if text(next) == "%" || text(next) == "percent" {
            number.isPercent = true
            next += 1
        }
        if ["dollar", "dollars", "cents", "cent"].contains(text(next)) { number.isMoney = true }
        let window = (next..<next + 4).map(text)
        number.isTimesMore =
            text(next) == "times" && (window.contains("more") || window.contains("older"))
        number.isMultiplier =
            text(next) == "times" && LiftWords.afterTimes.contains(text(next + 1))
        number.isOutOf = number.previous == "of" && text(first - 2) == "out"
        number.noun = noun(from: next)
        if ["dozen", "dozens"].contains(text(next)) { number.scale = 12 }
        if let scale = LiftWords.scales[text(next)] { number.scale = scale }
        if text(next) == "and", text(next + 1) == "a", let part = LiftWords.parts[text(next + 2)],
            let share = Rational(numerator: 1, denominator: part)
        {
            mixed = number.value + share
            number.isFrozen = true
        } else {
            mixed = nil
        }
        number.isAge =
            window.prefix(3).contains { LiftWords.ageWords.contains($0) }
            || LiftWords.ageWords.contains(number.previous)
        number.isFrozen =
            number.isFrozen || isFixed(number, next, first)
            || (lexemes.indices.contains(next) && lexemes[next].kind == .mark
                && text(next) == ":" && last - first < 2)
    }

    /// The first word that names a thing; "more" and adjectives of number are passed over.
    private func noun(from next: Int) -> String {
        for place in next..<next + 3 where lexemes.indices.contains(place) {
            let one = lexemes[place]
            guard one.kind == .word else { return "" }
            if [
                "more", "of", "the", "a", "different", "new", "other", "fewer", "less", "extra",
                "equal", "same",
            ]
            .contains(one.text) {
                continue
            }
            return LiftWords.singular(one.text)
        }
        return ""
    }

    /// Names that the rest of the sentence lists.
    private func capitals(after start: Int) -> Int {
        var count = 0
        for one in lexemes[min(start, lexemes.count)...] {
            if [".", "?", "!"].contains(one.text) { break }
            if one.isCapital { count += 1 }
        }
        return count
    }

    /// What the world, not the text, has decided.
    private func isFixed(_ number: LiftNumber, _ next: Int, _ first: Int) -> Bool {
        let after = [text(next), text(next + 1)]
        if after.contains(where: LiftWords.fixedNouns.contains) { return true }
        if ["p", "a"].contains(text(next)), text(next + 1) == ".", text(next + 2) == "m" {
            return true
        }
        let small = number.value <= Rational(8) && !number.isMoney && !number.isPercent
        if number.previous == "the" ? small : LiftWords.pointers.contains(number.previous) {
            return true
        }
        if small, capitals(after: next) >= 2, after.contains(where: LiftWords.listed.contains) {
            return true
        }
        if after[0].hasPrefix("day"), number.value <= Rational(7),
            !words.isDisjoint(with: ["week", "weeks", "weekly", "weekend"])
        {
            return true
        }
        if after[0].hasPrefix("month"), !words.isDisjoint(with: ["year", "years"]) { return true }
        if after[0].hasPrefix("week"), number.value <= Rational(5),
            !words.isDisjoint(with: ["month", "months", "monthly"])
        {
            return true
        }
        let volumes: Set<String> = ["gallon", "gallons", "quart", "quarts", "liter", "liters"]
        if ["pound", "ounce", "kilogram", "kg", "gram"].contains(number.noun),
            !words.isDisjoint(with: volumes),
            !words.isDisjoint(with: ["weigh", "weighs", "weight"])
        {
            return true
        }
        if after[0] == "time", words.contains("boiling") { return true }
        return false
    }
}
