import LyditeCore
import LyditeCurate
import LyditeStore
import Testing

struct ErrorClassTests {
    private func trace(
        _ row: Int64, _ verdict: Verdict, _ text: String, candidate: String = "1"
    ) -> StoredTrace {
        StoredTrace(
            row: row, digest: Digest(of: Array("\(row)".utf8)), number: Int(row), text: text,
            sampler: "test", model: "m", sampling: "null", verdict: verdict, candidate: candidate,
            reasoning: nil, verifier: "v", isolation: nil)
    }

    private func pair(_ good: String, _ bad: String, language: String? = nil) -> Pair? {
        var maker = PairMaker(prompt: "What?", language: language)
        let isCode = language != nil
        maker.add(trace(1, .correct, good, candidate: isCode ? good : "24"))
        maker.add(trace(2, .incorrect(.wrongAnswer), bad, candidate: isCode ? bad : "25"))
        return maker.pairs().first
    }

    private static let good = "We have 4 * 6 = 24.\nThen 24 - 4 = 20.\nIt is 20."

    @Test(arguments: [
        ("We have 4 * 6 = 25.\nThen 25 - 4 = 21.\nIt is 21.", "arithmetic"),
        ("We have 4 + 6 = 10.\nThen 10 - 4 = 6.\nIt is 6.", "operation"),
        ("We have 4 * 7 = 28.\nThen 28 - 4 = 24.\nIt is 24.", "operand"),
        ("We have 4 * 6 = 24.\nThen 4 - 24 = -20.\nIt is -20.", "order"),
        ("We have 4 * 6 = 24.\nIt is 24.", "missing-step"),
        ("We have 4 * 6 = 24.\nThen 24 - 4 = 20.\nThen 20 + 1 = 21.\nIt is 21.", "extra-step"),
        ("We have 4 * 6 = 24.\nThen 24 - 4 = 20.\nIt is 19.", "answer"),
        ("It is 25.", "off-by-one"),
    ])
    func `a wrong solution is classed by where it parts from a right one`(
        bad: String, wanted: String
    ) throws {
        let facts = try #require(pair(Self.good, bad)).facts
        #expect(facts["errorClass"]?.stringValue == wanted)
    }

    @Test(arguments: [
        "First, 30 - 2 = 28.\nIt is 28.", "1. 30 - 2 = 28.\nIt is 28.",
        "- 30 - 2 = 28.\nIt is 28.", "Of 30, 30 - 2 = 28.\nIt is 28.",
    ])
    func `what stands before an equation is no part of it`(bad: String) throws {
        let made = try #require(pair("Taking 2, it is 30 - 2 = 28.\nThen 28 / 4 = 7.", bad))
        #expect(made.facts["errorClass"] == "missing-step")
        #expect(made.rule == "near-miss" && made.facts["firstWrong"] == nil)
    }

    @Test(arguments: [
        // The right solution makes this step too, later.
        "First 5 + 6 = 11.\nThen 3 * 5 = 15.\nSo 15 + 11 = 26.",
        // Another way, proved wrong at its second step.
        "First 2 * 6 = 12.\nThen 12 + 5 = 18.\nSo 18 + 11 = 29.",
    ])
    func `a step that nothing proves wrong is not called the first wrong one`(bad: String) throws {
        let good = "First 3 * 4 = 12.\nThen 5 + 6 = 11.\nSo 12 + 11 = 23."
        let made = try #require(pair(good, bad))
        #expect(made.rule == "near-miss" && made.facts["firstWrong"] == nil)
    }

    @Test func `a minimal edit names the first step that differs, and by what it is wrong`() throws
    {
        let worded = try #require(pair(Self.good, "There are 4 * 6 = 24.\nIt is 24."))
        #expect(worded.rule == "near-miss" && worded.facts["firstWrong"] == nil)
        let wrong = try #require(
            pair(Self.good, "We have 4 * 6 = 24.\nThen 24 - 4 = 21.\nIt is 21."))
        #expect(wrong.rule == "minimal-edit")
        #expect(
            wrong.facts["firstWrong"] == [
                "step": 1, "chosen": "Then 24 - 4 = 20.", "rejected": "Then 24 - 4 = 21.",
                "by": "equation",
            ])
        let other = try #require(
            pair(Self.good, "We have 4 * 6 = 24.\nThen 24 + 4 = 28.\nIt is 28."))
        #expect(other.facts["firstWrong"]?["by"] == "difference")
    }

    @Test(arguments: [
        ("def f(x):\n    return x < 3", "comparison"), ("def f(x):\n    return x <= 4", "constant"),
        ("def f(x):\n    return y <= 3", "name"), ("def f(x):\n    return x", "structure"),
    ])
    func `a wrong program is classed by the first token that differs`(bad: String, wanted: String)
        throws
    {
        let made = try #require(
            pair("def f(x):\n    return x <= 3", bad, language: "python"))
        #expect(made.facts["errorClass"]?.stringValue == wanted)
        #expect(made.rule == "near-program")
    }

    @Test func `the nearest passing program is chosen by tokens, not by length or comments`() {
        var maker = PairMaker(prompt: "What?", language: "python")
        let near =
            "def f(x):\n    # a long comment that makes this text much longer\n    return x + 1"
        let far = "def f(y):\n    return 1 + y"
        maker.add(trace(1, .correct, far, candidate: far))
        maker.add(trace(2, .correct, near, candidate: near))
        let bad = "def f(x):\n    return x - 1"
        maker.add(trace(3, .incorrect(.wrongAnswer), bad, candidate: bad))
        let pairs = maker.pairs()
        #expect(pairs.map(\.chosen.row) == [2])
        #expect(pairs.first?.facts["tokenDistance"] == 1)
    }

    @Test func `tokens of hostile programs are read in bounded time`() {
        for text in ["\"", "'\\", "#", "//", "\u{0}\u{0}", String(repeating: "(", count: 100_000)] {
            let tokens = ProgramTokens(text)
            #expect(tokens.tokens.count <= ProgramTokens.maximumTokens)
            #expect(tokens.distance(to: tokens) == 0)
            #expect(tokens.distance(to: ProgramTokens("x")) >= 0)
        }
        #expect(
            ProgramTokens("a // b", language: "python").tokens.count == 3
                && ProgramTokens("a // b", language: "c").tokens.count == 1)
    }

    @Test func `ratings pair correct traces alone, the best with the worst, and say who rated`() {
        let traces = (1...4).map { trace(Int64($0), .correct, "text \($0)") }
        let wrong = trace(5, .incorrect(.wrongAnswer), "text 5")
        var rated = zip(traces, [1.0, 5.0, 3.0, 3.0]).map { ($0, $1, "judge") }
        rated.append((wrong, 0, "judge"))
        let pairs = RatedPairs.of(rated, rules: PairRules(), used: 0)
        #expect(pairs.map(\.chosen.row) == [2] && pairs.map(\.rejected.row) == [1])
        #expect(pairs.first?.rule == "rating" && pairs.first?.facts["ratedBy"] == "judge")
        #expect(RatedPairs.of(rated, rules: PairRules(), used: 6).isEmpty)
        var strict = PairRules()
        strict.policy = .require
        for index in rated.indices { rated[index].0.model = "m\(index)" }
        #expect(RatedPairs.of(rated, rules: strict, used: 0).isEmpty)
    }
}
