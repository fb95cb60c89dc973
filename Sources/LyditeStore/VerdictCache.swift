package import LyditeCore
internal import Glibc

/// Verdicts by the digest of everything that they depend on, kept between runs; safe to lose at any time.
///
/// Several processes may use one. An entry is written in a batch with others, so that a crash costs some entries and no
/// run waits for the disk.
package actor VerdictCache {
    /// What a cache holds.
    package struct Statistics: Sendable {
        package var entries: Int
        package var bytes: Int
        /// Seconds since 1970 of the oldest use; nil where there is no entry.
        package var oldestUse: Int?

        package init(entries: Int, bytes: Int, oldestUse: Int?) {
            self.entries = entries
            self.bytes = bytes
            self.oldestUse = oldestUse
        }
    }

    private static let batch = 200
    private static let day = 86_400

    private let executor = ThreadExecutor()
    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    private let connection: Connection
    private let find: Statement
    private let insert: Statement
    private let touch: Statement
    private var pending: [(key: Digest, value: String?)] = []

    /// - Parameter path: The file; it is made where it is not there.
    package init(path: String) throws(StoreError) {
        connection = try Connection(path, mode: .readWrite)
        try connection.execute(
            """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = OFF;
            CREATE TABLE IF NOT EXISTS verdict (
                key BLOB PRIMARY KEY, value TEXT NOT NULL, used_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
            """)
        find = try connection.prepare("SELECT value FROM verdict WHERE key = ?1")
        insert = try connection.prepare("INSERT OR REPLACE INTO verdict VALUES (?1, ?2, ?3)")
        touch = try connection.prepare("UPDATE verdict SET used_at = ?2 WHERE key = ?1")
    }

    package func value(_ key: Digest) throws(StoreError) -> String? {
        find.bind(1, key)
        defer { find.reset() }
        guard try find.step() else { return nil }
        pending.append((key, nil))
        return find.text(0)
    }

    package func set(_ key: Digest, _ value: String) throws(StoreError) {
        pending.append((key, value))
        if pending.count >= Self.batch { try flush() }
    }

    /// Writes what is pending.
    package func flush() throws(StoreError) {
        guard !pending.isEmpty else { return }
        let now = time(nil)
        try connection.execute("BEGIN IMMEDIATE")
        for (key, value) in pending {
            let statement = value == nil ? touch : insert
            statement.bind(1, key)
            if let value {
                statement.bind(2, value)
                statement.bind(3, now)
            } else {
                statement.bind(2, now)
            }
            try statement.run()
        }
        try connection.execute("COMMIT")
        pending = []
    }

    package func statistics() throws(StoreError) -> Statistics {
        let pages = try connection.integer("PRAGMA page_count")
        let oldest = try connection.integer("SELECT ifnull(min(used_at), 0) FROM verdict")
        return Statistics(
            entries: Int(try connection.integer("SELECT count(*) FROM verdict")),
            bytes: Int(pages * (try connection.integer("PRAGMA page_size"))),
            oldestUse: oldest > 0 ? Int(oldest) : nil)
    }

    /// Removes entries that were not used for so many days; 0 removes all.
    ///
    /// - Returns: How many there were.
    package func prune(days: Int) throws(StoreError) -> Int {
        let old = try connection.prepare("DELETE FROM verdict WHERE used_at <= ?1")
        old.bind(1, time(nil) - days * Self.day)
        try old.run()
        let count = connection.changes
        try connection.execute("VACUUM")
        return count
    }
}
