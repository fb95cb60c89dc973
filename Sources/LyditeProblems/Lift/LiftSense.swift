import LyditeMath

/// What life allows beyond arithmetic: scores below their maximum, no more wins than games, nothing
/// given away that is not there, ages that people have.
///
/// Conditions only; none is needed for the answer key.
struct LiftSense {
    /// A number or a result, as conditions name it.
    struct Shown {
        var text: String
        var value: Rational
        /// Nil for a result.
        var number: LiftNumber?
    }

    private(set) var texts: [String] = []
    private let words: Set<String>

    init(words: Set<String>) { self.words = words }

    private static let exams: Set<String> = [
        "test", "tests", "exam", "exams", "quiz", "quizzes", "grade", "grades", "marks", "score",
        "scores", "scored",
    ]
    /// What stands after a score: "80 points", "85 in music".
    private static let scored: Set<String> = ["mark", "point", "", "in", "on", "for", "and", "at"]
    private static let won: Set<String> = [
        "won", "win", "wins", "winning", "lost", "lose", "loses", "losing", "tied",
    ]
    private static let contests: Set<String> = ["game", "match", "matche", "race", "round", "set"]
    private static let gone: Set<String> = [
        "gave", "give", "gives", "ate", "eat", "eats", "sold", "sells", "lost", "loses", "used",
        "uses", "donated", "spent", "spends", "broke", "dropped", "removed", "threw", "remaining",
        "leaving", "died", "left",
    ]

    /// - Parameters:
    ///   - numbers: Those of the statement, in its order.
    ///   - results: The steps that change.
    mutating func add(numbers: [Shown], results: [Shown]) {
        addCaps(numbers, results)
        addAges(results)
        for (place, later) in numbers.enumerated() {
            guard let number = later.number else { continue }
            if number.isOutOf, place > 0 { keep(numbers[place - 1], below: later) }
            for earlier in numbers[..<place] {
                guard let other = earlier.number, isAlike(number, other) else { continue }
                if Self.gone.contains(number.previous) { keep(later, below: earlier) }
            }
            guard Self.won.contains(number.previous) else { continue }
            for total in numbers where total.number.map({ Self.contests.contains($0.noun) }) == true
            {
                keep(later, below: total)
            }
        }
    }

    private func isAlike(_ left: LiftNumber, _ right: LiftNumber) -> Bool {
        let measures = Set([left.noun, right.noun].filter(LiftWords.measures.contains))
        return left.role == .plain && right.role == .plain && left.isMoney == right.isMoney
            && !left.isPercent && !right.isPercent && !left.isMultiplier && !right.isMultiplier
            && measures.count <= 1
    }

    private mutating func keep(_ small: Shown, below large: Shown) {
        guard small.value < large.value, isName(small) || isName(large) else { return }
        require("\(small.text) < \(large.text)")
    }

    private func isName(_ shown: Shown) -> Bool {
        shown.text.utf8.first.map { $0 >= 0x61 } ?? false
    }

    private mutating func require(_ text: String) {
        if !texts.contains(text) { texts.append(text) }
    }

    /// Scores of tests up to 100 stay there; what was within a stated maximum stays within it.
    private mutating func addCaps(_ numbers: [Shown], _ results: [Shown]) {
        let (low, high) = (Rational(40), Rational(100))
        if !words.isDisjoint(with: Self.exams) {
            let scores = numbers.filter { shown in
                shown.number.map { !$0.isMoney && Self.scored.contains($0.noun) } == true
            }
            for shown in scores + results where isName(shown) && shown.value >= low {
                if shown.value <= high { require("\(shown.text) <= 100") }
            }
        }
        // Whatever the maximum is of, nothing grows beyond what kept it.
        guard ["maximum", "capacity", "limit"].contains(where: words.contains) else { return }
        for result in results { require("\(result.text) <= \(plain(result.value))") }
    }

    /// A result in a text on ages stays near the age that it was.
    private mutating func addAges(_ results: [Shown]) {
        guard !words.isDisjoint(with: ["old", "age", "ages", "older", "younger"]),
            !words.isDisjoint(with: ["year", "years", "age", "ages"])
        else { return }
        for result in results where result.value > Rational(5) && result.value <= Rational(95) {
            require("\(result.text) * 2 <= \(plain(result.value * Rational(3)))")
            require("\(result.text) * 5 >= \(plain(result.value * Rational(3)))")
        }
    }

    private func plain(_ value: Rational) -> String { FamilyNumberStyle.plain.text(value) }
}
