internal import LyditeCore
internal import LyditeSampling

/// How many rollouts each unit of a run gets.
struct RolloutCount: Sendable {
    private let plan: RunPlan

    init(plan: RunPlan) { self.plan = plan }

    /// What each unit gets that no other rule limits.
    var usual: Allocation { plan.rollouts ?? Allocation(RunPlan.defaultRollouts) }

    /// The most that a unit can get.
    func limit(of unit: UnitPlan) -> Int {
        switch unit.kind {
        case .family, .code: return usual.most
        case .recorded(_, let rows): return min(rows.count, plan.rollouts?.most ?? rows.count)
        case .problem where plan.models != nil: return usual.most
        case .problem(let problem):
            guard problem.reference != nil else { return 0 }
            return problem.check.language == "python" ? usual.most : 1
        }
    }

    /// Up to which number rollouts of a unit are to be sampled now; nil where it has all that it gets.
    func end(after counts: Allocation.Counts, of unit: UnitPlan) -> Int? {
        let limit = limit(of: unit)
        // Recorded rollouts cost nothing: all are taken where nothing else is asked for.
        let rule = plan.rollouts == nil ? Allocation(limit) : usual
        return rule.end(after: counts, limit: limit)
    }
}
