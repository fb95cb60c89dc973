import LyditeMath

/// The words around the numbers of a statement.
struct LiftContext {
    let numbers: [LiftNumber]
    let lexemes: [LiftLexeme]
    /// The lexemes that each number takes up.
    private let places: [ClosedRange<Int>]

    init(_ statement: LiftStatement) {
        numbers = statement.numbers
        lexemes = statement.lexemes
        var first: [Int: Int] = [:]
        var last: [Int: Int] = [:]
        for (place, one) in statement.lexemes.enumerated() {
            first[one.range.lowerBound] = place
            last[one.range.upperBound] = place
        }
        places = statement.numbers.map { number in
            let low = first[number.range.lowerBound] ?? 0
            return low...max(low, last[number.range.upperBound] ?? low)
        }
    }

    /// Up to `count` words and marks after a number, to the end of its sentence.
    func after(_ token: Int, _ count: Int) -> [String] {
        let rest = lexemes[min(places[token].upperBound + 1, lexemes.count)...].prefix(count)
        return rest.prefix { !Self.ends.contains($0.text) }.map(\.text)
    }

    /// Up to `count` words and marks before a number, the nearest first.
    func before(_ token: Int, _ count: Int) -> [String] {
        let rest = lexemes[..<places[token].lowerBound].suffix(count).reversed()
        return rest.prefix { !Self.ends.contains($0.text) }.map(\.text)
    }

    /// Whether nothing stands between a number and the lexeme after it.
    func touchesNext(_ token: Int) -> LiftLexeme? {
        let next = places[token].upperBound + 1
        guard lexemes.indices.contains(next),
            lexemes[next].range.lowerBound == numbers[token].range.upperBound
        else { return nil }
        return lexemes[next]
    }

    /// The lexeme that ends where a number begins, and whether one more touches that.
    func touchesPrevious(_ token: Int) -> (lexeme: LiftLexeme, isJoined: Bool)? {
        let place = places[token].lowerBound - 1
        guard place >= 0, lexemes[place].range.upperBound == numbers[token].range.lowerBound
        else { return nil }
        let isJoined =
            place > 0 && lexemes[place - 1].range.upperBound == lexemes[place].range.lowerBound
        return (lexemes[place], isJoined)
    }

    /// Numbers that stand alone: no part of a fraction, no percentage, no money.
    func isCount(_ token: Int) -> Bool {
        let number = numbers[token]
        return number.role == .plain && !number.isMoney && !number.isPercent
            && number.value.isInteger
    }

    private static let ends: Set<String> = [".", "?", "!", ";"]
}
