internal import LyditeCore
internal import LyditeProblems
internal import LyditeSampling
internal import LyditeTransform
internal import LyditeVerify
internal import Synchronization

/// Makes the variant of a unit, proved; a unit whose proof fails is refused with the reason.
final class VariantMaker: Sendable {
    enum Outcome: Sendable {
        case made(SamplingMaterial)
        case refused(reason: String)
    }

    private let seed: UInt64
    private let home: String
    private let sandboxes: SandboxPool
    /// What the families' programs say; nil where they are not asked.
    private let judgments: FamilyJudgments?
    /// The families' variants by the family's id: each remembers the statements it has given.
    private let families = Mutex<[String: FamilyVariants]>([:])

    /// - Parameter judged: How many variants of each family their programs are asked about; nil for
    ///   none.
    init(seed: UInt64, home: String, sandboxes: SandboxPool, judged: Int? = nil) {
        self.seed = seed
        judgments = judged.map {
            FamilyJudgments(home: home, sandboxes: sandboxes, variants: $0)
        }
        self.home = home
        self.sandboxes = sandboxes
    }

    func unit(_ plan: UnitPlan) async throws -> Outcome {
        switch plan.kind {
        case .problem(let problem):
            made(Variant(source: problem), .problem, plan)
        case .recorded(let problem, let rows):
            made(Variant(source: problem), .recorded(rows), plan)
        case .family(let family, let index): try await self.family(family, index, plan)
        case .code(let problem, let index): try await code(problem, index, plan)
        }
    }

    private func made(
        _ variant: Variant, _ source: SamplingMaterial.Source, _ plan: UnitPlan
    ) -> Outcome {
        .made(SamplingMaterial(variant: variant, source: source, ordinal: plan.ordinal))
    }

    private func family(_ family: Family, _ index: Int, _ plan: UnitPlan) async throws -> Outcome {
        let variants = families.withLock { families in
            if let known = families[family.id] { return known }
            let new = FamilyVariants(family: family, seed: seed)
            families[family.id] = new
            return new
        }
        let made: (variant: Variant, instance: FamilyInstance)
        do throws(TransformError) {
            guard let found = try variants.variant(at: index) else {
                return .refused(reason: "family \(family.id) has no further variants")
            }
            made = found
        } catch {
            return .refused(reason: error.description)
        }
        return try await judged(made.variant, made.instance, of: family, plan) { judgments in
            try await judgments.opinion(family, variants, at: index)
        }
    }

    /// The variant where the family's program, if it is asked, has nothing against it.
    private func judged(
        _ variant: Variant, _ instance: FamilyInstance, of family: Family, _ plan: UnitPlan,
        _ ask: (FamilyJudgments) async throws -> FamilyJudge.Opinion
    ) async throws -> Outcome {
        var variant = variant
        if let judgments {
            let opinion: FamilyJudge.Opinion
            do {
                opinion = try await ask(judgments)
            } catch let error as CodeCaseError {
                throw SamplingError.helper(problem: family.id, reason: error.description)
            }
            if let reason = opinion.refusal(of: family) { return .refused(reason: reason) }
            variant.note(opinion, of: family)
        }
        return made(variant, .family(instance), plan)
    }

    private func code(
        _ problem: CodeProblem, _ index: Int, _ plan: UnitPlan
    ) async throws -> Outcome {
        let source = problem.digest
        let variants = CodeVariants(problem, source: source, seed: seed)
        let choice = variants.choice(at: index)
        let rendered = problem.rendered(choice)
        let maker = CodeCaseMaker(sandbox: try await sandboxes.sandbox(), home: home)
        do throws(CodeCaseError) {
            var (made, proof) = try await maker.proved(rendered)
            made.id = "\(problem.id)#\(index)"
            let variant = Variant(
                problem: made, lineage: variants.lineage(of: choice), proof: proof)
            return self.made(variant, .code(rendered), plan)
        } catch {
            // The machine's failure is no fault of the problem: the place stays open for the next call.
            if case .sandbox(let reason) = error {
                throw SamplingError.helper(problem: problem.id, reason: reason)
            }
            return .refused(reason: error.description)
        }
    }
}

extension FamilyJudge.Opinion {
    /// Why a variant with this opinion is not given; nil where nothing is said against it.
    func refusal(of family: Family) -> String? {
        switch self {
        case .agrees, .none: nil
        case .disagrees: "family \(family.id): its program disagrees with the key"
        case .fails: "family \(family.id): its program has no answer"
        }
    }
}

extension Variant {
    /// Adds the program that agreed to the proof.
    mutating func note(_ opinion: FamilyJudge.Opinion, of family: Family) {
        guard opinion == .agrees, let program = family.program,
            case .object(let members) = proof
        else { return }
        proof = .object(
            members + [JSON.Member("program", .string(program.digest.description))])
    }
}
