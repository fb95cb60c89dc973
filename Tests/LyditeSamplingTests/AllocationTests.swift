import LyditeSampling
import Testing

/// How many rollouts a variant gets.
struct AllocationTests {
    private let rule = Allocation(first: 8, most: 64)

    /// The rollouts of a variant of which each one is told by `isChosen`.
    private func count(_ rule: Allocation, isChosen: (Int) -> Bool?) -> Int {
        var counts = Allocation.Counts()
        while let end = rule.end(after: counts, limit: 1000) {
            #expect(end > counts.rollouts && end <= rule.most)
            for number in counts.rollouts..<end {
                counts.rollouts += 1
                switch isChosen(number) {
                case true?: counts.chosen += 1
                case false?: counts.rejected += 1
                case nil: break
                }
            }
        }
        return counts.rollouts
    }

    @Test func `one number is the same for every variant`() {
        for isChosen in [true, false] {
            #expect(count(Allocation(12)) { _ in isChosen } == 12)
        }
        #expect(!Allocation(12).isAdaptive && rule.isAdaptive)
    }

    @Test func `what is always or never solved ends early, and what is rarely solved goes on`() {
        // 8 of 8: the next 8 show the other side with a chance of 8/17; 32 of 32: 8/41 is below a fifth.
        #expect(count(rule) { _ in true } == 32)
        #expect(count(rule) { _ in false } == 32)
        #expect(count(rule) { _ in nil } == 32)
        #expect(count(rule) { $0 % 2 == 0 } == 8)
        // One in sixteen: four of them are there after 64 at the most.
        #expect(count(rule) { $0 % 16 == 5 } == 56)
        #expect(count(rule) { $0 == 3 } > 32)
    }

    @Test func `the fields of the rule are heeded`() {
        var rule = rule
        rule.leastChance = 0
        #expect(count(rule) { _ in true } == 64)
        rule.leastChance = 1
        #expect(count(rule) { _ in true } == 8)
        rule.leastChance = 0
        rule.wanted = 1
        #expect(count(rule) { $0 == 20 } == 24)
    }

    @Test func `no variant gets more than it can have`() {
        let counts = Allocation.Counts(rollouts: 3)
        #expect(rule.end(after: .init(), limit: 3) == 3)
        #expect(rule.end(after: counts, limit: 3) == nil)
        #expect(rule.end(after: counts, limit: 5) == 5)
        #expect(rule.end(after: .init(), limit: 0) == nil)
    }

    @Test func `numbers and ranges are read, anything else is refused`() {
        #expect(AllocationReader.allocation("8") == Allocation(8))
        #expect(AllocationReader.allocation("8..64") == rule)
        #expect(AllocationReader.allocation("8..8") == Allocation(8))
        for text in ["", "0", "8..", "..8", "64..8", "8.64", "8...64", "a..b", "8..10001", "1e3"] {
            #expect(AllocationReader.allocation(text) == nil, "\(text)")
        }
    }
}
