package import LyditeCore
internal import LyditeFiles
internal import LyditeProblems

/// One row of a file of problems, as it stands there and as a problem.
package struct ProblemRow: Sendable {
    package var problem: Problem
    package var json: JSON
    /// File and line.
    package var place: String

    package init(problem: Problem, json: JSON, place: String) {
        self.problem = problem
        self.json = json
        self.place = place
    }

    /// Whether a model or a transform made it.
    package var isMade: Bool { json["made"].map { !$0.isNull } ?? false }

    /// The row without the family that it was lifted to, so that it stands for itself alone.
    package var bare: JSON {
        .object((json.members ?? []).filter { $0.key != "family" })
    }
}

/// Reads files of problems.
package enum ProblemRows {
    /// Held in memory, so that a round can choose among them.
    package static let maximum = 200_000

    package static func read(_ paths: [String]) throws -> [ProblemRow] {
        let importer = Importer(format: .jsonl)
        var rows: [ProblemRow] = []
        for path in paths {
            let reader = try LineReader(path)
            while let line = try reader.next() {
                if line.isBlank { continue }
                let json: JSON
                let problem: Problem?
                do {
                    json = try line.json()
                    problem = try importer.problem(json, number: line.number)
                } catch let error as JSONError {
                    throw FileError.badJSON(path: path, line: line.number, error: error)
                } catch let error as RowError {
                    throw FileError.badRow(path: path, line: line.number, error: error)
                }
                guard let problem else { continue }
                guard rows.count < maximum else {
                    throw LoopError.tooManyProblems(path, maximum: maximum)
                }
                rows.append(
                    ProblemRow(problem: problem, json: json, place: "\(path):\(line.number)"))
            }
        }
        return rows
    }
}
