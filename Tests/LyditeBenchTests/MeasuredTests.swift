import LyditeBench
import LyditeCore
import Testing

/// When a figure counts as slower than before.
struct MeasuredTests {
    private func measured(_ values: [Double], _ better: Figure.Better) -> Measured {
        Measured(values.map { Figure("a/b", $0, "units", better: better) })
    }

    @Test func `the median counts and the spread is kept`() {
        let odd = measured([5, 1, 3], .less)
        #expect(odd.figure.value == 3 && odd.low == 1 && odd.high == 5 && odd.rounds == 3)
        #expect(measured([4, 1, 2, 3], .less).figure.value == 2.5)
    }

    @Test(arguments: [
        // Apart from all earlier rounds, and by more than a twentieth.
        ([100.0, 101, 102], [90.0, 91, 92], Figure.Better.more, true),
        ([100, 101, 102], [110, 111, 112], .more, false),
        ([100, 101, 102], [110, 111, 112], .less, true),
        ([100, 101, 102], [90, 91, 92], .less, false),
        // Within the noise of either.
        ([100, 101, 130], [90, 102, 103], .more, false),
        ([90, 100, 110], [100, 105, 109], .less, false),
        // Steady, but too little to matter.
        ([100, 100, 100], [103, 103, 103], .less, false),
        // Single rounds do not tell their noise.
        ([100], [110], .less, false), ([100], [120], .less, true), ([100], [90], .more, false),
        ([100], [80], .more, true), ([100, 101, 102], [110], .less, false),
    ])
    func `slower is what lies beyond the noise`(
        old: [Double], new: [Double], better: Figure.Better, isSlower: Bool
    ) throws {
        let earlier = try JSONParser.parse(Array(measured(old, better).json.text.utf8))
        let change = try #require(measured(new, better).change(since: earlier))
        #expect(change.isSlower == isSlower)
    }

    @Test(arguments: ["{}", "{\"value\":0}", "{\"value\":\"1\"}", "[1]"])
    func `what is no figure is not compared with`(text: String) throws {
        #expect(measured([1], .less).change(since: try JSONParser.parse(Array(text.utf8))) == nil)
    }

    @Test func `rounds are joined by name`() {
        let round = [Figure("a", 1, "x"), Figure("b", 2, "y", bound: .atLeast(1))]
        let joined = Measured.joined([round, round])
        #expect(joined.map(\.figure.name) == ["a", "b"] && joined.allSatisfy { $0.rounds == 2 })
        #expect(joined[1].figure.better == .more && joined[0].figure.better == .less)
        #expect(Measured.joined([]).isEmpty)
    }
}
