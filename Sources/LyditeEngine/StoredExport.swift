internal import LyditeCore
internal import LyditeCurate
internal import LyditeStore

/// The exports of a run that is in its store already, by the configuration that the store states.
struct StoredExport {
    let out: String
    let store: StoreWriter
    let facts: [String: String]
    private let seed: UInt64
    private let stage: ExportStage

    init(out: String, store: StoreWriter, facts: [String: String]) throws {
        let configuration = try JSONParser.parse(facts["configuration"] ?? "null")
        self.out = out
        self.store = store
        self.facts = facts
        seed = configuration["seed"].flatMap { UInt64($0.text) } ?? 0
        stage = ExportStage(
            folder: out, storePath: store.path, store: store, seed: seed,
            configuration: Digest(of: configuration),
            keepsReasoning: configuration["reasoning"]?.stringValue == "keep",
            pairRules: configuration["pair"].map { PairRules(json: $0) },
            curation: configuration["curate"].map { CurationPlan(json: $0) })
    }

    /// Whether the files of an earlier export are all there.
    func isWhole() async throws -> Bool {
        guard let written = try await store.fact("finished") else { return false }
        return stage.hasFiles(written)
    }

    func run(began: ContinuousClock.Instant) async throws -> RunReport {
        let result = try await stage.run()
        let report = RunReport(
            seed: seed, export: result,
            notes: InputNotes((try? JSONParser.parse(facts["notes"] ?? "")) ?? .null),
            unfinished: [], remarks: [], budget: nil,
            seconds: (ContinuousClock.now - began).seconds)
        try report.write(to: out)
        try await store.setFact("finished", result.written)
        try await store.setFact("whole", "1")
        try await store.finish()
        return report
    }
}
