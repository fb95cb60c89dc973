internal import LyditeCore
internal import LyditeProblems

/// Lifts imported problems, and counts why rows give no family.
struct LiftedRows {
    private let lifter: Lifter
    private let isLifting: Bool
    private var lifted = 0
    private var refusals: [LiftRefusal: Int] = [:]

    init(profile: Lifter.Profile, isLifting: Bool) {
        lifter = Lifter(profile: profile)
        self.isLifting = isLifting
    }

    /// The problem's row, with a `family` where it could be lifted.
    mutating func row(of problem: ImportedProblem, hasLimits: Bool) -> JSON {
        let row = problem.json(hasLimits: hasLimits)
        guard isLifting, case .object(let members) = row else { return row }
        do throws(LiftRefusal) {
            let family = try lifter.lift(problem.problem)
            lifted += 1
            return .object(members + [JSON.Member("family", family)])
        } catch {
            refusals[error, default: 0] += 1
            return row
        }
    }

    /// What was lifted, then the refusals, the commonest first.
    var lines: [String] {
        guard isLifting else { return [] }
        let total = lifted + refusals.values.reduce(0, +)
        let share = total == 0 ? 0 : (1_000 * lifted + total / 2) / total
        let counted = LiftRefusal.allCases.filter { refusals[$0] != nil }.sorted {
            (refusals[$1] ?? 0, $0.rawValue) < (refusals[$0] ?? 0, $1.rawValue)
        }
        return ["\(lifted) of \(total) became families (\(share / 10).\(share % 10) %)"]
            + counted.map { "not lifted: \(refusals[$0] ?? 0) \($0.rawValue)" }
    }
}
