import LyditeCore
import Testing

struct SeededGeneratorTests {
    private let parent = Digest(of: Array("parent".utf8))

    @Test func `the same key gives the same numbers and any other key others`() {
        func first(_ seed: UInt64, _ stage: String, _ index: Int) -> [UInt64] {
            var generator = SeededGenerator(seed: seed, parent: parent, stage: stage, index: index)
            return (0..<20).map { _ in generator.next() }
        }
        #expect(first(1, "a", 0) == first(1, "a", 0))
        #expect(
            Set([first(1, "a", 0), first(2, "a", 0), first(1, "b", 0), first(1, "a", 1)]).count == 4
        )
    }

    /// Pinned, as every export depends on it: a change here changes every data set.
    @Test func `the stream never changes`() {
        var generator = SeededGenerator(seed: 7, parent: parent, stage: "pinned", index: 3)
        let text = (0..<10).map { _ in String(generator.below(1000)) }.joined(separator: " ")
        #expect(text == "658 596 67 268 381 315 448 779 367 361")
    }

    @Test func `bounded numbers reach both ends and no further`() {
        var generator = SeededGenerator(seed: 1, parent: parent, stage: "range", index: 0)
        var seen: Set<Int> = []
        for _ in 0..<2_000 { seen.insert(generator.within(-3...4)) }
        #expect(seen == Set(-3...4))
    }

    @Test func `a shuffle keeps every item`() {
        var generator = SeededGenerator(seed: 1, parent: parent, stage: "shuffle", index: 0)
        var items = Array(0..<100)
        generator.shuffle(&items)
        #expect(items != Array(0..<100))
        #expect(items.sorted() == Array(0..<100))
    }
}
