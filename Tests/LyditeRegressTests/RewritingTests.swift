import LyditeCore
import LyditeVerify
import Testing

@testable import LyditeRegress

/// What rewriting tells of a verifier without a label.
struct RewritingTests {
    private let fixture: Fixture

    init() throws { fixture = try Fixture() }

    private static func program(_ id: String, _ text: String, cases: String = "[1,2]") -> String {
        #"{"id":"\#(id)","language":"python","solution":"\#(text)","cases":\#(cases)}"#
    }

    /// `right` and its mutant `right-`; every other form says "again".
    private static let forms: Rewriting.Forms = { programs in
        programs.map { text in
            ProgramRewriter.Forms(
                same: text.contains("again") ? nil : text + " again", mutant: text + "-")
        }
    }

    private func violations(
        _ rows: [String], _ verdict: @escaping @Sendable (LabelledRow, String) -> RowAnswer
    ) async throws -> RewriteReport {
        let corpus = try fixture.corpus(rows)
        let verifier = ProgramVerifier(verdict: verdict)
        return try await Rewriting.report(
            corpus.rows, try await verifier.answers(to: corpus.rows), by: verifier,
            forms: Self.forms)
    }

    private static let correct = RowAnswer(verdict: "correct")
    private static let wrong = RowAnswer(verdict: "incorrect", fault: "wrong-answer")

    @Test func `a verifier that sees only what programs do changes nothing`() async throws {
        let rows = [Self.program("r", "right"), Self.program("w", "wrong")]
        let report = try await violations(rows) { _, text in
            text.hasPrefix("right") && !text.contains("-") ? Self.correct : Self.wrong
        }
        #expect(report.violations.isEmpty)
        #expect(report.mutants == 1 && report.killed == 1)
        // Two rules of programs alone, cases in reverse and a comment; another form; a killed mutant in two.
        #expect(report.tried == 2 * 2 + 2 + 2)
    }

    @Test func `a verdict that follows the form of a program is found`() async throws {
        let report = try await violations([Self.program("r", "right")]) { _, text in
            text.contains("again") ? Self.wrong : Self.correct
        }
        #expect(report.violations.map(\.rule) == ["program in another form"])
        #expect(report.violations.first?.was == "correct")
        #expect(report.killed == 0)
    }

    @Test func `a mutant that revives is found`() async throws {
        let rows = [Self.program("r", "right")]
        let byForm = try await violations(rows) { _, text in
            text.contains("-") && !text.contains("again") ? Self.wrong : Self.correct
        }
        #expect(byForm.violations.map(\.rule) == ["killed mutant in another form"])
        let byOrder = try await violations(rows) { row, text in
            let isFirst = row.input["cases"]?.arrayValue?.first?.intValue == 1
            return text.contains("-") && isFirst ? Self.wrong : Self.correct
        }
        #expect(byOrder.violations.map(\.rule) == ["killed mutant, cases in reverse"])
    }

    @Test func `what ran into a limit or has no verdict is not tried again`() async throws {
        for answer in [
            RowAnswer(verdict: "incorrect", fault: "time-limit"),
            RowAnswer(verdict: "undecided", cause: "wall-limit"),
        ] {
            let report = try await violations([Self.program("r", "right")]) { _, _ in answer }
            #expect(report.tried == 0 && report.mutants == 0)
        }
    }

    @Test(arguments: [
        ("5 m", "5 m", 1), ("5 m", "5", 0), ("5 m", "500 cm", 0), ("5 x", "5 x", 0),
        ("9223372036854775807 m", "1 m", 0),
    ])
    func `a unit is converted where the gold has it too`(
        _ pred: String, _ gold: String, _ tried: Int
    ) throws {
        let row = #"{"id":"u","gold":"\#(gold)","pred":"\#(pred)"}"#
        let rule = try #require(Rewrite.all.first { $0.name == "unit converted" })
        let rows = try fixture.corpus([row]).rows.compactMap { rule.apply($0) }
        #expect(rows.count == tried)
        if tried == 1 { #expect(rows[0].input["pred"]?.stringValue == "500 cm") }
    }
}

private struct ProgramVerifier: CorpusVerifier {
    let name = "programs"
    let verdict: @Sendable (LabelledRow, String) -> RowAnswer

    func answers(to rows: [LabelledRow]) async throws -> [RowAnswer] {
        rows.map { verdict($0, $0.input["solution"]?.stringValue ?? "") }
    }
}
