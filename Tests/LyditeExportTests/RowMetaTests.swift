import LyditeCore
import LyditeExport
import LyditeStore
import Testing

struct RowMetaTests {
    @Test func `a row tells of itself in one string of facts, without a time`() throws {
        let variant = StoredVariant(
            row: 1, digest: Digest(of: [1]), ordinal: 0, name: "p#1", statement: "What?",
            topic: "t", source: "s", licence: "MIT", isReal: false, lineage: "{\"steps\":[]}",
            sourceDigest: Digest(of: [2]), family: "p", depth: 1)
        let trace = StoredTrace(
            row: 1, digest: Digest(of: [3]), number: 0, text: "It is 4.", sampler: "test",
            model: "m", sampling: "{\"temperature\":1}", verdict: .correct, candidate: "4",
            reasoning: nil, verifier: "v", isolation: nil)
        let meta = RowMeta(variant: variant, correct: 1, decided: 2)
        let facts = try JSONParser.parse(meta.text(trace))
        #expect(facts["problem"] == "p#1" && facts["family"] == "p" && facts["depth"] == 1)
        #expect(facts["licence"] == "MIT" && facts["model"] == "m" && facts["isolation"] == .null)
        #expect(facts["passRate"]?.doubleValue == 0.5 && facts["n"] == 2)
        #expect(facts["sampling"] == ["temperature": 1])
        let keys = facts.members?.map(\.key) ?? []
        #expect(Set(keys).count == keys.count)
    }
}
