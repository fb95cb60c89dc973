package import LyditeCore

extension CodeProblem {
    /// The identity of the source problem: every text of its folder that a variant can come from.
    package var digest: Digest {
        let texts = statements + [reference, brute, generator] + submissions.map(\.text)
        let slots = slots.map { slot -> JSON in
            ["name": .string(slot.name), "values": .array(slot.values.map { .string($0) })]
        }
        let extensions = extensions.map { added -> JSON in
            ["name": .string(added.name), "text": .string(added.text), "code": .string(added.code)]
        }
        return Digest(of: [
            "id": .string(id), "texts": .array(texts.map { .string($0) }), "slots": .array(slots),
            "extensions": .array(extensions), "names": .array(entryPoints.map { .string($0) }),
            "compare": compare.json, "limits": limits.json, "seed": .integer(Int64(seed)),
            "cases": .integer(Int64(caseCount)),
        ])
    }
}
