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
    var types: CallTypes? = nil
    /// Whether each case gets a fresh process.
    var isolatesCases = false
    /// Evaluates assertions about results, away from the candidate; nil where every case states its
    /// result.
    var examine: (@Sendable ([(assertion: JSON, value: PlainValue)]) async -> Examination)? = nil

    var wire: CallWire {
        switch language {
        case "c", "cpp": types.map { .binary($0) } ?? .tagged
        case "javascript": .script(types?.result)
        default: .tagged
        }
    }
}

extension CallPlan {
    init(_ check: FunctionCheck, program: String, allCases: Bool) {
        self.init(
            language: check.language, cases: check.cases.map { CallCase($0, of: check) },
            program: program, setup: "", limits: check.limits, allCases: allCases,
            types: check.types, isolatesCases: check.isolatesCases)
        for index in cases.indices {
            guard case .value(let value) = cases[index].expectation else { continue }
            cases[index].expectation = .value(wire.expected(value))
        }
    }
}

/// What became of assertions that were evaluated outside of the candidate's process.
enum Examination: Sendable {
    case verdicts([Bool])
    case undecided(Cause, String)
}
