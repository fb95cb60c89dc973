internal import CSQLite
internal import LyditeCore

/// A prepared statement; bound from 1, read from 0, as SQLite counts.
final class Statement {
    private let handle: OpaquePointer
    private let connection: Connection
    private let sql: String
    // SQLITE_TRANSIENT: SQLite copies the bytes before the call returns.
    private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    init(_ handle: OpaquePointer, of connection: Connection, sql: String) {
        self.handle = handle
        self.connection = connection
        self.sql = sql
    }

    deinit { sqlite3_finalize(handle) }

    func bind(_ index: Int32, _ value: Int64?) {
        if let value {
            sqlite3_bind_int64(handle, index, value)
        } else {
            sqlite3_bind_null(handle, index)
        }
    }

    func bind(_ index: Int32, _ value: Int?) { bind(index, value.map { Int64($0) }) }

    func bind(_ index: Int32, _ text: String?) {
        guard var text else {
            sqlite3_bind_null(handle, index)
            return
        }
        text.withUTF8 { bytes in
            guard let start = bytes.baseAddress else {
                // An empty buffer may have no address, and SQLite reads a null address as NULL.
                sqlite3_bind_text(handle, index, "", 0, Self.transient)
                return
            }
            _ = start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
                sqlite3_bind_text(handle, index, $0, Int32(bytes.count), Self.transient)
            }
        }
    }

    func bind(_ index: Int32, _ digest: Digest?) {
        guard let digest else {
            sqlite3_bind_null(handle, index)
            return
        }
        let bytes = digest.bytes
        sqlite3_bind_blob(handle, index, bytes, Int32(bytes.count), Self.transient)
    }

    func bind(_ index: Int32, _ value: Double) { sqlite3_bind_double(handle, index, value) }

    /// True where a row came, false at the end.
    func step() throws(StoreError) -> Bool {
        let code = sqlite3_step(handle)
        switch code {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default:
            let error = connection.error(sql, code)
            sqlite3_reset(handle)
            throw error
        }
    }

    /// Runs to the end and makes the statement ready for the next use.
    func run() throws(StoreError) {
        while try step() {}
        reset()
    }

    func reset() { sqlite3_reset(handle) }

    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

    func double(_ column: Int32) -> Double { sqlite3_column_double(handle, column) }

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

    func text(_ column: Int32) -> String { optionalText(column) ?? "" }

    func optionalText(_ column: Int32) -> String? {
        guard let bytes = sqlite3_column_text(handle, column) else { return nil }
        let count = Int(sqlite3_column_bytes(handle, column))
        return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }

    func requiredDigest(_ column: Int32) throws(StoreError) -> Digest {
        let bytes = UnsafeRawBufferPointer(
            start: sqlite3_column_blob(handle, column),
            count: Int(sqlite3_column_bytes(handle, column)))
        guard let digest = Digest(bytes: bytes) else { throw .notAStore(path: connection.path) }
        return digest
    }

    func verdict(_ column: Int32) throws(StoreError) -> Verdict {
        guard let verdict = Verdict(code: text(column)) else {
            throw .unreadable(path: connection.path, verdict: text(column))
        }
        return verdict
    }
}
