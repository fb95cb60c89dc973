/// From the store to the files of a data set.
enum ExportBenchmark {
    static func run() async throws -> [Figure] {
        let run = try await GeneratedRun()
        return [
            Figure(
                "export/traces", Double(run.traces) / run.exportSeconds,
                "stored traces a CPU second, to pairs, files and card", better: .more)
        ]
    }
}
