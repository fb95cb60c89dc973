import Foundation
import LyditeCore
import Testing

@testable import LyditeServe

/// The parts that need no server.
struct PieceTests {
    @Test(arguments: ["[", "[1", "[1,", "[1}", "[1]]", "[1] x", "[\"]", "[{]", "[,]", "[1,,2]"])
    func `a list that does not end as one is refused`(text: String) {
        #expect(throws: RequestFailure.self) { try RowSplitter.split(Array(text.utf8)) }
    }

    @Test(arguments: [
        ("[]", []), (" [ ] ", []), ("[1]", ["1"]),
        (#"[{"a":"],["},[1,[2]] , "\"," ]"#, [#"{"a":"],["}"#, "[1,[2]] ", #" "\"," "#]),
    ])
    func `a list is taken apart at its own commas`(text: String, rows: [String]) throws {
        let bytes = Array(text.utf8)
        guard case .list(let found) = try RowSplitter.split(bytes) else {
            Issue.record("not a list")
            return
        }
        #expect(found.map { String(decoding: bytes[$0], as: UTF8.self) } == rows)
    }

    @Test func `lines lose their ends and blank ones count for nothing`() {
        let bytes = Array("{}\r\n\n  \n[1]\n7".utf8)
        let found = RowSplitter.lines(bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
        #expect(found == ["{}", "[1]", "7"])
    }

    @Test(arguments: [
        ("null", nil), ("[]", nil), ("{}", nil), (#"{"inputs":["1"],"outputs":["1","2"]}"#, nil),
        (#"{"inputs":["x"],"outputs":["1"],"fn_name":"f"}"#, nil),
        ("5", #"{"gold":"5","response":"R"}"#),
        (#""\\frac12""#, #"{"gold":"\\frac12","response":"R"}"#),
        (#""{1,2}""#, #"{"gold":"{1,2}","response":"R"}"#),
        (#"{"gold":"1","pred":"2","id":7}"#, #"{"gold":"1","response":"R"}"#),
        (
            #""{\"inputs\":[\"1\"],\"outputs\":[\"2\"]}""#,
            #"{"language":"python","cases":[{"stdin":"1","stdout":"2"}],"response":"R"}"#
        ),
        (
            #"{"inputs":["1\n[2]"],"outputs":["x"],"fn_name":"f"}"#,
            #"{"language":"python","cases":[{"args":[1,[2]],"expected":"x"}],"entry_point":"f","response":"R"}"#
        ),
    ])
    func `what trainers keep as the truth becomes a row`(truth: String, row: String?) throws {
        let json = try JSONParser.parse(truth)
        guard let row else {
            #expect(throws: RequestFailure.self) {
                try GroundTruth.row(json, response: "R", name: "gold[0]")
            }
            return
        }
        #expect(try GroundTruth.row(json, response: "R", name: "gold[0]").text == row)
    }

    @Test(arguments: [
        ("ab", "a", "b"), ("ab", "x", "ab"), ("ab<|im_end|>", "a", "b"),
        ("a 5 </s><|eot_id|>\n", "a", " 5"), ("a<|>", "", "a<|>"), ("x|>", "", "x|>"),
    ])
    func `a response is what follows the prompt, without the tokens that end it`(
        query: String, prompt: String, response: String
    ) {
        #expect(OpenRLHFRoutes.response(in: query, after: prompt) == response)
    }

    @Test(arguments: [
        ("def f(x): pass", "assert f(1) == 2", "f"), ("def f(): pass\ndef g(): pass", "g()", "g"),
        ("class A:\n    def f(self): pass", "A().f()", "A"), ("def f(): pass", "ff()", nil),
        ("    def f(): pass", "f()", nil), ("", "f()", nil),
    ])
    func `the function that tests are about is found`(code: String, test: String, name: String?) {
        #expect(EntryPoint.find(in: code, calledBy: test) == name)
    }

    @Test(arguments: [
        ([0xFF, 0xFE], 0, "invalid start byte"), ([0x61, 0xC3], 1, "unexpected end of data"),
        ([0xC3, 0x28], 0, "invalid continuation byte"),
        ([0xE0, 0x80, 0x80], 0, "invalid continuation byte"),
        ([0xED, 0xA0, 0x80], 0, "invalid continuation byte"),
    ])
    func `the first byte that is no UTF-8 is named as Python names it`(
        bytes: [UInt8], place: Int, reason: String
    ) {
        let found = UTF8Fault.first(in: bytes)
        #expect(found.place == place && found.reason == reason)
    }

    @Test(arguments: [
        ("/t/abc/v1/check", "abc", "/v1/check"), ("/t/abc", nil, "/t/abc"),
        ("/v1/check/", nil, "/v1/check"),
        ("http://host:80/v1/check", nil, "/v1/check"), ("HTTP://host", nil, "/"),
        ("http://host/t/abc/v1/check", "abc", "/v1/check"),
        ("/http://host/x", nil, "/http://host/x"),
    ])
    func `a path is told from a token and a server's name before it`(
        text: String, token: String?, path: String
    ) {
        let found = RequestPath(text)
        #expect(found.token == token && found.path == path)
    }

    @Test func `a stranger's row is given no more than a server gives`() {
        let asked = Limits(
            cpu: .seconds(3600), wall: .seconds(3600), memoryBytes: 1 << 40, outputBytes: 1 << 30,
            processes: 4096)
        let check = Check.program(ProgramCheck(language: "c", cases: [], limits: asked))
        guard case .program(let bounded) = check.bounded else {
            Issue.record("another kind of check")
            return
        }
        #expect(bounded.limits.wall <= .seconds(600) && bounded.limits.cpu <= .seconds(600))
        #expect(bounded.limits.memoryBytes <= 4 << 30 && bounded.limits.outputBytes <= 16 << 20)
        #expect(bounded.limits.processes <= 256)
        #expect(Limits().bounded == Limits())
    }

    @Test func `who waits for a program of NeMo-Skills is answered before its client gives up`() {
        // It waits five seconds longer than the program may run, and the program's margin is two.
        #expect(Interface.nemoSkills.patience(shortest: .seconds(8)) == .seconds(3))
        #expect(Interface.nemoSkills.patience(shortest: .seconds(1)) == .seconds(1))
    }

    @Test(arguments: ["", "x", "nan", "inf", "1e9"])
    func `a reward that is no small number is refused`(text: String) {
        #expect(UndecidedReward(text) == nil)
    }

    @Test func `who waits at a gate comes in order, is sent away late, and leaves when cancelled`()
        async
    {
        let gate = Gate(places: 1)
        #expect(gate.tryEnter())
        #expect(!gate.tryEnter())
        let late = Task { await gate.enter(before: .now) }
        let patient = Task { await gate.enter() }
        let cancelled = Task { await gate.enter() }
        while gate.waiting < 3 { await Task.yield() }
        gate.expire(now: .now + .seconds(1))
        #expect(await late.value == .overdue)
        cancelled.cancel()
        #expect(await cancelled.value == .cancelled)
        gate.leave()
        #expect(await patient.value == .entered)
        #expect(!gate.tryEnter())
        gate.leave()
        #expect(gate.tryEnter())
    }

    @Test func `a line that is full sends the next away at once`() async {
        let gate = Gate(places: 0, longestLine: 0)
        #expect(await gate.enter() == .overdue)
    }

    @Test func `the log says nothing that anyone wrote`() {
        let record = RequestRecord(
            method: "SECRET", route: nil, status: 404, bytesIn: 1, bytesOut: 2, seconds: 0.5,
            tally: VerdictTally())
        let line = String(decoding: AccessLog.line(record), as: UTF8.self)
        #expect(!line.contains("SECRET"))
        #expect(line.contains(#""route":"unknown","status":404"#))
    }

    @Test func `every route stands in the document once, and answers what it may`() {
        let document = OpenAPI.document
        for route in RouteTable.all {
            let operation = document["paths"]?[route.path]?[route.method.lowercased()]
            #expect(operation?["responses"]?["200"] != nil)
            #expect((operation?["requestBody"] != nil) == route.isWork)
        }
        #expect(RouteTable.all.count == Set(RouteTable.all.map { $0.method + $0.path }).count)
    }
}
