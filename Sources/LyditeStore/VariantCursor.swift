internal import LyditeCore

/// Goes over the variants of a store, with the traces of each on request.
package final class VariantCursor {
    private let variants: Statement
    private let traces: Statement
    private let counts: Statement

    init(_ connection: Connection) throws(StoreError) {
        variants = try connection.prepare(
            """
            SELECT id, digest, ordinal, name, statement, topic, source, licence, is_real, lineage,
                source_digest, family, depth, checked_by
            FROM variant ORDER BY ordinal
            """)
        counts = try connection.prepare(
            """
            SELECT count(*) FILTER (WHERE verdict = 'correct'),
                count(*) FILTER (WHERE verdict NOT LIKE 'undecided:%')
            FROM rollout JOIN trace ON trace.rollout = rollout.id WHERE variant = ?1
            """)
        traces = try connection.prepare(
            """
            SELECT rollout.id, digest, number, text, sampler, model, sampling, verdict, candidate,
                trace.reasoning, verifier, isolation, rollout.reasoning, rollout.finish,
                trace.detail
            FROM rollout JOIN trace ON trace.rollout = rollout.id WHERE variant = ?1 ORDER BY number
            """)
    }

    package func next() throws(StoreError) -> StoredVariant? {
        guard try variants.step() else { return nil }
        return StoredVariant(
            row: variants.integer(0), digest: try variants.requiredDigest(1),
            ordinal: Int(variants.integer(2)),
            name: variants.text(3), statement: variants.text(4), topic: variants.text(5),
            source: variants.text(6), licence: variants.text(7), isReal: variants.integer(8) != 0,
            lineage: variants.text(9), sourceDigest: try variants.requiredDigest(10),
            family: variants.text(11),
            depth: Int(variants.integer(12)), check: variants.text(13))
    }

    /// How many traces of a variant are correct, and how many were decided.
    package func counts(of variant: StoredVariant) throws(StoreError) -> (
        correct: Int, decided: Int
    ) {
        counts.bind(1, variant.row)
        defer { counts.reset() }
        return try counts.step() ? (Int(counts.integer(0)), Int(counts.integer(1))) : (0, 0)
    }

    /// The traces of one variant in the order of their numbers, one at a time.
    package func eachTrace(
        of variant: StoredVariant, _ body: (StoredTrace) throws -> Void
    ) throws {
        traces.bind(1, variant.row)
        defer { traces.reset() }
        while try traces.step() {
            let digest = try traces.requiredDigest(1)
            let verdict = try traces.verdict(7)
            try body(
                StoredTrace(
                    row: traces.integer(0), digest: digest, number: Int(traces.integer(2)),
                    text: traces.text(3), sampler: traces.text(4), model: traces.text(5),
                    sampling: traces.text(6), verdict: verdict, candidate: traces.optionalText(8),
                    reasoning: traces.optionalText(9), verifier: traces.text(10),
                    isolation: traces.optionalText(11), thinking: traces.optionalText(12),
                    finish: traces.optionalText(13), detail: traces.optionalText(14)))
        }
    }
}
