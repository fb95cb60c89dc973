package import LyditeCore
internal import LyditeFiles
internal import LyditeStore

/// A spot check of labels by a person: a page to mark rows on, and the marks read back into the store.
package struct ReviewRun: Sendable {
    /// What the marks of a store say.
    package struct Outcome: Sendable {
        package internal(set) var rows = 0
        package internal(set) var marked = 0
        package internal(set) var wrong = 0
        /// Marks that were read, and those that name no trace of the store.
        package internal(set) var read = 0
        package internal(set) var unknown = 0

        package var labelError: Interval { Interval(wrong, of: marked) }
    }

    package var store: String

    package init(store: String) { self.store = store }

    /// Writes a page with rows to mark; those that the store has marks of come with them.
    package func write(
        _ count: Int, to path: String, isForced: Bool
    ) throws(EngineError) -> Outcome {
        try EngineError.wrapping {
            let reader = try StoreReader(path: store)
            if FileBytes.kind(path) != nil, !isForced { throw EngineError.exists(path) }
            let rows = try sample(count)
            let name = Digest(of: Array(rows.map(\.trace.description).joined().utf8)).short
            let file = try OutputFile(path)
            try file.write(
                ReviewPage.text(rows, known: Self.known(in: reader), keeping: .browser(name)))
            try file.commit()
            var outcome = try totals()
            outcome.rows = rows.count
            return outcome
        }
    }

    /// Reads marks into the store: JSONL of `{"trace": DIGEST, "right": true or false, "note": TEXT}`.
    package func read(_ path: String) async throws(EngineError) -> Outcome {
        try await EngineError.wrapping {
            _ = try StoreReader(path: store)
            var marks: [StoreWriter.Mark] = []
            let rows = try FileRows(path)
            while let row = try rows.next() { marks.append(try Self.mark(row)) }
            let lock = try FolderLock(FileBytes.folder(of: store))
            defer { withExtendedLifetime(lock) {} }
            let writer = try StoreWriter(path: store)
            let unknown = try await writer.add(marks)
            // The card tells of the marks, so that the next run writes it anew.
            try await writer.setFact("finished", nil)
            try await writer.finish()
            var outcome = try totals()
            (outcome.read, outcome.unknown) = (marks.count, unknown)
            return outcome
        }
    }

    func sample(_ count: Int) throws -> [ReviewSample.Row] {
        let facts = try StoreReader(path: store).facts()
        let configuration = try JSONParser.parse(facts["configuration"] ?? "null")
        let seed = configuration["seed"].flatMap { UInt64($0.text) } ?? 0
        return try ReviewSample.take(count, from: store, seed: seed)
    }

    /// The marks of a store, as a page takes them.
    static func known(in reader: StoreReader) throws -> [JSON] {
        try reader.marks().map { mark in
            ["trace": .string(mark.trace.description), "right": .bool(mark.isRight)]
        }
    }

    /// What the marks of the store say by now.
    package func outcome() throws(EngineError) -> Outcome {
        return try EngineError.wrapping { try totals() }
    }

    private func totals() throws -> Outcome {
        let totals = try StoreReader(path: store).totals()
        var outcome = Outcome()
        (outcome.marked, outcome.wrong) = (totals.marked, totals.markedWrong)
        return outcome
    }

    private static func mark(_ row: FileRows.Row) throws(FileError) -> StoreWriter.Mark {
        let trace = try row.trace()
        guard let isRight = row.json["right"]?.boolValue else {
            throw row.bad("right", "true or false")
        }
        return StoreWriter.Mark(
            trace: trace, isRight: isRight, note: row.json["note"]?.stringValue ?? "")
    }
}
