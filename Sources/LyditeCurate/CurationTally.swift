package import LyditeCore

/// How many rows each stage saw and left out.
package struct CurationTally: Sendable {
    package struct Stage: Sendable {
        package var name: String
        package var seen: Int
        package var reasons: [(reason: String, count: Int)]
        /// Rows that the stage knew nothing of to judge them by, and so left in.
        package var unmeasured = 0

        package var omitted: Int { reasons.map(\.count).reduce(0, +) }
    }

    package var stages: [Stage] = []

    package init(stages: [Stage] = []) { self.stages = stages }

    package var omitted: Int { stages.map(\.omitted).reduce(0, +) }

    /// Rows that no stage left out; nil where there was no stage to count them.
    package var kept: Int? { stages.first.map { $0.seen - omitted } }

    package var json: JSON {
        .array(
            stages.map { stage in
                [
                    "stage": .string(stage.name), "seen": .integer(Int64(stage.seen)),
                    "omitted": .integer(Int64(stage.omitted)),
                    "unmeasured": .integer(Int64(stage.unmeasured)),
                    "reasons": .object(
                        stage.reasons.map { JSON.Member($0.reason, .integer(Int64($0.count))) }),
                ]
            })
    }
}
