/// Parents and transforms of a problem, back to its source problem.
package struct Lineage: Hashable, Sendable {
    /// One transform on the way.
    package struct Step: Hashable, Sendable {
        /// `numbers`, `rephrase`, `add-step`, ...
        package var transform: String
        /// The problem that was transformed.
        package var parent: Digest

        package init(transform: String, parent: Digest) {
            self.transform = transform
            self.parent = parent
        }
    }

    /// The source problem; splits are made by it, so that relatives never stand on both sides.
    package var source: Digest
    /// The family or the imported row that the source problem belongs to.
    package var family: String
    /// From the source problem to this one.
    package var steps: [Step]

    /// Number of transforms between the source problem and this one.
    package var depth: Int { steps.count }

    package init(source: Digest, family: String, steps: [Step] = []) {
        self.source = source
        self.family = family
        self.steps = steps
    }

    package var json: JSON {
        [
            "source": .string(source.description), "family": .string(family),
            "steps": .array(
                steps.map {
                    ["transform": .string($0.transform), "parent": .string($0.parent.description)]
                }),
        ]
    }
}
