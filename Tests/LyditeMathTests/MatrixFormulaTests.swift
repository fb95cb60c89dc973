import LyditeCore
import LyditeMath
import Testing

/// Matrices that are computed, integrals that are compared, days and units.
struct MatrixFormulaTests {
    private func code(_ gold: String, _ pred: String) -> String {
        MathChecker.check(gold: Array(gold.utf8), pred: Array(pred.utf8), spec: .plain).verdict.code
    }

    private static func matrix(_ rows: String) -> String {
        "\\begin{pmatrix}" + rows + "\\end{pmatrix}"
    }

    @Test(arguments: [
        ("0&1\\\\1&0", "+", "1&1\\\\0&2", "1&2\\\\1&2"),
        ("1&2\\\\3&4", "-", "1&1\\\\1&1", "0&1\\\\2&3"),
        ("1&2\\\\3&4", "", "0&1\\\\1&0", "2&1\\\\4&3"), ("1&2", "\\cdot", "3\\\\4", "11"),
        ("a&b", "", "x\\\\y", "ax+by"),
    ])
    func `sums and products of matrices`(a: String, sign: String, b: String, sum: String) {
        let formula = Self.matrix(a) + sign + Self.matrix(b)
        #expect(code(Self.matrix(sum), formula) == "correct")
        #expect(code(formula, Self.matrix(sum)) == "correct")
        #expect(code(Self.matrix(sum + "+1"), formula) == "incorrect:wrong-answer")
    }

    @Test(arguments: [
        ("2M", "2&4\\\\6&8", true), ("M^2", "7&10\\\\15&22", true), ("M^T", "1&3\\\\2&4", true),
        ("M^{-1}", "-2&1\\\\3/2&-1/2", true), ("\\frac{1}{2}M", "1/2&1\\\\3/2&2", true),
        ("M^2", "1&4\\\\9&16", false), ("M^{-1}", "1&1/2\\\\1/3&1/4", false),
        ("-(M+M)", "-2&-4\\\\-6&-8", true), ("M^{\\top}M", "10&14\\\\14&20", true),
    ])
    func `powers, inverses and multiples`(formula: String, rows: String, isEqual: Bool) {
        let text = formula.replacing("M", with: Self.matrix("1&2\\\\3&4"))
        let expected = isEqual ? "correct" : "incorrect:wrong-answer"
        #expect(code(Self.matrix(rows), text) == expected)
    }

    @Test(arguments: [
        ("-2", "\\begin{vmatrix}1&2\\\\3&4\\end{vmatrix}", "correct"),
        ("-2", "\\det\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}", "correct"),
        (
            "\\begin{vmatrix}1&2\\\\3&4\\end{vmatrix}", "\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}",
            "incorrect:wrong-answer"
        ),
        ("5", "\\begin{pmatrix}1&2\\\\2&4\\end{pmatrix}^{-1}", "incorrect:wrong-answer"),
        (
            "5", "\\begin{pmatrix}1&2\\end{pmatrix}+\\begin{pmatrix}1\\end{pmatrix}",
            "incorrect:wrong-answer"
        ),
        ("5", "\\begin{pmatrix}5\\end{pmatrix}", "undecided:unsupported"),
    ])
    func `determinants and matrices that do not exist`(gold: String, pred: String, want: String) {
        #expect(code(gold, pred) == want)
    }

    @Test(arguments: [
        ("\\int x\\,dx", "\\int (x dx)", "correct"),
        ("\\int x\\,dx", "\\int y\\,dy", "undecided:unsupported"),
        ("\\int_a^b x\\,dx", "\\int^b_a x dx", "correct"), ("\\int_0^1 x^2\\,dx", "1/3", "correct"),
        ("\\int_0^1 x^2\\,dx", "1/2", "incorrect:wrong-answer"),
        ("\\int_0^1 e^{t^2}\\,dt", "\\int_0^1 e^{x^2} dx", "correct"),
        ("\\int_0^1 e^{x^2}\\,dx", "\\int_0^2 e^{x^2} dx", "undecided:unsupported"),
        ("\\int \\frac1a-\\frac1b\\,dx", "\\int(-\\frac1b+\\frac1a)dx", "correct"),
        ("\\int 2x\\,dx", "2\\int x\\,dx", "undecided:unsupported"),
        (
            "\\int_{-\\infty}^{\\infty} e^{-x^2} dx",
            "\\int_{-\\infty}^\\infty e^{-t^2}\\mathrm{d}t", "correct"
        ),
        ("\\int_1^3 (2x+1)\\,dx", "10", "correct"),
        ("\\int_0^1 \\int_0^1 xy dx dy", "1/4", "undecided:unsupported"),
    ])
    func `integrals`(gold: String, pred: String, want: String) {
        #expect(code(gold, pred) == want)
        #expect(code(pred, gold) == want)
    }

    @Test(arguments: [
        ("March 14", "14 March", "correct"), ("March 14", "the 14th of March", "correct"),
        ("March 14", "March 15", "incorrect:wrong-answer"),
        ("March 14", "May 14", "incorrect:wrong-answer"),
        ("March 14, 2020", "14 March 2020", "correct"), ("Mar. 14", "March 14th", "correct"),
        ("March 14, 2020", "March 14, 2021", "incorrect:wrong-answer"),
        ("March 14", "March 14, 2020", "undecided:unsupported"),
        ("5 m", "500 cm", "correct"), ("5 m", "5 cm", "incorrect:wrong-answer"),
        ("36 km/h", "10 m/s", "correct"), ("36 km/h", "10 s/m", "incorrect:wrong-answer"),
        ("2 kg", "2000 g", "correct"), ("2 kg", "2000 m", "incorrect:wrong-answer"),
    ])
    func `days and units`(gold: String, pred: String, want: String) {
        #expect(code(gold, pred) == want)
        #expect(code(pred, gold) == want)
    }

    @Test func `a response states a day`() {
        let verdict = MathChecker.check(
            gold: Array("March 14".utf8), response: Array("The date is March 14.".utf8),
            spec: .plain, extraction: .full)
        #expect(verdict.verdict == .correct)
        #expect(verdict.pred.text == "March 14")
    }
}
