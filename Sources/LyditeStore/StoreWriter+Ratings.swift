package import LyditeCore

/// What people and judges said of traces.
extension StoreWriter {
    /// A score that someone gave to a trace.
    package struct Rating: Sendable {
        package var trace: Digest
        /// `judge` or `person`.
        package var kind: String
        package var rater: String
        package var score: Double

        package init(trace: Digest, kind: String, rater: String, score: Double) {
            self.trace = trace
            self.kind = kind
            self.rater = rater
            self.score = score
        }
    }

    /// Stores ratings; a second one of the same rater replaces the first.
    ///
    /// - Returns: How many name no trace of this store.
    package func add(_ ratings: [Rating]) throws(StoreError) -> Int {
        try change { connection throws(StoreError) in
            let insert = try connection.prepare(
                """
                INSERT OR REPLACE INTO rating (trace, rater, kind, score)
                SELECT id, ?2, ?3, ?4 FROM rollout JOIN trace ON trace.rollout = id WHERE digest = ?1
                """)
            var unknown = 0
            for rating in ratings {
                insert.bind(1, rating.trace)
                insert.bind(2, rating.rater)
                insert.bind(3, rating.kind)
                insert.bind(4, rating.score)
                try insert.run()
                if connection.changes == 0 { unknown += 1 }
            }
            return unknown
        }
    }
}
