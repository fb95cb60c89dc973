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
            return problem.check.language == "python" ? wanted ?? RunPlan.defaultRollouts : 1
        }
    }

    /// The rollouts with the given numbers, each the same whichever others are asked for.
    func rollouts(of unit: Unit, numbers: [Int]) async throws -> [Rollout] {
        guard !numbers.isEmpty else { return [] }
        switch unit.material {
        case .family(let instance):
            return numbers.map { number in
                var generator = SeededGenerator(
                    seed: plan.seed, parent: unit.variant.digest, stage: "sample", index: number)
                let text = DerivationSampler.text(
                    instance: instance, index: number, generator: &generator)
                return builtin(text, number, unit.variant)
            }
        case .recorded(let rows):
            guard let recorded else {
                preconditionFailure("a recorded unit without recorded files")
            }
            return try numbers.map { number in
                let row = try recorded.row(at: rows[number])
                return Rollout(
                    variant: unit.variant.digest, index: number, text: row.text,
                    sampler: "recorded",
                    model: row.model, sampling: row.sampling, isProgram: row.isProgram)
            }
        case .code(let problem):
            return try await programs(
                [problem.reference] + problem.submissions.map(\.text),
                entryPoint: problem.entryPoint, unit, numbers)
        case .problem: return try await reference(of: unit, numbers)
        }
    }

    /// Imported problems come with a worked solution or a program at best.
    private func reference(of unit: Unit, _ numbers: [Int]) async throws -> [Rollout] {
        guard let reference = unit.variant.problem.reference else { return [] }
        let entryPoint: String
        switch unit.variant.problem.check {
        case .answer: return [builtin(reference, 0, unit.variant)]
        case .function(let check): entryPoint = check.entryPoint
        case .tests(let check): entryPoint = check.entryPoint
        case .program: entryPoint = ""
        }
        let language = unit.variant.problem.check.language ?? "python"
        // Rewrites and mutants are made of Python alone; of other languages there is the reference itself.
        guard language == "python" else {
            return [
                builtin(ProgramSampler.block(reference, language: language), 0, unit.variant)
            ]
        }
        return try await programs([reference], entryPoint: entryPoint, unit, numbers)
    }

    /// Always asks for the whole number, so that a resumed run gets the same programs.
    private func programs(
        _ known: [String], entryPoint: String, _ unit: Unit, _ numbers: [Int]
    ) async throws -> [Rollout] {
        let sampler = ProgramSampler(sandbox: try await sandboxes.sandbox(), home: home)
        let texts: [String]
        do throws(ProgramSamplerError) {
            texts = try await sampler.texts(
                of: known, entryPoint: entryPoint, problem: unit.variant.problem.id,
                count: plan.rollouts ?? RunPlan.defaultRollouts, seed: plan.seed,
                parent: unit.variant.digest)
        } catch {
            throw SamplingError.helper(problem: unit.variant.problem.id, reason: error.description)
        }
        return numbers.filter { $0 < texts.count }.map { builtin(texts[$0], $0, unit.variant) }
    }

    private func builtin(_ text: String, _ number: Int, _ variant: Variant) -> Rollout {
        Rollout(
            variant: variant.digest, index: number, text: text, sampler: "builtin",
            model: "rule-based")
    }
}
