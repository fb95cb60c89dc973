internal import LyditeCore
internal import LyditeProblems
internal import LyditeSampling
internal import LyditeStore

/// Gets the rollouts of one unit from the run's sampler.
struct UnitSampler: Sendable {
    private let plan: RunPlan
    private let recorded: RecordedFiles?
    private let home: String
    private let sandboxes: SandboxPool

    init(plan: RunPlan, recorded: RecordedFiles?, home: String, sandboxes: SandboxPool) {
        self.plan = plan
        self.recorded = recorded
        self.home = home
        self.sandboxes = sandboxes
    }

    /// How many rollouts the unit gets.
    func count(_ plan: UnitPlan) -> Int {
        let wanted = self.plan.rollouts
        switch plan.kind {
        case .family, .code: return wanted ?? RunPlan.defaultRollouts
        case .recorded(_, let rows): return min(rows.count, wanted ?? rows.count)
        case .problem(let problem):
            guard problem.reference != nil else { return 0 }
            return problem.check.isCode ? wanted ?? RunPlan.defaultRollouts : 1
        }
    }

    /// The rollouts with the given numbers, each the same whichever others are asked for.
    func rollouts(of unit: Unit, numbers: [Int]) async throws -> [Rollout] {
        guard let last = numbers.last else { return [] }
        switch unit.material {
        case .family(let instance):
            return numbers.map { number in
                var generator = SeededGenerator(
                    seed: plan.seed, parent: unit.variant.digest, stage: "sample", index: number)
                let text = DerivationSampler.text(instance: instance, index: number, generator: &generator)
                return builtin(text, number, unit.variant)
            }
        case .recorded(let rows):
            guard let recorded else { preconditionFailure("a recorded unit without recorded files") }
            return try numbers.map { number in
                let row = try recorded.row(at: rows[number])
                return Rollout(
                    variant: unit.variant.digest, index: number, text: row.text, sampler: "recorded",
                    model: row.model, sampling: row.sampling, isProgram: row.isProgram)
            }
        case .code(let problem):
            let texts = try await programs(problem.reference, problem.submissions.map(\.text), unit, last + 1)
            return numbers.map { builtin(texts[$0], $0, unit.variant) }
        case .problem: return try await reference(of: unit, numbers)
        }
    }

    /// Imported problems come with a worked solution or a program at best.
    private func reference(of unit: Unit, _ numbers: [Int]) async throws -> [Rollout] {
        guard let reference = unit.variant.problem.reference, let last = numbers.last else { return [] }
        guard unit.variant.problem.check.isCode else { return [builtin(reference, 0, unit.variant)] }
        let texts = try await programs(reference, [], unit, last + 1)
        return numbers.map { builtin(texts[$0], $0, unit.variant) }
    }

    private func programs(
        _ reference: String, _ submissions: [String], _ unit: Unit, _ count: Int
    ) async throws -> [String] {
        let sampler = ProgramSampler(sandbox: try await sandboxes.sandbox(), home: home)
        return try await sampler.texts(
            reference: reference, submissions: submissions, count: count, seed: plan.seed,
            parent: unit.variant.digest)
    }

    private func builtin(_ text: String, _ number: Int, _ variant: Variant) -> Rollout {
        Rollout(variant: variant.digest, index: number, text: text, sampler: "builtin", model: "rule-based")
    }
}
