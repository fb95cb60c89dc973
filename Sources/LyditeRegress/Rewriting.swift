internal import LyditeCore
package import LyditeVerify

/// Verifies the rows of a corpus in every other form that must not change their verdicts.
package struct Rewriting {
    /// Other forms of Python programs, one for each.
    package typealias Forms = @Sendable ([String]) async throws -> [ProgramRewriter.Forms]

    private let verifier: any CorpusVerifier
    private let forms: Forms?
    private var report = RewriteReport()

    /// - Parameter forms: nil leaves the rules for Python programs out.
    init(verifier: any CorpusVerifier, forms: Forms?) {
        self.verifier = verifier
        self.forms = forms
    }

    package static func report(
        _ rows: [LabelledRow], _ answers: [RowAnswer], by verifier: any CorpusVerifier,
        forms: Forms? = nil
    ) async throws -> RewriteReport {
        var rewriting = Rewriting(verifier: verifier, forms: forms)
        // A row that ran into a limit would say the same at the price of the limit.
        let tried = zip(rows, answers).filter { _, answer in
            answer.verdict != "undecided" && !answer.isAtLimit
        }
        for rule in Rewrite.all {
            try await rewriting.compare(
                tried.compactMap { row, answer in rule.apply(row).map { ($0, answer) } },
                by: rule.name)
        }
        try await rewriting.compareForms(of: tried.filter { $0.0.pythonProgram != nil })
        return rewriting.report
    }

    /// Rows in another form beside the verdicts of their first one.
    private mutating func compare(
        _ rewritten: [(row: LabelledRow, was: RowAnswer)], by rule: String
    ) async throws {
        for (item, now) in zip(rewritten, try await answers(to: rewritten.map(\.row))) {
            report.add(rule, item.row.id, item.was, now)
        }
    }

    /// What passes keeps passing in another form, what fails keeps failing, and so do mutants that a suite tells.
    private mutating func compareForms(
        of rows: [(row: LabelledRow, was: RowAnswer)]
    ) async throws {
        guard let forms, !rows.isEmpty else { return }
        let made = try await forms(rows.map { $0.row.pythonProgram ?? "" })
        try await compare(
            zip(rows, made).compactMap { item, form in
                form.same.map { (item.row.with(program: $0), item.was) }
            }, by: "program in another form")
        let mutants = zip(rows, made).compactMap { item, form in
            item.was.verdict == "correct" ? form.mutant.map { item.row.with(program: $0) } : nil
        }
        let killed = zip(mutants, try await answers(to: mutants)).filter { _, answer in
            answer.verdict == "incorrect" && !answer.isAtLimit
        }
        report.mutants += mutants.count
        report.killed += killed.count
        let others = try await forms(killed.map { $0.0.pythonProgram ?? "" })
        try await compare(
            zip(killed, others).compactMap { item, form in
                form.same.map { (item.0.with(program: $0), item.1) }
            }, by: "killed mutant in another form")
        try await compare(
            killed.compactMap { row, answer in
                Rewrite.reversedCases.apply(row).map { ($0, answer) }
            }, by: "killed mutant, \(Rewrite.reversedCases.name)")
    }

    private func answers(to rows: [LabelledRow]) async throws -> [RowAnswer] {
        if rows.isEmpty { return [] }
        var placed = rows
        for place in placed.indices { placed[place].place(place) }
        return try await verifier.answers(to: placed)
    }
}

extension LabelledRow {
    fileprivate var pythonProgram: String? {
        guard input["language"]?.stringValue == "python" else { return nil }
        return input["solution"]?.stringValue
    }

    fileprivate func with(program: String) -> LabelledRow { with(["solution": .string(program)]) }
}
