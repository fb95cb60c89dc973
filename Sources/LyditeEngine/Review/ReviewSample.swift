internal import LyditeCore
internal import LyditeCurate
internal import LyditeStore

/// Rows for a person to mark: spread over topics and verdicts, the same for the same store.
enum ReviewSample {
    struct Row {
        var trace: Digest
        var problem: String
        var topic: String
        var statement: String
        /// What the key says.
        var key: String
        var text: String
        var verdict: Verdict
        var answer: String
    }

    private struct Key {
        var order: UInt64
        var stratum: String
        var trace: Int64
    }

    /// A longer text says little more to a reader, and makes the page slow.
    private static let maximumText = 20_000
    /// Decided traces that are remembered of one stratum.
    private static let maximumStratum = 400

    /// Round after round one row of each stratum, the one with the lowest number drawn for it.
    static func take(_ count: Int, from store: String, seed: UInt64) throws -> [Row] {
        let reader = try StoreReader(path: store)
        var strata: [String: [Key]] = [:]
        var cursor = try reader.variants()
        while let variant = try cursor.next() {
            try cursor.eachTrace(of: variant) { trace in
                // Labels that go into a file: rows that stay, and rejected sides.
                guard trace.verdict.isDecided, trace.omittedBy == nil,
                    trace.isSound || trace.verdict.fault != nil
                else { return }
                let stratum = variant.topic + "|" + trace.verdict.name
                var generator = SeededGenerator(
                    seed: seed, parent: trace.digest, stage: "review", index: 0)
                var keys = strata[stratum] ?? []
                keys.append(Key(order: generator.next(), stratum: stratum, trace: trace.row))
                if keys.count > 2 * maximumStratum {
                    keys.sort { $0.order < $1.order }
                    keys.removeLast(keys.count - maximumStratum)
                }
                strata[stratum] = keys
            }
        }
        let sorted = strata.sorted { $0.key < $1.key }.map { _, keys in
            keys.sorted { $0.order < $1.order }
        }
        var chosen: [Int64: Int] = [:]
        for round in 0..<(sorted.map(\.count).max() ?? 0) {
            for keys in sorted where round < keys.count && chosen.count < count {
                chosen[keys[round].trace] = chosen.count
            }
        }
        var rows: [(place: Int, row: Row)] = []
        cursor = try reader.variants()
        while rows.count < chosen.count, let variant = try cursor.next() {
            try cursor.eachTrace(of: variant) { trace in
                guard let place = chosen[trace.row] else { return }
                rows.append((place, row(trace, of: variant)))
            }
        }
        return rows.sorted { $0.place < $1.place }.map(\.row)
    }

    private static func row(_ trace: StoredTrace, of variant: StoredVariant) -> Row {
        let check = try? JSONParser.parse(variant.check)
        return Row(
            trace: trace.digest, problem: variant.name, topic: variant.topic,
            statement: String(variant.statement.prefix(maximumText)),
            key: check?["gold"].map { $0.stringValue ?? $0.text } ?? "its cases",
            text: String(trace.text.prefix(maximumText)), verdict: trace.verdict,
            answer: check?["gold"] == nil ? "" : trace.candidate ?? "none")
    }
}
