internal import LyditeCore
package import LyditeStore

/// Runs the stages of a plan over rows, one after the other, and counts what each left out.
package struct Curator {
    package struct Omission: Sendable {
        package var trace: Int64
        package var stage: String
        package var omission: StageOmission
    }

    private struct Step {
        var name: String
        var stage: any CurationStage
        var seen = 0
        var reasons: [String: Int] = [:]
    }

    private var steps: [Step]
    /// Rows that some stage left out at its end.
    private var late: Set<Int64> = []

    /// - Throws: `CurationError`, `FileError` where a file of the plan cannot be read.
    package init(_ plan: CurationPlan, seed: UInt64) throws {
        steps = try plan.stages.map {
            Step(name: $0.kind.name, stage: try $0.kind.make($0.settings, seed))
        }
    }

    package var wantsProblems: Bool { steps.contains { $0.stage.wantsProblems } }

    package mutating func prepare(_ variant: StoredVariant) {
        for index in steps.indices where steps[index].stage.wantsProblems {
            steps[index].stage.prepare(variant)
        }
    }

    /// The first stage that leaves a row out, if any.
    package mutating func omission(of row: CurationRow) throws -> Omission? {
        let isSound = row.trace.isSound
        for index in steps.indices where isSound || steps[index].stage.concernsProblems {
            if isSound { steps[index].seen += 1 }
            guard let omission = try steps[index].stage.omission(of: row) else { continue }
            // Incorrect traces go too, but only rows that could have been trained on are counted.
            if isSound { steps[index].reasons[omission.reason, default: 0] += 1 }
            return Omission(trace: row.trace.row, stage: steps[index].name, omission: omission)
        }
        return nil
    }

    /// What stages leave out in the light of all rows, in the order of the stages.
    package mutating func finish() -> [Omission] {
        var all: [Omission] = []
        for index in steps.indices {
            let known = late
            let found = steps[index].stage.finish { known.contains($0) }
            for (trace, omission) in found where late.insert(trace).inserted {
                steps[index].reasons[omission.reason, default: 0] += 1
                all.append(
                    Omission(trace: trace, stage: steps[index].name, omission: omission))
            }
        }
        return all
    }

    package var tally: CurationTally {
        CurationTally(
            stages: steps.map { step in
                CurationTally.Stage(
                    name: step.name, seen: step.seen,
                    reasons: step.reasons.sorted { $0.key < $1.key }.map { ($0.key, $0.value) },
                    unmeasured: step.stage.unmeasured)
            })
    }
}
