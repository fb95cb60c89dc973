package import LyditeCore
package import LyditeProblems

/// One row of a recorded file: what a model said of a problem, some time before.
package struct RecordedRow: Sendable {
    /// What `--map` may name.
    package static let fields = [
        "problem", "statement", "gold", "text", "solution", "model", "sampling",
    ]

    /// The problem's id, where the row names one.
    package var problem: String?
    package var statement: String?
    package var gold: String?
    package var text: String
    package var model: String
    package var sampling: JSON
    /// Whether the text is a program as it stands.
    package var isProgram: Bool
    package var source: String?
    package var licence: String?

    package init(_ json: JSON, map: FieldMap) throws(RowError) {
        let row = try RowReader(json)
        let problemColumn = map.column("problem", or: ["problem_id", "task_id"], in: row)
        problem = try row.text(problemColumn)
        statement = try row.text(map.column("statement", or: ["question"], in: row))
        gold = try row.text(map.column("gold", in: row))
        let response = map.column("text", or: ["response", "completion"], in: row)
        if let text = try row.text(response) {
            self.text = text
            isProgram = false
        } else {
            guard let program = try row.text(map.column("solution", in: row)) else {
                throw row.wrong("text", "a response (\"text\") or a program (\"solution\")")
            }
            text = program
            isProgram = true
        }
        guard problem != nil || statement != nil else {
            throw row.wrong("problem", "an id, or a statement")
        }
        model = try row.text(map.column("model", in: row)) ?? "unknown"
        sampling = row[map.column("sampling", in: row)] ?? .null
        source = try row.text("source")
        licence = try row.text("licence")
    }

    /// The problem that a row makes when no other joins it.
    ///
    /// Its id comes from what it says, so that neither the place of the file nor the line matters.
    package func ownProblem() -> Problem? {
        guard let statement, let gold else { return nil }
        let id =
            "recorded/"
            + Digest(of: ["statement": .string(statement), "gold": .string(gold)]).short
        return Problem(
            id: id, statement: statement, check: .answer(AnswerCheck(gold: gold)),
            topic: "recorded",
            origin: Problem.Origin(
                isReal: true, source: source ?? "unknown", licence: licence ?? "unknown"))
    }
}
