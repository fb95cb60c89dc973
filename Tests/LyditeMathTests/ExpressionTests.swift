import LyditeCore
import Testing

@testable import LyditeMath

struct ExpressionTests {
    private static func verdict(_ gold: String, _ pred: String) -> Verdict {
        MathChecker.check(gold: Array(gold.utf8), pred: Array(pred.utf8), spec: .plain).verdict
    }

    @Test(arguments: [
        // Near misses that a fixed prime, floating point or a single branch would accept.
        ("2305843009213693951x", "0"), ("x^{4}+10^{-300}", "x^4"), ("\\sqrt{x^2}", "x"),
        ("\\sqrt{3+2\\sqrt2}", "-1-\\sqrt2"), ("e^{\\pi\\sqrt{163}}", "262537412640768744"),
        ("\\sin x", "\\sin x + 10^{-200}"), ("x", "x+e^{-e^{10}}"), ("\\sqrt{x}\\sqrt{-x}", "x"),
        ("\\frac{1}{\\sin^2 x+\\cos^2 x-1}", "1"), ("\\cos 10^{-12}", "1"), ("f(x)", "fx"),
    ])
    func `a near miss is never taken for the answer`(gold: String, pred: String) {
        #expect(ExpressionTests.verdict(gold, pred) != .correct)
        #expect(ExpressionTests.verdict(pred, gold) != .correct)
    }

    @Test(arguments: [
        ("\\sqrt{x^2-1}", "\\sqrt{x-1}\\sqrt{x+1}"), ("\\sqrt{x}\\sqrt{-x}", "0"),
        ("\\ln(x^2)", "2\\ln x"), ("\\sqrt{x+2\\sqrt x+1}", "\\sqrt x+1"), ("x^2=0", "x=0"),
        ("(x-1)^2=0", "x=1"), ("\\frac{xy}{y}", "x"), ("m \\ge 2", "2 \\le m"),
    ])
    func `equal on the common domain is never called different`(gold: String, pred: String) {
        #expect(!isIncorrect(ExpressionTests.verdict(gold, pred)))
        #expect(!isIncorrect(ExpressionTests.verdict(pred, gold)))
    }

    private func isIncorrect(_ verdict: Verdict) -> Bool {
        if case .incorrect = verdict { true } else { false }
    }

    @Test(arguments: [
        "\\sin x/2", "1/xy", "\\sin x(x+1)", "x2", "2 3", "2\\frac{3}{2}", "\\frac{1}{",
        "((x)", "x y)", "\\sqrt[0]{5}", "|x", "3 +* 4", "\\frac{d}{dx} f(x)",
    ])
    func `what has two readings or none is not read`(text: String) {
        let bytes = Array(text.utf8)
        let normal = bytes.read {
            AnswerNormalizer.normalize($0, 0..<$0.count)
        }
        let expression = normal.read {
            FormulaReader(text: $0, depth: 0).expression(0..<$0.count)
        }
        #expect(expression == nil)
    }

    @Test func `random polynomials equal themselves in any order and no neighbour`() {
        var random = Draw(11)
        for _ in 0..<300 {
            let terms = (0...random.below(5)).map { _ in
                "\(1 + random.below(9))x^{\(random.below(5))}y^{\(random.below(4))}"
            }
            let there = terms.joined(separator: "+")
            let back = terms.reversed().joined(separator: " + ")
            #expect(ExpressionTests.verdict(there, back) == .correct, random.note)
            let square = "\\left(\(there)\\right)^2"
            let product = "(\(back))(\(there))"
            #expect(ExpressionTests.verdict(square, product) == .correct, random.note)
            let next = back + "+\\frac{x}{1000000007}"
            #expect(ExpressionTests.verdict(there, next) == .incorrect(.wrongAnswer), random.note)
            #expect(ExpressionTests.verdict(next, there) == .incorrect(.wrongAnswer), random.note)
        }
    }

    @Test func `sizes of brackets change nothing`() {
        for row in Corpus.rows where row.expected == ["correct"] && !row.isResponse {
            let text = String(decoding: row.pred, as: UTF8.self)
            guard text.contains("("), !text.contains("\\left"), !text.contains("\\(") else {
                continue
            }
            let pairs = text.filter { $0 == "(" }.count == text.filter { $0 == ")" }.count
            guard pairs, !text.contains("["), !text.contains("]") else { continue }
            var wide = ""
            for character in text {
                if character == "(" { wide += "\\left" }
                if character == ")" { wide += "\\right" }
                wide.append(character)
            }
            let verdict = MathChecker.check(
                gold: row.gold, pred: Array(wide.utf8), spec: row.spec)
            #expect(verdict.verdict == row.verdict().verdict, "\(row.id)")
        }
    }

