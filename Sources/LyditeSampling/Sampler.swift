package import LyditeCore
package import LyditeProblems
package import LyditeStore

/// A source of rollouts.
///
/// Every sampler keeps the same promises, which a conformance suite holds it to: what is asked for depends on the run's
/// seed, the variant and the number of the rollout alone, whichever other numbers are asked for; memory is bounded;
/// a cancelled task ends soon; what is not delivered stays to be asked; its own failures are `SamplingError`.
package protocol Sampler: Sendable {
    /// Whether an answer costs money or hours: it is kept before it is judged, and never asked for again.
    var isPaid: Bool { get }

    /// Gets the rollouts of one variant that have the given numbers.
    ///
    /// - Parameters:
    ///   - numbers: In rising order.
    ///   - deliver: Takes each answer as it comes, in any order, perhaps several at once; the sampler waits for it, so
    ///     that a slow taker slows the sampler.
    /// - Throws: `SamplingError`, or what `deliver` throws.
    func sample(
        _ material: SamplingMaterial, numbers: [Int],
        deliver: @escaping @Sendable (Answer) async throws -> Void
    ) async throws
}

/// A variant with what a sampler needs to solve it.
package struct SamplingMaterial: Sendable {
    package enum Source: Sendable {
        case family(FamilyInstance)
        case code(RenderedCodeProblem)
        case problem
        case recorded([RecordedIndex.Place])
        /// A response to the problem, about which a judge is asked.
        case response(String)
    }

    package var variant: Variant
    package var source: Source
    /// The place of the variant in the run.
    package var ordinal: Int

    package init(variant: Variant, source: Source, ordinal: Int) {
        self.variant = variant
        self.source = source
        self.ordinal = ordinal
    }
}

/// What one call of a sampler's source gave.
package struct Answer: Sendable {
    package var rollouts: [Rollout]
    /// What was paid for; nil where nothing was.
    package var usage: Usage?

    package init(rollouts: [Rollout], usage: Usage? = nil) {
        self.rollouts = rollouts
        self.usage = usage
    }
}
