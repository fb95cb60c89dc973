internal import LyditeCore
package import LyditeStore

/// What a problem was made of beside its own source.
package enum Ancestry {
    /// The families that a problem was composed with.
    package static func partners(of variant: StoredVariant) -> [String] {
        guard variant.proof.utf8.count > 2, let proof = try? JSONParser.parse(variant.proof),
            let shape = proof["shape"]?.arrayValue
        else { return [] }
        return shape.compactMap(\.stringValue).flatMap { part -> [String] in
            let words = part.split(separator: " ").map(String.init)
            return words.first == "compose" ? Array(words.dropFirst()) : []
        }
    }
}
