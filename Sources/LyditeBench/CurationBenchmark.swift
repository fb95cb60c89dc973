internal import LyditeCurate
internal import LyditeEngine
internal import LyditeExport

/// From a store to rows that are left and their files, by the stages that look at every text.
enum CurationBenchmark {
    private static let stages = ["format", "length", "style", "exact", "near", "balance"]
    /// Three minutes of CPU time for a million traces.
    private static let least = 5_556.0

    static func run() async throws -> [Figure] {
        let plan = CurationPlan(
            stages.compactMap { CurationStageKind.named($0).map { CurationPlan.Stage($0) } })
        var spent = 0.0
        let run = try await GeneratedRun { folder in
            let store = folder + "/out/run.sqlite"
            let began = CPUTime.seconds
            _ = try await CurationRun(store: store, plan: plan).run()
            guard let format = ExportFormat.all.first(where: { $0.name == "trl-sft" }) else {
                return
            }
            _ = try ExportRun(store: store, format: format, folder: folder + "/sft").run()
            spent = CPUTime.seconds - began
        }
        return [
            Figure(
                "curate/traces", Double(run.traces) / spent,
                "traces a CPU second, through six stages, pairs and one export",
                bound: .atLeast(least))
        ]
    }
}
