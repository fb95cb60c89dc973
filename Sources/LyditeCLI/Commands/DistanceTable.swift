internal import LyditeCore
internal import LyditeCurate
internal import LyditeEngine

/// `lydite report distance`: how far synthetic problems are from real ones.
enum DistanceTable {
    /// Columns in which real data sets keep their statements.
    private static let usualColumns = ["statement", "question", "problem", "prompt", "text"]

    static func show(_ arguments: Arguments) throws -> ExitCode {
        let real = arguments.texts("--real")
        guard !real.isEmpty else {
            throw UsageError.missingValue(option: "--real", value: "FILE.jsonl")
        }
        let columns = arguments.text("--column").map { [$0] } ?? usualColumns
        let outcome = try DistanceRun(store: arguments.store, real: real, columns: columns).run()
        let found = outcome.statements
        if arguments.has("--json") {
            try Terminal.print(found.json.text)
        } else {
            try Terminal.print(
                "\(outcome.rows) synthetic problems beside \(outcome.real) real ones\n"
                    + Table.text([
                        ("length", "\(found.length)"), ("vocabulary", "\(found.vocabulary)"),
                        ("structure", "\(found.structure)"),
                    ]))
        }
        if outcome.rows == 0 { Terminal.note("the store keeps no row of a synthetic problem") }
        return outcome.rows == 0 ? .negative : .success
    }
}
