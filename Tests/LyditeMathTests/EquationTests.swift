import LyditeCore
import LyditeMath
import Testing

struct EquationTests {
    private func report(_ text: String) -> EquationReport {
        EquationChecker.check(Array(text.utf8))
    }

    @Test(arguments: [
        "x = 5", "2x + 3 = 7", "x^2 = 4", "f(2) = 5", "y = 2x", "Let n = 12 cats", "a == b",
        "10/3 = 3.33", "2/3 = 0.66", "10/3 = 3", "1 foot = 12 inches",
        "5 feet 6 inches = 66 inches",
        "2 feet + 6 inches = 30 inches", "12 + 12 = 2 dozen", "10/3 \\approx 3.33",
        "5 * 25 = $1.25", "pages 5-10 = 6 pages", "2 1/2 * 4 = 10", "5 + 3 = 8 * 2 = 16",
        "sqrt(16) + 1 = 5", "\\sqrt{9} + 1 = 4", "half of 8 + 2 = 6", "3:30 + 1 = 4:30",
        "120 / 2 = 1 hour", "5 * 3 = about 14", "25 / 1/3 = 75", "the sum of 3 and 4 = 7",
        "3,5 + 2 = 5,5", "7 mod 3 + 0 = 1", "he has 3 = 4", "range(1, n=5)",
        "5 * 200000 = 1 million",
        "0.1 + 0.2 = 0.30000000000000004", "1/0 = 5", "= 7", "5 + = 7", "=", "====", "24/2/3 = 36",
        "4\\\\cdot 4^2=4\\\\cdot 16", "\\frac{30 \\times 29 \\times 28}{6} = 4,\\!060",
        "$26,\\!235 \\times 990 = \\boxed{25,\\!972,\\!650}$", "4{,}000 + 60 = 4{,}060",
        "$a=\\frac{1}{5}$ or $a=2$", "$f(2015) = \\frac{2015 f(5)}{5} = \\boxed{1209}$",
        "\\frac{1}{6} v=\\frac{1}{20} v+10", "1 & =9-6 z", "5 m + 3 = 10", "39.5/60.5*100=~2/3*100",
        "$56$ Drinkets $= 56 \\cdot 7$ Blinkets $= 56 \\cdot 7 \\cdot 4$ Trinkets",
    ])
    func `what is not surely wrong is never called wrong`(text: String) {
        #expect(report(text).wrong == 0)
    }

    @Test(arguments: [
        "16 - 3 = <<16-3=13>>13 eggs", "2 * 2 = $<<2*2=4>>4 per day", "10% of 50 = 5", "5 x 3 = 15",
        "3 \u{D7} 4 = 12", "12 / 4 = 3 apples per day", "$5 * 3 = $15", "1/2 * 10 = 5",
        "$3 \\times 4 = 12$", "\\frac{1}{2} \\cdot 8 = 4", "2+3 = 5 = 10/2", "1,000 * 2 = 2,000",
        "4 apples + 3 apples = 7 apples", "$1500 x 120% = $1800", "5/20 = 25%", "- 5 + 3 = 8",
        "(2 + 3) * 4 = 20", "2(3 + 4) = 14", "2^3 = 8", "-5 + 8 = 3", "10 \u{2212} 4 = 6",
    ])
    func `right equations are read`(text: String) {
        let report = report(text)
        #expect(report.wrong == 0)
        #expect(report.checked > 0)
    }

    @Test(arguments: [
        ("She has 2 + 2 = 5 eggs", "2 + 2 = 5"), ("16 - 3 = <<16-3=12>>13", "16-3=12"),
        ("so 5 x 3 = 16.", "5 x 3 = 16"), ("3 cats + 4 cats = 8 cats", "3 cats + 4 cats = 8"),
        ("$5 * 3 = $16", "5 * 3 = $16"), ("$3 * 4 = $120", "3 * 4 = $120"),
        ("2+3 = 5 = 12/2", "5 = 12/2"),
        ("\\frac{1}{2} \\cdot 8 = 5", "\\frac{1}{2} \\cdot 8 = 5"),
    ])
    func `a wrong equation is named`(text: String, expected: String) {
        let report = report(text)
        #expect(report.wrong == 1)
        #expect(report.first?.text == expected)
    }

    @Test func `the first wrong equation has its place`() {
        let report = report("1 + 1 = 2\nthen 2 + 2 = 4\nand so 3 * 3 = 6")
        #expect(report.checked == 3)
        #expect(report.wrong == 1)
        #expect(report.first?.line == 3)
        #expect(report.first?.offset == 32)
        #expect(report.json["wrong"] == 1)
    }
}
