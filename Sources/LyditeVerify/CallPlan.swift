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
}
