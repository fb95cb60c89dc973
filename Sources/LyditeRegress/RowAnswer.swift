package import LyditeCore

/// What a verifier said of one row.
package struct RowAnswer: Hashable, Sendable {
    package var verdict: String
    package var fault: String?
    package var cause: String?
    /// The rung or the case that decided, where the verifier says so.
    package var evidence: String?
    package var detail: String?

    package init(
        verdict: String, fault: String? = nil, cause: String? = nil, evidence: String? = nil,
        detail: String? = nil
    ) {
        self.verdict = verdict
        self.fault = fault
        self.cause = cause
        self.evidence = evidence
        self.detail = detail
    }

    /// Foreign text is cut to this many characters.
    private static let maximumText = 200

    /// Reads a row of output; nil when it has no verdict.
    package init?(_ json: JSON) {
        guard let verdict = json["verdict"]?.stringValue, Label.verdicts.contains(verdict) else {
            return nil
        }
        func text(_ json: JSON?) -> String? {
            json?.stringValue.map { String($0.prefix(Self.maximumText)) }
        }
        self.verdict = verdict
        fault = text(json["fault"])
        cause = text(json["cause"])
        detail = text(json["detail"])
        if let rung = text(json["certificate"]?["rung"]) {
            evidence = "rung \(rung)"
        } else if let failed = json["firstFailed"]?["case"]?.intValue {
            evidence = "case \(failed)"
        }
    }

    /// A row that the verifier never answered: our environment's failure, not the candidate's.
    package static func missing(_ why: String) -> RowAnswer {
        RowAnswer(verdict: "undecided", cause: missingCause, detail: why)
    }

    /// The check was stopped before the row was verified.
    static let stopped = missing("stopped")
    var isStopped: Bool { self == Self.stopped }

    private static let missingCause = "no-answer-row"
    var isMissing: Bool { cause == Self.missingCause }

    /// Nothing was learnt about the row, as the sandbox or the verifier failed.
    package var isEnvironmentFailure: Bool { isMissing || cause == "sandbox-error" }

    /// A program was stopped at a limit of time, memory or output.
    var isAtLimit: Bool { (fault ?? cause)?.hasSuffix("-limit") == true }

    /// `correct`, `incorrect:<fault>` or `undecided:<cause>`.
    package var code: String {
        guard let reason = fault ?? cause else { return verdict }
        return verdict + ":" + reason
    }
}
