package import LyditeCore
internal import LyditeMath
package import LyditeProblems
internal import Synchronization

/// The endless row of a family's variants; each depends on the family, the seed and its index
/// alone.
///
/// Index 0 is the original. Those after it follow the recipe's cycle of transforms. No two statements
/// are equal: an index whose first draw repeats an earlier statement draws again, so reaching index
/// n for the first time costs the n before it; going on from there costs one.
package struct FamilyVariants: Sendable {
    /// Draws for one index before it stays empty.
    package static let attempts = 48
    /// Draws after which the numbers change too, where only the wording should have.
    private static let wordingAttempts = 12

    /// What each index does to the original, in turn.
    package static let cycle: [[FamilyTransform]] = [
        [.numbers], [.numbers, .rephrase], [.numbers, .addStep], [.rephrase],
        [.numbers, .rephrase, .addStep], [.numbers, .rephrase], [.addStep], [.numbers],
        [.numbers, .distract], [.numbers, .rephrase, .backward], [.numbers, .unitChange],
        [.numbers, .rephrase, .register], [.numbers, .rephrase, .noise],
        [.numbers, .rephrase, .addStep, .distract],
    ]

    /// What a row of variants has in common.
    package struct Recipe: Hashable, Sendable {
        /// What each index does to the original, in turn.
        package var cycle: [[FamilyTransform]]
        /// The register that every variant ends in; nil for whatever the transforms give.
        package var register: FamilyFrame.Register?
        /// What the ids say beside the index, so that two rows of one family stay apart.
        package var label: String

        package init(
            cycle: [[FamilyTransform]], register: FamilyFrame.Register? = nil, label: String = ""
        ) {
            self.cycle = cycle
            self.register = register
            self.label = label
        }
    }

    private let family: Family
    private let seed: UInt64
    private let shapes: FamilyShapes
    private let recipe: Recipe
    private let original: Result<Source, TransformError>
    private let seen = Seen()

    package init(family: Family, seed: UInt64) {
        self.init(
            shapes: FamilyShapes(family: family), seed: seed,
            recipe: Recipe(cycle: Self.cycle(for: family)))
    }

    /// The cycle without what the family has nothing for.
    private static func cycle(for family: Family) -> [[FamilyTransform]] {
        var lacking: Set<FamilyTransform> = []
        if family.extensions.isEmpty { lacking.insert(.addStep) }
        if family.distractors.isEmpty { lacking.insert(.distract) }
        if family.backward.isEmpty { lacking.insert(.backward) }
        if family.conversions.isEmpty { lacking.insert(.unitChange) }
        return cycle.map { transforms in
            let offered = transforms.filter { !lacking.contains($0) }
            return offered.isEmpty ? [.numbers] : offered
        }
    }

    package init(shapes: FamilyShapes, seed: UInt64, recipe: Recipe) {
        precondition(!recipe.cycle.isEmpty)
        self.shapes = shapes
        self.seed = seed
        self.recipe = recipe
        family = shapes.root.family
        original = Self.source(family, shapes.root)
    }

    /// The original as an instance and as a problem, with its digest.
    private struct Source: Sendable {
        var instance: FamilyInstance
        var problem: Problem
        var digest: Digest
    }

    private static func source(
        _ family: Family, _ plans: FamilyPlans
    ) -> Result<Source, TransformError> {
        guard
            let instance = try? FamilyInstance(
                layout: plans.base.layout, slots: plans.originalSlots,
                words: family.original.words, statementIndex: 0),
            let problem = try? problem(instance, 0, label: "")
        else { return .failure(.noAnswer(family: family.id, index: 0)) }
        return .success(Source(instance: instance, problem: problem, digest: problem.digest))
    }

    /// The variant at `index` from 0; nil where every draw repeated an earlier statement.
    ///
    /// - Throws: Where no values were found or a check failed; such a variant is never returned.
    package func variant(
        at index: Int
    ) throws(TransformError) -> (variant: Variant, instance: FamilyInstance)? {
        precondition(index >= 0)
        let (outcome, fresh) = seen.state.withLock { state in
            var fresh: [Stop]?
            while state.outcomes.count <= index { fresh = settle(&state) }
            return (state.outcomes[index], fresh)
        }
        switch outcome {
        case .exhausted: return nil
        case .failed(let error): throw error
        case .attempt(let attempt):
            if let fresh { return try make(index, fresh) }
            return try make(index, try draft(index, attempt))
        }
    }

    /// Which draw each index came to rest on.
    private final class Seen: Sendable {
        struct State {
            var outcomes: [Outcome] = []
            var statements: Set<Digest> = []
        }

        enum Outcome {
            case attempt(Int)
            case exhausted
            case failed(TransformError)
        }

        let state = Mutex(State())
    }

    /// Finds the first draw for the next index whose statement is new; nil where there is none.
    private func settle(_ state: inout Seen.State) -> [Stop]? {
        let index = state.outcomes.count
        var failure: TransformError?
        for attempt in 0..<(index == 0 ? 1 : Self.attempts) {
            do throws(TransformError) {
                var stops = try draft(index, attempt)
                let statement = stops[stops.count - 1].instance.statement
                stops[stops.count - 1].statement = statement
                let digest = Digest(of: Array(statement.utf8))
                if state.statements.insert(digest).inserted {
                    state.outcomes.append(.attempt(attempt))
                    return stops
                }
            } catch {
                failure = failure ?? error
                // Another draw does not bring what the file lacks.
                if case .notOffered = error { break }
            }
        }
        state.outcomes.append(failure.map { .failed($0) } ?? .exhausted)
        return nil
    }

    /// An instance on the way from the original, and the transform that made it.
    private struct Stop {
        var instance: FamilyInstance
        var transform: FamilyTransform?
        /// The instance's own, where it has been worded already.
        var statement: String?
    }

    /// The instances from the original to the variant, for one draw.
    private func draft(_ index: Int, _ attempt: Int) throws(TransformError) -> [Stop] {
        var stops = [Stop(instance: try original.get().instance)]
        if index == 0 { return stops }
        var generator = SeededGenerator(
            seed: seed, parent: family.digest, stage: "variant" + recipe.label,
            index: index * Self.attempts + attempt)
        for transform in transforms(index, attempt) {
            let made = try transform.apply(
                to: stops[stops.count - 1].instance, shapes: shapes, &generator)
            stops.append(Stop(instance: made, transform: transform))
        }
        if let register = recipe.register,
            stops[stops.count - 1].instance.frame.register != register
        {
            let framed = stops[stops.count - 1].instance.framed(in: register, &generator)
            stops.append(Stop(instance: framed, transform: .register))
        }
        return stops
    }

    private func transforms(_ index: Int, _ attempt: Int) -> [FamilyTransform] {
        var transforms = recipe.cycle[(index - 1) % recipe.cycle.count]
        if attempt >= Self.wordingAttempts, !transforms.contains(.numbers) {
            transforms.insert(.numbers, at: 0)
        }
        if attempt >= 2 * Self.wordingAttempts, !transforms.contains(.rephrase) {
            transforms.insert(.rephrase, at: 1)
        }
        return transforms
    }

    private func make(
        _ index: Int, _ stops: [Stop]
    ) throws(TransformError) -> (variant: Variant, instance: FamilyInstance) {
        let source = try original.get()
        let instance = stops[stops.count - 1].instance
        var lineage = Lineage(source: source.digest, family: family.id)
        var parent = source.problem
        for (place, stop) in stops.enumerated() {
            guard let transform = stop.transform else { continue }
            let digest = place == 1 ? source.digest : parent.digest
            lineage.steps.append(Lineage.Step(transform: transform.rawValue, parent: digest))
            parent = try Self.problem(
                stop.instance, index, label: recipe.label, statement: stop.statement)
        }
        if let fault = shapes.unitFault(of: instance.family) {
            throw .unlikeUnits(family: instance.family.shapeName, fault: fault)
        }
        let proof = try FamilyProof.json(of: instance, statement: parent.statement)
        return (Variant(problem: parent, lineage: lineage, proof: proof), instance)
    }

    private static func problem(
        _ instance: FamilyInstance, _ index: Int, label: String, statement: String? = nil
    ) throws(TransformError) -> Problem {
        let family = instance.family
        guard let gold = instance.gold else { throw .noAnswer(family: family.id, index: index) }
        return Problem(
            id: "\(family.id)#\(label)\(index)", statement: statement ?? instance.statement,
            check: .answer(AnswerCheck(gold: gold)), topic: family.topic,
            origin: Problem.Origin(isReal: index == 0, source: "lydite", licence: family.licence))
    }
}
