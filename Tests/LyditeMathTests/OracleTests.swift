import LyditeCore
import LyditeMath
import Testing

struct OracleTests {
    private struct Tally {
        var equal = 0
        var different = 0
        var undecided = 0
        var wrong = 0
        var total: Int { equal + different + undecided + wrong }
    }

    /// Most pairs of a kind that may be undecided, in thousandths: none where every value is a
    /// rational function, some where nothing decides everything. Unlike words may mean the same.
    private static let ceilings: [String: Int] = [
        "letter": 0, "word": 0, "other word": 1_000, "number": 0, "rational function": 0,
        "constant": 20, "complex": 20,
        "function": 20, "near miss": 20, "collection": 20,
    ]

    @Test(.enabled(if: Oracle.isReady, "python3 with sympy is not there"))
    func `no verdict contradicts sympy and mpmath`() throws {
        let (pairs, note) = try Oracle.pairs()
        #expect(pairs.count > Oracle.count * 9 / 10)
        var tallies: [String: Tally] = [:]
        var faults: [String] = []
        var open: [String] = []
        for (index, pair) in pairs.enumerated() {
            let there = MathChecker.check(gold: pair.gold, pred: pair.pred, spec: .plain).verdict
            let back = MathChecker.check(gold: pair.pred, pred: pair.gold, spec: .plain).verdict
            if index % Self.fewerRungsStep == 0 { faults += faultsWithFewerRungs(pair) }
            if isWrong(there, pair) || isWrong(back, pair) {
                tallies[pair.kind, default: Tally()].wrong += 1
                faults.append("\(there.code) \(back.code) \(pair.line)")
            } else if !there.isDecided || !back.isDecided {
                tallies[pair.kind, default: Tally()].undecided += 1
                open.append("\(there.code) \(back.code) \(pair.line)")
            } else if pair.isEqual {
                tallies[pair.kind, default: Tally()].equal += 1
            } else {
                tallies[pair.kind, default: Tally()].different += 1
            }
        }
        for (kind, tally) in tallies.sorted(by: { $0.key < $1.key }) {
            print(
                "oracle, seed \(Oracle.seed), \(kind): \(tally.equal) equal,",
                "\(tally.different) different, \(tally.undecided) undecided, \(tally.wrong) wrong")
            let ceiling = Self.ceilings[kind] ?? 0
            // A small draw may have some more.
            let slack = ceiling > 0 ? 4 : 0
            #expect(
                (tally.undecided - slack) * 1_000 <= ceiling * tally.total, "\(kind): undecided")
        }
        print("oracle, seed \(Oracle.seed), by the oracle itself:", note)
        for line in open.prefix(Oracle.shownOpen) { print("open:", line) }
        #expect(faults.isEmpty, "seed \(Oracle.seed): \(faults.prefix(20).joined(separator: "\n"))")
    }

    /// Which share of the pairs is also decided without each rung: six more verdicts a pair.
    private static let fewerRungsStep = 5

    private func faultsWithFewerRungs(_ pair: Oracle.Pair) -> [String] {
        let ladder: [Certificate.Rung] = [
            .text, .rational, .polynomial, .fingerprint, .constant, .function,
        ]
        return ladder.compactMap { rung in
            let verdict = MathChecker.check(
                gold: pair.gold, pred: pair.pred, spec: .plain, rungs: .all(but: rung)
            ).verdict
            return isWrong(verdict, pair) ? "without \(rung): \(verdict.code) \(pair.line)" : nil
        }
    }

    private func isWrong(_ verdict: Verdict, _ pair: Oracle.Pair) -> Bool {
        switch verdict {
        case .correct: !pair.isEqual
        case .incorrect: pair.isEqual
        case .undecided: false
        }
    }
}
