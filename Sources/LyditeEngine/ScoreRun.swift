package import LyditeCore
internal import LyditeCurate
internal import LyditeFiles
package import LyditeSampling
internal import LyditeStore
internal import Synchronization

/// Scores the traces of a run by a model or by a command, and calibrates the scores by their verdicts.
///
/// Traces that have the score already are not asked about again; scores never change a verdict.
package struct ScoreRun: Sendable {
    package enum Source: Sendable {
        /// A judge that answers a prompt about each trace.
        case models(ModelPlan, budget: Money?)
        /// A command that reads rows `{"id", "prompt", "response"}` and writes `{"id", "score"}`.
        case command(String, patience: Duration)
    }

    package var store: String
    package var plan: ScorePlan
    package var source: Source
    package var seed: UInt64
    package var progress: @Sendable (_ done: Int, _ of: Int) -> Void
    package var isStopping: @Sendable () -> Bool

    package init(
        store: String, plan: ScorePlan, source: Source, seed: UInt64,
        progress: @escaping @Sendable (_ done: Int, _ of: Int) -> Void,
        isStopping: @escaping @Sendable () -> Bool
    ) {
        self.store = store
        self.plan = plan
        self.source = source
        self.seed = seed
        self.progress = progress
        self.isStopping = isStopping
    }

    package func run() async throws(EngineError) -> ScoreReport {
        try await EngineError.wrapping { try await scored() }
    }

    private func scored() async throws -> ScoreReport {
        guard FileBytes.kind(store) == .file else { throw EngineError.noStore(store) }
        let lock = try FolderLock(FileBytes.folder(of: store))
        defer { withExtendedLifetime(lock) {} }
        let writer = try StoreWriter(path: store)
        let reader = try StoreReader(path: store)
        let rated = try reader.ratedTraces(by: plan.name)
        let rater = "rater:" + plan.name
        let known = try await writer.fact(rater)
        guard rated.isEmpty || known == nil || known == identity else {
            throw EngineError.otherRater(plan.name)
        }
        try await writer.setFact(rater, identity)
        let traces = UnscoredTraces(
            cursor: try reader.variants(), rated: rated, total: try reader.traceCount())
        var report = ScoreReport(
            plan: plan, calibration: Calibration([], threshold: plan.threshold))
        report.earlier = rated.count
        do {
            switch source {
            case .command(let command, let patience):
                try await CommandScorer(
                    command: command, patience: patience, plan: plan, writer: writer,
                    progress: progress, isStopping: isStopping
                ).score(traces, &report)
            case .models(let models, let budget):
                report.judges = models.models.map(\.name)
                report.ownFamily = Self.ownFamily(
                    of: models, plan, generators: try reader.totals().models)
                try await ModelScorer(
                    models: models, budget: budget, plan: plan, seed: seed, writer: writer,
                    progress: progress, isStopping: isStopping
                ).score(traces, &report)
            }
        } catch {
            // What was scored before is kept; where it was the store that failed, it keeps what it had committed.
            try? await writer.commit()
            throw error
        }
        try await writer.commit()
        report.calibration = Calibration(
            try StoreReader(path: store).scores(by: plan.name)
                .map { ($0.score, $0.isRight, $0.bytes) }, threshold: plan.threshold)
        try await writer.setFact(ScoreNotes.prefix + plan.name, report.json.text)
        try await writer.finish()
        return report
    }

    /// Names who gives the scores, and how they are read; thresholds and bounds may change.
    private var identity: String {
        let how: JSON =
            switch source {
            case .command(let command, _): ["command": .string(command)]
            case .models(let models, _):
                [
                    "models": models.configuration, "scale": .double(plan.scale),
                    "criteria": .array(plan.criteria.map { .string($0) }),
                    "samples": .integer(Int64(plan.samples)),
                ]
            }
        return Digest(of: how).description
    }

    /// Judges that may like what their own family wrote.
    private static func ownFamily(
        of models: ModelPlan, _ plan: ScorePlan, generators: [String]
    ) -> [String] {
        let families = Set(generators.map { ModelPlan.family(ofModel: $0) })
        return models.models.map(\.name).filter {
            families.contains(plan.family?.lowercased() ?? ModelPlan.family(ofModel: $0))
        }
    }
}
