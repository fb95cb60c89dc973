/// What a client shows to be let in.
package enum BearerToken {
    /// Whether a token is long enough to be none that is guessed, and can stand in a path as it is.
    package static func isGood(_ token: String) -> Bool {
        (16...256).contains(token.utf8.count)
            && token.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
                    || "-._~".utf8.contains(byte)
            }
    }

    /// Takes the same time wherever the two differ.
    static func areEqual(_ given: String, _ token: String) -> Bool {
        let given = Array(given.utf8)
        let token = Array(token.utf8)
        guard given.count == token.count else { return false }
        return zip(given, token).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
