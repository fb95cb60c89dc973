internal import LyditeCore
internal import LyditeEngine
internal import LyditeFiles
internal import LyditeProblems
internal import LyditeSampling
internal import LyditeSandbox

/// What all rounds share: sources, the held-out problems and the verified demonstrations.
struct LoopInputs {
    let sources: SourceSet
    let heldOut: HeldOut
    let heldOutPath: String
    let demonstrations: [TrainingSet.Source]
    /// Nil without demonstrations.
    let tail: CollapseMeter.Tail?

    /// Reads everything and proves the held-out problems apart; nothing is written.
    static func read(
        _ plan: LoopPlan, home: String
    ) throws -> (sources: SourceSet, heldOut: HeldOut) {
        let sources = try SourceSet(plan.sources, home: home)
        let heldOut = try HeldOut(plan.heldOut)
        try heldOut.requireApart(from: sources)
        try heldOut.requireApart(fromDemonstrations: plan.demonstrations)
        return (sources, heldOut)
    }

    static func prepare(
        _ plan: LoopPlan, _ sources: SourceSet, _ heldOut: HeldOut, _ settings: LoopSettings
    ) async throws -> LoopInputs {
        let path = settings.out + "/held-out.jsonl"
        try heldOut.write(to: path)
        guard !plan.demonstrations.isEmpty else {
            return LoopInputs(
                sources: sources, heldOut: heldOut, heldOutPath: path, demonstrations: [],
                tail: nil)
        }
        let folder = settings.out + "/demonstrations"
        try FileBytes.makeFolder(folder)
        let problems = folder + "/problems.jsonl"
        let file = try OutputFile(problems)
        for row in sources.all.compactMap(\.row) { try file.write(row.bare.text + "\n") }
        try file.commit()
        settings.note("verifying demonstrations")
        var run = RunPlan(
            entries: [.rows(path: problems)], seed: plan.seed(of: 0), variants: 1,
            codeVariants: 1, rollouts: nil, sampler: .recorded, recorded: plan.demonstrations,
            map: FieldMap(), isStrictExtraction: false)
        run.cacheFolder = CacheFolder.path()
        try await recorded(run, into: folder, settings)
        let store = folder + "/run.sqlite"
        let source = TrainingSet.Source(
            kind: .demonstrations, store: store, round: 0,
            descents: DescentTable(sources: sources.all.map(\.withoutFamily)))
        return LoopInputs(
            sources: sources, heldOut: heldOut, heldOutPath: path, demonstrations: [source],
            tail: CollapseMeter.Tail(try StoredAnswers.solutions(in: store)))
    }

    /// A run of rows that were recorded before.
    static func recorded(
        _ plan: RunPlan, into folder: String, _ settings: LoopSettings
    ) async throws {
        let pipeline = Pipeline(
            plan: plan, out: folder, home: settings.home, jobs: settings.jobs,
            isolation: settings.isolation, progress: { _ in }, isStopping: settings.isStopping)
        if case .stopped = try await pipeline.run() { throw LoopError.stopped }
    }
}

extension LoopSource {
    /// Filed by its own id, as a row without its family is.
    var withoutFamily: LoopSource {
        var source = self
        if row != nil { source.family = id }
        return source
    }
}
