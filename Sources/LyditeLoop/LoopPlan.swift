internal import LyditeCore
package import LyditeEngine
package import LyditeSampling

/// Everything that decides what a loop makes, as its configuration says it.
package struct LoopPlan: Sendable {
    /// Which problems a round works on.
    package struct Problems: Sendable {
        /// Sources of a round at most.
        package var count = 200
        /// A source is learned from where the policy's pass rate lies between these.
        package var least = 0.1
        package var most = 0.9
        /// The share of the places that sources without a rate get.
        package var explore = 0.25
        /// Weights of topics; nil for all alike.
        package var topics: [(name: String, weight: Int)]?
        /// Variants of each source that has a family, itself among them.
        package var variants = 1
        /// Cells that further variants fill.
        package var matrix: VariantMatrix?

        package init() {}
    }

    /// New problems from a model, with other models to agree on their answers.
    package struct Proposals: Sendable {
        package var models: ModelPlan
        package var solvers: ModelPlan
        package var count = 20
        package var examples = 3
        package var votes = 5
        package var agreement = 0.6
        package var mostAgreement = 1.0
    }

    /// How the policy answers.
    package struct Sampling: Sendable {
        package var models: ModelPlan
        /// Answers a file of requests; nil where an endpoint is asked.
        package var command: ExternalCommand?
        /// Serves a checkpoint while it is asked; nil where someone else does.
        package var server: ExternalCommand?
        package var readySeconds = 120
        package var rollouts = Allocation(4)
        package var evaluationRollouts = 1
    }

    package struct Training: Sendable {
        package enum History: String, CaseIterable, Sendable {
            case all
            case last
        }

        package var command: ExternalCommand
        /// The checkpoint to begin with; nil where round 0 makes one of the demonstrations.
        package var model: String?
        /// Which rounds' rows a training gets.
        package var history = History.all
        /// The least share of demonstrations among the rows; 0 for none.
        package var replay = 0.5
    }

    /// What a row must not be, whatever its verdict.
    package struct Grounding: Hashable, Sendable {
        /// The most transforms between a row's problem and a source.
        package var depth = 4
        /// The most of the rows that may have no real source among their ancestors.
        package var withoutReal = 0.2
        /// Whether problems that nobody solved get their worked solution as a row, marked so.
        package var rewrites = false
    }

    package var seed = 1
    package var rounds = 3
    package var sources: [String] = []
    package var heldOut: [String] = []
    package var demonstrations: [String] = []
    package var problems = Problems()
    package var proposals: Proposals?
    package var sampling = Sampling(models: ModelPlan())
    package var training = Training(command: ExternalCommand(words: [], seconds: 3600))
    package var grounding = Grounding()
    package var stop = CollapseRule()

    package init() {}

    /// The seed of one round.
    func seed(of round: Int) -> UInt64 { UInt64(seed) * 1_000 + UInt64(round) }
}

extension LoopPlan {
    /// What is compared when a loop is gone on with; where programs and files stand is no part of it, save by the words
    /// that name them. The number of rounds may grow.
    func configuration(sources: Digest, heldOut: Digest, demonstrations: Digest) -> JSON {
        .record([
            "seed": .integer(Int64(seed)), "sources": .string(sources.description),
            "heldOut": .string(heldOut.description),
            "demonstrations": .string(demonstrations.description),
            "problems": problems.json, "propose": proposals?.json, "sample": sampling.json,
            "train": training.json,
            "grounding": [
                "depth": .integer(Int64(grounding.depth)),
                "withoutReal": .double(grounding.withoutReal),
                "rewrites": .bool(grounding.rewrites),
            ],
            "stop": stop.json,
        ])
    }
}

extension LoopPlan.Problems {
    var json: JSON {
        .record([
            "count": .integer(Int64(count)), "least": .double(least), "most": .double(most),
            "explore": .double(explore),
            "topics": topics.map {
                .object($0.map { JSON.Member($0.name, .integer(Int64($0.weight))) })
            },
            "variants": .integer(Int64(variants)), "matrix": matrix.map { .string("\($0)") },
        ])
    }
}

extension LoopPlan.Proposals {
    var json: JSON {
        [
            "models": models.configuration, "solvers": solvers.configuration,
            "count": .integer(Int64(count)), "examples": .integer(Int64(examples)),
            "votes": .integer(Int64(votes)), "agreement": .double(agreement),
            "mostAgreement": .double(mostAgreement),
        ]
    }
}

extension LoopPlan.Sampling {
    var json: JSON {
        .record([
            "models": models.configuration, "command": command?.json, "server": server?.json,
            "rollouts": rollouts.json, "evaluationRollouts": .integer(Int64(evaluationRollouts)),
        ])
    }
}

extension LoopPlan.Training {
    var json: JSON {
        .record([
            "command": command.json, "model": model.map { .string($0) },
            "history": .string(history.rawValue), "replay": .double(replay),
        ])
    }
}
