import Foundation
import LyditeCore
import Support
import Testing

@testable import LyditeRegress

struct BaselineTests {
    private let fixture: Fixture

    init() throws { fixture = try Fixture() }

    private static let answers = [
        RowAnswer(verdict: "correct", evidence: "rung rational"),
        RowAnswer(verdict: "incorrect", fault: "wrong-answer"), RowAnswer(verdict: "correct"),
    ]

    @Test func `the same verdicts are no change, and a baseline reads as it was written`() throws {
        let corpus = try fixture.corpus(Fixture.three)
        let baseline = Baseline(corpus.rows, Self.answers)
        let path = fixture.folder.path + "/baseline.jsonl"
        try baseline.write(path)
        let read = try #require(try Baseline(path: path))
        #expect(read.entries == baseline.entries)
        #expect(Change.between(read, corpus.rows, Self.answers, allowed: []).changes.isEmpty)
        #expect(Baseline.diff(read, baseline).isEmpty)
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 3 && lines == lines.sorted())
    }

    @Test func `a row that nobody verified keeps the verdict that was accepted`() throws {
        let corpus = try fixture.corpus(Fixture.three)
        let old = Baseline(Array(corpus.rows.prefix(2)), Array(Self.answers.prefix(2)))
        let now = [
            .missing("the verifier died"), RowAnswer(verdict: "undecided", cause: "sandbox-error"),
            .missing("the verifier died"),
        ]
        let kept = Baseline(corpus.rows, now, keeping: old)
        #expect(kept.entries == old.entries)
        #expect(Baseline.diff(old, kept).isEmpty)
        #expect(Baseline(corpus.rows, now).entries.isEmpty)
    }

    @Test func `a row that one verifier owes says nothing of who is right`() throws {
        let corpus = try fixture.corpus(Fixture.three)
        var second = Self.answers
        second[0] = .missing("the verifier died")
        let result = VerifierComparison(
            names: ["a", "b"], rows: corpus.rows, first: Self.answers, second: second)
        #expect(result.environmentFailures == 1)
        #expect(result.onlyFirst == 0 && result.onlySecond == 0 && result.probability == 1)
        #expect(result.disagreements.map(\.id) == ["a"])
        #expect(result.text.contains("not verified"))
    }

    @Test func `a small chance is not printed as none`() throws {
        let rows = try fixture.corpus((0..<30).map { Fixture.row("r\($0)", "1", "1", "correct") })
            .rows
        let right = rows.map { _ in RowAnswer(verdict: "correct") }
        let wrong = rows.map { _ in RowAnswer(verdict: "incorrect") }
        let result = VerifierComparison(
            names: ["a", "b"], rows: rows, first: right, second: wrong)
        #expect(result.probability > 0 && result.text.contains("p < 0.000001"))
    }

    @Test func `another verdict, other words and a row that went are changes`() throws {
        let corpus = try fixture.corpus(Fixture.three)
        let baseline = Baseline(corpus.rows, Self.answers)
        let now = try fixture.corpus([
            Fixture.row("a", "1", "1", "correct"), Fixture.row("b", "2", "5", "incorrect"),
            Fixture.row("d", "7", "7", "correct"),
        ])
        let answers = [
            RowAnswer(verdict: "undecided", cause: "budget"), Self.answers[1], Self.answers[2],
        ]
        let (changes, new) = Change.between(baseline, now.rows, answers, allowed: [])
        #expect(changes.map(\.id) == ["a", "b", "c"])
        #expect(changes.map(\.kind) == [.verdict, .input, .gone])
        #expect(new == 1)
        #expect(changes.allSatisfy { $0.why == nil })
    }

    @Test(arguments: [
        ("correct", "undecided", true), ("correct", "undecided:budget", true),
        ("correct", "undecided:domain", false), ("incorrect", "undecided", false),
    ])
    func `only the change that was allowed is explained`(was: String, now: String, holds: Bool)
        throws
    {
        let corpus = try fixture.corpus(Fixture.three)
        let path = try fixture.file(
            "allow.jsonl", [#"{"id":"a","was":"\#(was)","is":"\#(now)","why":"a new bound"}"#])
        var answers = Self.answers
        answers[0] = RowAnswer(verdict: "undecided", cause: "budget")
        let report = RegressReport(
            verifier: "v", rows: corpus.rows, answers: answers,
            baseline: Baseline(corpus.rows, Self.answers), allowed: try AllowedChange.read(path),
            rewrites: nil)
        #expect(report.unexplained.isEmpty == holds)
        #expect(report.unused.isEmpty == holds)
        #expect(report.text.contains("a new bound") == holds)
    }

    @Test(arguments: [
        #"{"id":"a","was":"correct","is":"undecided"}"#,
        #"{"id":"a","was":"correct","is":"undecided","why":""}"#,
        #"{"id":"a","was":"right","is":"undecided","why":"x"}"#,
    ])
    func `a change without a reason or a verdict is refused`(row: String) throws {
        let path = try fixture.file("allow.jsonl", [row])
        let error = try #require(throws: RegressError.self) { try AllowedChange.read(path) }
        #expect(error.description.contains("allow.jsonl:1"), "\(error)")
    }

    @Test func `a verdict that a rewriting changed is a failure in JUnit`() async throws {
        let corpus = try fixture.corpus([
            #"{"id":"a","gold":"1","pred":"1","expected":"correct"}"#
        ])
        let check = RegressCheck(corpus: corpus, allowed: [], rewrites: true)
        let result = try await check.run(SpellingVerifier(), against: nil)
        let count = try #require(result.report.rewrites?.violations.count)
        let xml = result.report.junit(corpus.rows, result.answers)
        #expect(count > 0)
        #expect(xml.contains(#"tests="\#(count + 1)" failures="\#(count)""#), "\(xml)")
    }

    @Test func `text of a row cannot break out of XML or a table`() throws {
        let corpus = try fixture.corpus([
            #"{"id":"<&\"\u0001|`","kind":"]]>","gold":"1","pred":"1","expected":"correct"}"#
        ])
        let was = Baseline(corpus.rows, [RowAnswer(verdict: "incorrect", fault: "x\" <y>")])
        let answers = [RowAnswer(verdict: "correct", evidence: "a|b\n<script>")]
        let report = RegressReport(
            verifier: "v|<b>", rows: corpus.rows, answers: answers, baseline: was, allowed: [],
            rewrites: nil)
        let xml = XMLParserDelegateCount.count(report.junit(corpus.rows, answers))
        #expect(xml == 1)
        #expect(!report.markdown.contains("<script>") && !report.markdown.contains("|`"))
    }
}

/// Accepts the spelling "1" and no other.
private struct SpellingVerifier: CorpusVerifier {
    let name = "spelling"

    func answers(to rows: [LabelledRow]) async throws -> [RowAnswer] {
        rows.map { row in
            let isSame =
                row.input["pred"]?.stringValue == "1" && row.input["gold"]?.stringValue == "1"
            return RowAnswer(verdict: isSame ? "correct" : "incorrect")
        }
    }
}

/// Counts test cases; -1 for a text that is no XML.
private enum XMLParserDelegateCount {
    static func count(_ text: String) -> Int {
        // The stricter half of a parser: no raw markup inside of attributes, no control characters.
        guard !text.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\n" }) else {
            return -1
        }
        let quotes = text.filter { $0 == "\"" }.count
        guard quotes % 2 == 0, !text.contains("&\""), !text.contains("<&") else { return -1 }
        return text.components(separatedBy: "<testcase ").count - 1
    }
}
