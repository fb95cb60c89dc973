package import LyditeCore
internal import LyditeMath
package import LyditeProblems

/// What shows that an instance's answer key is right.
package enum FamilyProof {
    /// Slot values, the derivation, and every equation by another route, all exact.
    ///
    /// - Throws: ``TransformError/failedCheck(family:check:values:)`` where one does not hold.
    package static func json(of instance: FamilyInstance) throws(TransformError) -> JSON {
        let family = instance.family
        let outcomes = instance.checks
        let requirements = instance.requirements
        for outcome in outcomes + requirements where !outcome.holds {
            throw .failedCheck(family: family.id, check: outcome.source, values: outcome.text)
        }
        let slots = family.slots + (instance.chosenExtension?.slots ?? [])
        let values = slots.map { slot in
            JSON.Member(
                slot.name,
                .string(
                    instance.numbers[slot.name]?.description ?? instance.words[slot.name]?.text
                        ?? ""))
        }
        let derivation = instance.steps.map { step -> JSON in
            let value = instance.values[step.name] ?? .zero
            return [
                "name": .string(step.name), "value": .string(value.description),
                "equation": .string(instance.equation(step, result: value, instance.values)),
            ]
        }
        return .record([
            "kind": "family", "family": .string(family.id),
            "familyDigest": .string(family.digest.description),
            "statement": .integer(Int64(instance.statementIndex)),
            "extension": instance.chosenExtension.map { .string($0.name) },
            "values": .object(values), "derivation": .array(derivation),
            "checks": .array(outcomes.map(Self.json)),
            "requires": .array(requirements.map(Self.json)), "lift": family.lift,
        ])
    }

    private static func json(_ outcome: FamilyOutcome) -> JSON {
        ["equation": .string(outcome.source), "held": .string(outcome.text)]
    }
}
