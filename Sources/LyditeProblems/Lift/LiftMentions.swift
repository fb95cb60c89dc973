import LyditeMath

/// Numbers that a statement says a second time in another way: as an ordinal, as the length of a
/// list, in another unit, as a part of what it has just counted.
///
/// A slot would change the number and leave its second mention, so all of them stay.
struct LiftMentions {
    private(set) var frozen: Set<Int> = []
    /// Whether a number points back to one that the statement has said otherwise.
    private(set) var isContradicted = false
    private let context: LiftContext
    private let statement: LiftStatement

    /// Counts above this are seldom listed one by one.
    private static let mostListed = Rational(10)

    init(_ statement: LiftStatement, _ context: LiftContext) {
        self.statement = statement
        self.context = context
        for token in context.numbers.indices {
            if isCompound(token) { frozen.insert(token) }
            addPart(token)
            addPointer(token)
        }
        addOrdinals()
        addLists()
        addPairs()
        addNames()
        addUnits()
    }

    private var numbers: [LiftNumber] { context.numbers }

    /// "3B", "50-50", "mid-20s", "5-10 minutes": parts of a longer word.
    private func isCompound(_ token: Int) -> Bool {
        if let next = context.touchesNext(token) {
            if next.kind == .word, !Self.shortUnits.contains(next.text) { return true }
            if next.text == "-", context.after(token, 2).last?.first?.isNumber == true {
                return true
            }
        }
        guard let previous = context.touchesPrevious(token) else { return false }
        return previous.lexeme.text == "-" && previous.isJoined
    }

    private static let shortUnits: Set<String> = [
        "mg", "g", "kg", "mm", "cm", "m", "km", "ml", "l", "lb", "lbs", "oz", "ft", "in", "mph",
        "h", "hr", "hrs", "min", "mi", "c", "cents", "gb", "mb",
    ]

    /// "Three of the walls ... two of those walls ... and the third": parts of one another.
    private mutating func addPart(_ token: Int) {
        let after = context.after(token, 3)
        guard context.isCount(token), numbers[token].value <= Rational(12), after.first == "of",
            after.count > 1, Self.wholes.contains(after[1]),
            !statement.words.isDisjoint(with: Self.rests)
        else { return }
        frozen.insert(token)
        for other in numbers.indices
        where context.isCount(other) && other != token
            && numbers[other].value <= Rational(12)
            && (numbers[other].noun == numbers[token].noun || context.after(other, 1) == ["of"])
        {
            frozen.insert(other)
        }
    }

    private static let wholes: Set<String> = [
        "the", "those", "these", "them", "his", "her", "their", "its", "my", "our",
    ]
    private static let rests: Set<String> = [
        "other", "others", "rest", "remaining", "third", "fourth", "fifth", "last",
    ]

    /// "the twenty stalls" are stalls that the text has counted before.
    private mutating func addPointer(_ token: Int) {
        let number = numbers[token]
        guard context.isCount(token), !number.noun.isEmpty, number.value > .one,
            ["the", "these", "those", "all"].contains(number.previous),
            !LiftWords.measures.contains(number.noun)
        else { return }
        let earlier = numbers[..<token].indices.filter {
            context.isCount($0) && numbers[$0].noun == number.noun
        }
        guard let last = earlier.last else { return }
        if numbers[last].value == number.value { return }
        let isPart = ["of", "first", "last", "next", "other"].contains(
            context.before(token, 2).last ?? "")
        frozen.formUnion(earlier + [token])
        if earlier.count == 1, !isPart { isContradicted = true }
    }

    /// Four numbers of days beside "on the fourth day".
    private mutating func addOrdinals() {
        let words = statement.lexemes
        var said: Set<Int> = []
        for (place, one) in words.enumerated() {
            guard let value = Self.ordinal(one.text), place > 0 else { continue }
            // "a third of", "one-third" are shares.
            let next = words.indices.contains(place + 1) ? words[place + 1].text : ""
            let before = words[place - 1].text
            if next == "of" && before != "the" || before == "-" || before == "a" { continue }
            if LiftWords.counts[before] != nil, value > 2 { continue }
            said.insert(value)
        }
        guard let most = said.max(), most > 1 else { return }
        let near = [Rational(most - 1), Rational(most), Rational(most + 1)]
        for token in numbers.indices
        where context.isCount(token) && near.contains(numbers[token].value)
            && numbers[token].value > .one && !numbers[token].isMultiplier
            && !LiftWords.measures.subtracting(["day", "week", "month", "year"])
                .contains(numbers[token].noun)
        {
            frozen.insert(token)
        }
    }

