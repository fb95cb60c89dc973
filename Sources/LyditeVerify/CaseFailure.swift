internal import LyditeCore

/// Why one case failed, as far as one run shows it.
struct CaseFailure: Hashable, Sendable {
    var verdict: Verdict
    var detail: String
    /// The place of the case in the check, from 0; nil where no case was reached.
    var index: Int?
    /// What came back, for people.
    var actual: String?
    /// The candidate's line that raised, or at which it does not compile.
    var line: Int?
    /// Whether a run of the whole test text may tell more than this case.
    var isUnsure = false

    init(
        _ verdict: Verdict, _ detail: String, index: Int? = nil, actual: String? = nil,
        line: Int? = nil
    ) {
        self.verdict = verdict
        self.detail = detail
        self.index = index
        self.actual = actual
        self.line = line
    }
}
