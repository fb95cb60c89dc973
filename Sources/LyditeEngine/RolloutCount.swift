internal import LyditeCore

/// How many rollouts each unit of a run gets.
struct RolloutCount: Sendable {
    private let plan: RunPlan

    init(plan: RunPlan) { self.plan = plan }

    /// What each unit gets that no other rule limits.
    var usual: Int { plan.rollouts ?? RunPlan.defaultRollouts }

    func of(_ unit: UnitPlan) -> Int {
        switch unit.kind {
        case .family, .code: return usual
        case .recorded(_, let rows): return min(rows.count, plan.rollouts ?? rows.count)
        case .problem where plan.models != nil: return usual
        case .problem(let problem):
            guard problem.reference != nil else { return 0 }
            return problem.check.language == "python" ? usual : 1
        }
    }
}
