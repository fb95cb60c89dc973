package import LyditeCore
internal import LyditeMath

/// Finds ill-posed rows among imported math problems.
///
/// A rule speaks only where it can name the contradiction; a row of another form than it knows passes.
/// It keeps a digest a row to find one problem with two golds, and nothing else.
package struct MathRowLint {
    /// Rows beyond these are no longer compared with earlier ones: 80 bytes each.
    private static let maximumRemembered = 4_000_000

    private var golds: [Digest: (gold: String, line: Int)] = [:]

    package init() {}

    /// The findings of one row; none for a code problem.
    package mutating func check(
        _ problem: Problem, path: String, line: Int
    ) -> [LintFinding] {
        guard case .answer(let answer) = problem.check else { return [] }
        let row = Row(
            statement: problem.statement, gold: answer.gold,
            spec: answer.spec.flatMap { try? AnswerSpec(json: $0) } ?? .plain,
            solution: problem.reference)
        var rules = [
            Self.proof(row), Self.severalQuestions(row), Self.unreadableGold(row),
            Self.wrongAnnotation(row), Self.goldNotReached(row),
        ]
        rules.append(twoGolds(row, line: line))
        return rules.compactMap { $0 }.map { fault in
            LintFinding(
                rule: fault.rule, path: path, line: line,
                message: "\(problem.id): \(fault.message)", suggestion: fault.suggestion)
        }
    }

    private struct Row {
        var statement: String
        var gold: String
        var spec: AnswerSpec
        var solution: String?
    }

    private struct Fault {
        var rule: String
        var message: String
        var suggestion: String
    }

    // MARK: The question

    /// A proof has no answer to compare, unless the question asks for a value as well.
    private static func proof(_ row: Row) -> Fault? {
        let sentences = row.statement.split { ".?!\n".contains($0) }
        guard
            let request = sentences.first(where: {
                FamilyEnglish.isProofRequest(String($0))
            })
        else { return nil }
        let others = sentences.filter { $0 != request }
        let asksMore =
            row.statement.contains("?") || FamilyEnglish.isRequest(String(request))
            || others.contains { FamilyEnglish.isRequest(String($0)) }
        if asksMore { return nil }
        return Fault(
            rule: "asks-for-proof", message: "the question asks for a proof",
            suggestion: "leave the row out, or ask for a value")
    }

    /// Two questions at the end and one number as gold: no one can tell which is meant.
    private static func severalQuestions(_ row: Row) -> Fault? {
        guard FamilyReader.rational(row.gold.trimmed) != nil else { return nil }
        let parts = FamilyText.parts(of: row.statement)
        guard parts.count > 1 else { return nil }
        return Fault(
            rule: "several-answers",
            message: "the question asks for \(parts.count) values, and the gold is one number",
            suggestion: "split the row, or ask for one of them")
    }

    // MARK: The gold

    private static func unreadableGold(_ row: Row) -> Fault? {
        if row.gold.trimmed.isEmpty {
            return Fault(
                rule: "unreadable-gold", message: "the gold is empty",
                suggestion: "state the final answer")
        }
        let verdict = MathChecker.check(
            gold: Array(row.gold.utf8), pred: Array(row.gold.utf8), spec: row.spec)
        guard verdict.verdict != .correct else { return nil }
        return Fault(
            rule: "unreadable-gold",
            message: "the gold cannot be compared with itself"
                + (verdict.detail.map { ": \($0)" } ?? ""),
            suggestion: "write the final answer alone, such as 12, 3/4 or \\frac{1}{2}")
    }

    /// `<<48/2=25>>` claims something false.
    private static func wrongAnnotation(_ row: Row) -> Fault? {
        guard let solution = row.solution else { return nil }
        for annotation in SolutionAnnotation.all(in: solution) where annotation.isFalse {
            return Fault(
                rule: "wrong-annotation",
                message: "the solution's annotation <<\(annotation.text)>> is false",
                suggestion: "mend the solution, or leave the row out")
        }
        return nil
    }

    private static func goldNotReached(_ row: Row) -> Fault? {
        guard let solution = row.solution, let stated = statedAnswer(solution, row) else {
            return nil
        }
        return Fault(
            rule: "gold-not-reached", message: stated,
            suggestion: "one of gold and solution is wrong; leave the row out or mend it")
    }

    /// What the solution gives in place of the gold; nil where it gives the gold or cannot be read.
    private static func statedAnswer(_ solution: String, _ row: Row) -> String? {
        if let formula = try? Formula(parsing: solution),
            let value = try? formula.value({ _ in nil })
        {
            return isOther(row, "\(value)")
                ? "the solution comes to \(value), not to the gold" : nil
        }
        let verdict = MathChecker.check(
            gold: Array(row.gold.utf8), response: Array(solution.utf8), spec: row.spec,
            extraction: .full)
        // Where no box or mark shows the answer, the last sentence may speak of another value.
        let place = MathChecker.extract(response: Array(solution.utf8), mode: .full).source
        if place == .box || place == .hash, verdict.verdict == .incorrect(.wrongAnswer) {
            return "the solution ends in another answer than the gold"
        }
        guard !SolutionAnnotation.all(in: solution).isEmpty,
            let gold = FamilyReader.rational(row.gold.trimmed.filter { $0 != "," })
        else { return nil }
        let body = solution.utf8Range(of: "####").map { String(solution[..<$0.lowerBound]) }
        let reached = SolutionAnnotation.numbers(in: body ?? solution)
        // Dollars in the steps and cents in the answer, or the other way round.
        let scales = [gold, gold * Rational(100), gold.divided(by: Rational(100)) ?? gold]
        return scales.contains(where: reached.contains)
            ? nil : "no step of the solution comes to the gold \(row.gold)"
    }

    private static func isOther(_ row: Row, _ answer: String) -> Bool {
        let verdict = MathChecker.check(
            gold: Array(row.gold.utf8), pred: Array(answer.utf8), spec: row.spec)
        return verdict.verdict == .incorrect(.wrongAnswer)
    }

    // MARK: Other rows

    /// The same words with another answer.
    private mutating func twoGolds(_ row: Row, line: Int) -> Fault? {
        let words = row.statement.lowercased().split(whereSeparator: \.isWhitespace)
        let digest = Digest(of: Array(words.joined(separator: " ").utf8))
        guard let earlier = golds[digest] else {
            if golds.count < Self.maximumRemembered { golds[digest] = (row.gold, line) }
            return nil
        }
        guard Self.isOther(row, earlier.gold) else { return nil }
        return Fault(
            rule: "two-golds",
            message: "the gold is \(row.gold.prefix(40)), and the same problem on line"
                + " \(earlier.line) has \(earlier.gold.prefix(40))",
            suggestion: "leave both out, or find out which is right")
    }
}
