package import LyditeCore
internal import LyditeCurate
package import LyditeStore

/// What shows that a problem's key is right.
package enum Ground: Hashable, Sendable {
    /// A row of a real data set: the key is its own word.
    case source
    /// A variant whose key was proved from its family, or from several.
    case proof
    /// A model's problem on whose answer other models agreed, made after real ones.
    case agreement(votes: Int, of: Int)
}

/// What a problem of a round descends from.
package struct Descent: Hashable, Sendable {
    package var ground: Ground
    package var hasRealSource: Bool
    /// Transforms and proposals between it and a source.
    package var depth: Int

    package init(ground: Ground, hasRealSource: Bool, depth: Int) {
        self.ground = ground
        self.hasRealSource = hasRealSource
        self.depth = depth
    }
}

/// Tells what each variant of a store descends from, from its lineage and the rows of the round.
package struct DescentTable: Sendable {
    /// By id and by family: what sources and made rows descend from. A nil says that nothing is shown.
    private var known: [String: Descent?] = [:]

    /// - Parameter rows: The rows of a round that were made of others.
    package init(sources: [LoopSource], rows: [JSON] = []) {
        let real = Set(sources.filter(\.isReal).flatMap { [$0.id, $0.family] })
        for source in sources {
            var descent: Descent?
            if let row = source.row, row.isMade {
                descent = Self.descent(of: row.json, real: real)
            } else {
                descent = Descent(
                    ground: source.isReal ? .source : .proof, hasRealSource: source.isReal,
                    depth: 0)
            }
            for name in [source.id, source.family] { known.updateValue(descent, forKey: name) }
        }
        for row in rows {
            guard let id = row["id"]?.stringValue else { continue }
            known.updateValue(Self.descent(of: row, real: real), forKey: id)
        }
    }

    /// Nil where nothing shows that the key is right.
    package func descent(of variant: StoredVariant) -> Descent? {
        // Variants are filed under their family; a row that stands for itself under its id.
        guard let found = known[variant.family], var descent = found else { return nil }
        let partners = Ancestry.partners(of: variant).map { known[$0] ?? nil }
        guard variant.depth > 0 else { return descent }
        let proof = (try? JSONParser.parse(variant.proof)) ?? .null
        guard proof["kind"]?.stringValue != "source" else { return nil }
        descent.ground = .proof
        descent.depth += variant.depth
        // What is joined of several has a real source only where all of them have.
        descent.hasRealSource =
            descent.hasRealSource && partners.allSatisfy { $0?.hasRealSource ?? false }
        return descent
    }

    /// Reads the `made` of a row; nil where it shows nothing.
    package static func descent(of row: JSON, real: Set<String>) -> Descent? {
        guard let made = row["made"] else { return nil }
        let parents = (made["parents"]?.arrayValue ?? []).compactMap(\.stringValue)
        let hasReal = parents.contains(where: real.contains)
        if made["proof"]?.boolValue == true {
            return Descent(
                ground: .proof, hasRealSource: hasReal, depth: made["depth"]?.intValue ?? 1)
        }
        guard let votes = made["votes"]?.intValue, let all = made["of"]?.intValue, votes >= 2,
            all >= votes, 2 * votes >= all, hasReal
        else { return nil }
        let proposers = Set(
            [made["by"]?.stringValue].compactMap { $0 })
        let solvers = Set((made["solvers"]?.arrayValue ?? []).compactMap(\.stringValue))
        guard !solvers.isEmpty, solvers.isDisjoint(with: proposers) else { return nil }
        return Descent(
            ground: .agreement(votes: votes, of: all), hasRealSource: true,
            depth: 1 + (made["depth"]?.intValue ?? 0))
    }
}
