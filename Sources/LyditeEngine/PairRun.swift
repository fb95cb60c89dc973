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

    /// The rules that a store's pairs were made by, those of a run where none were made, with what a file states in
    /// their place.
    package static func rules(
        of store: String, file: String?
    ) throws(EngineError) -> PairRules {
        try EngineError.wrapping {
            let facts = try StoreReader(path: store).facts()
            let stored = try facts["pairRules"].map { PairRules(json: try JSONParser.parse($0)) }
            let rules = stored ?? PairRules()
            return try file.map { try CurationReader.readPairRules(path: $0, over: rules) } ?? rules
        }
    }

    package func run() async throws(EngineError) -> Outcome {
        try await EngineError.wrapping {
            // Refuses what is no store before anything is written.
            _ = try StoreReader(path: store)
            let lock = try FolderLock(FileBytes.folder(of: store))
            defer { withExtendedLifetime(lock) {} }
            let writer = try StoreWriter(path: store)
            var outcome = Outcome(tally: PairTally())
            if let ratings { try await read(ratings, into: writer, &outcome) }
            let stage = PairStage(storePath: store, store: writer, rules: rules)
            outcome.tally = try await stage.run { _, _ in }
            try await writer.setFact("finished", nil)
            try await writer.finish()
            return outcome
        }
    }

    private func read(
        _ path: String, into writer: StoreWriter, _ outcome: inout Outcome
    ) async throws {
        let rows = try FileRows(path)
        var batch: [StoreWriter.Rating] = []
        while let row = try rows.next() {
            batch.append(try Self.rating(row))
            outcome.ratings += 1
            if batch.count == 500 {
                outcome.unknownRatings += try await writer.add(batch)
                batch = []
            }
        }
        outcome.unknownRatings += try await writer.add(batch)
        try await writer.commit()
    }

    private static func rating(_ row: FileRows.Row) throws(FileError) -> StoreWriter.Rating {
        let trace = try row.trace()
        guard let score = row.json["score"]?.doubleValue, score.isFinite else {
            throw row.bad("score", "a number")
        }
        guard let kind = row.json["by"]?.stringValue, kind == "judge" || kind == "person" else {
            throw row.bad("by", "\"judge\" or \"person\"")
        }
        return StoreWriter.Rating(
            trace: trace, kind: kind, rater: row.json["rater"]?.stringValue ?? kind, score: score)
    }
}
