import LyditeSampling
import Testing

/// What is read from a judge's answer.
struct ScorePlanTests {
    @Test(arguments: [
        ("It is right.\nscore: 7", 0.7), ("**Score:** 10", 1.0), ("score: 0", 0.0),
        ("Score: 7/10.", 0.7), ("- score: 6.5 out of 10", 0.65), ("score: 3\nscore: 8\n", 0.8),
        ("`score: 5`", 0.5),
    ])
    func `the last line of the name counts, whatever marks stand around it`(
        text: String, score: Double
    ) {
        #expect(ScorePlan().score(in: text) == score)
    }

    @Test(arguments: [
        "", "score", "score: good", "score: 11", "score: -1", "the score: 7", "7", "scores: 7",
        "score 7", "score:", "score: 1e1", "score: 0x5", "score: 7,5", "score: 50%",
    ])
    func `what is no score within the scale is none`(text: String) {
        #expect(ScorePlan().score(in: text) == nil)
    }

    @Test func `several criteria must all be there`() {
        var plan = ScorePlan()
        plan.criteria = ["relevance", "correctness"]
        plan.scale = 5
        #expect(plan.score(in: "Relevance: 5\nCorrectness: 2") == 0.7)
        #expect(plan.score(in: "Relevance: 5") == nil)
    }

    @Test(arguments: [
        ("Qwen/Qwen2.5-7B", "qwen"), ("gpt-4o-mini", "gpt"), ("meta-llama/Llama-3.1-8B", "llama"),
        ("rule-based", "rule"), ("7b", ""),
    ])
    func `a model's name tells its family`(name: String, family: String) {
        #expect(ModelPlan.family(ofModel: name) == family)
    }
}
