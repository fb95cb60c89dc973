import LyditeCore
import LyditeMath
import Testing

/// Each step of the ladder proves what it says without the others.
struct RungTests {
    private static let pairs: [(gold: String, pred: String)] = [
        ("1/2", "0.5"), ("1/2", "0.6"), ("1{,}000", "1000"), ("50\\%", "0.5"), ("5 cm", "50 mm"),
        ("5 cm", "6 cm"), ("5", "5 cm"), ("-7", "7"), ("twelve", "12"), ("2^{10}", "1024"),
        ("A", "\\text{(A)}"), ("A", "B"), ("yes", "Yes"), ("yes", "no"), ("3:4", "6:8"),
        ("3:30 pm", "15:30"), ("(1,2)", "(1, 2)"), ("(1,2)", "(2,1)"), ("\\{1,2\\}", "\\{2,1\\}"),
        ("\\{1,2\\}", "\\{1,3\\}"), ("1,2,3", "3,2,1"), ("[0,1)", "[0,1]"),
        ("[0,1/2)", "[0,0.5)"), ("x>2", "(2,\\infty)"), ("x>2", "x<2"), ("2<x", "x>2"),
        ("x\\le 1/2", "2x \\le 1"), ("y=2x+1", "2x-y+1=0"), ("y=2x+1", "y=2x-1"), ("x=5", "5"),
        ("x=5", "x=6"), ("x^2=4", "x=2"),
        ("\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}", "\\begin{bmatrix}1&2\\\\3&4\\end{bmatrix}"),
        ("\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}", "\\begin{pmatrix}1&2\\\\3&5\\end{pmatrix}"),
        ("(x+1)^2", "x^2+2x+1"), ("(x+1)^2", "x^2+2x+2"), ("\\frac{x^2-1}{x-1}", "x+1"),
        ("\\frac{1}{x}+\\frac{1}{y}", "\\frac{x+y}{xy}"), ("\\frac{1}{x+y}", "1/x+1/y"),
        ("2x^{-1}", "2/x"), ("\\sqrt{8}", "2\\sqrt{2}"), ("\\sqrt{8}", "2\\sqrt{3}"),
        ("\\sqrt{3+2\\sqrt2}", "1+\\sqrt2"), ("\\sqrt{3+2\\sqrt2}", "-1-\\sqrt2"),
        ("\\log_2 8", "3"), ("\\frac{\\ln 8}{\\ln 2}", "3"), ("\\ln 6", "\\ln 2+\\ln 3"),
        ("\\ln 6", "\\ln 2\\ln 3"), ("e^{i\\pi}", "-1"), ("e^{3/2}e^{9}", "e^{21/2}"),
        ("\\sin\\frac{\\pi}{6}", "\\frac12"), ("\\sin\\frac{\\pi}{6}", "\\frac{\\sqrt3}{2}"),
        ("\\cos\\frac{\\pi}{7}\\cos\\frac{2\\pi}{7}\\cos\\frac{4\\pi}{7}", "-\\frac18"),
        ("4\\arctan\\frac15-\\arctan\\frac1{239}", "\\frac{\\pi}{4}"), ("\\pi", "3.14"),
        ("\\pi", "\\frac{22}{7}"), ("\\sin^2x+\\cos^2x", "1"), ("\\sin^2x-\\cos^2x", "1"),
        ("\\sin 2x", "2\\sin x\\cos x"), ("\\sin 2x", "2\\sin x"), ("e^{x+y}", "e^xe^y"),
        ("e^{x+y}", "e^x+e^y"), ("\\ln x^2", "2\\ln|x|"), ("\\sqrt{x^2}", "|x|"),
        ("\\sqrt{x^2}", "x"), ("\\sqrt{x^2+14x+49}", "|x+7|"),
        ("\\lfloor x+1\\rfloor", "\\lfloor x\\rfloor+1"),
        ("\\tan(\\arcsin x)", "\\frac{x}{\\sqrt{1-x^2}}"), ("n!", "n(n-1)!"),
        ("2^x", "e^{x\\ln 2}"),
    ]

    @Test(arguments: Certificate.Rung.allCases)
    func `with one rung off no verdict turns into its opposite`(rung: Certificate.Rung) {
        #expect(Self.pairs.count >= 60)
        for (gold, pred) in Self.pairs {
            let all = verdict(gold, pred, .all)
            let fewer = verdict(gold, pred, .all(but: rung))
            #expect(fewer == all || !fewer.isDecided, "without \(rung): \(gold) \(pred)")
            let back = verdict(pred, gold, .all(but: rung))
            #expect(back == all || !back.isDecided, "without \(rung): \(pred) \(gold)")
        }
    }

    /// A switch that switches nothing would pass the test above.
    @Test(arguments: Certificate.Rung.allCases.filter { $0 != .none })
    func `each rung decides something that the others do not, or hands it on`(
        rung: Certificate.Rung
    ) {
        let decided = Self.pairs.filter { pair in
            certificate(pair.gold, pair.pred, .all).rung == rung
        }
        let others = decided.filter { pair in
            certificate(pair.gold, pair.pred, .all(but: rung)).rung == rung
        }
        #expect(others.isEmpty)
        #expect(!decided.isEmpty, "no pair of the table is decided by \(rung)")
    }

    private func verdict(_ gold: String, _ pred: String, _ rungs: Rungs) -> Verdict {
        check(gold, pred, rungs).verdict
    }

    private func certificate(_ gold: String, _ pred: String, _ rungs: Rungs) -> Certificate {
        check(gold, pred, rungs).certificate
    }

    private func check(_ gold: String, _ pred: String, _ rungs: Rungs) -> MathVerdict {
        MathChecker.check(
            gold: Array(gold.utf8), pred: Array(pred.utf8), spec: .plain, rungs: rungs)
    }
}
