import LyditeCore
import LyditeCurate
import Testing

struct SplitTests {
    @Test func `eight of ten problems train, and one each validates and tests`() {
        var counts: [Split: Int] = [:]
        for number in 0..<10_000 {
            counts[Split(source: Digest(of: Array("\(number)".utf8))), default: 0] += 1
        }
        #expect((7_800...8_200).contains(counts[.train] ?? 0))
        #expect((850...1_150).contains(counts[.validation] ?? 0))
        #expect((850...1_150).contains(counts[.test] ?? 0))
    }

    @Test func `length alone predicts nothing, everything, or the opposite`() {
        var bias = LengthBias()
        #expect(bias.areaUnderCurve == nil)
        bias.add(chosenBytes: 5, rejectedBytes: 5)
        #expect(bias.areaUnderCurve == 0.5)
        bias.add(chosenBytes: 9, rejectedBytes: 5)
        #expect(bias.areaUnderCurve == 0.75)
        for _ in 0..<2 { bias.add(chosenBytes: 1, rejectedBytes: 5) }
        #expect(bias.areaUnderCurve == 0.375)
    }
}
