package import LyditeCore
internal import LyditeFiles
internal import LyditeProblems

/// The real problems that tell whether training helps, and the proof that no source is one of them.
package struct HeldOut: Sendable {
    package let rows: [ProblemRow]
    package let digest: Digest
    private let ids: [String: String]
    private let exact: [Digest: String]
    private let masked: [Digest: String]

    private static let shown = 10

    package init(_ paths: [String]) throws {
        let found = try ProblemRows.read(paths)
        guard !found.isEmpty else { throw LoopError.noProblems("held-out problems") }
        if let made = found.first(where: \.isMade) {
            throw LoopError.syntheticHeldOut(made.place)
        }
        var seen: Set<Digest> = []
        rows = found.filter { seen.insert($0.problem.digest).inserted }
        digest = Digest(of: .array(rows.map(\.bare)))
        let keys = rows.map { (StatementKey($0.problem.statement), $0.place) }
        ids = Dictionary(rows.map { ($0.problem.id, $0.place) }) { first, _ in first }
        exact = Dictionary(keys.map { ($0.0.exact, $0.1) }) { first, _ in first }
        masked = Dictionary(keys.map { ($0.0.masked, $0.1) }) { first, _ in first }
    }

    /// The held-out row that a statement is, or is with other numbers; nil for a stranger.
    package func relative(of statement: String) -> String? {
        let key = StatementKey(statement)
        return exact[key.exact] ?? masked[key.masked]
    }

    /// Refuses sources that are held out: by id, by words, or by words with other numbers.
    package func requireApart(from sources: SourceSet) throws {
        var found: [String] = []
        for source in sources.all {
            if let place = ids[source.id] {
                found.append("\(place) has the id \(source.id) of a source")
            } else if let row = source.row {
                let key = StatementKey(row.problem.statement)
                if let place = exact[key.exact] {
                    found.append("\(place) says what \(row.place) says")
                } else if let place = masked[key.masked] {
                    found.append("\(place) says what \(row.place) says, with other numbers")
                }
            } else if let place = source.shape.flatMap({
                (try? FamilyInstance(original: $0)).flatMap {
                    relative(of: $0.statement)
                }
            }) {
                found.append("\(place) says what the original of \(source.id) says")
            }
        }
        guard found.isEmpty else {
            throw LoopError.overlap(count: found.count, rows: Array(found.prefix(Self.shown)))
        }
    }

    /// Refuses demonstrations that bring a held-out problem with them.
    package func requireApart(fromDemonstrations paths: [String]) throws {
        var found: [String] = []
        for path in paths {
            let reader = try LineReader(path)
            while let line = try reader.next() {
                guard !line.isBlank, let json = try? line.json() else { continue }
                let place = "\(path):\(line.number)"
                if let id = (json["problem"] ?? json["problem_id"])?.stringValue,
                    let held = ids[id]
                {
                    found.append("\(held) is demonstrated in \(place)")
                } else if let text = (json["statement"] ?? json["question"])?.stringValue,
                    let held = relative(of: text)
                {
                    found.append("\(held) is demonstrated in \(place)")
                }
            }
        }
        guard found.isEmpty else {
            throw LoopError.overlap(count: found.count, rows: Array(found.prefix(Self.shown)))
        }
    }

    /// The held-out problems as a file for a run, without the families that rows may have.
    func write(to path: String) throws(FileError) {
        let file = try OutputFile(path)
        for row in rows { try file.write(row.bare.text + "\n") }
        try file.commit()
    }
}
