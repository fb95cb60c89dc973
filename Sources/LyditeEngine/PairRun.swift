internal import LyditeCore
package import LyditeCurate
internal import LyditeFiles
internal import LyditeStore

/// Makes the pairs of a store anew, by other rules or with ratings of traces.
package struct PairRun: Sendable {
    package struct Outcome: Sendable {
        package var tally: PairTally
        /// Ratings that were read, and those that name no trace of the store.
        package var ratings = 0
        package var unknownRatings = 0
    }

    package var store: String
    package var rules: PairRules
    /// JSONL of `{"trace": DIGEST, "score": NUMBER, "by": "judge" or "person", "rater": NAME}`.
    package var ratings: String?

    package init(store: String, rules: PairRules, ratings: String?) {
        self.store = store
        self.rules = rules
        self.ratings = ratings
    }

    /// The rules that a store's pairs were made by; those of a run where none were made.
    package static func rules(of store: String) throws(EngineError) -> PairRules {
        do {
            let facts = try StoreReader(path: store).facts()
            guard let text = facts["pairRules"] else { return PairRules() }
            return PairRules(json: try JSONParser.parse(text))
        } catch {
            throw EngineError(error)
        }
    }

    package func run() async throws(EngineError) -> Outcome {
        do {
            // Refuses what is no store before anything is written.
            _ = try StoreReader(path: store)
            let writer = try StoreWriter(path: store)
            var outcome = Outcome(tally: PairTally())
            if let ratings { try await read(ratings, into: writer, &outcome) }
            let stage = PairStage(storePath: store, store: writer, rules: rules)
            outcome.tally = try await stage.run { _, _ in }
            try await writer.setFact("finished", nil)
            try await writer.finish()
            return outcome
        } catch {
            throw EngineError(error)
        }
    }

    private func read(
        _ path: String, into writer: StoreWriter, _ outcome: inout Outcome
    ) async throws {
        let reader = try LineReader(path)
        var batch: [StoreWriter.Rating] = []
        while let line = try reader.next() {
            if line.isBlank { continue }
            batch.append(try Self.rating(line, path))
            outcome.ratings += 1
            if batch.count == 500 {
                outcome.unknownRatings += try await writer.add(batch)
                batch = []
            }
        }
        outcome.unknownRatings += try await writer.add(batch)
        try await writer.commit()
    }

    private static func rating(
        _ line: LineReader.Line, _ path: String
    ) throws -> StoreWriter.Rating {
        let row: JSON
        do {
            row = try line.json()
        } catch let error as JSONError {
            throw FileError.badJSON(path: path, line: line.number, error: error)
        } catch let error as RowError {
            throw FileError.badRow(path: path, line: line.number, error: error)
        }
        func bad(_ field: String, _ expected: String) -> FileError {
            .badRow(
                path: path, line: line.number, error: RowError(field: field, expected: expected))
        }
        guard let trace = row["trace"]?.stringValue.flatMap({ Digest(hexadecimal: $0) }) else {
            throw bad("trace", "the digest of a trace, as rows name it in meta")
        }
        guard let score = row["score"]?.doubleValue, score.isFinite else {
            throw bad("score", "a number")
        }
        guard let kind = row["by"]?.stringValue, kind == "judge" || kind == "person" else {
            throw bad("by", "\"judge\" or \"person\"")
        }
        return StoreWriter.Rating(
            trace: trace, kind: kind, rater: row["rater"]?.stringValue ?? kind, score: score)
    }
}
