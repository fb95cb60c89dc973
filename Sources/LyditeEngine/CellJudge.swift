internal import LyditeCore
internal import LyditeProblems
internal import LyditeSampling
internal import LyditeVerify

/// Asks the programs of a cell's families about its variants.
struct CellJudge: Sendable {
    let home: String
    /// Nil where no program is asked.
    let sandboxes: SandboxPool?

    /// The cell without what a program disagrees with.
    func judged(_ filled: CellMaker.Filled) async throws -> CellMaker.Filled {
        guard let sandboxes else { return filled }
        var judged = filled
        judged.variants = []
        let families = Dictionary(grouping: filled.variants.indices) {
            filled.variants[$0].2.family.path
        }
        var opinions: [Int: FamilyJudge.Opinion] = [:]
        for (_, places) in families.sorted(by: { $0.key < $1.key }) {
            let judge = FamilyJudge(sandbox: try await sandboxes.sandbox(), home: home)
            let instances = places.map { filled.variants[$0].2 }
            do throws(CodeCaseError) {
                for (place, opinion) in zip(places, try await judge.opinions(of: instances)) {
                    opinions[place] = opinion
                }
            } catch {
                throw SamplingError.helper(
                    problem: instances[0].family.id, reason: error.description)
            }
        }
        for (place, one) in filled.variants.enumerated() {
            let opinion = opinions[place] ?? .none
            if let reason = opinion.refusal(of: one.2.family) {
                judged.entry.refused["program", default: 0] += 1
                judged.entry.reason = judged.entry.reason ?? reason
                continue
            }
            var variant = one.0
            variant.note(opinion, of: one.2.family)
            judged.variants.append((variant, one.1, one.2))
        }
        return judged
    }
}
