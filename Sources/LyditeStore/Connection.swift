internal import CSQLite

/// One connection to one SQLite file. Used by one actor or one thread at a time.
final class Connection {
    let path: String
    private let handle: OpaquePointer

    enum Mode { case readWrite, readOnly, scratch }

    init(_ path: String, mode: Mode) throws(StoreError) {
        self.path = path
        var handle: OpaquePointer?
        let flags =
            switch mode {
            case .readWrite, .scratch: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
            case .readOnly: SQLITE_OPEN_READONLY
            }
        let code = sqlite3_open_v2(path, &handle, flags | SQLITE_OPEN_NOMUTEX, nil)
        guard code == SQLITE_OK, let handle else {
            let message = handle.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
            sqlite3_close_v2(handle)
            throw Self.error(path: path, sql: "open", code: code, message: message)
        }
        self.handle = handle
        sqlite3_busy_timeout(handle, 10_000)
    }

    deinit { sqlite3_close_v2(handle) }

    func execute(_ sql: String) throws(StoreError) {
        let code = sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw error(sql, code) }
    }

    func prepare(_ sql: String) throws(StoreError) -> Statement {
        var statement: OpaquePointer?
        let code = sqlite3_prepare_v3(
            handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
        guard code == SQLITE_OK, let statement else { throw error(sql, code) }
        return Statement(statement, of: self, sql: sql)
    }

    /// The integer in the first column of the first row.
    func integer(_ sql: String) throws(StoreError) -> Int64 {
        let statement = try prepare(sql)
        return try statement.step() ? statement.integer(0) : 0
    }

    var lastInsertedID: Int64 { sqlite3_last_insert_rowid(handle) }

    /// Rows changed by the last statement; 0 after an insert that was ignored.
    var changes: Int { Int(sqlite3_changes(handle)) }

    func error(_ sql: String, _ code: Int32) -> StoreError {
        Self.error(
            path: path, sql: sql, code: code, message: String(cString: sqlite3_errmsg(handle)))
    }

    private static func error(path: String, sql: String, code: Int32, message: String) -> StoreError
    {
        switch code & 0xFF {
        case SQLITE_FULL: .diskFull(path: path)
        // A disk that fills up while the log grows shows as a failed write, not as "full".
        case SQLITE_IOERR where code == SQLITE_IOERR | (3 << 8) || code == SQLITE_IOERR | (19 << 8):
            .diskFull(path: path)
        case SQLITE_CORRUPT: .damaged(path: path)
        case SQLITE_NOTADB: .notAStore(path: path)
        default: .sqlite(path: path, sql: sql, code: code, message: message)
        }
    }
}
