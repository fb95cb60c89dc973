import LyditeCore
import LyditeExport
import LyditeStore
import Testing

struct TrainingRowTests {
    private let variant = StoredVariant(
        row: 1, digest: Digest(of: [1]), ordinal: 0, name: "p#1", statement: "What is \"2\" + 2?\n",
        topic: "t", source: "s", licence: "MIT", isReal: false, lineage: "{\"steps\":[]}",
        sourceDigest: Digest(of: [2]), family: "p", depth: 1)

    private func trace(_ text: String, _ verdict: Verdict = .correct) -> StoredTrace {
        StoredTrace(
            row: 1, digest: Digest(of: Array(text.utf8)), number: 0, text: text, sampler: "test",
            model: "m", sampling: "{\"temperature\":1}", verdict: verdict, candidate: "4",
            reasoning: nil,
            verifier: "v", isolation: nil)
    }

    private var meta: RowMeta {
        RowMeta(variant: variant, correct: 1, decided: 2)
    }

    private func preference(_ chosen: String, _ rejected: String) -> Result<[UInt8], OmissionError>
    {
        TrainingRow.preference(
            Pair(
                chosen: trace(chosen), rejected: trace(rejected, .incorrect(.wrongAnswer)),
                rule: "r"),
            meta: meta)
    }

    @Test(arguments: ["", " ", "\n\t "])
    func `an empty side makes no row`(text: String) {
        #expect(throws: OmissionError.self) {
            try TrainingRow.messages(trace(text), meta: meta).get()
        }
        #expect(throws: OmissionError.self) { try preference("4", text).get() }
        #expect(throws: OmissionError.self) { try preference(text, "4").get() }
    }

    @Test func `two equal sides make no row`() {
        #expect(throws: OmissionError.self) { try preference("4", "4").get() }
    }

    @Test func `a row holds its turns and one string of facts`() throws {
        let bytes = try TrainingRow.messages(trace("It is 4."), meta: meta).get()
        #expect(bytes.last == 10)
        let row = try JSONParser.parse(Array(bytes.dropLast()))
        #expect(row.members?.map(\.key) == ["messages", "meta"])
        #expect(
            row["messages"] == [
                ["role": "user", "content": "What is \"2\" + 2?\n"],
                ["role": "assistant", "content": "It is 4."],
            ])
        let facts = try JSONParser.parse(try #require(row["meta"]?.stringValue))
        #expect(facts["problem"] == "p#1")
        #expect(facts["licence"] == "MIT")
        #expect(facts["passRate"]?.doubleValue == 0.5)
        #expect(facts["n"] == 2)
        #expect(facts["model"] == "m")
        #expect(facts["sampling"] == ["temperature": 1])
    }

    @Test func `a preference row has the three sides in the order that trainers expect`() throws {
        let row = try JSONParser.parse(Array(try preference("4", "5").get().dropLast()))
        #expect(row.members?.map(\.key) == ["prompt", "chosen", "rejected", "meta"])
        #expect(row["chosen"] == [["role": "assistant", "content": "4"]])
        #expect(row["rejected"] == [["role": "assistant", "content": "5"]])
    }
}
