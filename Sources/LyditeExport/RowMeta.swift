package import LyditeStore
internal import LyditeCore

/// What a row tells about itself in its one `meta` column: a JSON string, the same for every config, without times.
package struct RowMeta: Sendable {
    package var variant: StoredVariant
    /// Share of the variant's decided traces that are correct, and how many were decided.
    package var passRate: Double
    package var decided: Int

    package init(variant: StoredVariant, correct: Int, decided: Int) {
        self.variant = variant
        self.decided = decided
        passRate =
            decided == 0 ? 0 : (Double(correct) / Double(decided) * 10_000).rounded() / 10_000
    }

    /// The column for one trace.
    package func text(_ trace: StoredTrace) -> String {
        var writer = JSONWriter(capacity: 1024)
        writer.beginObject()
        write(to: &writer)
        writer.member("sampler", .string(trace.sampler))
        writer.member("model", .string(trace.model))
        writer.key("sampling")
        writer.raw(trace.sampling)
        writer.member("verdict", .string(trace.verdict.code))
        writer.member("verifier", .string(trace.verifier))
        writer.member("isolation", trace.isolation.map { .string($0) } ?? .null)
        writer.member("trace", .string(trace.digest.description))
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// The column for a row that is a problem alone.
    package func text() -> String {
        var writer = JSONWriter(capacity: 512)
        writer.beginObject()
        write(to: &writer)
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// The column for a pair.
    package func text(_ pair: Pair) -> String {
        let (chosen, rejected) = (pair.chosen, pair.rejected)
        var writer = JSONWriter(capacity: 1024)
        writer.beginObject()
        write(to: &writer)
        writer.member("rule", .string(pair.rule))
        for fact in pair.facts.members ?? [] { writer.member(fact.key, fact.value) }
        writer.member("sampler", .string(chosen.sampler))
        writer.member("model", .string(chosen.model))
        writer.key("sampling")
        writer.raw(chosen.sampling)
        writer.member("rejectedModel", .string(rejected.model))
        writer.member("rejectedVerdict", .string(rejected.verdict.code))
        writer.member("verifier", .string(chosen.verifier))
        writer.member("isolation", chosen.isolation.map { .string($0) } ?? .null)
        writer.member("chosenTrace", .string(chosen.digest.description))
        writer.member("rejectedTrace", .string(rejected.digest.description))
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private func write(to writer: inout JSONWriter) {
        writer.member("problem", .string(variant.name))
        writer.member("digest", .string(variant.digest.description))
        writer.member("family", .string(variant.family))
        writer.member("topic", .string(variant.topic))
        writer.member("source", .string(variant.source))
        writer.member("real", .bool(variant.isReal))
        writer.member("licence", .string(variant.licence))
        writer.key("lineage")
        writer.raw(variant.lineage)
        writer.member("depth", .integer(Int64(variant.depth)))
        writer.member("passRate", .double(passRate))
        writer.member("n", .integer(Int64(decided)))
    }
}
