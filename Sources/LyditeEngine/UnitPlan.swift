internal import LyditeCore
internal import LyditeProblems
internal import LyditeStore

/// What one worker takes at a time: the place of a variant in the run, and what it is to be made from.
struct UnitPlan: Sendable {
    enum Kind: Sendable {
        case family(Family, index: Int)
        case code(CodeProblem, index: Int)
        case problem(Problem)
        case recorded(Problem, rows: [RecordedIndex.Place])
    }

    /// Place in the run; exports follow it, whatever the order in which work is done.
    var ordinal: Int
    var kind: Kind

    /// What a unit was made from; all units of one source share a shard.
    var sourceName: String {
        switch kind {
        case .family(let family, _): family.id
        case .code(let problem, _): problem.id
        case .problem(let problem), .recorded(let problem, _): problem.id
        }
    }

    var name: String {
        switch kind {
        case .family(let family, let index): "\(family.id)#\(index)"
        case .code(let problem, let index): "\(problem.id)#\(index)"
        case .problem(let problem), .recorded(let problem, _): problem.id
        }
    }
}
