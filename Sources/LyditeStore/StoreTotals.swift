package import LyditeCore

/// Numbers over a whole store, for the table at the end, the report and the card.
package struct StoreTotals: Sendable {
    package struct Source: Sendable {
        package var name: String
        package var licence: String
        package var isReal: Bool
        package var variants: Int
    }

    package init() {}

    package var problems = 0
    package var variants = 0
    package var rollouts = 0
    package var pairs = 0
    package var wrongSteps = 0
    package var verdicts: [Verdict: Int] = [:]
    package var refusals: [(reason: String, count: Int)] = []
    package var licences: [String] = []
    package var sources: [Source] = []
    package var topics: [(name: String, variants: Int)] = []
    package var models: [String] = []
    package var isolationLevels: [String] = []
    package var costs: [ModelCost] = []
    /// Rows that a person looked at, and those whose label is wrong.
    package var marked = 0
    package var markedWrong = 0

    /// Traces of any verdict.
    package var judged: Int { verdicts.values.reduce(0, +) }
    package var correct: Int { verdicts[.correct] ?? 0 }
    package var incorrect: Int { verdicts.filter { $0.key.fault != nil }.values.reduce(0, +) }
    package var undecided: Int { verdicts.filter { $0.key.cause != nil }.values.reduce(0, +) }
}
