internal import LyditeCore

/// Places of recorded rows, by the problem that they belong to; kept on disk, so that memory does not grow with rows.
///
/// The index is private to the process and vanishes with it.
package actor RecordedIndex {
    /// Where a row stands.
    package struct Place: Hashable, Sendable {
        package var file: Int
        package var line: Int
        package var offset: Int
        package var count: Int

        package init(file: Int, line: Int, offset: Int, count: Int) {
            self.file = file
            self.line = line
            self.offset = offset
            self.count = count
        }
    }

    /// What a row can be joined by.
    package struct Key: Hashable, Sendable {
        /// The problem's id, where the row names one.
        package var problem: String?
        package var statement: String?
        /// With a statement and a gold a row may make a problem of its own.
        package var gold: String?

        package init(problem: String?, statement: String?, gold: String?) {
            self.problem = problem
            self.statement = statement
            self.gold = gold
        }
    }

    private let executor = ThreadExecutor()
    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    private let connection: Connection
    private let insert: Statement
    private let find: Statement
    private let findOwn: Statement
    private let nextOwn: Statement
    private let use: Statement
    private var lastOwn: Int64 = 0

    package init() throws(StoreError) {
        // An empty name makes a temporary file that SQLite removes by itself.
        connection = try Connection("", mode: .scratch)
        try connection.execute(
            """
            PRAGMA journal_mode = OFF;
            PRAGMA synchronous = OFF;
            PRAGMA cache_size = -16000;
            CREATE TABLE place (
                problem BLOB, statement BLOB, own BLOB, file INTEGER, line INTEGER, start INTEGER, count INTEGER,
                is_used INTEGER NOT NULL DEFAULT 0);
            BEGIN;
            """)
        insert = try connection.prepare(
            "INSERT INTO place (problem, statement, own, file, line, start, count) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
        )
        find = try connection.prepare(
            """
            SELECT rowid, file, line, start, count FROM place WHERE problem = ?1 AND is_used = 0
            UNION SELECT rowid, file, line, start, count FROM place WHERE statement = ?2 AND is_used = 0
            ORDER BY rowid
            """)
        findOwn = try connection.prepare(
            """
            SELECT rowid, file, line, start, count FROM place
            WHERE own = ?1 AND is_used = 0 ORDER BY rowid
            """)
        // Rows went in by the order of the files, so a lower rowid is an earlier row.
        nextOwn = try connection.prepare(
            """
            SELECT rowid, own FROM place WHERE rowid > ?1 AND is_used = 0 AND own IS NOT NULL
            ORDER BY rowid LIMIT 1
            """)
        use = try connection.prepare("UPDATE place SET is_used = 1 WHERE rowid = ?1")
    }

    package func add(_ rows: [(key: Key, place: Place)]) throws(StoreError) {
        for row in rows { try add(row.key, at: row.place) }
    }

    private func add(_ key: Key, at place: Place) throws(StoreError) {
        insert.bind(1, key.problem.map { Self.digest("problem", $0) })
        insert.bind(2, key.statement.map { Self.digest("statement", $0) })
        insert.bind(3, own(key))
        insert.bind(4, place.file)
        insert.bind(5, place.line)
        insert.bind(6, place.offset)
        insert.bind(7, place.count)
        try insert.run()
    }

    /// Makes the index ready for look-ups, once all rows are in.
    package func close() throws(StoreError) {
        try connection.execute(
            """
            COMMIT;
            CREATE INDEX by_problem ON place (problem) WHERE problem IS NOT NULL;
            CREATE INDEX by_statement ON place (statement) WHERE statement IS NOT NULL;
            CREATE INDEX by_own ON place (own) WHERE own IS NOT NULL;
            BEGIN;
            """)
    }

    /// The rows of one problem in the order of the files, none of which an earlier problem had; of two problems with
    /// one id the first has them.
    package func places(problem: String, statement: String) throws(StoreError) -> [Place] {
        find.bind(1, Self.digest("problem", problem))
        find.bind(2, Self.digest("statement", statement))
        return try takePlaces(find).map(\.place)
    }

    /// The rows of the next problem that only recorded rows know: a statement with a gold that nothing else joined.
    ///
    /// - Returns: Nil when there is no further one.
    package func nextOwnProblem() throws(StoreError) -> [Place]? {
        nextOwn.bind(1, Int(lastOwn))
        defer { nextOwn.reset() }
        guard try nextOwn.step() else { return nil }
        lastOwn = nextOwn.integer(0)
        findOwn.bind(1, try nextOwn.requiredDigest(1))
        return try takePlaces(findOwn).map(\.place)
    }

    /// Rows that belong to no problem: how many, and the first few.
    package func unmatched(showing limit: Int) throws(StoreError) -> (count: Int, first: [Place]) {
        let count = Int(try connection.integer("SELECT count(*) FROM place WHERE is_used = 0"))
        let statement = try connection.prepare(
            "SELECT rowid, file, line, start, count FROM place WHERE is_used = 0 ORDER BY rowid LIMIT ?1"
        )
        statement.bind(1, limit)
        return (count, try rows(statement).map(\.place))
    }

    private func takePlaces(_ statement: Statement) throws(StoreError) -> [(
        row: Int64, place: Place
    )] {
        let found = try rows(statement)
        for entry in found {
            use.bind(1, entry.row)
            try use.run()
        }
        return found
    }

    private func rows(_ statement: Statement) throws(StoreError) -> [(row: Int64, place: Place)] {
        defer { statement.reset() }
        var found: [(row: Int64, place: Place)] = []
        while try statement.step() {
            let place = Place(
                file: Int(statement.integer(1)), line: Int(statement.integer(2)),
                offset: Int(statement.integer(3)), count: Int(statement.integer(4)))
            found.append((statement.integer(0), place))
        }
        return found
    }

    private func own(_ key: Key) -> Digest? {
        guard let statement = key.statement, let gold = key.gold else { return nil }
        return Self.digest("own", statement + "\u{0}" + gold)
    }

    private static func digest(_ kind: String, _ text: String) -> Digest {
        Digest(of: Array((kind + "|" + text).utf8))
    }
}
