package import LyditeCore
internal import LyditeMath
package import LyditeProblems

/// What shows that an instance's answer key is right.
package enum FamilyProof {
    /// Values of a given that are tried for a second solution.
    private static let mostValues = 1_000

    /// Slot values, the derivation, and every equation by another route, all exact; that the
    /// statement mentions each given once and no other number; what makes the problem hard.
    ///
    /// - Parameter statement: The instance's, where the caller has it.
    /// - Throws: The first thing that does not hold.
    package static func json(
        of instance: FamilyInstance, statement: String? = nil
    ) throws(TransformError) -> JSON {
        let family = instance.family
        let outcomes = instance.checks
        let requirements = instance.requirements
        for outcome in outcomes + requirements where !outcome.holds {
            throw .failedCheck(
                family: family.shapeName, check: outcome.source, values: outcome.text)
        }
        try checkMentions(instance, statement ?? instance.statement)
        let unique = try uniqueValues(instance)
        let slots = family.slots + (instance.chosenExtension?.slots ?? [])
        let known = instance.values
        let values = slots.map { slot in
            JSON.Member(
                slot.name,
                .string(
                    known[slot.name]?.description ?? instance.words[slot.name]?.text ?? ""))
        }
        let derivation = instance.derivation
        let steps = derivation.map { step, value, equation -> JSON in
            [
                "name": .string(step.name), "value": .string(value.description),
                "equation": .string(equation),
            ]
        }
        return .record([
            "kind": "family", "family": .string(family.id),
            "familyDigest": .string(family.digest.description),
            "shape": family.shape.isEmpty ? nil : .array(family.shape.map { .string($0) }),
            "statement": .integer(Int64(instance.statementIndex)),
            "extension": instance.chosenExtension.map { .string($0.name) },
            "register": instance.frame.register == .plain
                ? nil : .string(instance.frame.register.rawValue),
            "noise": instance.frame.noise.map { .string($0.description) },
            "values": .object(values), "derivation": .array(steps),
            "checks": .array(outcomes.map(Self.json)),
            "requires": .array(requirements.map(Self.json)), "lift": family.lift,
            "units": slots.contains { $0.measure != nil } ? "consistent" : nil,
            "uniqueAmong": unique.map { .integer(Int64($0)) },
            "difficulty": features(instance, derivation.map(\.value)),
        ])
    }

    private static func checkMentions(
        _ instance: FamilyInstance, _ statement: String
    ) throws(TransformError) {
        let index = instance.statementIndex
        let name = instance.family.shapeName
        // A lifted text may name one number twice, where the solution cannot tell which it took.
        if instance.family.lift == nil, let fault = instance.layout.mentionFaults[index] {
            throw .badMention(family: name, statement: index + 1, fault: fault)
        }
        let (expected, found) = (instance.printedNumbers, NumberScan.numbers(in: statement))
        guard expected == found else {
            throw .strayNumber(family: name, expected: expected, found: found)
        }
    }

    /// How many values of the given were tried, of which one alone leads to the told answer; nil
    /// where the question is not turned round.
    private static func uniqueValues(_ instance: FamilyInstance) throws(TransformError) -> Int? {
        guard let inverse = instance.family.inverse else { return nil }
        let given = inverse.given
        let forward = instance.layout.placed(inverse.forward)
        guard let place = instance.layout.place(of: given.name),
            let candidates = given.values(atMost: mostValues)
        else {
            throw .ambiguous(family: instance.family.shapeName, given: given.name, values: "many")
        }
        var values = instance.placedValues
        guard let told = try? forward.value(values) else {
            throw .noAnswer(family: instance.family.id, index: 0)
        }
        let own = values[place]
        for other in candidates where other != own {
            values[place] = other
            if (try? forward.value(values)) == told {
                throw .ambiguous(
                    family: instance.family.shapeName, given: given.name,
                    values: "\(own) or \(other)")
            }
        }
        return candidates.count
    }

    private static func features(_ instance: FamilyInstance, _ results: [Rational]) -> JSON {
        let largest = (instance.slotValues + results).map(\.magnitude).max() ?? .zero
        let distractors = instance.family.shape.count { $0.hasPrefix("distract ") }
        return [
            "steps": .integer(Int64(instance.steps.count)),
            "operations": .integer(Int64(instance.layout.operations)),
            "largest": .string(largest.description),
            "distractors": .integer(Int64(distractors)),
            "parts": .integer(Int64(instance.family.parts)),
        ]
    }

    private static func json(_ outcome: FamilyOutcome) -> JSON {
        ["equation": .string(outcome.source), "held": .string(outcome.text)]
    }
}
