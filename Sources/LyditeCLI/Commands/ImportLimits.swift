internal import LyditeCore
internal import LyditeEngine
internal import LyditeProblems
internal import LyditeVerify

/// Runs the references of imported problems, and gives those a CPU limit that state none.
struct ImportLimits {
    /// Whose reference is run.
    enum Subjects {
        case none
        /// Of problems that state no limit.
        case unlimited
        /// Of all that have one.
        case all
    }

    struct Measured {
        var problem: ImportedProblem
        var hasLimits: Bool
        /// Why there is no limit, or what the reference did.
        var reason: String?
    }

    let pool: SandboxPool
    let home: String?
    let subjects: Subjects
    let jobs: Int

    /// No sandbox starts where there is nothing to run, as in a file of math problems.
    func measured(_ problems: [ImportedProblem]) async throws -> [Measured] {
        let needs = problems.map(isSubject)
        guard needs.contains(true), let home else {
            return problems.map {
                Measured(problem: $0, hasLimits: $0.statesLimits || !$0.problem.check.isCode)
            }
        }
        let measure = LimitMeasure(sandbox: try await pool.sandbox(), home: home)
        var made: [Measured] = []
        for chunk in Array(zip(problems, needs)).chunks(of: jobs) {
            made += await chunk.concurrentMap { problem, isNeeded in
                guard isNeeded else { return Measured(problem: problem, hasLimits: true) }
                let isLimited = problem.statesLimits
                switch await measure.measure(problem.problem) {
                case .limit(let limit):
                    guard !isLimited else { return Measured(problem: problem, hasLimits: true) }
                    var problem = problem
                    problem.problem.check = problem.problem.check.limited(toCPU: limit)
                    return Measured(problem: problem, hasLimits: true)
                case .unmeasured(let reason):
                    return Measured(problem: problem, hasLimits: isLimited, reason: reason)
                }
            }
        }
        return made
    }

    private func isSubject(_ problem: ImportedProblem) -> Bool {
        guard problem.problem.check.isCode else { return false }
        return switch subjects {
        case .none: false
        case .unlimited: !problem.statesLimits
        case .all: problem.problem.reference != nil || !problem.statesLimits
        }
    }
}
