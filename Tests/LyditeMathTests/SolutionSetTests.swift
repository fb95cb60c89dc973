import LyditeCore
import LyditeMath
import Testing

/// Equations, inequalities and what they say of a line or a plane; refused first.
struct SolutionSetTests {
    enum Want { case different, open, equal }

    private func verdict(_ gold: String, _ pred: String) -> Verdict {
        MathChecker.check(gold: Array(gold.utf8), pred: Array(pred.utf8), spec: .plain).verdict
    }

    private func matches(_ verdict: Verdict, _ want: Want) -> Bool {
        switch want {
        case .different: verdict == .incorrect(.wrongAnswer)
        case .open: !verdict.isDecided
        case .equal: verdict == .correct
        }
    }

    static let rows: [(String, String, Want)] = [
        ("y=1/x", "y=1", .different), ("xy=1", "y=1/x", .equal), ("x*y=1", "y=\\frac1x", .equal),
        ("y=1/x", "xy=2", .different), ("\\frac{dy}{dx}", "\\frac yx", .open),
        ("[1,3]\\cap[2,4]", "[2,4]", .different), ("[1,3]\\cap[2,4]", "[2,3]", .equal),
        ("\\{1,2,3\\}\\cap\\{2,3,4\\}", "\\{2,3\\}", .equal),
        ("\\{1,2,3\\}\\setminus\\{1\\}", "\\{2,3\\}", .equal),
        ("(0,5)\\setminus\\{2\\}", "(0,2)\\cup(2,5)", .equal),
        ("(0,5)\\setminus\\{2\\}", "(0,5)", .different),
        ("-3<x \\text{ and } x<5", "(-3,5)", .equal), ("-3<x and x<5", "x<5", .different),
        (
            "\\begin{cases}x+1&x>0\\\\0&x\\le 0\\end{cases}",
            "\\begin{cases}0&x\\le 0\\\\1+x&x>0\\end{cases}", .equal
        ),
        (
            "\\begin{cases}x+1&x>0\\\\0&x\\le 0\\end{cases}",
            "\\begin{cases}0&x\\le 0\\\\2+x&x>0\\end{cases}", .open
        ),
        ("(x^2-1)/(x-1)=0", "x^2=1", .different),
        ("x=5", "x^2=25", .different),
        ("x^2=4", "x=2", .different),
        ("x=1 or x=3", "\\{1,2\\}", .different),
        ("x^2<4", "-2\\le x<2", .different),
        ("x^2 > 2", "(-\\infty,-\\sqrt2]\\cup[\\sqrt2,\\infty)", .different),
        ("|x-2|<3", "(-1,5]", .different),
        ("2x+3y\\le 6", "2x+3y<6", .different),
        ("2x+3y\\le 6", "2x+3y\\ge 6", .different),
        ("x \\equiv 3 \\pmod 5", "x \\equiv 3 \\pmod{10}", .different),
        ("x\\ne 5", "5", .different),
        ("x\\ne 5", "x=5", .different),
        ("y=2x+1", "y=2x-1", .different),
        ("x^2+y^2=1", "x^2+y^2=2", .different),
        ("x=2,y=3", "x=3,y=2", .different),
        ("x>2", "x\\ge 2", .different),
        ("n \\ge 3", "n>2", .different),
        ("7 = 11a+c", "11a+c", .different),
        ("x^5-x^4>x^3-x^2+x-1", "x>1", .different),
        ("x^5-x-1>0", "x>1", .open),
        ("(x-1)^2(x-3)<0", "(-\\infty,3)", .different),
        ("\\frac{x}{y}=1", "x=y", .open),
        ("k>3", "x>3", .open),
        ("y = e^x", "\\ln y = x", .open),
        ("no solution", "\\emptyset", .open),
        ("x^2+1=0", "x^2+4=0", .open),
        ("|x|+|x-2|=2", "0\\le x\\le 2", .open),
        ("x^2\\le 0", "x=0", .open),
        ("x^2=0", "x=0", .equal),
        ("(x^2+1)(y-x)=0", "y=x", .equal),
        ("(x^2-1)/(x-1)=0", "x=-1", .equal),
        ("x^2=4", "x=\\pm 2", .equal),
        ("x^2-3x+2=0", "x=1 or x=2", .equal),
        ("x=1 or x=2", "\\{1,2\\}", .equal),
        ("x=1 \\text{ or } x=2", "1,2", .equal),
        ("x^2<4", "(-2,2)", .equal),
        ("x^2<4", "-2<x<2", .equal),
        ("x^2 \\ge 2", "(-\\infty,-\\sqrt2]\\cup[\\sqrt2,\\infty)", .equal),
        (
            "1\\leq|z|\\leq \\frac{3}{2}",
            "z \\in \\left[-\\frac{3}{2}, -1\\right] \\cup \\left[1, \\frac{3}{2}\\right]", .equal
        ),
        ("|x-2|<3", "-1<x<5", .equal),
        ("|x-2|>3", "x<-1 \\text{ or } x>5", .equal),
        ("x<-1 \\text{ or } x>5", "(-\\infty,-1)\\cup(5,\\infty)", .equal),
        ("\\frac{x-1}{x+2}\\ge 0", "(-\\infty,-2)\\cup[1,\\infty)", .equal),
        ("\\frac{1}{x}>0", "x>0", .equal),
        ("x^3-x>0", "(-1,0)\\cup(1,\\infty)", .equal),
        ("x^2+1>0", "\\mathbb{R}", .equal),
        ("x^2+1>0", "(-\\infty,\\infty)", .equal),
        ("2x+3y\\le 6", "4x+6y\\le 12", .equal),
        ("2x+3y\\le 6", "-2x-3y\\ge -6", .equal),
        ("x \\equiv 3 \\pmod 5", "x \\equiv 8 \\pmod{5}", .equal),
        ("x \\equiv 3 (\\text{mod } 5)", "x\\equiv -2 (mod 5)", .equal),
        ("\\{x \\mid 1<x<3\\}", "(1,3)", .equal),
        ("\\{x : x > 2\\}", "x>2", .equal),
        ("\\{x\\in\\mathbb{R} \\mid x\\ge 2\\}", "[2,\\infty)", .equal),
        ("x \\ne 2", "(-\\infty,2)\\cup(2,\\infty)", .equal),
        ("x\\neq 2", "\\mathbb{R}\\setminus\\{2\\}", .equal),
        ("y=2x+1", "2x-y+1=0", .equal),
        ("y=2x+1", "2x+1", .equal),
        ("x^2+y^2=1", "y^2=1-x^2", .equal),
        ("x^2+y^2=0", "2x^2+2y^2=0", .equal),
        ("x=2, y=3", "(2,3)", .equal),
        ("x=2,y=3", "y=3,x=2", .equal),
        ("0<x<5", "(0,5)", .equal),
        ("5>x>0", "(0,5)", .equal),
        ("x > 2", "2 < x", .equal),
        ("x\\in(2,\\infty)", "x>2", .equal),
        ("[1,2)\\cup(2,3]", "(2,3]\\cup[1,2)", .equal),
        ("[1,2)\\cup[2,3]", "[1,3]", .equal),
        ("y=\\frac{1}{2}x+3", "2y=x+6", .equal),
        ("x+y=5", "y+x=5", .equal),
        ("\\emptyset", "\\{\\}", .equal),
        ("x=3", "x=3.0", .equal),
        ("x^3=8", "x=2", .equal),
        ("x^4-x^2-1>0", "x^2>\\frac{1+\\sqrt5}{2}", .open),
        ("(x-1)(x-2)(x-3)\\le 0", "(-\\infty,1]\\cup[2,3]", .equal),
        ("(x-1)^2(x-3)\\le 0", "(-\\infty,3]", .equal),
        ("(x-1)^2>0", "x\\ne 1", .equal),
        ("abs(abs(x)-1)<1", "(-2,0)\\cup(0,2)", .equal),
    ]

    @Test(arguments: rows)
    func `solution sets`(gold: String, pred: String, want: Want) {
        #expect(matches(verdict(gold, pred), want))
        #expect(matches(verdict(pred, gold), want))
    }
}
