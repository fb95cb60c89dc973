package import LyditeCore

/// Goes over the variants of a store with what each rollout answered, without the texts.
package final class AnswerCursor {
    /// What one rollout came to.
    package struct Answer: Sendable {
        package var digest: Digest
        package var verdict: Verdict
        /// The answer that was read; nil for programs, and where there was none.
        package var text: String?
        package var model: String
        /// JSON text of the sampling parameters, with the prompt.
        package var sampling: String
        package var hasWrongStep: Bool
        /// JSON text of the first case that a program failed; nil for anything else.
        package var failedCase: String?

        package init(
            digest: Digest, verdict: Verdict, text: String?, model: String, sampling: String,
            hasWrongStep: Bool, failedCase: String?
        ) {
            self.digest = digest
            self.verdict = verdict
            self.text = text
            self.model = model
            self.sampling = sampling
            self.hasWrongStep = hasWrongStep
            self.failedCase = failedCase
        }
    }

    private let variants: VariantCursor
    private let answers: Statement

    init(_ connection: Connection, unbiased: Int) throws(StoreError) {
        variants = try VariantCursor(connection, unbiased: unbiased)
        answers = try connection.prepare(
            """
            SELECT digest, verdict, iif(isolation IS NULL, candidate, NULL), model, sampling,
                trace.reasoning IS NOT NULL,
                iif(isolation IS NULL OR verdict = 'correct', NULL, json_extract(evidence, '$.firstFailed'))
            FROM rollout JOIN trace ON trace.rollout = rollout.id WHERE variant = ?1 ORDER BY number
            """)
    }

    package func next() throws(StoreError) -> (StoredVariant, [Answer])? {
        guard let variant = try variants.next() else { return nil }
        answers.bind(1, variant.row)
        defer { answers.reset() }
        var found: [Answer] = []
        while try answers.step() {
            found.append(
                Answer(
                    digest: try answers.requiredDigest(0), verdict: try answers.verdict(1),
                    text: answers.optionalText(2), model: answers.text(3),
                    sampling: answers.text(4), hasWrongStep: answers.integer(5) != 0,
                    failedCase: answers.optionalText(6)))
        }
        return (variant, found)
    }
}

extension StoreReader {
    /// A cursor over all variants and what was answered to each.
    package func answers() throws(StoreError) -> AnswerCursor {
        try AnswerCursor(connection, unbiased: try unbiasedRollouts())
    }
}
