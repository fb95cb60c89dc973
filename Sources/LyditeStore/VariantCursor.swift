internal import LyditeCore

/// Goes over the variants of a store, with the traces of each on request.
package final class VariantCursor {
    private let variants: Statement
    private let traces: Statement
    private let trace: Statement
    private let pairs: Statement
    private let ratings: Statement
    private let details: Statement
    private let text: Statement
    private let rating: Statement
    private let counts: Statement
    private let fates: Statement
    /// Rollouts below this number came whatever the others showed.
    private let unbiased: Int64

    init(_ connection: Connection, unbiased: Int) throws(StoreError) {
        variants = try connection.prepare(
            """
            SELECT id, digest, ordinal, name, statement, topic, source, licence, is_real, lineage,
                source_digest, family, depth, checked_by, proof
            FROM variant ORDER BY ordinal
            """)
        counts = try connection.prepare(
            """
            SELECT count(*) FILTER (WHERE verdict = 'correct'),
                count(*) FILTER (WHERE verdict NOT LIKE 'undecided:%')
            FROM rollout JOIN trace ON trace.rollout = rollout.id WHERE variant = ?1 AND number < ?2
            """)
        fates = try connection.prepare(
            """
            SELECT omission.reason, count(*) FROM rollout JOIN trace ON trace.rollout = rollout.id
                LEFT JOIN omission ON omission.trace = rollout.id
            WHERE variant = ?1 AND verdict NOT LIKE 'undecided:%' GROUP BY 1 ORDER BY 1
            """)
        self.unbiased = Int64(unbiased)
        let columns = """
            SELECT rollout.id, digest, number, text, sampler, model, sampling, verdict, candidate,
                trace.reasoning, verifier, isolation, rollout.reasoning, evidence, omission.stage,
                rollout.finish, trace.detail
            FROM rollout JOIN trace ON trace.rollout = rollout.id
                LEFT JOIN omission ON omission.trace = rollout.id
            """
        traces = try connection.prepare(columns + " WHERE variant = ?1 ORDER BY number")
        trace = try connection.prepare(columns + " WHERE rollout.id = ?1")
        pairs = try connection.prepare(
            "SELECT chosen, rejected, rule, facts FROM pair WHERE variant = ?1 ORDER BY number")
        details = try connection.prepare("SELECT response FROM rollout WHERE id = ?1")
        text = try connection.prepare("SELECT text FROM rollout WHERE id = ?1")
        rating = try connection.prepare("SELECT avg(score) FROM rating WHERE trace = ?1")
        ratings = try connection.prepare(
            """
            SELECT trace, avg(score), min(kind), max(kind) FROM rating
            JOIN rollout ON rollout.id = rating.trace
            WHERE variant = ?1 AND NOT EXISTS (
                SELECT 1 FROM meta WHERE key = 'score:' || rater
                    AND json_extract(value, '$.isFit') = 0)
            GROUP BY trace ORDER BY number
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
            family: variants.text(11), depth: Int(variants.integer(12)),
            check: variants.text(13), proof: variants.text(14))
    }

    /// How many traces of a variant are correct, and how many were decided, among those that every variant has.
    package func counts(of variant: StoredVariant) throws(StoreError) -> (
        correct: Int, decided: Int
    ) {
        counts.bind(1, variant.row)
        counts.bind(2, unbiased)
        defer { counts.reset() }
        return try counts.step() ? (Int(counts.integer(0)), Int(counts.integer(1))) : (0, 0)
    }

    /// Decided traces of a variant by why curation left them out; nil for those that it left in.
    package func fates(of variant: StoredVariant) throws(StoreError) -> [(
        reason: String?, count: Int
    )] {
        fates.bind(1, variant.row)
        defer { fates.reset() }
        var found: [(reason: String?, count: Int)] = []
        while try fates.step() { found.append((fates.optionalText(0), Int(fates.integer(1)))) }
        return found
    }

    /// The traces of one variant in the order of their numbers, one at a time.
    package func eachTrace(
        of variant: StoredVariant, _ body: (StoredTrace) throws -> Void
    ) throws {
        traces.bind(1, variant.row)
        defer { traces.reset() }
        while try traces.step() { try body(try Self.read(traces)) }
    }

    /// The pairs of one variant in the order of their numbers, one at a time.
    package func eachPair(of variant: StoredVariant, _ body: (Pair) throws -> Void) throws {
        pairs.bind(1, variant.row)
        defer { pairs.reset() }
        while try pairs.step() {
            guard let chosen = try trace(pairs.integer(0)),
                let rejected = try trace(pairs.integer(1))
            else { continue }
            try body(
                Pair(
                    chosen: chosen, rejected: rejected, rule: pairs.text(2),
                    facts: (try? JSONParser.parse(pairs.text(3))) ?? .object([])))
        }
    }

    /// The mean rating of each trace of a variant that has one, in the order of their numbers; scores that failed their
    /// calibration are left out.
    package func ratings(of variant: StoredVariant) throws(StoreError) -> [(
        trace: Int64, score: Double, kind: String
    )] {
        ratings.bind(1, variant.row)
        defer { ratings.reset() }
        var found: [(trace: Int64, score: Double, kind: String)] = []
        while try ratings.step() {
            let (low, high) = (ratings.text(2), ratings.text(3))
            found.append(
                (
                    ratings.integer(0), ratings.double(1),
                    low == high ? low : "\(low) and \(high)"
                ))
        }
        return found
    }

    /// What the server said beside a text, as JSON; nil where it said nothing.
    package func details(of trace: Int64) throws(StoreError) -> String? {
        details.bind(1, trace)
        defer { details.reset() }
        return try details.step() ? details.optionalText(0) : nil
    }

    /// The text of a trace by its row.
    package func text(of trace: Int64) throws(StoreError) -> String? {
        text.bind(1, trace)
        defer { text.reset() }
        return try text.step() ? text.optionalText(0) : nil
    }

    /// The mean of a trace's ratings; nil where it has none.
    package func rating(of trace: Int64) throws(StoreError) -> Double? {
        rating.bind(1, trace)
        defer { rating.reset() }
        return try rating.step() && !rating.isNull(0) ? rating.double(0) : nil
    }

    /// One trace by its row.
    package func trace(_ row: Int64) throws(StoreError) -> StoredTrace? {
        trace.bind(1, row)
        defer { trace.reset() }
        return try trace.step() ? try Self.read(trace) : nil
    }

    private static func read(_ row: Statement) throws(StoreError) -> StoredTrace {
        let digest = try row.requiredDigest(1)
        let verdict = try row.verdict(7)
        var trace = StoredTrace(
            row: row.integer(0), digest: digest, number: Int(row.integer(2)),
            text: row.text(3), sampler: row.text(4), model: row.text(5),
            sampling: row.text(6), verdict: verdict, candidate: row.optionalText(8),
            reasoning: row.optionalText(9), verifier: row.text(10),
            isolation: row.optionalText(11), thinking: row.optionalText(12))
        trace.evidence = row.text(13)
        trace.omittedBy = row.optionalText(14)
        trace.finish = row.optionalText(15)
        trace.detail = row.optionalText(16)
        return trace
    }
}
