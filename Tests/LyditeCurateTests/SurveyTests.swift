import LyditeCore
import LyditeCurate
import Testing

struct SurveyTests {
    private func generator() -> SeededGenerator {
        SeededGenerator(seed: 1, parent: Digest(of: [1]), stage: "test", index: 0)
    }

    @Test(arguments: [(1, 0, 5), (2, 1, 5), (3, 2, 6), (4, 4, 8), (5, 1, 5), (2, 5, 5)])
    func `pass@k is the share of all choices of k that hold a correct one`(
        k: Int, correct: Int, total: Int
    ) {
        var (hits, all) = (0, 0)
        for set in 0..<(1 << total) where set.nonzeroBitCount == k {
            all += 1
            if set & ((1 << correct) - 1) != 0 { hits += 1 }
        }
        let found = SolveRates.passAt(k, correct: correct, of: total)
        #expect(abs(found - Double(hits) / Double(all)) < 1e-12)
    }

    @Test func `the majority is of answers, all correct ones as one, and a tie counts in part`() {
        var rates = SolveRates()
        var random = generator()
        rates.add(topic: "t", answers: [], &random)
        #expect(rates.histogram.allSatisfy { $0 == 0 } && rates.passAt[0].problems == 0)
        // Two spellings of the right answer against two different wrong ones, then a tie.
        rates.add(
            topic: "t", answers: [("4", true), ("four", true), ("5", false), ("6", false)], &random)
        rates.add(
            topic: "t", answers: [("4", true), ("4", true), ("5", false), ("5", false)], &random)
        let four = rates.majorityAt.first { $0.k == 4 }
        #expect(four?.mean == 0.75 && four?.problems == 2)
        #expect(rates.histogram[5] == 2 && rates.topics == ["t": [0, 0, 2, 0, 0]])
        #expect(rates.passAt.first { $0.k == 8 }?.problems == 0)
    }

    @Test func `a standard error is that of the mean over problems`() {
        var share = SampledShare(k: 1)
        #expect(share.mean == 0 && share.standardError == 0)
        for value in [0.0, 1, 1, 0] { share.add(value) }
        #expect(share.mean == 0.5)
        #expect(abs(share.standardError - (1.0 / 3).squareRoot() / 2) < 1e-12)
    }

    /// Numbers as words of their own, without a digit.
    private func word(_ number: Int) -> String {
        String(String(number).unicodeScalars.map { Character(UnicodeScalar($0.value + 49) ?? "z") })
    }

    @Test func `answers that are alike are told from answers that are not`() {
        var (alike, unlike) = (Diversity(), Diversity())
        for index in 0..<60 {
            alike.add("There are \(index) apples in each of the boxes.", key: UInt64(index))
            unlike.add(
                (0..<9).map { word(index * 9 + $0) }.joined(separator: " "), key: UInt64(index))
        }
        #expect(unlike.distinct(1) > 0.9 && alike.distinct(1) < 0.3)
        #expect((alike.nearestNeighbour ?? 0) > (unlike.nearestNeighbour ?? 1))
        #expect(alike.style.structuralClasses == 1 && alike.style.openingShare == 1)
        #expect(Diversity().nearestNeighbour == nil && Diversity().distinct(3) == 0)
    }

    @Test func `flattery is a phrase at the beginning`() {
        #expect(StyleMeter.flattery(in: "What a GREAT question! It is 4.") != nil)
        #expect(StyleMeter.flattery(in: "It is 4.") == nil)
        let late = String(repeating: "word ", count: 200) + "great question"
        #expect(StyleMeter.flattery(in: late) == nil)
    }
}
