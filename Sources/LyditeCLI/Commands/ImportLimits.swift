internal import LyditeCore
internal import LyditeEngine
internal import LyditeProblems
internal import LyditeVerify

/// Gives imported problems the CPU limits that nobody stated.
struct ImportLimits {
    let pool: SandboxPool
    let home: String?
    let isMeasuring: Bool
    let jobs: Int

    /// The problems with whether each has a limit now.
    ///
    /// No sandbox starts where there is nothing to measure, as in a file of math problems.
    func measured(
        _ problems: [ImportedProblem]
    ) async throws -> [(problem: ImportedProblem, hasLimits: Bool)] {
        let needs = problems.map { !$0.statesLimits && $0.problem.check.isCode }
        guard isMeasuring, needs.contains(true), let home else {
            return zip(problems, needs).map { ($0, !$1) }
        }
        let measure = LimitMeasure(sandbox: try await pool.sandbox(), home: home)
        var made: [(problem: ImportedProblem, hasLimits: Bool)] = []
        for chunk in Array(zip(problems, needs)).chunks(of: jobs) {
            made += await chunk.concurrentMap { problem, isNeeded in
                guard isNeeded else { return (problem, true) }
                switch await measure.measure(problem.problem) {
                case .limit(let limit):
                    var problem = problem
                    problem.problem.check = problem.problem.check.limited(toCPU: limit)
                    return (problem, true)
                case .unmeasured(let reason):
                    Terminal.note("\(problem.problem.id): no limit stored: \(reason)")
                    return (problem, false)
                }
            }
        }
        return made
    }
}
