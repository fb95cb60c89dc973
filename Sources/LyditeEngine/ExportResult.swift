package import LyditeCurate
package import LyditeExport
package import LyditeStore

/// What the last stage made.
package struct ExportResult: Sendable {
    package internal(set) var files: [DataSetWriter.File] = []
    package internal(set) var totals = StoreTotals()
    package internal(set) var pairs = PairTally()
    package internal(set) var curation = CurationTally()
    /// Correct traces and pairs that became no row, by reason.
    package internal(set) var dropped: [String: Int] = [:]
    package internal(set) var emptySplits: [String] = []
    /// Nil before the last stage.
    package internal(set) var survey: RunSurvey?
    package internal(set) var examples: [PairExample] = []

    /// Rollouts of a model whose text an earlier one of the same variant has too.
    package var identical: [String: Int] { survey?.identical ?? [:] }

    package var lengthBias: LengthBias { pairs.lengthBias }

    /// A line for each data file, with its size, from which the next call knows whether it is still whole.
    var written: String { files.map { "\($0.bytes) \($0.path)" }.joined(separator: "\n") }

    package func rows(_ config: String) -> Int {
        files.filter { $0.config == config }.map(\.rows).reduce(0, +)
    }
}
