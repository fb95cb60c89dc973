internal import LyditeCore

/// Everything that a run of a function check needs.
struct CallPlan: Sendable {
    var language: String
    var cases: [CallCase]
    var program: String
    /// Text that runs in the candidate's namespace after it, before the tests.
    var setup: String
    var limits: Limits
    var allCases: Bool
    /// Evaluates assertions about results, away from the candidate; nil where every case states its
    /// result.
    var examine: (@Sendable ([(assertion: JSON, value: PlainValue)]) async -> Examination)? = nil
}

/// What became of assertions that were evaluated outside of the candidate's process.
enum Examination: Sendable {
    case verdicts([Bool])
    case undecided(Cause, String)
}
