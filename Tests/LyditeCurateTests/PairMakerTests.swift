import LyditeCore
import LyditeCurate
import LyditeStore
import Testing

struct PairMakerTests {
    private func trace(
        _ row: Int64, _ verdict: Verdict, text: String? = nil, candidate: String? = "1",
        reasoning: String? = nil, model: String = "m"
    ) -> StoredTrace {
        StoredTrace(
            row: row, digest: Digest(of: Array("\(row)".utf8)), number: Int(row),
            text: text ?? "solution \(row)", sampler: "test", model: model, sampling: "null",
            verdict: verdict, candidate: candidate, reasoning: reasoning, verifier: "v",
            isolation: nil)
    }

    private func pairs(
        _ traces: [StoredTrace], _ rules: PairRules = PairRules()
    ) -> [(Int64, Int64)] {
        var maker = PairMaker(prompt: "What is it?", rules: rules)
        for trace in traces { maker.add(trace) }
        return maker.pairs().map { ($0.chosen.row, $0.rejected.row) }
    }

    @Test func `a correct answer over a wrong equation is never chosen`() {
        let wrong = trace(1, .correct, reasoning: "wrong-step")
        #expect(pairs([wrong, trace(2, .incorrect(.wrongAnswer))]).isEmpty)
    }

    @Test(arguments: Cause.allCases)
    func `an undecided trace is on neither side`(cause: Cause) {
        #expect(pairs([trace(1, .undecided(cause)), trace(2, .incorrect(.wrongAnswer))]).isEmpty)
        #expect(pairs([trace(1, .correct), trace(2, .undecided(cause))]).isEmpty)
    }

    @Test func `a loser must have had an answer`() {
        #expect(
            pairs([trace(1, .correct), trace(2, .incorrect(.noAnswer), candidate: nil)]).isEmpty)
        #expect(
            pairs([trace(1, .correct), trace(2, .incorrect(.wrongAnswer), candidate: nil)]).isEmpty)
        #expect(pairs([trace(1, .correct), trace(2, .incorrect(.compileError))]).isEmpty)
        #expect(pairs([trace(1, .correct), trace(2, .incorrect(.timeLimit))]).count == 1)
    }

    @Test func `two equal texts are no pair`() {
        let both = [
            trace(1, .correct, text: "same"), trace(2, .incorrect(.wrongAnswer), text: "same"),
        ]
        #expect(pairs(both).isEmpty)
        let empty = [trace(1, .correct, text: ""), trace(2, .incorrect(.wrongAnswer))]
        #expect(pairs(empty).isEmpty)
    }

    @Test func `no problem gives more than its share and no winner stands too often`() {
        let winners = (0..<10).map { trace(Int64($0), .correct) }
        let losers = (10..<40).map {
            trace(Int64($0), .incorrect(.wrongAnswer), candidate: "\($0)")
        }
        let made = pairs(winners + losers)
        #expect(made.count == PairRules().perProblem)
        let one = pairs([trace(0, .correct)] + losers)
        #expect(one.count == PairRules().perChosen)
        #expect(Set(made.map(\.1)).count == made.count)
    }

    @Test func `each class of error comes once before any comes twice, the nearest miss first`() {
        let chosen = [
            trace(0, .correct, text: "abcdefgh right"),
            trace(1, .correct, text: "abcdefgh also right"),
        ]
        let losers = [
            trace(2, .incorrect(.wrongAnswer), text: "zzz far", candidate: "5"),
            trace(3, .incorrect(.wrongAnswer), text: "abcdefgh near", candidate: "5"),
            trace(4, .incorrect(.wrongAnswer), text: "abc middle", candidate: "6"),
        ]
        #expect(pairs(chosen + losers).map(\.1) == [3, 4, 2])
    }

    @Test func `a loser of a winner's own model comes before others`() {
        let traces = [
            trace(0, .correct, model: "a"),
            trace(
                1, .incorrect(.wrongAnswer), text: "solution 0 nearly", candidate: "5", model: "b"),
            trace(2, .incorrect(.wrongAnswer), text: "quite other", candidate: "6", model: "a"),
        ]
        #expect(pairs(traces).first?.1 == 2)
    }

    @Test func `a loser meets a winner of its own model before a nearer one of another`() {
        let traces = [
            trace(0, .correct, text: "solution 2 nearly", model: "a"),
            trace(1, .correct, text: "quite other", model: "b"),
            trace(2, .incorrect(.wrongAnswer), text: "solution 2", candidate: "5", model: "b"),
        ]
        #expect(pairs(traces).map(\.0) == [1])
        var rules = PairRules()
        rules.policy = .ignore
        #expect(pairs(traces, rules).map(\.0) == [0])
    }

    @Test func `a trace without an answer loses only where the rules ask for it`() {
        var rules = PairRules()
        rules.takesUnanswered = true
        let silent = trace(2, .incorrect(.noAnswer), candidate: nil)
        #expect(pairs([trace(1, .correct), silent]).isEmpty)
        #expect(pairs([trace(1, .correct), silent], rules).map(\.1) == [2])
        #expect(pairs([trace(1, .correct), trace(3, .incorrect(.compileError))], rules).isEmpty)
        #expect(pairs([trace(1, .correct), trace(4, .undecided(.budget))], rules).isEmpty)
    }
}
