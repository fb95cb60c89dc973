internal import LyditeCore

/// One regression check, from the corpus to the report.
package struct RegressCheck: Sendable {
    package var corpus: Corpus
    package var allowed: [AllowedChange]
    package var rewrites: Bool
    /// Makes other forms of Python programs; nil leaves the rules for them out.
    package var forms: Rewriting.Forms?

    package init(corpus: Corpus, allowed: [AllowedChange], rewrites: Bool) {
        self.corpus = corpus
        self.allowed = allowed
        self.rewrites = rewrites
    }

    package struct Result: Sendable {
        package var report: RegressReport
        package var answers: [RowAnswer]
        /// The verdicts of now, to be kept.
        package var baseline: Baseline
    }

    package func run(_ verifier: some CorpusVerifier, against baseline: Baseline?) async throws
        -> Result
    {
        let answers = try await verifier.answers(to: corpus.rows)
        let rewritten =
            rewrites
            ? try await Rewriting.report(corpus.rows, answers, by: verifier, forms: forms) : nil
        let report = RegressReport(
            verifier: verifier.name, rows: corpus.rows, answers: answers, baseline: baseline,
            allowed: allowed, rewrites: rewritten)
        return Result(
            report: report, answers: answers,
            baseline: Baseline(corpus.rows, answers, keeping: baseline))
    }

    /// Refuses a baseline that has no row in common with the corpus.
    package func check(_ baseline: Baseline, path: String) throws(RegressError) {
        let known = corpus.rows.contains { baseline.entries[$0.id] != nil }
        if !known, !baseline.entries.isEmpty {
            throw .otherBaseline(path: path, rows: baseline.entries.count)
        }
    }
}
