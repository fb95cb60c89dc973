import LyditeCore
import Support
import Testing

@testable import LyditeRegress

struct CorpusTests {
    private let fixture: Fixture

    init() throws { fixture = try Fixture() }

    /// All that decides a verdict goes to the verifier, and nothing of the label.
    @Test func `a row goes to a verifier with every field of its check`() throws {
        let text = #"""
            {"id":"a","kind":"k","language":"c","entry_point":"f","solution":"s","cases":[{"args":[1],"expected":1}],
            "types":{"args":["int"],"returns":"int"},"isolate_cases":true,"limits":{"cpuSeconds":1},
            "compare":{"exact":true},"tests":["t"],"setup":"u","prompt":"p","completion":false,"added_cases":[],
            "gold":"1","pred":"1","response":"r","spec":{},"expected":"correct","why":"w"}
            """#
        let row = try LabelledRow(
            RowReader(JSONParser.parse(Array(text.utf8))), place: 0, file: "f", line: 1)
        let kept = Set((row.input.members ?? []).map(\.key))
        let all = Set((try JSONParser.parse(Array(text.utf8)).members ?? []).map(\.key))
        #expect(kept == all.subtracting(["kind", "expected", "why"]))
    }

    @Test(arguments: [
        (#"{"gold":"1","pred":"1","expected":"correct"}"#, "id"),
        (#"{"id":1.5,"gold":"1","pred":"1","expected":"correct"}"#, "id"),
        (#"{"id":"a","gold":"1","pred":"1","expected":"right"}"#, "expected"),
        (#"{"id":"a","gold":"1","pred":"1","expected":[]}"#, "expected"),
        (#"{"id":"a","gold":"1","pred":"1","expected":true}"#, "expected"),
        (#"[1]"#, "an object"), (#"{"id":"#, "corpus.jsonl:1"),
    ])
    func `a row that cannot be used is named with its line`(row: String, word: String) throws {
        let error = try #require(throws: RegressError.self) { try fixture.corpus([row]) }
        #expect(error.description.contains("corpus.jsonl:1"), "\(error)")
        #expect(error.description.contains(word), "\(error)")
    }

    @Test func `one id for two rows is refused, and both places are named`() throws {
        let rows = [Fixture.row("a", "1", "1", "correct"), Fixture.row("a", "2", "2", "correct")]
        let error = try #require(throws: RegressError.self) { try fixture.corpus(rows) }
        #expect(error.description.contains("corpus.jsonl:2"), "\(error)")
        #expect(error.description.contains("corpus.jsonl:1,"), "\(error)")
    }

    @Test func `a corpus without rows is refused`() throws {
        #expect(throws: RegressError.self) { try fixture.corpus([]) }
    }

    @Test func `remarks do not change a row's digest, its words do`() throws {
        let plain = try fixture.corpus([Fixture.row("a", "1", "1", "correct")]).rows[0]
        let remarked = try fixture.corpus([
            #"{"id":"a","why":"x","kind":"y","gold":"1","pred":"1","expected":"correct"}"#
        ]).rows[0]
        let other = try fixture.corpus([Fixture.row("a", "1", "2", "correct")]).rows[0]
        #expect(plain.inputDigest == remarked.inputDigest)
        #expect(plain.inputDigest != other.inputDigest)
    }

    @Test func `a label with a fault asks for it, but not from a verifier that names none`() throws
    {
        let label = try #require(try fixture.corpus(Fixture.three).rows[1].label)
        #expect(label.allows(RowAnswer(verdict: "incorrect", fault: "wrong-answer")))
        #expect(!label.allows(RowAnswer(verdict: "incorrect", fault: "no-answer")))
        #expect(label.allows(RowAnswer(verdict: "incorrect")))
        #expect(!label.allows(RowAnswer(verdict: "correct")))
        #expect(label.isNegative && !label.isPositive)
    }
}