    @Test func `the chance of a false equal is below 2 to the -100`() {
        // Draws.below is uniform over 62-bit primes of which one in 64 fits: more than 2^48.
        let height = Double(Fingerprint.maximumHeight) / 60 / 0x1p48
        let degree = Double(Fingerprint.maximumDegree) / 0x1p60
        var chance = 1.0
        for _ in 0..<Fingerprint.draws { chance *= 48 * (height + degree) }
        #expect(chance < 0x1p-100)
    }

    @Test(arguments: [ModularField.Kind.even, .odd])
    func `drawn primes have the roots they promise`(kind: ModularField.Kind) {
        var random = Draws([1], [2])
        for _ in 0..<20 {
            let field = ModularField.draw(&random, kind)
            for square: UInt64 in [2, 3, 5, 7, 9] {
                let root = field.squareRoot(square)
                #expect(root.map { field.multiply($0, $0) } == square)
            }
            let unit = field.evenUnit
            #expect(field.power(unit, kind == .even ? 8 : 2) == 1)
            #expect(field.power(unit, kind == .even ? 4 : 1) == field.prime - 1)
            if kind == .odd {
                #expect(field.oddRoot(27, 3) == 3)
                #expect(field.oddRoot(32, 5) == 2)
            }
            #expect(field.multiply(12_345, field.inverse(12_345)) == 1)
        }
    }

    @Test func `primes are told from products`() {
        #expect(ModularField.isPrime(2_305_843_009_213_693_951))
        #expect(!ModularField.isPrime(3_215_031_751))
        #expect(!ModularField.isPrime(2_147_483_647 * 1_000_003))
    }

    @Test func `draws depend on the pair and not on its order`() {
        var (a, b, c) = (Draws([1], [2]), Draws([2], [1]), Draws([1], [3]))
        let first = a.next()
        #expect(first == b.next())
        #expect(first != c.next())
    }

    @Test func `the certificate names points and bits`() {
        func certificate(_ gold: String, _ pred: String) -> Certificate {
            MathChecker.check(gold: Array(gold.utf8), pred: Array(pred.utf8), spec: .plain)
                .certificate
        }
        let function = certificate("\\sin 2x", "2\\sin x\\cos x")
        #expect(function.rung == .function)
        #expect(function.points >= Fingerprint.draws)
        let constant = certificate("\\pi", "3.14")
        #expect(constant.rung == .constant)
        #expect(constant.bits >= 32)
        #expect(certificate("x>2", "(2,\\infty)").bridges == ["inequalityInterval"])
        #expect(certificate("(x+1)^2", "x^2+2x+1").rung == .polynomial)
    }

    @Test(arguments: [
        "\\cos\\frac{\\pi}{97}\\cos\\frac{\\pi}{89}", "\\sqrt[64]{\\sqrt[63]{2}}+\\sqrt[61]{3}",
        "(\\sqrt2+\\sqrt3+\\sqrt5+\\sqrt7+\\sqrt{11}+\\sqrt{13}+\\sqrt{17})^{50}",
        "e^{e^{e^{e^{10}}}}", "\\cos(10^{1000})", "(x+y+z+w+v)^{60}", "x^{10^{18}}",
        "\\sin^{1000}x+\\cos^{1000}x", "\\log_{\\log_{\\log_2 3} 4} 5", "\\tan\\frac{\\pi}{2}",
        "\\frac{1}{\\sqrt2-\\sqrt2}", "\\sqrt{x+\\sqrt{x+\\sqrt{x+\\sqrt{x+\\sqrt{x}}}}}",
        "\\prod_{k=0}^{200}(x-k)", "\\sum_{k=1}^{n} k^{8}", "\\binom{x}{64}",
    ])
    func `a dear formula is given up or decided, never equal to one`(text: String) {
        let clock = ContinuousClock()
        let start = clock.now
        #expect(ExpressionTests.verdict("1", text) != .correct)
        #expect(ExpressionTests.verdict(text, text + "+\\pi") != .correct)
        // Far above the bound of a release build on an idle machine: only hangs fail.
        #expect(clock.now - start < .seconds(60))
    }
}
