import LyditeCore
import LyditeCurate
import Testing

struct PairBalanceTests {
    private func choose(
        _ pairs: [(family: String, kind: String, longer: Int)], _ rules: PairRules = PairRules()
    ) -> [PairBalance.Reason?] {
        var balance = PairBalance(rules: rules)
        for (index, pair) in pairs.enumerated() {
            var generator = SeededGenerator(
                seed: rules.seed, parent: Digest(of: [1]), stage: "test", index: index)
            balance.add(
                family: pair.family, kind: pair.kind, chosenBytes: 100 + pair.longer,
                rejectedBytes: 100, key: generator.next(), isSpecial: index % 3 == 0)
        }
        return balance.choose()
    }

    private func largest(_ names: [String]) -> Double {
        Double(Dictionary(grouping: names) { $0 }.values.map(\.count).max() ?? 0)
            / Double(max(1, names.count))
    }

    @Test func `no family, no class and no order of lengths rules what is kept`() {
        // A family, a class of error and an order of lengths that each are too frequent.
        let pairs = (0..<4000).map { index in
            (
                family: index % 7 == 0 ? "big" : "f\(index % 97)",
                kind: index % 20 < 8 ? "often" : "k\(index % 6)", longer: index % 11 < 7 ? 5 : -5
            )
        }
        let reasons = choose(pairs)
        let kept = zip(pairs, reasons).filter { $0.1 == nil }.map(\.0)
        #expect(kept.count >= 2400)
        #expect(largest(kept.map(\.family)) <= 0.05)
        #expect(largest(kept.map(\.kind)) <= 0.30)
        var bias = LengthBias()
        for pair in kept { bias.add(chosenBytes: 100 + pair.longer, rejectedBytes: 100) }
        let area = bias.areaUnderCurve ?? 0
        #expect((0.45...0.55).contains(area), "\(area)")
        #expect(Set(reasons.compactMap(\.self)) == Set(PairBalance.Reason.allCases))
        #expect(choose(pairs) == reasons)
        var other = PairRules()
        other.seed = 2
        #expect(choose(pairs, other) != reasons)
    }

    @Test func `where a bound would leave too little, the rest stays`() {
        let pairs = (0..<1000).map { (family: "f\($0 % 40)", kind: "k\($0 % 9)", longer: 5) }
        let kept = choose(pairs).count { $0 == nil }
        #expect(kept == 600)
        #expect(choose([("a", "b", 5)]).count { $0 == nil } == 1)
        #expect(choose([]).isEmpty)
    }

    @Test func `few families share evenly and none is capped below that`() {
        let pairs = (0..<100).map { (family: "f\($0 % 2)", kind: "k\($0 % 5)", longer: 0) }
        #expect(choose(pairs).allSatisfy { $0 == nil })
    }

    @Test func `rules come back as they were stored`() {
        var rules = PairRules()
        rules.seed = .max
        rules.perProblem = 3
        rules.policy = .require
        rules.passRate = 0.1...0.9
        rules.takesUnanswered = true
        #expect(PairRules(json: rules.json) == rules)
        #expect(PairRules(json: .null) == PairRules())
    }
}
