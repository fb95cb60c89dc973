internal import LyditeCore
internal import LyditeRegress
internal import LyditeStore
internal import LyditeVerify

/// Asks the referee about other forms of the same answers: it must say the same again.
struct RewriteProbe {
    /// Answers that are asked about; each is judged in about ten forms.
    static let maximum = 200

    private var rows: [LabelledRow] = []

    init() {}

    /// Adds an answer to a problem with one right answer.
    mutating func add(gold: String, _ trace: StoredTrace) {
        guard rows.count < 2 * Self.maximum, trace.verdict.isDecided else { return }
        // Both kinds of row: the whole response, and the answer that was taken out of it.
        add(["gold": .string(gold), "response": .string(trace.text)])
        if let candidate = trace.candidate {
            add(["gold": .string(gold), "pred": .string(candidate)])
        }
    }

    private mutating func add(_ json: JSON) {
        let id = "\(rows.count)"
        guard let reader = try? RowReader(json),
            let row = try? LabelledRow(
                reader, place: rows.count, file: "answers", line: rows.count + 1, defaultID: id)
        else { return }
        rows.append(row)
    }

    /// - Returns: Verdicts that changed, of those that were asked for.
    func run(jobs: Int) async throws -> (changed: Int, tried: Int) {
        let verifier = OwnVerifier(
            RowVerifier(isStrict: false) { _, _, _ in
                preconditionFailure("an answer is no program")
            }, jobs: jobs)
        let answers = try await verifier.answers(to: rows)
        let report = try await Rewriting.report(rows, answers, by: verifier)
        return (report.violations.count, report.tried)
    }
}
