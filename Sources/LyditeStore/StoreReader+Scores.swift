extension StoreReader {
    /// The rows of the traces that a rater has rated.
    package func ratedTraces(by rater: String) throws(StoreError) -> Set<Int64> {
        let find = try connection.prepare("SELECT trace FROM rating WHERE rater = ?1")
        find.bind(1, rater)
        var rows: Set<Int64> = []
        while try find.step() { rows.insert(find.integer(0)) }
        return rows
    }

    /// A rated trace that was decided: the score beside what was found out by running or comparing.
    package struct Score: Sendable {
        package var score: Double
        package var isRight: Bool
        package var bytes: Int
    }

    package func scores(by rater: String) throws(StoreError) -> [Score] {
        let find = try connection.prepare(
            """
            SELECT score, verdict = 'correct', length(CAST(text AS BLOB)) FROM rating
            JOIN trace ON trace.rollout = rating.trace JOIN rollout ON rollout.id = rating.trace
            WHERE rater = ?1 AND verdict NOT LIKE 'undecided:%' ORDER BY rating.trace
            """)
        find.bind(1, rater)
        var scores: [Score] = []
        while try find.step() {
            scores.append(
                Score(
                    score: find.double(0), isRight: find.integer(1) != 0,
                    bytes: Int(find.integer(2))))
        }
        return scores
    }
}
