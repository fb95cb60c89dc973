/// The store cannot do what was asked.
package enum StoreError: Error, Hashable, CustomStringConvertible {
    case sqlite(path: String, sql: String, code: Int32, message: String)
    case diskFull(path: String)
    case newerSchema(path: String, found: Int, supported: Int)
    case otherSchema(path: String, found: Int, needed: Int)
    case damaged(path: String)
    case notAStore(path: String)
    case unreadable(path: String, verdict: String)

    package var description: String {
        switch self {
        case .sqlite(let path, let sql, let code, let message):
            "the store \(path) failed at \"\(sql.prefix(60))\" with SQLite code \(code): \(message)"
        case .diskFull(let path):
            "the disk of \(path) is full; what was finished is stored, free some space and run the same command again"
        case .newerSchema(let path, let found, let supported):
            "the store \(path) has schema \(found), and this lydite reads up to \(supported); upgrade lydite"
        case .otherSchema(let path, let found, let needed):
            "the store \(path) has schema \(found), and stores of schema \(needed) are merged; make it with this lydite"
        case .damaged(let path):
            "the store \(path) is damaged; move it away and run the same command again to start anew"
        case .notAStore(let path):
            "\(path) is not a lydite store; name another with --store or --out"
        case .unreadable(let path, let verdict):
            "the store \(path) holds the verdict \"\(verdict)\", which this lydite does not know; upgrade lydite"
        }
    }
}
