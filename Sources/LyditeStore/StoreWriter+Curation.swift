/// What curation leaves out.
extension StoreWriter {
    /// A trace that is left out, by which stage, why, and beside what.
    package struct Omission: Sendable {
        package var trace: Int64
        package var stage: String
        package var reason: String
        package var beside: String?

        package init(trace: Int64, stage: String, reason: String, beside: String?) {
            self.trace = trace
            self.stage = stage
            self.reason = reason
            self.beside = beside
        }
    }

    /// Forgets what curation left out before.
    package func clearOmissions() throws(StoreError) {
        try change { connection throws(StoreError) in
            try connection.execute("DELETE FROM omission")
        }
    }

    package func add(_ omissions: [Omission]) throws(StoreError) {
        guard !omissions.isEmpty else { return }
        try change { connection throws(StoreError) in
            let insert = try connection.prepare(
                "INSERT OR REPLACE INTO omission VALUES (?1, ?2, ?3, ?4)")
            for omission in omissions {
                insert.bind(1, omission.trace)
                insert.bind(2, omission.stage)
                insert.bind(3, omission.reason)
                insert.bind(4, omission.beside)
                try insert.run()
            }
        }
    }
}
