import LyditeCore
import Testing

struct VerdictTests {
    @Test(arguments: [
        "", "Correct", "correct:", "incorrect", "incorrect:nope", "undecided:",
        "undecided:wrong-answer",
    ])
    func `an unknown verdict code is refused`(code: String) { #expect(Verdict(code: code) == nil) }

    @Test func `every verdict reads its own code`() {
        let all =
            [Verdict.correct] + Fault.allCases.map { Verdict.incorrect($0) }
            + Cause.allCases.map { .undecided($0) }
        #expect(all.count == 20)
        for verdict in all { #expect(Verdict(code: verdict.code) == verdict) }
    }

    @Test func `only a verdict about us is undecided`() {
        #expect(Verdict.correct.isDecided)
        #expect(Verdict.incorrect(.timeLimit).isDecided)
        #expect(!Verdict.undecided(.wallLimit).isDecided)
    }
}
