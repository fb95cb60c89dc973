import LyditeMath

/// What a statement compares: the longest, the middle one, at least 50.
///
/// A statement that says which of its things is the longest is true of the old numbers; the
/// conditions keep it true of the new ones.
struct LiftOrders {
    private(set) var texts: [String] = []
    private let context: LiftContext
    private let hasSuperlative: Bool

    /// Values further apart than this hardly compare with each other.
    private static let reach = Rational(4)
    /// More pairs than this say nothing more.
    private static let mostPairs = 60

    init(_ statement: LiftStatement) {
        context = LiftContext(statement)
        var isFound = !statement.words.isDisjoint(with: Self.superlatives)
        let lexemes = statement.lexemes
        for place in lexemes.indices.dropFirst()
        where ["most", "least", "best"].contains(lexemes[place].text) {
            if lexemes[place - 1].text != "at" { isFound = true }
        }
        hasSuperlative = isFound
    }

    /// - Parameters:
    ///   - numbers: Those of the statement, in its order.
    ///   - results: All steps; the last one is the answer.
    mutating func add(numbers: [LiftSense.Shown], results: [LiftSense.Shown]) {
        for (token, number) in numbers.enumerated() where isBound(token) {
            for result in results { keep(number, result) }
        }
        guard hasSuperlative else { return }
        let counts = numbers.filter { shown in
            // Small numbers count things of another kind.
            shown.value > Rational(10)
                && shown.number.map { $0.role == .plain && !$0.isPercent } == true
        }
        for (place, left) in results.enumerated() {
            for right in results[(place + 1)...] { keep(left, right) }
            for number in counts { keep(number, left) }
        }
    }

    private mutating func keep(_ left: LiftSense.Shown, _ right: LiftSense.Shown) {
        guard texts.count < Self.mostPairs, left.value.sign > 0, right.value.sign > 0,
            left.value <= right.value * Self.reach, right.value <= left.value * Self.reach,
            left.text != right.text, isName(left.text) || isName(right.text)
        else { return }
        let relation =
            left.value == right.value ? "==" : left.value < right.value ? "<" : ">"
        // Equal by chance more often than by meaning.
        guard relation != "==" else { return }
        let text = "\(left.text) \(relation) \(right.text)"
        if !texts.contains(text) { texts.append(text) }
    }

    private func isName(_ text: String) -> Bool { text.utf8.first.map { $0 >= 0x61 } ?? false }

    /// "at least 50", "a limit of 50", "no more than 50".
    private func isBound(_ token: Int) -> Bool {
        let before = context.before(token, 4).filter { $0 != "$" }
        guard let nearest = before.first else { return false }
        let pair = before.count > 1 ? before[1] + " " + nearest : nearest
        if Self.bounds.contains(nearest) || Self.bounds.contains(pair) { return true }
        return ["of", "is", "to"].contains(nearest) && before.count > 1
            && Self.limits.contains(before[1])
    }

    private static let bounds: Set<String> = [
        "at least", "at most", "up to", "over", "under", "above", "below", "exceed", "exceeds",
        "exceeding", "reach", "minimum", "maximum", "only hold", "within",
    ]
    private static let limits: Set<String> = [
        "limit", "maximum", "minimum", "capacity", "goal", "budget", "excess", "least", "most",
    ]

    private static let superlatives: Set<String> = [
        "longest", "shortest", "tallest", "biggest", "largest", "smallest", "highest", "lowest",
        "heaviest", "lightest", "oldest", "youngest", "fastest", "slowest", "middle", "median",
        "fewest", "cheapest", "closest", "farthest", "furthest", "nearest", "greatest", "winner",
        "wins", "widest", "deepest", "thickest", "brightest", "range", "ascending", "descending",
    ]
}
