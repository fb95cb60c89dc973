internal import LyditeCore
internal import LyditeProblems
package import LyditeSandbox

/// The built-in sampler: solutions from derivations and programs from references, right and wrong, without a model.
package struct BuiltinSampler: Sampler {
    private let seed: UInt64
    private let home: String
    private let sandbox: @Sendable () async throws -> any Sandbox

    /// - Parameter sandbox: Asked for once a program is to be made; a run of math alone needs none.
    package init(
        seed: UInt64, home: String,
        sandbox: @escaping @Sendable () async throws -> any Sandbox
    ) {
        self.seed = seed
        self.home = home
        self.sandbox = sandbox
    }

    package var isPaid: Bool { false }

    package func sample(
        _ material: SamplingMaterial, numbers: [Int],
        deliver: @escaping @Sendable (Answer) async throws -> Void
    ) async throws {
        guard !numbers.isEmpty else { return }
        try await deliver(Answer(rollouts: try await rollouts(material, numbers)))
    }

    private func rollouts(
        _ material: SamplingMaterial, _ numbers: [Int]
    ) async throws -> [Rollout] {
        let variant = material.variant
        switch material.source {
        case .family(let instance):
            var rollouts: [Rollout] = []
            for number in numbers {
                try SamplingError.checkCancelled()
                var generator = SeededGenerator(
                    seed: seed, parent: variant.digest, stage: "sample", index: number)
                let text = DerivationSampler.text(
                    instance: instance, index: number, generator: &generator)
                rollouts.append(rollout(text, number, variant))
            }
            return rollouts
        case .code(let problem):
            return try await programs(
                [problem.reference] + problem.submissions.map(\.text),
                entryPoint: problem.entryPoint, variant, numbers)
        case .problem: return try await reference(of: variant, numbers)
        case .recorded, .response: return []
        }
    }

    /// Imported problems come with a worked solution or a program at best.
    private func reference(of variant: Variant, _ numbers: [Int]) async throws -> [Rollout] {
        guard let reference = variant.problem.reference else { return [] }
        let entryPoint: String
        switch variant.problem.check {
        case .answer: return numbers.contains(0) ? [rollout(reference, 0, variant)] : []
        case .function(let check): entryPoint = check.entryPoint
        case .tests(let check): entryPoint = check.entryPoint
        case .program: entryPoint = ""
        }
        let language = variant.problem.check.language ?? "python"
        // Rewrites and mutants are made of Python alone; of other languages there is the reference itself.
        guard language == "python" else {
            guard numbers.contains(0) else { return [] }
            return [rollout(ProgramSampler.block(reference, language: language), 0, variant)]
        }
        return try await programs([reference], entryPoint: entryPoint, variant, numbers)
    }

    /// The programs before the last one that is wanted are made too: each depends on those before it alone.
    private func programs(
        _ known: [String], entryPoint: String, _ variant: Variant, _ numbers: [Int]
    ) async throws -> [Rollout] {
        try SamplingError.checkCancelled()
        let sampler = ProgramSampler(sandbox: try await sandbox(), home: home)
        let texts: [String]
        do throws(ProgramSamplerError) {
            texts = try await sampler.texts(
                of: known, entryPoint: entryPoint, problem: variant.problem.id,
                count: (numbers.last ?? -1) + 1, seed: seed, parent: variant.digest)
        } catch {
            throw SamplingError.helper(problem: variant.problem.id, reason: error.description)
        }
        return numbers.filter { $0 < texts.count }.map { rollout(texts[$0], $0, variant) }
    }

    private func rollout(_ text: String, _ number: Int, _ variant: Variant) -> Rollout {
        Rollout(
            variant: variant.digest, index: number, text: text, sampler: "builtin",
            model: "rule-based")
    }
}