    private static func ordinal(_ word: String) -> Int? {
        [
            "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
            "tenth",
        ]
        .firstIndex(of: word).map { $0 + 1 }
    }

    /// As many as the statement names one by one, or gives a number each.
    private mutating func addLists() {
        var lists = statement.listed.union(statement.things)
        var groups: [String: Int] = [:]
        for number in numbers where number.role == .plain {
            let kind = number.isMoney ? "$" : number.isPercent ? "%" : number.noun
            if !kind.isEmpty { groups[kind, default: 0] += 1 }
        }
        lists.formUnion(groups.values.filter { $0 > 2 }.map { Rational($0) })
        for token in numbers.indices
        where context.isCount(token) && numbers[token].value > .one
            && numbers[token].value <= Self.mostListed && lists.contains(numbers[token].value)
            && !numbers[token].isMultiplier && !LiftWords.measures.contains(numbers[token].noun)
            && !numbers[token].noun.isEmpty
        {
            let near = context.after(token, 4)
            if near.contains(where: LiftWords.listed.contains) || near.contains(":") {
                frozen.insert(token)
            }
        }
    }

    /// "two groups of girls and boys".
    private mutating func addPairs() {
        for token in numbers.indices
        where context.isCount(token) && numbers[token].value == Rational(2) {
            let near = context.after(token, 3)
            guard near.contains(where: LiftWords.listed.contains) else { continue }
            if context.after(token, 7).contains("and") { frozen.insert(token) }
        }
    }

    /// "Five people plan a feast. Ann buys ... Bo and Cy pay ...": as many as bear names.
    private mutating func addNames() {
        var names: Set<String> = []
        for one in statement.lexemes
        where one.isCapital && one.kind == .word && !Self.starters.contains(one.text) {
            let isOwned = one.text.hasSuffix("'s")
            names.insert(isOwned ? String(one.text.dropLast(2)) : one.text)
        }
        guard names.count > 2 else { return }
        for token in numbers.indices
        where context.isCount(token) && numbers[token].value > .one
            && context.after(token, 2).contains(where: LiftWords.listed.contains)
        {
            guard let value = numbers[token].value.intValue else { continue }
            // Some capitals are no people: "French bread", "Cheese Doodles".
            let least = names.count < 6 ? names.count - 1 : names.count - 3
            if (least...names.count + 1).contains(value) { frozen.insert(token) }
        }
    }

    /// Words that begin sentences.
    private static let starters: Set<String> = [
        "a", "after", "all", "also", "altogether", "although", "an", "and", "another", "as", "at",
        "because", "before", "both", "but", "by", "calculate", "during", "each", "every", "find",
        "finally", "for", "from", "given", "he", "her", "his", "how", "however", "i", "if", "in",
        "it", "its", "last", "later", "mr", "mrs", "ms", "my", "next", "of", "on", "once", "one",
        "only", "our", "out", "she", "since", "so", "some", "that", "the", "their", "then", "there",
        "they", "this", "though", "to", "today", "together", "two", "three", "four", "five", "six",
        "seven", "eight", "nine", "ten", "we", "what", "when", "where", "which", "while", "who",
        "with", "yesterday", "you", "your",
    ]

    /// "14 days" and "these two weeks" are one time; so are 3 feet and 36 inches.
    private mutating func addUnits() {
        for left in numbers.indices {
            guard let small = LiftUnit.size(numbers[left].noun) else { continue }
            for right in numbers.indices where right != left {
                guard let large = LiftUnit.size(numbers[right].noun), large.kind == small.kind,
                    large.value > small.value,
                    numbers[left].value * Rational(small.value)
                        == numbers[right].value * Rational(large.value)
                else { continue }
                frozen.formUnion([left, right])
            }
        }
    }
}
