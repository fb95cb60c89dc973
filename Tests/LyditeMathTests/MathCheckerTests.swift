import LyditeCore
import LyditeMath
import Testing

struct MathCheckerTests {
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
