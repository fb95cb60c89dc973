internal import LyditeCore
internal import LyditeFiles
internal import LyditeProblems
internal import LyditeSampling
internal import LyditeStore

/// Makes a run longer until it has as many accepted rows as were asked for: each time twice the variants, or twice the
/// rollouts where its problems have no variants.
///
/// Every length is a run of its own by all rules, so that the files are the same at any number of jobs and after any crash.
struct RunGrowth {
    /// Doublings after which a run is taken to yield nothing more.
    private static let mostDoublings = 10

    let plan: RunPlan
    let rows: Int
    let out: String
    let isolation: String

    /// Runs one length after the other; `run` is given the plan of each.
    func grow(by run: (RunPlan) async throws -> Pipeline.Outcome) async throws -> Pipeline.Outcome {
        var doublings = try start()
        var before = 0
        var length = plan.doubled(doublings)
        while true {
            let outcome = try await run(length)
            switch outcome {
            case .finished(let report) where !report.unfinished.isEmpty: return outcome
            case .finished, .nothingLeft: break
            case .stopped, .shard: return outcome
            }
            let (kept, rollouts) = try standing()
            let isOver = plan.candidates.map { 2 * rollouts > $0 } ?? false
            if kept >= rows || isOver || doublings == Self.mostDoublings || rollouts == before
                || plan.sampler == .recorded
            {
                return outcome
            }
            before = rollouts
            doublings += 1
            length = plan.doubled(doublings)
            length.isExtending = true
        }
    }

    /// The length at which the folder's run stands; the first one where there is none.
    private func start() throws -> Int {
        let path = out + "/run.sqlite"
        guard FileBytes.kind(path) == .file,
            let found = try StoreReader(path: path).facts()["configuration"]
        else { return 0 }
        return try (0...Self.mostDoublings).first { try text(plan.doubled($0)) == found } ?? 0
    }

    private func text(_ plan: RunPlan) throws -> String {
        let json = try InputDigests.configuration(of: plan, isolation: isolation)
        return String(decoding: CanonicalJSON.bytes(of: json), as: UTF8.self)
    }

    /// Rows and rollouts of the run as its report has them.
    private func standing() throws -> (rows: Int, rollouts: Int) {
        let report = try JSONParser.parse(try FileBytes.read(out + "/report.json"))
        return (report["kept"]?["sft"]?.intValue ?? 0, report["rollouts"]?.intValue ?? 0)
    }
}

extension RunPlan {
    /// The plan of a run that was made longer so many times.
    fileprivate func doubled(_ times: Int) -> RunPlan {
        var plan = self
        let factor = 1 << times
        let hasVariants = entries.contains { entry in
            if case .rows = entry { false } else { true }
        }
        if hasVariants {
            plan.variants *= factor
            plan.codeVariants *= factor
        } else {
            var rollouts = self.rollouts ?? Allocation(Self.defaultRollouts)
            // A rule that follows the verdicts stays the rule that it is.
            if !rollouts.isAdaptive { rollouts.first *= factor }
            rollouts.most *= factor
            plan.rollouts = times == 0 ? self.rollouts : rollouts
        }
        return plan
    }
}
