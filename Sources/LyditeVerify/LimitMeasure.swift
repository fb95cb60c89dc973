package import LyditeCore
package import LyditeSandbox

/// Finds the CPU limit of a problem from one measurement of its reference.
///
/// A limit is data: it is measured where a problem comes in, stored with it, and never measured
/// while candidates are judged, so that a busy machine cannot turn a right program into a slow one.
package struct LimitMeasure: Sendable {
    package enum Outcome: Hashable, Sendable {
        case limit(Duration)
        /// Why there is none.
        case unmeasured(String)
    }

    /// Candidates may take so many times the reference's CPU time.
    package static let factor = 5
    /// What a limit may be, in seconds: coarse, so that noise hardly ever changes it.
    package static let steps = [1, 2, 5, 10, 20, 60]

    private let verifier: CodeVerifier

    package init(sandbox: any Sandbox, home: String) {
        verifier = CodeVerifier(sandbox: sandbox, home: home)
    }

    /// The smallest step that leaves room for a reference of this CPU time; nil where none does.
    package static func limit(forReference cpu: Duration) -> Duration? {
        steps.first { .seconds($0) >= cpu * factor }.map { .seconds($0) }
    }

    /// Runs a problem's reference on its own check.
    ///
    /// - Complexity: two processes for a function, two for each case of a whole program.
    package func measure(_ problem: Problem) async -> Outcome {
        guard problem.check.isCode else { return .unmeasured("there is no program to run") }
        guard let reference = problem.reference else { return .unmeasured("there is no reference") }
        return await measure(problem.check, reference: reference)
    }

    package func measure(_ check: Check, reference: String) async -> Outcome {
        let largest = Duration.seconds(Self.steps.last ?? 60)
        // A reference that takes longer has no limit in the end, and is not waited for.
        let judgement = await verifier.judge(
            check.limited(toCPU: largest / Self.factor), program: reference)
        if judgement.verdict == .incorrect(.timeLimit) {
            return .unmeasured(Self.tooSlow(largest))
        }
        guard judgement.verdict == .correct else {
            return .unmeasured(
                "the reference is judged \(judgement.verdict.code): \(Self.reason(judgement))")
        }
        let cpu = judgement.runs.map(\.cpu).max() ?? .zero
        guard let limit = Self.limit(forReference: cpu) else {
            return .unmeasured(Self.tooSlow(largest))
        }
        return .limit(limit)
    }

    private static func reason(_ judgement: Judgement) -> String {
        let detail = judgement.detail ?? "no reason is known"
        let failed = judgement.evidence["firstFailed"]
        guard let input = failed?["input"]?.stringValue, let actual = failed?["actual"]?.stringValue
        else { return detail }
        let expected = failed?["expected"]?.stringValue.map { ", expected \($0)" } ?? ""
        return "\(detail) (\(input) gives \(actual)\(expected))"
    }

    private static func tooSlow(_ largest: Duration) -> String {
        "\(factor) times the reference's CPU time is more than the largest limit, "
            + "\(Int(largest.seconds)) s"
    }
}

extension Check {
    /// The same check with another CPU limit, and wall time to go with it.
    package func limited(toCPU cpu: Duration) -> Check {
        func limited(_ limits: Limits) -> Limits {
            var limits = limits
            limits.cpu = cpu
            limits.wall = max(limits.wall, cpu * 6)
            return limits
        }
        switch self {
        case .answer: return self
        case .function(var check):
            check.limits = limited(check.limits)
            return .function(check)
        case .program(var check):
            check.limits = limited(check.limits)
            return .program(check)
        case .tests(var check):
            check.limits = limited(check.limits)
            return .tests(check)
        }
    }
}
