/// JSON in one form only: keys sorted by UTF-16, no blanks, ECMAScript numbers.
///
/// One departure from the standard: a float keeps its point (2.0), as 2 and 2.0 are different data here, and integers
/// beyond 2^53 keep their digits.
///
/// - Source: RFC 8785.
package enum CanonicalJSON {
    package static func bytes(of json: JSON) -> [UInt8] {
        var writer = JSONWriter()
        writer.value(sorted(json))
        return writer.bytes
    }

    /// The same value with the members of every object in canonical order.
    static func sorted(_ json: JSON) -> JSON {
        switch json {
        case .array(let items): .array(items.map(sorted))
        case .object(let members):
            .object(
                members.map { JSON.Member($0.key, sorted($0.value)) }
                    .sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) })
        default: json
        }
    }
}
