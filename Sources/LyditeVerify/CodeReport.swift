internal import LyditeCore

/// What one or two runs of a candidate showed, before it is put into words.
struct CodeReport: Sendable {
    var passed = 0
    var total: Int
    var failure: CaseFailure?
    var runs: [Run] = []
    /// Input and expected result of the failed case.
    var input: String?
    var expected: String?
    /// CPU time that counts against the limit: of one process.
    var cpu: Duration = .zero

    /// How the cases were got from test text; nil where they were given.
    var way: TestWay?

    init(total: Int) { self.total = total }

    static func undecided(_ cause: Cause, _ detail: String, total: Int = 0) -> CodeReport {
        var report = CodeReport(total: total)
        report.failure = CaseFailure(.undecided(cause), detail)
        return report
    }

    /// A response in which no program was found.
    static var noProgram: CodeReport {
        var report = CodeReport(total: 0)
        report.failure = CaseFailure(.incorrect(.noAnswer), "the response holds no program")
        return report
    }

    var verdict: Verdict { failure?.verdict ?? .correct }

    /// Whether the candidate ended within a fifth of its limit.
    func isNearLimit(_ limit: Duration) -> Bool {
        guard verdict.isDecided else { return false }
        return verdict == .incorrect(.timeLimit) || cpu >= limit * 4 / 5
    }

    /// Takes in one more case's run; the failure of the case that comes first in the check stays.
    mutating func add(_ one: CodeReport) {
        passed += one.passed
        cpu = max(cpu, one.cpu)
        guard let failure = one.failure else {
            runs += one.runs
            return
        }
        if let known = self.failure?.index, let index = failure.index, known < index {
            runs += one.runs
            return
        }
        self.failure = failure
        (input, expected) = (one.input, one.expected)
        // The failed run's standard error is shown, so that it stands first.
        runs = one.runs + runs
    }

    func joined(with other: CodeReport) -> CodeReport {
        var report = self
        report.runs += other.runs
        return report
    }

    func judgement(candidate: String) -> Judgement {
        let way = self.way.map { [JSON.Member("tests", .string($0.rawValue))] } ?? []
        return Judgement(
            verdict: verdict, detail: failure?.detail, candidate: candidate,
            evidence: .object(
                [
                    JSON.Member("casesPassed", .integer(Int64(passed))),
                    JSON.Member("casesTotal", .integer(Int64(total))),
                    JSON.Member("firstFailed", firstFailed),
                    JSON.Member(
                        "isolation", runs.last.map { .string($0.isolation.level.rawValue) } ?? .null
                    ),
                ] + way), runs: runs)
    }

    private var firstFailed: JSON {
        guard let failure, failure.index != nil || failure.line != nil || failure.actual != nil
        else { return .null }
        let error = runs.first.map { CandidateText.tail($0.standardError.bytes) }
        return .object([
            JSON.Member("case", failure.index.map { .integer(Int64($0)) } ?? .null),
            JSON.Member("input", input.map { .string(CandidateText.head($0)) } ?? .null),
            JSON.Member("expected", expected.map { .string(CandidateText.head($0)) } ?? .null),
            JSON.Member("actual", failure.actual.map { .string(CandidateText.head($0)) } ?? .null),
            JSON.Member("stderrTail", error.map { .string($0) } ?? .null),
            JSON.Member("line", failure.line.map { .integer(Int64($0)) } ?? .null),
        ])
    }
}
