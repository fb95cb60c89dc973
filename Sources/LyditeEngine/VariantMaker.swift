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
    /// The families' variants by the family's id: each remembers the statements it has given.
    private let families = Mutex<[String: FamilyVariants]>([:])

    init(seed: UInt64, home: String, sandboxes: SandboxPool) {
        self.seed = seed
        self.home = home
        self.sandboxes = sandboxes
    }

    func unit(_ plan: UnitPlan) async throws -> Outcome {
        switch plan.kind {
        case .problem(let problem):
            made(Variant(source: problem), .problem, plan)
        case .recorded(let problem, let rows):
            made(Variant(source: problem), .recorded(rows), plan)
        case .family(let family, let index): self.family(family, index, plan)
        case .code(let problem, let index): try await code(problem, index, plan)
        }
    }

    private func made(
        _ variant: Variant, _ source: SamplingMaterial.Source, _ plan: UnitPlan
    ) -> Outcome {
        .made(SamplingMaterial(variant: variant, source: source, ordinal: plan.ordinal))
    }

    private func family(_ family: Family, _ index: Int, _ plan: UnitPlan) -> Outcome {
        let variants = families.withLock { families in
            if let known = families[family.id] { return known }
            let new = FamilyVariants(family: family, seed: seed)
            families[family.id] = new
            return new
        }
        do throws(TransformError) {
            guard let made = try variants.variant(at: index) else {
                return .refused(reason: "family \(family.id) has no further variants")
            }
            return self.made(made.variant, .family(made.instance), plan)
        } catch {
            return .refused(reason: error.description)
        }
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
