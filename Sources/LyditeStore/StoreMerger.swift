internal import LyditeCore

/// Unites the stores of several shards into one, in the form that one run would have made.
///
/// The places of variants are those of the whole run in every shard. Of a problem that two shards hold, the earlier place
/// keeps it, as in one run; what was paid for the other still counts.
///
/// - Complexity: O(rows log rows); one transaction for each shard.
package final class StoreMerger {
    private let connection: Connection

    /// - Parameter path: A new file. It is whole after the last ``add(_:)`` and not before.
    package init(path: String) throws(StoreError) {
        connection = try Connection(path, mode: .readWrite)
        try connection.execute(
            """
            PRAGMA journal_mode = MEMORY;
            PRAGMA synchronous = NORMAL;
            PRAGMA foreign_keys = OFF;
            PRAGMA cache_size = -262144;
            """)
        try Schema.migrate(connection)
    }

    package func add(_ path: String) throws(StoreError) {
        let attach = try connection.prepare("ATTACH ?1 AS shard")
        attach.bind(1, path)
        try attach.run()
        let found = Int(try connection.integer("PRAGMA shard.user_version"))
        guard found == Schema.current else {
            throw .otherSchema(path: path, found: found, needed: Schema.current)
        }
        try connection.execute("BEGIN IMMEDIATE")
        try resolveTwins()
        try copyAll()
        try connection.execute("COMMIT")
        try connection.execute("DETACH shard")
    }

    package func setFact(_ key: String, _ value: String) throws(StoreError) {
        let statement = try connection.prepare("INSERT OR REPLACE INTO meta VALUES (?1, ?2)")
        statement.bind(1, key)
        statement.bind(2, value)
        try statement.run()
    }

    /// Problems that an earlier shard holds too: the row of that shard stays, at the earlier of both places.
    private func resolveTwins() throws(StoreError) {
        try connection.execute(
            """
            CREATE TEMP TABLE IF NOT EXISTS twin (
                id INTEGER PRIMARY KEY, kept INTEGER NOT NULL, first INTEGER NOT NULL, second INTEGER NOT NULL,
                name TEXT NOT NULL);
            DELETE FROM twin;
            INSERT INTO twin
                SELECT other.id, own.id, min(other.ordinal, own.ordinal), max(other.ordinal, own.ordinal), other.name
                FROM shard.variant AS other JOIN main.variant AS own USING (digest);
            UPDATE main.variant SET ordinal = twin.first FROM twin WHERE twin.kept = variant.id;
            INSERT INTO main.refusal SELECT second, name, '\(StoreWriter.duplicateReason)' FROM twin;
            """)
    }

    /// Numbers of rows move up behind those that are there, wherever they stand.
    private func copyAll() throws(StoreError) {
        func last(_ table: String) throws(StoreError) -> Int64 {
            try connection.integer("SELECT ifnull(max(id), 0) FROM main.\(table)")
        }
        let variant = try last("variant")
        let rollout = try last("rollout")
        let request = try last("request")
        let hasTwins = try connection.integer("SELECT EXISTS (SELECT 1 FROM twin)") == 1
        let isTwin = "IN (SELECT id FROM twin)"
        let isOfTwin = "IN (SELECT id FROM shard.rollout WHERE variant \(isTwin))"
        func rows(_ column: String, _ condition: String) -> String {
            hasTwins ? " WHERE NOT \(column) \(condition)" : ""
        }
        try copy("variant", ["id": "id + \(variant)"], rows("id", isTwin))
        try copy(
            "rollout", ["id": "id + \(rollout)", "variant": "variant + \(variant)"],
            rows("variant", isTwin))
        try copy("trace", ["rollout": "rollout + \(rollout)"], rows("rollout", isOfTwin))
        try copy("run", ["trace": "trace + \(rollout)"], rows("trace", isOfTwin))
        try copy(
            "request",
            [
                "id": "id + \(request)",
                "variant":
                    "ifnull((SELECT kept FROM twin WHERE twin.id = variant), variant + \(variant))",
            ], "")
        try copy("refusal", [:], "")
    }

    /// All columns of a table, whichever migration added them.
    private func copy(
        _ table: String, _ changed: [String: String], _ condition: String
    ) throws(StoreError) {
        let columns = try connection.prepare("SELECT name FROM pragma_table_info('\(table)')")
        var names: [String] = []
        while try columns.step() { names.append(columns.text(0)) }
        let values = names.map { changed[$0] ?? $0 }
        try connection.execute(
            """
            INSERT INTO main.\(table) (\(names.joined(separator: ", ")))
            SELECT \(values.joined(separator: ", ")) FROM shard.\(table)\(condition)
            """)
    }
}
