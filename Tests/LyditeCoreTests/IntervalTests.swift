import LyditeCore
import Testing

struct IntervalTests {
    @Test func `nothing counted says nothing`() {
        let interval = Interval(0, of: 0)
        #expect(interval.share == nil && interval.low == 0 && interval.high == 1)
        #expect(interval.text == "-")
    }

    // By hand from the formula with z = 1.959964: 0 of 10 reaches z^2 / (10 + z^2).
    @Test(arguments: [
        (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (5, 10, 0.2366, 0.7634),
        (990, 1_000, 0.9817, 0.9946),
    ])
    func `the interval is Wilson's`(hits: Int, total: Int, low: Double, high: Double) {
        let interval = Interval(hits, of: total)
        #expect(abs(interval.low - low) < 0.0001)
        #expect(abs(interval.high - high) < 0.0001)
    }
}
