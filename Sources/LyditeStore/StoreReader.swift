internal import Glibc
internal import LyditeCore

/// Reads a store in the order of the run, one variant at a time, in memory that does not grow with the store.
package final class StoreReader {
    let connection: Connection

    package init(path: String) throws(StoreError) {
        connection = try Self.connection(path)
    }

    /// A connection to a store, brought up to the present schema.
    static func connection(_ path: String) throws(StoreError) -> Connection {
        let connection = try Connection(path, mode: .readOnly)
        let found = Int(try connection.integer("PRAGMA user_version"))
        guard Int(try connection.integer("PRAGMA application_id")) == Schema.applicationID else {
            throw .notAStore(path: path)
        }
        guard found <= Schema.current else {
            throw .newerSchema(path: path, found: found, supported: Schema.current)
        }
        guard found < Schema.current else { return connection }
        // A store of an earlier schema lacks tables that are read here; making them takes nothing away.
        try Schema.migrate(try Connection(path, mode: .readWrite))
        return try Connection(path, mode: .readOnly)
    }

    /// What the run says of itself, by name.
    package func facts() throws(StoreError) -> [String: String] {
        let statement = try connection.prepare("SELECT key, value FROM meta")
        var facts: [String: String] = [:]
        while try statement.step() { facts[statement.text(0)] = statement.text(1) }
        return facts
    }

    /// Rollouts below this number came whatever the others showed, so that rates over them are not bent.
    package func unbiasedRollouts() throws(StoreError) -> Int {
        Int(
            try connection.integer(
                """
                SELECT ifnull((SELECT json_extract(value, '$.rollouts.first') FROM meta
                    WHERE key = 'configuration' AND json_valid(value)), \(Int32.max))
                """))
    }

    package func traceCount() throws(StoreError) -> Int {
        Int(try connection.integer("SELECT count(*) FROM trace"))
    }

    /// Seconds since the last trace was finished, and how many a minute there were in the minute before it.
    package func pace() throws(StoreError) -> (idleSeconds: Int?, perMinute: Int) {
        let last = try connection.integer("SELECT ifnull(max(finished_at), 0) FROM trace")
        guard last > 0 else { return (nil, 0) }
        let span = try connection.prepare(
            "SELECT count(*), min(finished_at) FROM trace WHERE finished_at > ?1")
        span.bind(1, last - 60)
        guard try span.step() else { return (nil, 0) }
        let seconds = last - span.integer(1) + 1
        // A clock that went backwards is no reason for a negative time.
        return (max(0, time(nil) - Int(last)), Int(span.integer(0) * 60 / max(1, seconds)))
    }

    /// A cursor over all variants by their place in the run.
    package func variants() throws(StoreError) -> VariantCursor {
        try VariantCursor(connection, unbiased: try unbiasedRollouts())
    }

    /// Numbers over the whole store.
    package func totals() throws(StoreError) -> StoreTotals {
        var totals = StoreTotals()
        totals.variants = Int(try connection.integer("SELECT count(*) FROM variant"))
        totals.problems = Int(
            try connection.integer("SELECT count(DISTINCT source_digest) FROM variant"))
        totals.rollouts = Int(try connection.integer("SELECT count(*) FROM rollout"))
        totals.pairs = Int(try connection.integer("SELECT count(*) FROM pair"))
        totals.wrongSteps = Int(
            try connection.integer(
                "SELECT count(*) FROM trace WHERE verdict = 'correct' AND reasoning = 'wrong-step'")
        )
        let verdicts = try connection.prepare(
            "SELECT verdict, count(*) FROM trace GROUP BY verdict ORDER BY verdict")
        while try verdicts.step() {
            totals.verdicts[try verdicts.verdict(0)] = Int(verdicts.integer(1))
        }
        let refusals = try connection.prepare(
            "SELECT reason, count(*) FROM refusal GROUP BY reason ORDER BY reason")
        while try refusals.step() {
            totals.refusals.append((refusals.text(0), Int(refusals.integer(1))))
        }
        let licences = try connection.prepare(
            "SELECT DISTINCT licence FROM variant ORDER BY licence")
        while try licences.step() { totals.licences.append(licences.text(0)) }
        let sources = try connection.prepare(
            "SELECT source, licence, is_real, count(*) FROM variant GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
        )
        while try sources.step() {
            totals.sources.append(
                StoreTotals.Source(
                    name: sources.text(0), licence: sources.text(1),
                    isReal: sources.integer(2) != 0,
                    variants: Int(sources.integer(3))))
        }
        let topics = try connection.prepare(
            "SELECT topic, count(*) FROM variant GROUP BY topic ORDER BY topic")
        while try topics.step() { totals.topics.append((topics.text(0), Int(topics.integer(1)))) }
        let models = try connection.prepare("SELECT DISTINCT model FROM rollout ORDER BY model")
        while try models.step() { totals.models.append(models.text(0)) }
        let levels = try connection.prepare(
            "SELECT DISTINCT isolation FROM trace WHERE isolation IS NOT NULL ORDER BY 1")
        while try levels.step() { totals.isolationLevels.append(levels.text(0)) }
        let marks = try connection.prepare("SELECT count(*), ifnull(sum(is_right), 0) FROM mark")
        if try marks.step() {
            totals.marked = Int(marks.integer(0))
            totals.markedWrong = totals.marked - Int(marks.integer(1))
        }
        totals.costs = try costs()
        return totals
    }

    /// A line for each model that was paid, by name.
    private func costs() throws(StoreError) -> [ModelCost] {
        guard try connection.integer("SELECT EXISTS (SELECT 1 FROM request)") == 1 else {
            return []
        }
        var costs: [ModelCost] = []
        let spent = try connection.prepare(
            """
            SELECT model, count(*), sum(iif(is_assumed, 0, prompt_tokens)),
                sum(iif(is_assumed, 0, completion_tokens)),
                CAST(min(total(cost), 9e18) AS INTEGER),
                CAST(min(total(iif(is_assumed, cost, 0)), 9e18) AS INTEGER)
            FROM request GROUP BY model ORDER BY model
            """)
        while try spent.step() {
            costs.append(
                ModelCost(
                    model: spent.text(0), requests: Int(spent.integer(1)),
                    promptTokens: Int(spent.integer(2)), completionTokens: Int(spent.integer(3)),
                    cost: Money(pico: spent.integer(4)), assumed: Money(pico: spent.integer(5))))
        }
        let counts: [(sql: String, field: WritableKeyPath<ModelCost, Int>)] = [
            ("SELECT model, count(*) FROM rollout GROUP BY model", \.rollouts),
            (
                """
                SELECT model, count(*) FROM rollout JOIN trace ON trace.rollout = rollout.id
                WHERE verdict = 'correct' AND trace.reasoning IS NULL GROUP BY model
                """, \.accepted
            ),
            (
                """
                SELECT model, count(*) FROM pair JOIN rollout ON rollout.id = pair.chosen
                GROUP BY model
                """, \.pairs
            ),
        ]
        for (sql, field) in counts {
            let statement = try connection.prepare(sql)
            while try statement.step() {
                let model = statement.text(0)
                guard let place = costs.firstIndex(where: { $0.model == model }) else { continue }
                costs[place][keyPath: field] = Int(statement.integer(1))
            }
        }
        return costs
    }
}
