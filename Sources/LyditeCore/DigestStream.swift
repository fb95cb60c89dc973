internal import CSodium

/// SHA-256 over bytes that come piece by piece.
package struct DigestStream {
    private var state = crypto_hash_sha256_state()

    package init() { crypto_hash_sha256_init(&state) }

    package mutating func add(_ bytes: [UInt8]) {
        crypto_hash_sha256_update(&state, bytes, UInt64(bytes.count))
    }

    package consuming func digest() -> Digest {
        var state = self.state
        var bytes = [UInt8](repeating: 0, count: 32)
        crypto_hash_sha256_final(&state, &bytes)
        guard let digest = Digest(bytes: bytes) else { preconditionFailure("SHA-256 has 32 bytes") }
        return digest
    }
}
