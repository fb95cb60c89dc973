package import LyditeCore

/// What people said of labels.
extension StoreWriter {
    package struct Mark: Hashable, Sendable {
        package var trace: Digest
        /// Whether the label of the trace is right.
        package var isRight: Bool
        package var note: String

        package init(trace: Digest, isRight: Bool, note: String) {
            self.trace = trace
            self.isRight = isRight
            self.note = note
        }
    }

    /// Stores marks; a later one of a trace replaces the first.
    ///
    /// - Returns: How many name no trace of this store.
    package func add(_ marks: [Mark]) throws(StoreError) -> Int {
        try change { connection throws(StoreError) in
            let insert = try connection.prepare(
                """
                INSERT OR REPLACE INTO mark (trace, is_right, note)
                SELECT id, ?2, ?3 FROM rollout JOIN trace ON trace.rollout = id WHERE digest = ?1
                """)
            var unknown = 0
            for mark in marks {
                insert.bind(1, mark.trace)
                insert.bind(2, mark.isRight ? 1 : 0)
                insert.bind(3, mark.note)
                try insert.run()
                if connection.changes == 0 { unknown += 1 }
            }
            return unknown
        }
    }

    /// Takes back what was said of a trace.
    package func removeMark(of trace: Digest) throws(StoreError) {
        try change { connection throws(StoreError) in
            let delete = try connection.prepare(
                "DELETE FROM mark WHERE trace = (SELECT id FROM rollout WHERE digest = ?1)")
            delete.bind(1, trace)
            try delete.run()
        }
    }
}

extension StoreReader {
    /// All marks, by the trace.
    package func marks() throws(StoreError) -> [StoreWriter.Mark] {
        let statement = try connection.prepare(
            """
            SELECT digest, is_right, note FROM mark JOIN rollout ON rollout.id = mark.trace
            ORDER BY digest
            """)
        var marks: [StoreWriter.Mark] = []
        while try statement.step() {
            marks.append(
                StoreWriter.Mark(
                    trace: try statement.requiredDigest(0), isRight: statement.integer(1) != 0,
                    note: statement.text(2)))
        }
        return marks
    }
}
