package import LyditeCore

/// How many rows each stage saw and left out.
package struct CurationTally: Sendable {
    package struct Stage: Sendable {
        package var name: String
        package var seen: Int
        package var reasons: [(reason: String, count: Int)]

        package var omitted: Int { reasons.map(\.count).reduce(0, +) }
    }

    package var stages: [Stage] = []

    package init(stages: [Stage] = []) { self.stages = stages }

    package var omitted: Int { stages.map(\.omitted).reduce(0, +) }

    package var json: JSON {
        .array(
            stages.map { stage in
                [
                    "stage": .string(stage.name), "seen": .integer(Int64(stage.seen)),
                    "omitted": .integer(Int64(stage.omitted)),
                    "reasons": .object(
                        stage.reasons.map { JSON.Member($0.reason, .integer(Int64($0.count))) }),
                ]
            })
    }
}
