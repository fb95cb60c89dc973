package import LyditeCore

/// What became of one trace, problem or pair.
extension StoreReader {
    /// A trace with what was decided about it.
    package struct Fate: Sendable {
        package var trace: Digest
        package var problem: String
        package var number: Int
        package var verdict: Verdict
        package var reasoning: String?
        package var detail: String?
        package var stage: String?
        package var reason: String?
        package var beside: String?
        /// Pairs that it is a side of, and reasons for which others were not made.
        package var chosenIn: Int
        package var rejectedIn: Int
        package var pairReasons: [String]
    }

    /// Most traces that a beginning of a digest or a problem's name may mean.
    private static let maximumFates = 200

    /// Rows that could have been trained on and that curation left out, by stage and reason.
    package func omissions() throws(StoreError) -> [(stage: String, reason: String, count: Int)] {
        let statement = try connection.prepare(
            """
            SELECT stage, reason, count(*) FROM omission JOIN trace ON trace.rollout = omission.trace
            WHERE verdict = 'correct' AND reasoning IS NULL GROUP BY 1, 2 ORDER BY 1, 2
            """)
        var found: [(stage: String, reason: String, count: Int)] = []
        while try statement.step() {
            found.append((statement.text(0), statement.text(1), Int(statement.integer(2))))
        }
        return found
    }

    /// The traces that a text names: the digest of a trace or its beginning, or the name of a problem.
    package func fates(of name: String) throws(StoreError) -> [Fate] {
        let statement = try connection.prepare(
            """
            SELECT rollout.id, rollout.digest, name, number, verdict, trace.reasoning, detail,
                omission.stage, omission.reason, omission.beside,
                (SELECT count(*) FROM pair WHERE pair.variant = variant.id AND chosen = rollout.id),
                (SELECT count(*) FROM pair WHERE pair.variant = variant.id AND rejected = rollout.id)
            FROM rollout JOIN variant ON variant.id = rollout.variant
                JOIN trace ON trace.rollout = rollout.id
                LEFT JOIN omission ON omission.trace = rollout.id
            WHERE name = ?1 OR (length(?1) >= 8 AND lower(hex(rollout.digest)) LIKE ?2)
            ORDER BY ordinal, number LIMIT ?3
            """)
        let isDigest =
            !name.isEmpty
            && name.utf8.allSatisfy {
                $0 &- UInt8(ascii: "0") < 10 || ($0 | 0x20) &- UInt8(ascii: "a") < 6
            }
        statement.bind(1, name)
        statement.bind(2, isDigest ? name.lowercased() + "%" : "")
        statement.bind(3, Self.maximumFates)
        var fates: [(row: Int64, fate: Fate)] = []
        while try statement.step() {
            let beside = try statement.optionalText(9).map { text throws(StoreError) in
                try named(text)
            }
            fates.append(
                (
                    statement.integer(0),
                    Fate(
                        trace: try statement.requiredDigest(1), problem: statement.text(2),
                        number: Int(statement.integer(3)), verdict: try statement.verdict(4),
                        reasoning: statement.optionalText(5), detail: statement.optionalText(6),
                        stage: statement.optionalText(7), reason: statement.optionalText(8),
                        beside: beside, chosenIn: Int(statement.integer(10)),
                        rejectedIn: Int(statement.integer(11)), pairReasons: [])
                ))
        }
        let reasons = try connection.prepare(
            """
            SELECT DISTINCT reason FROM pair_omission
            WHERE variant = (SELECT variant FROM rollout WHERE id = ?1) AND (chosen = ?1 OR rejected = ?1)
            ORDER BY reason
            """)
        for index in fates.indices {
            reasons.bind(1, fates[index].row)
            while try reasons.step() { fates[index].fate.pairReasons.append(reasons.text(0)) }
            reasons.reset()
        }
        return fates.map(\.fate)
    }

    /// Problems that no variant came of, by name, with the reason.
    package func refusals(of name: String) throws(StoreError) -> [String] {
        let statement = try connection.prepare(
            "SELECT DISTINCT reason FROM refusal WHERE name = ?1 ORDER BY reason")
        statement.bind(1, name)
        var reasons: [String] = []
        while try statement.step() { reasons.append(statement.text(0)) }
        return reasons
    }

    /// "#17", the row of a trace, as the problem and number that people know.
    private func named(_ beside: String) throws(StoreError) -> String {
        guard beside.hasPrefix("#"), let row = Int64(beside.dropFirst()) else { return beside }
        let find = try connection.prepare(
            "SELECT name, number FROM rollout JOIN variant ON variant.id = variant WHERE rollout.id = ?1"
        )
        find.bind(1, row)
        return try find.step() ? "\(find.text(0)) trace \(find.integer(1))" : beside
    }
}
