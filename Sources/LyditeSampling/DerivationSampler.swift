package import LyditeCore
internal import LyditeMath
package import LyditeProblems

/// The built-in sampler for families: writes a solution from the derivation, right or with one
/// slip.
///
/// It knows nothing of labels. A slip that happens to give the right answer is the verifier's to
/// judge.
package struct DerivationSampler: Sendable {
    /// Tries to find a slip whose values stay plausible.
    private static let tries = 24

    /// One solution, the same for the same generator.
    ///
    /// - Parameter index: Which of the problem's rollouts; neighbours differ in their manner.
    package static func text(
        instance: FamilyInstance, index: Int, generator: inout SeededGenerator
    ) -> String {
        let intent = generator.below(100)
        let slip: DerivationSlip? =
            switch intent {
            case ..<48: nil
            case ..<51: cancelling(instance, &generator)
            default: slip(instance, &generator)
            }
        let right = DerivationWork(instance, slip: nil)
        guard let work = DerivationWork(instance, slip: slip) ?? right else {
            return "I could not find the answer."
        }
        var writer = DerivationWriter(instance: instance, work: work, manner: index)
        return writer.text(&generator)
    }

    /// The solution without a slip.
    package static func rightText(
        instance: FamilyInstance, index: Int, generator: inout SeededGenerator
    ) -> String {
        guard let work = DerivationWork(instance, slip: nil) else { return "" }
        var writer = DerivationWriter(instance: instance, work: work, manner: index)
        writer.isAlwaysClosed = true
        return writer.text(&generator)
    }

    /// A slip drawn by kind, so that kinds with many places do not crowd out the others.
    private static func slip(
        _ instance: FamilyInstance, _ generator: inout SeededGenerator
    ) -> DerivationSlip? {
        let slips = DerivationSlip.all(in: instance)
        let kinds = Set(slips.map(\.kind)).sorted()
        guard !kinds.isEmpty else { return nil }
        var fallback: DerivationSlip?
        for _ in 0..<tries {
            let kind = generator.pick(kinds)
            let slip = generator.pick(slips.filter { $0.kind == kind })
            guard let work = DerivationWork(instance, slip: slip),
                work.answer != instance.answerValue
            else { continue }
            if work.isPlausible(for: instance) || generator.chance(1, of: 12) { return slip }
            fallback = fallback ?? slip
        }
        return fallback
    }

    private static func cancelling(
        _ instance: FamilyInstance, _ generator: inout SeededGenerator
    ) -> DerivationSlip? {
        let slips = DerivationSlip.cancelling(in: instance).filter { slip in
            DerivationWork(instance, slip: slip)?.isPlausible(for: instance) ?? false
        }
        return slips.isEmpty ? nil : generator.pick(slips)
    }
}
