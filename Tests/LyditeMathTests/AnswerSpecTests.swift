import LyditeCore
import LyditeMath
import Testing

struct AnswerSpecTests {
    @Test(arguments: [
        "[]", "{\"tolerance\":\"x\"}", "{\"tolerance\":-1}", "{\"unit\":5}", "{\"choices\":\"A\"}",
        "{\"choices\":[1]}", "{\"kind\":true}", "{\"kind\":\"shape\"}", "{\"tolerence\":\"1\"}",
        "{\"unit\":\"5+\"}", "{\"places\":-1}", "{\"places\":2.5}", "{\"significant\":0}",
        "{\"places\":2,\"significant\":2}", "{\"ordered\":1}", "{\"bridges\":[\"choice\"]}",
        "{\"bridges\":{\"magic\":false}}", "{\"bridges\":{\"choice\":\"off\"}}",
        "{\"tolerance\":1,\"absolute\":1}", "{\"relative\":\"x\"}", "{\"places\":1001}",
    ])
    func `a spec with a wrong member is refused`(text: String) throws {
        let json = try JSONParser.parse(text)
        #expect(throws: SpecError.self) { try AnswerSpec(json: json) }
    }

    @Test(arguments: [
        "{}", "{\"tolerance\":\"0.01\",\"relative\":true,\"unit\":\"cm\"}",
        "{\"tolerance\":\"0.5\",\"kind\":\"interval\",\"choices\":[\"A\",\"B\"]}",
        "{\"relative\":\"0.01\",\"absolute\":\"0.5\"}", "{\"places\":2,\"ordered\":true}",
        "{\"significant\":3,\"bridges\":{\"choice\":false,\"percentValue\":false}}",
    ])
    func `a spec prints what it read`(text: String) throws {
        let json = try JSONParser.parse(text)
        #expect(try AnswerSpec(json: json).json == json)
    }

    @Test func `tolerances are read from numbers as written`() throws {
        let spec = try AnswerSpec(json: try JSONParser.parse("{\"tolerance\":0.1}"))
        #expect(spec.absoluteTolerance == Rational(text: "0.1"))
        let small = try AnswerSpec(json: try JSONParser.parse("{\"tolerance\":\"1e-6\"}"))
        #expect(small.absoluteTolerance == Rational(text: "0.000001"))
    }
}
