import LyditeCore
import LyditeCurate
import LyditeStore

/// Rows for stages, without a store.
struct CurationRows {
    var next: Int64 = 0

    mutating func row(
        _ text: String, statement: String = "What is 2 + 2?", problem: Int64 = 1,
        verdict: Verdict = .correct, model: String = "m", licence: String = "MIT",
        family: String = "f", topic: String = "t", isReal: Bool = true, passRate: Double = 0.5,
        depth: Int = 0, proof: String = "{}", language: String? = nil
    ) -> CurationRow {
        next += 1
        let variant = StoredVariant(
            row: problem, digest: Digest(of: Array("\(problem)".utf8)), ordinal: Int(problem),
            name: "p\(problem)", statement: statement, topic: topic, source: "s",
            licence: licence, isReal: isReal, lineage: "{}",
            sourceDigest: Digest(of: Array(family.utf8)), family: family, depth: depth,
            proof: proof)
        let trace = StoredTrace(
            row: next, digest: Digest(of: Array("t\(next)".utf8)), number: Int(next), text: text,
            sampler: "test", model: model, sampling: "null", verdict: verdict, candidate: text,
            reasoning: nil, verifier: "v", isolation: nil)
        return CurationRow(
            variant: variant, trace: trace, passRate: passRate, decided: 4, language: language)
    }

    static func reasons(
        _ stages: String, _ make: (inout CurationRows) -> [CurationRow]
    ) throws -> [String?] {
        var rows = CurationRows()
        return try reasons(stages, make(&rows))
    }

    /// Reasons by row, of rows given to the stages that a file would name.
    static func reasons(_ stages: String, _ rows: [CurationRow]) throws -> [String?] {
        let node = try YAMLReader.read(Array(stages.utf8), path: "curate.yaml")
        var curator = try Curator(CurationReader.read(node, path: "curate.yaml"), seed: 1)
        for row in rows { curator.prepare(row.variant) }
        var reasons = try rows.map { try curator.omission(of: $0)?.omission.reason }
        for late in curator.finish() {
            guard let place = rows.firstIndex(where: { $0.trace.row == late.trace }) else {
                continue
            }
            reasons[place] = late.omission.reason
        }
        let counted = curator.tally.omitted
        precondition(counted <= reasons.count { $0 != nil }, "every omission is counted once")
        return reasons
    }
}
