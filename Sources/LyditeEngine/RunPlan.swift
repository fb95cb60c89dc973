package import LyditeCore
package import LyditeCurate
package import LyditeProblems
package import LyditeSampling

/// Everything that decides what a run makes. Two runs with equal plans make equal bytes.
package struct RunPlan: Sendable {
    package enum SamplerKind: String, CaseIterable, Sendable {
        case builtin
        case endpoint
        case batch
        case recorded

        /// No recorded row can name a variant that is yet to be made.
        var makesVariants: Bool { self != .recorded }
        package var asksModels: Bool { self == .endpoint || self == .batch }
    }

    /// What is to be run, in order.
    package var entries: [ProblemEntry]
    package var seed: UInt64
    /// Variants of each family; 1 is the source problem alone.
    package var variants: Int
    /// Variants of each code problem.
    package var codeVariants: Int
    /// Rollouts of each variant; for recorded rollouts those that are taken. Nil for all recorded ones, or the default.
    package var rollouts: Allocation?
    package var sampler: SamplerKind
    package var recorded: [String]
    package var map: FieldMap
    package var isStrictExtraction: Bool
    /// What is asked of models; nil for the other samplers.
    package var models: ModelPlan?
    /// Answers of a provider's batches.
    package var batchResults: [String] = []
    /// What may be spent over all calls; nil for no bound.
    package var budget: Money?
    /// Whether exported rows hold a model's reasoning, where the server gave it apart.
    package var keepsReasoning = false
    /// The part of the run that is to be done; nil for all of it. What is made does not depend on it.
    package var shard: Shard?
    /// Stages that leave rows out; nil for the usual ones.
    package var curation: CurationPlan?
    /// Which pairs are made; nil for the usual ones.
    package var pairRules: PairRules?
    /// Whether the families' own programs are asked about each variant.
    package var isJudged = false
    /// Where verdicts about programs are kept between runs; nil for none. They are what they would be without.
    package var cacheFolder: String?
    /// How many rows the data set is to have; nil for as many as there are. See ``RunGrowth``.
    package var acceptedRows: Int?
    /// The most rollouts that may be sampled for that.
    package var candidates: Int?
    /// Whether a store of a shorter run is added to, where all that it holds is part of this one.
    package var isExtending = false

    /// Rollouts of a variant where nothing else is asked for.
    package static let defaultRollouts = 12

    package init(
        entries: [ProblemEntry], seed: UInt64, variants: Int, codeVariants: Int,
        rollouts: Allocation?, sampler: SamplerKind, recorded: [String], map: FieldMap,
        isStrictExtraction: Bool
    ) {
        self.entries = entries
        self.seed = seed
        self.variants = variants
        self.codeVariants = codeVariants
        self.rollouts = rollouts
        self.sampler = sampler
        self.recorded = recorded
        self.map = map
        self.isStrictExtraction = isStrictExtraction
    }

    /// Whether the units of a source are among those to be done.
    func isOwn(_ source: String) -> Bool { shard?.owns(source) ?? true }

    /// The plan as it is stored with the run and compared on the next one.
    ///
    /// - Parameters:
    ///   - problems: Digests of the inputs, by name.
    ///   - recorded: Digests of the recorded files.
    func configuration(
        problems: [(String, Digest)], recorded: [(String, Digest)], isolation: String
    ) -> JSON {
        // Later fields stand only where they say something: stores from before them stay what they were.
        .record([
            "seed": .bigInteger(String(seed)),
            "problems": Self.object(problems),
            "variants": .integer(Int64(variants)), "codeVariants": .integer(Int64(codeVariants)),
            "rollouts": rollouts?.json ?? .null,
            "sampler": .string(sampler.rawValue),
            "recorded": Self.object(recorded),
            "map": map.json,
            "extract": .string(isStrictExtraction ? "strict" : "full"),
            "isolation": .string(isolation),
            "judge": isJudged ? true : nil,
            "models": models?.configuration,
            "reasoning": keepsReasoning ? "keep" : nil,
            "curate": curation?.json,
            "pair": pairRules?.json,
        ])
    }

    private static func object(_ pairs: [(String, Digest)]) -> JSON {
        .object(pairs.map { JSON.Member($0.0, .string($0.1.description)) })
    }
}
