package import LyditeCore
internal import LyditeFiles
internal import LyditeSampling

/// What a loop would do, without doing it: `lydite loop --dry-run`.
package struct LoopForecast: Sendable {
    package let sources: Int
    package let realSources: Int
    package let families: Int
    package let heldOut: Int
    package let rounds: Int
    /// Of one round, at most.
    package let problems: Int
    package let rollouts: Int
    package let evaluations: Int

    init(_ plan: LoopPlan, _ set: SourceSet, _ held: HeldOut) throws {
        try Self.requirePrograms(of: plan)
        sources = set.all.count
        realSources = set.all.count { $0.isReal }
        families = set.all.count { $0.shape != nil }
        heldOut = held.rows.count
        rounds = plan.rounds
        let chosen = Curriculum(plan.problems, seed: plan.seed(of: 1))
            .choose(among: set.all, rates: [:])
        let shaped = chosen.places.count { set.all[$0].shape != nil }
        problems =
            chosen.places.count + shaped * (plan.problems.variants - 1)
            + (plan.proposals?.count ?? 0)
        rollouts = problems * plan.sampling.rollouts.most
        evaluations = held.rows.count * plan.sampling.evaluationRollouts
    }

    /// Programs that are missing stop a loop before its first round, rather than in the middle of it.
    static func requirePrograms(of plan: LoopPlan) throws {
        let commands = [plan.training.command, plan.sampling.command, plan.sampling.server]
        for command in commands.compactMap({ $0 }) {
            let name = command.words.first ?? ""
            // A name with a placeholder is known only later.
            if name.contains("{") { continue }
            if RunningCommand.path(of: name) == nil { throw LoopError.notFound(command: name) }
        }
        if let model = plan.training.model, FileBytes.kind(model) == nil {
            throw FileError.cannotOpen(path: model, errno: 2)
        }
    }

    package var json: JSON {
        func count(_ value: Int) -> JSON { .integer(Int64(value)) }
        return [
            "sources": count(sources), "realSources": count(realSources),
            "families": count(families), "heldOut": count(heldOut), "rounds": count(rounds),
            "perRound": [
                "mostProblems": count(problems), "mostRollouts": count(rollouts),
                "evaluations": count(evaluations),
            ],
        ]
    }
}
