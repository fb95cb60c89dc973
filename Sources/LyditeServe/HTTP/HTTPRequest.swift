/// A request that came whole.
struct HTTPRequest: Sendable {
    /// Query parameters that routes know; others are ignored.
    static let knownArguments = ["extract", "all_cases", "measure", "undecided"]

    var contentType: String?
    var arguments: [String: String] = [:]
    var body: [UInt8] = []
    /// Until when it may wait for its turn; nil for as long as it takes.
    var deadline: ContinuousClock.Instant?

    /// A switch of the query: `1` or `true`.
    func flag(_ name: String) throws(RequestFailure) -> Bool {
        switch arguments[name] {
        case nil, "0", "false": return false
        case "1", "true": return true
        case _?: throw .wrongType(field: name, expected: "true or false")
        }
    }

    func isStrict(default strict: Bool) throws(RequestFailure) -> Bool {
        switch arguments["extract"] {
        case nil: return strict
        case "full": return false
        case "strict": return true
        case _?: throw .wrongType(field: "extract", expected: "full or strict")
        }
    }
}
