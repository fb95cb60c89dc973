package import LyditeCore
internal import Glibc

/// The one writer of a run's store: commits in batches, and what is committed survives kill -9.
///
/// A write that finds its row there already changes nothing, so doing work twice is a no-op.
///
/// - Complexity: one transaction for ``batchRows`` rows or ``batchSeconds`` seconds, whichever comes first.
package actor StoreWriter {
    /// Larger batches gain nothing measurable; smaller ones pay for the commit.
    private static let batchRows = 500
    /// What a crash may cost at most, when rows come slowly.
    private static let batchSeconds: Int = 2

    private let executor = ThreadExecutor()
    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    package nonisolated let path: String
    private let connection: Connection
    private let statements: WriterStatements
    private var pending = 0
    private var began = 0
    /// The first change that failed. Nothing may be written after it: what later rows refer to was rolled back.
    private var failure: StoreError?

    package init(path: String) throws(StoreError) {
        self.path = path
        connection = try Connection(path, mode: .readWrite)
        try connection.execute(
            """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = NORMAL;
            PRAGMA foreign_keys = OFF;
            PRAGMA cache_size = -16000;
            PRAGMA wal_autocheckpoint = 2000;
            """)
        try Schema.migrate(connection)
        statements = try WriterStatements(connection)
    }

    // MARK: The run's own facts

    package func fact(_ key: String) throws(StoreError) -> String? {
        let statement = try connection.prepare("SELECT value FROM meta WHERE key = ?1")
        statement.bind(1, key)
        return try statement.step() ? statement.text(0) : nil
    }

    /// Stores a fact at once, with everything before it.
    package func setFact(_ key: String, _ value: String?) throws(StoreError) {
        let sql =
            value == nil
            ? "DELETE FROM meta WHERE key = ?1" : "INSERT OR REPLACE INTO meta VALUES (?1, ?2)"
        let statement = try connection.prepare(sql)
        statement.bind(1, key)
        if let value { statement.bind(2, value) }
        try statement.run()
        try commit()
    }

    // MARK: Rows

    /// What ``begin(_:ordinal:rollouts:)`` found.
    package enum Opening: Sendable {
        /// The variant's row, and the numbers of the rollouts that are done.
        case open(row: Int64, done: Set<Int>)
        /// The same problem stands at another place of the run.
        case duplicate(of: Int)
    }

    /// Stores a variant, or finds it and what was done of it.
    package func begin(
        _ variant: Variant, ordinal: Int, rollouts: Int
    ) throws(StoreError) -> Opening {
        let inserted = try change { () throws(StoreError) -> Int64? in
            let insert = statements.insertVariant
            insert.bind(variant, ordinal: ordinal, rollouts: rollouts)
            try insert.run()
            return connection.changes == 1 ? connection.lastInsertedID : nil
        }
        if let inserted { return .open(row: inserted, done: []) }
        let find = statements.findVariant
        find.bind(1, variant.digest)
        defer { find.reset() }
        guard try find.step() else {
            // The place is taken by another problem: the input changed since the run began.
            throw .sqlite(
                path: path, sql: "INSERT INTO variant", code: 19,
                message: "place \(ordinal) is taken")
        }
        let row = find.integer(0)
        let place = Int(find.integer(1))
        guard place == ordinal else { return .duplicate(of: place) }
        let numbers = statements.findRollouts
        numbers.bind(1, row)
        defer { numbers.reset() }
        var done: Set<Int> = []
        while try numbers.step() { done.insert(Int(numbers.integer(0))) }
        return .open(row: row, done: done)
    }

    /// Whether nothing is left to do at a place of the run: all rollouts have traces, or no variant came of it.
    package func isFinished(ordinal: Int) throws(StoreError) -> Bool {
        let count = statements.countTraces
        count.bind(1, ordinal)
        defer { count.reset() }
        return try count.step() && count.integer(0) == 1
    }

    /// Stores finished traces of one variant.
    package func add(_ traces: [Trace], variant row: Int64) throws(StoreError) {
        let now = time(nil)
        for trace in traces {
            try change { () throws(StoreError) in try insert(trace, variant: row, now: now) }
        }
    }

    private func insert(_ trace: Trace, variant row: Int64, now: Int) throws(StoreError) {
        let rollout = statements.insertRollout
        rollout.bind(trace.rollout, variant: row)
        try rollout.run()
        guard connection.changes == 1 else { return }
        let id = connection.lastInsertedID
        statements.insertTrace.bind(trace, rollout: id, now: now)
        try statements.insertTrace.run()
        for (number, run) in trace.judgement.runs.enumerated() {
            statements.insertRun.bind(run, trace: id, number: number)
            try statements.insertRun.run()
        }
    }

    /// Stores that no variant came of a place, and why.
    package func refuse(ordinal: Int, name: String, reason: String) throws(StoreError) {
        try change { () throws(StoreError) in
            statements.insertRefusal.bind(1, ordinal)
            statements.insertRefusal.bind(2, name)
            statements.insertRefusal.bind(3, reason)
            try statements.insertRefusal.run()
        }
    }

    /// Stores the pairs of one variant.
    package func add(_ pairs: [Pair], variant row: Int64) throws(StoreError) {
        for (number, pair) in pairs.enumerated() {
            try change { () throws(StoreError) in
                statements.insertPair.bind(pair, variant: row, number: number)
                try statements.insertPair.run()
            }
        }
    }

    /// Commits what is pending; after a failed change nothing is.
    package func commit() throws(StoreError) {
        guard pending > 0 else { return }
        do throws(StoreError) {
            try connection.execute("COMMIT")
            pending = 0
        } catch {
            fail(error)
            throw error
        }
    }

    /// Commits, and folds the log into the file, so that the store is one file again.
    package func finish() throws(StoreError) {
        try commit()
        try connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    }

    /// Gives up what is pending; what was committed stays.
    package func abandon() {
        pending = 0
        // A failed statement may have rolled back already; then there is nothing to undo, and that is no error.
        try? connection.execute("ROLLBACK")
    }

    /// Runs one change as part of the present batch, all of it or nothing.
    private func change<T>(_ body: () throws(StoreError) -> T) throws(StoreError) -> T {
        if let failure { throw failure }
        do throws(StoreError) {
            if pending == 0 {
                try connection.execute("BEGIN IMMEDIATE")
                began = time(nil)
            }
            pending += 1
            let result = try body()
            if pending >= Self.batchRows || time(nil) - began >= Self.batchSeconds { try commit() }
            return result
        } catch {
            fail(error)
            throw error
        }
    }

    private func fail(_ error: StoreError) {
        if failure == nil { failure = error }
        abandon()
    }
}
