import LyditeCore
import LyditeMath
import Testing

struct BombTests {
    private static func many(_ text: String, _ count: Int) -> String {
        String(repeating: text, count: count)
    }

    @Test(arguments: [
        "9^{9^{9^{9}}}", "9^9^9^9", "(10^{10})!", "2^{1000000!}", "((9!)!)!", many("{", 100_000),
        many("\\boxed{", 50_000) + "7" + many("}", 50_000),
        many("(", 10_000) + "1" + many(")", 10_000),
        many("-", 50_000) + "1", many("1+", 200_000) + "1", "0." + many("3", 1_000_000),
        many("9", 60_000), "{" + many("1,", 100_000) + "1}", many("\\frac{1}{", 5_000),
        many("|", 20_001), many("^", 60_000), many("\\text{", 9_000), many("2^", 20_000) + "2",
        many("x", 1_000_000), many("<think>", 50_000), many("1e999999999", 3), many("$", 60_000),
        many("\u{301}", 30_000), "1e" + many("9", 40), many("\\pm", 9_000),
        "1/" + many("0", 40_000), many("\\(", 100_000), many("\\[", 100_000),
        many("\\\\(", 100_000), "\\(" + many("\\\\(", 100_000), many("\\(\\[", 50_000),
        many("$1", 500_000), many("$x$y", 250_000),
    ])
    func `a bomb is decided or given up, never taken for the answer`(text: String) {
        let bytes = Array(text.utf8)
        let verdict = MathChecker.check(gold: Array("123456".utf8), pred: bytes, spec: .plain)
        #expect(verdict.verdict != .correct)
        // Reading is linear in the input, comparing is bounded.
        #expect(verdict.certificate.fuel <= 2 * bytes.count + MathLimits.fuel)
        let response = MathChecker.check(
            gold: Array("123456".utf8), response: bytes, spec: .plain, extraction: .full)
        #expect(response.verdict != .correct)
        #expect(EquationChecker.check(bytes).wrong == 0)
    }

    @Test func `long digits are compared up to the bound`() {
        let digits = Array(BombTests.many("7", 40_000).utf8)
        #expect(MathChecker.check(gold: digits, pred: digits, spec: .plain).verdict == .correct)
        let other = digits.dropLast() + [0x38]
        #expect(
            MathChecker.check(gold: digits, pred: Array(other), spec: .plain).verdict
                == .incorrect(.wrongAnswer))
    }

    @Test func `a long response without an answer is passed over`() {
        let text = Array(
            BombTests.many("nothing to see here, and no end = in sight \n", 50_000).utf8)
        let verdict = MathChecker.check(
            gold: Array("1".utf8), response: text, spec: .plain, extraction: .full)
        #expect(verdict.verdict == .incorrect(.noAnswer))
        #expect(EquationChecker.check(text).checked == 0)
    }

    @Test(arguments: 1...4)
    func `random bytes never stop the checker`(index: Int) {
        var random = Draw(100 + index)
        let pieces = [
            "\\frac", "{", "}", "$", "\\boxed{", "1", ",", "^", "=", "<<", ">>", "%", "(", ")", "/",
        ]
        let rows = Corpus.rows.filter { max($0.gold.count, $0.pred.count) <= 200 }
        for round in 0..<5_000 {
            var bytes: [UInt8] = []
            if round % 2 == 0 {
                bytes = rows[random.below(rows.count)].pred
                for _ in 0...random.below(4) where !bytes.isEmpty {
                    let at = random.below(bytes.count)
                    switch random.below(3) {
                    case 0: bytes[at] = UInt8(random.below(256))
                    case 1: bytes.remove(at: at)
                    default:
                        bytes.insert(contentsOf: pieces[random.below(pieces.count)].utf8, at: at)
                    }
                }
            } else {
                for _ in 0..<random.below(40) {
                    if random.below(3) == 0 {
                        bytes.append(UInt8(random.below(256)))
                    } else {
                        bytes += pieces[random.below(pieces.count)].utf8
                    }
                }
            }
            let gold = rows[random.below(rows.count)].gold
            let once = MathChecker.check(gold: gold, pred: bytes, spec: .plain).verdict
            let again = MathChecker.check(gold: gold, pred: bytes, spec: .plain).verdict
            #expect(once == again, random.note)
            _ = MathChecker.check(gold: bytes, response: bytes, spec: .plain, extraction: .full)
            _ = EquationChecker.check(bytes)
        }
    }
}
