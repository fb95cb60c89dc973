import LyditeCore
import LyditeMath
import Testing

/// Answers put together from pieces that break readers: a check ends, is reflexive and does not depend on the side.
struct AnswerFuzzTests {
    private static let seed: UInt64 = 23
    private static let pieces = [
        "\\frac{", "}", "{", "(", ")", "[", "]", "^", "_", "\\sqrt", "\\sqrt[", "x", "y", "n!",
        "\\pi", "e", "i",
        "9^9^9", "\\sum_{k=1}^{10}", "\\prod", "\\int", "\\binom{5}{2}", "1e999", "/0", "\\log",
        "\\log_", "\\sin",
        "0", "-", "\\pm", "\\begin{pmatrix}", "\\end{pmatrix}", "&", "\\\\", "\\infty", "\\cup",
        "\\{", "\\}", "|",
        "!", "^{-1}", "^{1/2}", "\\arctan", "\\ln(-1)", "∞", "√", "≤", "<", "=", "\\in",
        "\\mathbb{R}",
        "\\lim_{x\\to 0}", "99999999999999999999", "1/3", "0.1", "\\overline{3}", "\\boxed{",
        "####",
        "The answer is ", "$", "%", "°", "²", "½", "\u{200F}", "\0", "\\text{", "\\left(",
        "\\right)", "\\le ",
        "\\ne ", "gcd(", ",", ";", ":", "3:30 pm", "+C", "10^{-9999}", "(-1)^{1/3}", "0^0",
        "12 apples", "2 km",
    ]

    private func text(_ generator: inout SeededGenerator) -> [UInt8] {
        var text = ""
        for _ in 0...generator.below(generator.chance(1, of: 2) ? 2 : 7) {
            text += generator.pick(Self.pieces)
        }
        return Array(text.utf8)
    }

    @Test func `any pieces are compared without a crash, the same from both sides`() {
        var generator = SeededGenerator(
            seed: Self.seed, parent: Digest(of: []), stage: "answer-fuzz", index: 0)
        var decided = 0
        for _ in 0..<10_000 {
            let (a, b) = (text(&generator), text(&generator))
            let there = MathChecker.check(gold: a, pred: b, spec: .plain).verdict
            let back = MathChecker.check(gold: b, pred: a, spec: .plain).verdict
            if there.isDecided, back.isDecided {
                decided += 1
                #expect((there == .correct) == (back == .correct), "seed \(Self.seed): \(a) \(b)")
            }
            let own = MathChecker.check(gold: a, pred: a, spec: .plain).verdict
            #expect(own.fault == nil || own == .incorrect(.noAnswer), "seed \(Self.seed): \(a)")
            _ = MathChecker.check(gold: a, response: b, spec: .plain, extraction: .full)
            _ = EquationChecker.check(a + b)
        }
        #expect(decided > 100)
    }
}
