import LyditeCurate
import Testing

struct TraceStepsTests {
    @Test func `nothing is labelled where the equations prove nothing`() {
        #expect(TraceSteps("").labels(isSound: true) == nil)
        #expect(TraceSteps("It is four.").labels(isSound: true) == nil)
        #expect(TraceSteps("2 + 2 = 4\nSo it is 5.").labels(isSound: false) == nil)
        let long = String(repeating: "2 + 2 = 4\n", count: 500)
        #expect(TraceSteps(long).labels(isSound: true) == nil)
    }

    @Test func `labels end at the first false equation`() throws {
        let text = "Add.\n\n2 + 2 = 4\n4 + 1 = 6\n6 + 1 = 7"
        let found = try #require(TraceSteps(text).labels(isSound: false))
        #expect(found.steps == ["Add.", "2 + 2 = 4", "4 + 1 = 6"])
        #expect(found.labels == [true, true, false])
        let sound = try #require(TraceSteps("2 + 2 = 4\nSo 4.").labels(isSound: true))
        #expect(sound.labels == [true, true])
    }

    @Test func `sentences of one line are steps, and list marks and decimals end none`() {
        let steps = TraceSteps("1. We add 2 + 2 = 4. Then 4 * 1.5 = 6. It is 6.\r\n2. Done.").steps
        #expect(
            steps.map(\.text) == [
                "1. We add 2 + 2 = 4.", "Then 4 * 1.5 = 6.", "It is 6.", "2. Done.",
            ])
        #expect(steps.map(\.offset) == [0, 21, 39, 49])
    }

    @Test func `steps in common are counted from the start`() {
        #expect(TraceSteps("a\nb\nc").shared(with: TraceSteps("a\nb\nd\nc")) == 2)
        #expect(TraceSteps("x").shared(with: TraceSteps("a")) == 0)
    }
}
