import LyditeCore
import LyditeMath
import Testing

struct MathCheckerTests {
    @Test func `the corpus is there`() { #expect(Corpus.rows.count >= 150) }

    @Test(arguments: Corpus.rows)
    func `every row of the corpus gets its verdict`(row: Corpus.Row) {
        let verdict = row.verdict()
        #expect(verdict.verdict.code == row.expected, "\(verdict.gold) \(verdict.pred)")
    }

    @Test(arguments: Corpus.rows)
    func `equality does not depend on the side`(row: Corpus.Row) {
        guard !row.isResponse, row.spec == .plain else { return }
        let there = MathChecker.check(gold: row.gold, pred: row.pred, spec: .plain).verdict
        let back = MathChecker.check(gold: row.pred, pred: row.gold, spec: .plain).verdict
        // A side without a value is the candidate's fault or the problem's, by where it stands.
        let faulty = ["incorrect:no-answer", "undecided:bad-problem"]
        if faulty.contains(there.code) || faulty.contains(back.code) { return }
        #expect(there == back)
    }

    @Test(arguments: Corpus.rows)
    func `an answer is equal to itself`(row: Corpus.Row) {
        let verdict = MathChecker.check(gold: row.gold, pred: row.gold, spec: row.spec).verdict
        #expect(verdict == .correct || verdict == .undecided(.badProblem))
    }

    @Test(arguments: Corpus.rows)
    func `blanks around an answer change nothing`(row: Corpus.Row) {
        guard !row.isResponse else { return }
        let blank = Array(" \n".utf8)
        let wide = MathChecker.check(
            gold: blank + row.gold + blank, pred: blank + row.pred + blank, spec: row.spec)
        #expect(wide.verdict.code == row.expected)
    }

    @Test func `printed numbers are equal to themselves and to no neighbour`() {
        var random = Draw(7)
        for _ in 0..<2_000 {
            let value = random.rational()
            let (text, next) = (value.description, (value + .one).description)
            func check(_ a: String, _ b: String) -> Verdict {
                MathChecker.check(gold: Array(a.utf8), pred: Array(b.utf8), spec: .plain).verdict
            }
            let latex = "\\frac{\(value.numeratorText)}{\(value.denominatorText)}"
            #expect(check(text, latex) == .correct, random.note)
            #expect(check(latex, text) == .correct, random.note)
            #expect(check(text, next) == .incorrect(.wrongAnswer), random.note)
            #expect(check("(\(text), 1)", "(\(latex),1.0)") == .correct, random.note)
        }
    }

    @Test func `the certificate names the rung and the bridges`() {
        let percent = MathChecker.check(
            gold: Array("10\\%".utf8), pred: Array("0.1".utf8), spec: .plain)
        #expect(percent.certificate.rung == .rational)
        #expect(percent.certificate.bridges == ["percentValue"])
        let same = MathChecker.check(
            gold: Array("\\pi".utf8), pred: Array("\u{3C0}".utf8), spec: .plain)
        #expect(same.certificate.rung == .text)
        #expect(same.certificate.json["rung"] == "text")
        let unit = MathChecker.check(gold: Array("5".utf8), pred: Array("5 cm".utf8), spec: .plain)
        #expect(unit.certificate.bridges == ["unitOmission"])
        #expect(unit.json["verdict"] == "correct")
    }
}
