package import LyditeStore

/// One rule of curation: looks at rows in the order of the run, and says which to leave out and why.
///
/// A stage sees only rows that every stage before it left in. The same rows and options give the same omissions.
package protocol CurationStage {
    /// Told of every problem of the store before any row, where ``wantsProblems`` is set.
    mutating func prepare(_ variant: StoredVariant)

    /// Why a row is left out; nil for one that stays, or whose fate is known only at the end.
    mutating func omission(of row: CurationRow) throws -> StageOmission?

    /// Rows left out in the light of all others.
    ///
    /// - Parameter isOmitted: Whether another stage left a row out at its own end.
    mutating func finish(_ isOmitted: (Int64) -> Bool) -> [(trace: Int64, omission: StageOmission)]

    /// Whether ``prepare(_:)`` does something.
    var wantsProblems: Bool { get }
    /// Whether incorrect traces are looked at too: what is wrong with a problem is wrong with all its traces.
    var concernsProblems: Bool { get }
    /// Rows that there was nothing to judge by, and that stayed for it.
    var unmeasured: Int { get }
}

extension CurationStage {
    package mutating func prepare(_ variant: StoredVariant) {}
    package mutating func omission(of row: CurationRow) throws -> StageOmission? { nil }
    package mutating func finish(
        _ isOmitted: (Int64) -> Bool
    ) -> [(trace: Int64, omission: StageOmission)] { [] }
    package var wantsProblems: Bool { false }
    package var concernsProblems: Bool { false }
    package var unmeasured: Int { 0 }
}

/// Why a stage left a row out, and beside what.
package struct StageOmission: Hashable, Sendable {
    package var reason: String
    /// The row, problem or benchmark entry that it was held against.
    package var beside: String?

    /// Reasons that are about a problem, whatever its answers: the question alone goes as well.
    package static let problemReasons: Set<String> = [
        "unknown-licence", "unwanted-licence", "too-deep", "synthetic-evaluation",
        "relative-of-held-out", "benchmark", "relative-of-benchmark", "too-few-traces", "too-hard",
        "too-easy",
    ]

    package init(_ reason: String, beside: String? = nil) {
        self.reason = reason
        self.beside = beside
    }
}

/// One trace as stages see it.
package struct CurationRow {
    package var variant: StoredVariant
    package var trace: StoredTrace
    package var passRate: Double
    package var decided: Int
    /// The language of a program; nil for math.
    package var language: String?
    private let cursor: VariantCursor?

    package init(
        variant: StoredVariant, trace: StoredTrace, passRate: Double, decided: Int,
        language: String?, cursor: VariantCursor? = nil
    ) {
        self.variant = variant
        self.trace = trace
        self.passRate = passRate
        self.decided = decided
        self.language = language
        self.cursor = cursor
    }

    /// What the server said beside the text, as JSON; only stages that ask for it pay for it.
    package func details() throws(StoreError) -> String? { try cursor?.details(of: trace.row) }

    /// The text of another trace of the store.
    package func text(of trace: Int64) throws(StoreError) -> String? { try cursor?.text(of: trace) }

    /// The mean of the trace's ratings.
    package func rating() throws(StoreError) -> Double? { try cursor?.rating(of: trace.row) }
}
