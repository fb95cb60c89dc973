import LyditeCore
import Testing

@testable import LyditeMath

/// What holds for every answer, whatever its value: seeds are printed with each fault.
struct PropertyTests {
    private static let rounds = 60

    private static func verdict(_ gold: String, _ pred: String) -> Verdict {
        MathChecker.check(gold: Array(gold.utf8), pred: Array(pred.utf8), spec: .plain).verdict
    }

    @Test(arguments: 1...4)
    func `an answer is equal to itself and neither side is special`(index: Int) {
        var random = RandomAnswer(seed: UInt64(index))
        for _ in 0..<Self.rounds {
            let (a, b) = (random.tokens().joined(), random.tokens().joined())
            let own = Self.verdict(a, a)
            #expect(own == .correct || own == .undecided(.badProblem), "\(random.note): \(a)")
            let (there, back) = (Self.verdict(a, b), Self.verdict(b, a))
            if there.isDecided, back.isDecided {
                #expect((there == .correct) == (back == .correct), "\(random.note): \(a) \(b)")
            }
        }
    }

    @Test(arguments: 1...4)
    func `spacing, brackets and delimiters change nothing`(index: Int) {
        var random = RandomAnswer(seed: UInt64(10 + index))
        for _ in 0..<Self.rounds {
            let tokens = random.tokens()
            let plain = tokens.joined()
            guard Self.verdict(plain, plain) == .correct else { continue }
            let other = random.tokens().joined()
            let expected = Self.verdict(plain, other)
            for spelling in random.spellings(tokens) {
                #expect(Self.verdict(plain, spelling) == .correct, "\(random.note): \(spelling)")
                #expect(Self.verdict(spelling, plain) == .correct, "\(random.note): \(spelling)")
                #expect(
                    Self.verdict(spelling, other) == expected,
                    "\(random.note): \(spelling) and \(other)")
            }
        }
    }

    @Test(arguments: 1...4)
    func `what a number is printed as reads back as the number`(index: Int) {
        var random = RandomAnswer(seed: UInt64(20 + index))
        for _ in 0..<Self.rounds {
            let text = random.number()
            let answer = Array(text.utf8).read { Answer.read($0, 0..<$0.count) }
            guard case .number(let quantity) = answer.value else {
                Issue.record("\(random.note): \(text) is no number")
                continue
            }
            let printed = answer.canonicalText
            let again = Array(printed.utf8).read { Answer.read($0, 0..<$0.count) }
            guard case .number(let second) = again.value else {
                Issue.record("\(random.note): \(printed) is no number")
                continue
            }
            #expect(second.value == quantity.value, "\(random.note): \(text) \(printed)")
            #expect(second.isPercent == quantity.isPercent, "\(random.note): \(text)")
            #expect(again.canonicalText == printed, "\(random.note): \(text)")
            #expect(Self.verdict(text, printed) == .correct, "\(random.note): \(text)")
        }
    }

    @Test(arguments: 1...4)
    func `a cut or changed answer is read without a crash`(index: Int) {
        var random = RandomAnswer(seed: UInt64(30 + index))
        for _ in 0..<Self.rounds {
            let whole = random.tokens().joined()
            let gold = Array(whole.utf8)
            let bytes = random.mutated(Array(random.tokens().joined().utf8))
            let once = MathChecker.check(gold: gold, pred: bytes, spec: .plain)
            let again = MathChecker.check(gold: gold, pred: bytes, spec: .plain)
            #expect(once.verdict == again.verdict, "\(random.note): \(whole) \(bytes)")
            #expect(once.certificate == again.certificate, "\(random.note): \(whole) \(bytes)")
            _ = MathChecker.check(gold: bytes, pred: gold, spec: .plain)
            _ = MathChecker.check(gold: gold, response: bytes, spec: .plain, extraction: .full)
        }
    }
}
