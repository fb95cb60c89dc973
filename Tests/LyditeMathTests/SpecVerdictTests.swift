import LyditeCore
import LyditeMath
import Testing

/// What each member of a spec changes; what it must refuse comes first.
struct SpecVerdictTests {
    private func verdict(_ gold: String, _ pred: String, _ spec: String) throws -> MathVerdict {
        let spec = try AnswerSpec(json: try JSONParser.parse(spec))
        return MathChecker.check(gold: Array(gold.utf8), pred: Array(pred.utf8), spec: spec)
    }

    @Test(arguments: [
        ("2/3", "0.7", "{\"places\":2}"), ("2/3", "0.667", "{\"places\":2}"),
        ("2/3", "0.66", "{\"places\":2}"), ("0.699", "0.7", "{\"places\":2}"),
        ("0.135", "0.13", "{\"places\":2}"), ("-0.125", "-0.11", "{\"places\":2}"),
        ("\\pi", "3.15", "{\"places\":2}"), ("\\pi", "3.1", "{\"places\":2}"),
        ("12345", "12340", "{\"significant\":3}"), ("9.996", "9.99", "{\"significant\":3}"),
        ("0.0012345", "0.00124", "{\"significant\":3}"), ("2/3", "0.67", "{}"),
    ])
    func `a wrongly rounded answer is refused`(gold: String, pred: String, spec: String) throws {
        #expect(try verdict(gold, pred, spec).verdict == .incorrect(.wrongAnswer))
    }

    @Test(arguments: [
        ("2/3", "0.67", "{\"places\":2}"), ("2/3", "2/3", "{\"places\":2}"),
        ("0.699", "0.70", "{\"places\":2}"), ("0.5", "0.5", "{\"places\":2}"),
        ("0.125", "0.13", "{\"places\":2}"), ("0.125", "0.12", "{\"places\":2}"),
        ("-0.125", "-0.13", "{\"places\":2}"), ("\\pi", "3.14", "{\"places\":2}"),
        ("12345", "12300", "{\"significant\":3}"), ("9.996", "10.0", "{\"significant\":3}"),
        ("10.04", "10.0", "{\"significant\":3}"), ("\\sqrt{2}", "1.414", "{\"significant\":4}"),
        ("0.0012345", "0.00123", "{\"significant\":3}"), ("7.4", "7", "{\"places\":0}"),
    ])
    func `a rightly rounded answer counts`(gold: String, pred: String, spec: String) throws {
        #expect(try verdict(gold, pred, spec).verdict == .correct)
    }

    @Test(arguments: [
        ("100", "106", "{\"absolute\":5,\"relative\":0.05}", false),
        ("100", "104", "{\"absolute\":1,\"relative\":0.05}", true),
        ("100", "104", "{\"absolute\":5,\"relative\":0.01}", true),
        ("\\sqrt1953", "\\sqrt3", "{\"absolute\":1,\"relative\":0.1}", false),
        ("\\sqrt2", "1.5", "{\"relative\":0.1}", true),
        ("0", "0.001", "{\"relative\":0.05}", false),
        ("\\pi", "3.2", "{\"tolerance\":\"0.01\"}", false),
        ("\\pi", "3.14", "{\"tolerance\":\"0.01\"}", true),
    ])
    func `tolerances`(gold: String, pred: String, spec: String, isEqual: Bool) throws {
        let expected: Verdict = isEqual ? .correct : .incorrect(.wrongAnswer)
        #expect(try verdict(gold, pred, spec).verdict == expected)
    }

    @Test(arguments: [
        ("5 m", "5", "{\"unit\":\"cm\"}", false), ("5", "5 m", "{\"unit\":\"cm\"}", false),
        ("5", "0.05 m", "{\"unit\":\"cm\"}", true), ("5 m", "500", "{\"unit\":\"cm\"}", true),
        ("5", "5 kg", "{\"unit\":\"cm\"}", false), ("60", "60 km/h", "{\"unit\":\"km/h\"}", true),
    ])
    func `units`(gold: String, pred: String, spec: String, isEqual: Bool) throws {
        let expected: Verdict = isEqual ? .correct : .incorrect(.wrongAnswer)
        #expect(try verdict(gold, pred, spec).verdict == expected)
    }

    @Test(arguments: [
        ("(1,2)", "[1,2]", "interval", false), ("(1,2)", "1<x<2", "interval", true),
        ("[1,2]", "1 \\le x \\le 2", "interval", true), ("1,2", "(2,1)", "set", true),
        ("(1,2)", "(2,1)", "tuple", false), ("(1,2)", "1, 2", "tuple", true),
        ("[1,2]", "1, 2", "list", true), ("5", "\\{5\\}", "set", true),
        ("[[1,2],[3,4]]", "\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}", "matrix", true),
        ("[[1,2],[3,4]]", "\\begin{pmatrix}1&2\\\\3&5\\end{pmatrix}", "matrix", false),
        ("3:4", "6:8", "ratio", true), ("3:40", "6:80", "time", false),
        ("(1,2,3)", "\\begin{pmatrix}1\\\\2\\\\3\\end{pmatrix}", "vector", true),
    ])
    func `the kind decides an ambiguous spelling`(
        gold: String, pred: String, kind: String, isEqual: Bool
    ) throws {
        let expected: Verdict = isEqual ? .correct : .incorrect(.wrongAnswer)
        #expect(try verdict(gold, pred, "{\"kind\":\"\(kind)\"}").verdict == expected)
    }

    @Test func `an ordered list has an order`() throws {
        let spec = "{\"ordered\":true}"
        #expect(try verdict("1,2,3", "1,3,2", spec).verdict == .incorrect(.wrongAnswer))
        #expect(try verdict("1,2,3", "1, 2", spec).verdict == .incorrect(.wrongAnswer))
        #expect(try verdict("1,2,3", "1.0, 2, 3", spec).verdict == .correct)
        #expect(try verdict("\\{1,2\\}", "\\{2,1\\}", spec).verdict == .correct)
    }

    @Test(arguments: [
        ("10%", "0.1", "percentValue"), ("5", "5 cm", "unitOmission"),
        ("12", "twelve", "numberWord"), ("5", "x = 5", "assignment"),
        ("(2,\\infty)", "x > 2", "inequalityInterval"), ("5 m", "500 cm", "unitConversion"),
        ("A", "(A).", "choice"), ("\\{1, 12\\}", "\\{1, twelve\\}", "numberWord"),
    ])
    func `a bridge is listed and can be turned off`(
        gold: String, pred: String, bridge: String
    ) throws {
        let on = try verdict(gold, pred, "{\"bridges\":{\"\(bridge)\":true}}")
        #expect(on.verdict == .correct)
        #expect(on.certificate.bridges == [bridge])
        let off = try verdict(gold, pred, "{\"bridges\":{\"\(bridge)\":false}}")
        #expect(off.verdict != .correct)
        #expect(try verdict(gold, gold, "{\"bridges\":{\"\(bridge)\":false}}").verdict == .correct)
    }

    @Test func `an option's text needs the choice bridge`() throws {
        let options = "\"choices\":[\"5\",\"7\"]"
        #expect(try verdict("B", "5", "{\(options)}").verdict == .incorrect(.wrongAnswer))
        #expect(try verdict("B", "7", "{\(options)}").verdict == .correct)
        let off = try verdict("B", "7", "{\(options),\"bridges\":{\"choice\":false}}")
        #expect(off.verdict == .undecided(.unsupported))
    }
}
