package import LyditeCore
package import LyditeProblems

/// A problem that rounds may choose: a row, a family or a code problem.
package struct LoopSource: Sendable {
    package enum Kind: Sendable {
        case row(ProblemRow)
        case entry(ProblemEntry)
    }

    package var id: String
    package var topic: String
    package var kind: Kind
    /// What its variants are filed under in a store.
    package var family: String
    /// The families that variants of a matrix are made of; nil for a problem without one.
    package var shape: Family?
    /// Whether a real data set has it: a row that nobody made.
    package var isReal: Bool

    package init(
        id: String, topic: String, kind: Kind, family: String, shape: Family? = nil, isReal: Bool
    ) {
        self.id = id
        self.topic = topic
        self.kind = kind
        self.family = family
        self.shape = shape
        self.isReal = isReal
    }

    package var row: ProblemRow? {
        if case .row(let row) = kind { row } else { nil }
    }
}

/// All sources of a loop, in the order of the configuration.
package struct SourceSet: Sendable {
    package let all: [LoopSource]
    package let digest: Digest

    package init(_ names: [String], home: String) throws {
        var all: [LoopSource] = []
        var identities: [JSON] = []
        for entry in try ProblemCatalog(home: home).entries(names) {
            switch entry {
            case .family(let family):
                identities.append(.string(family.digest.description))
                all.append(
                    LoopSource(
                        id: family.id, topic: family.topic, kind: .entry(entry),
                        family: family.id, shape: family, isReal: false))
            case .code(let problem):
                identities.append(.string(problem.digest.description))
                all.append(
                    LoopSource(
                        id: problem.id, topic: "code", kind: .entry(entry), family: problem.id,
                        isReal: false))
            case .rows(let path):
                for row in try ProblemRows.read([path]) {
                    identities.append(row.json)
                    all.append(try Self.source(row))
                }
            }
        }
        guard !all.isEmpty else { throw LoopError.noProblems("sources") }
        var seen: Set<String> = []
        // A second row of one id could not be told from the first in a store.
        self.all = all.filter { seen.insert($0.id).inserted }
        digest = Digest(of: .array(identities))
    }

    private static func source(_ row: ProblemRow) throws -> LoopSource {
        let id = row.problem.id
        var shape: Family?
        if let json = row.json["family"], !json.isNull {
            shape = try Family.lifted(id: id, json: json)
        }
        return LoopSource(
            id: id, topic: row.problem.topic, kind: .row(row), family: shape?.id ?? id,
            shape: shape, isReal: !row.isMade)
    }
}
