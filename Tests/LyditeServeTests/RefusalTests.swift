import Foundation
import LyditeSandbox
import Support
import Testing

@testable import LyditeServe

/// What a server must not let in, each in the words of its interface.
@Suite(.serialized)
struct RefusalTests {
    @Test(arguments: ["0.0.0.0", "192.168.1.1", "::"])
    func `an address that others reach needs a token`(host: String) throws {
        var settings = ServeSettings()
        settings.host = host
        settings.port = 0
        #expect(throws: ServeError.tokenNeeded(address: host)) {
            try LyditeServer(settings, home: nil, isolation: .best)
        }
    }

    @Test(arguments: ["", "short", "0123456789abcde/", "0123456789abcde f", "ä123456789abcdef"])
    func `a token that could be guessed or cannot stand in a path is refused`(token: String) throws
    {
        var settings = ServeSettings()
        settings.port = 0
        settings.token = token
        #expect(throws: ServeError.badToken) {
            try LyditeServer(settings, home: nil, isolation: .best)
        }
    }

    @Test(arguments: ["", "example.org", "1.2.3", "127.0.0.1:80"])
    func `a host that is no address is refused`(host: String) throws {
        var settings = ServeSettings()
        settings.host = host
        #expect(throws: ServeError.badAddress(host)) {
            try LyditeServer(settings, home: nil, isolation: .best)
        }
    }

    @Test func `a port that is taken is one clear error`() async throws {
        try await TestServer.run { server in
            var settings = ServeSettings()
            settings.port = Int(server.url.split(separator: ":").last ?? "") ?? 0
            #expect(throws: ServeError.self) {
                try LyditeServer(settings, home: nil, isolation: .best)
            }
        }
    }

    @Test(arguments: [
        "/v1/verify", "/v1/check", "/v1/exec", "/run_code", "/submit", "/get_reward", "/execute",
        "/metrics", "/nothing",
        "/t/0123456789abcdef0124/v1/check", "/t/0123456789abcdef012/v1/check", "/t//v1/check",
    ])
    func `without the token nothing is told, not even which routes there are`(path: String)
        async throws
    {
        try await TestServer.run({ $0.token = TestServer.token }) { server in
            for headers in [
                [], ["Authorization: Bearer wrong"], ["Authorization: \(TestServer.token)"],
                ["Authorization: Basic \(TestServer.token)"],
            ] {
                let answer = try RawClient(server.url).ask("POST", path, "{}", headers: headers)
                #expect(answer?.status == 401)
                #expect(answer?.header("WWW-Authenticate") == "Bearer")
                #expect(answer?.body.contains("routes") == false)
            }
        }
    }

    @Test(arguments: ["/v1/exec", "/run_code", "/execute", "/v1/check"])
    func `a web page runs nothing where no token is set`(path: String) async throws {
        try await TestServer.run { server in
            let answer = try RawClient(server.url).ask(
                "POST", path,
                #"{"language":"python","source":"1","code":"1","generated_code":"1"}"#,
                headers: ["Origin: http://example.org"])
            #expect(answer?.status == 403)
        }
        try await TestServer.run({ $0.token = TestServer.token }) { server in
            let answer = try RawClient(server.url).ask(
                "POST", "/v1/check", #"{"gold":"1","pred":"1"}"#,
                headers: [
                    "Origin: http://example.org", "Authorization: Bearer \(TestServer.token)",
                ])
            #expect(answer?.status == 200)
        }
    }

    @Test func `a token is taken from the header or the path`() async throws {
        try await TestServer.run({ $0.token = TestServer.token }) { server in
            let body = #"{"gold":"1","pred":"1.0"}"#
            let byHeader = try RawClient(server.url).ask(
                "POST", "/v1/check", body, headers: ["Authorization: bearer \(TestServer.token)"])
            #expect(byHeader?.status == 200)
            let spaced = try RawClient(server.url).ask(
                "POST", "/v1/check", body, headers: ["Authorization: Bearer \t\(TestServer.token) "]
            )
            #expect(spaced?.status == 200)
            let byPath = try RawClient(server.url).ask(
                "POST", "/t/\(TestServer.token)/v1/check", body)
            #expect(byPath?.status == 200)
            #expect(try RawClient(server.url).ask("GET", "/healthz")?.status == 200)
        }
    }

    @Test func `an unknown route is answered with the list`() async throws {
        try await TestServer.run { server in
            let answer = try RawClient(server.url).ask("POST", "/v1/verfy", "{}")
            #expect(answer?.status == 404)
            let routes = TestServer.error(answer)["routes"] as? [String] ?? []
            #expect(routes.contains("POST /v1/verify") && routes.contains("POST /run_code"))
        }
    }

    @Test func `a wrong method is told which are right`() async throws {
        try await TestServer.run { server in
            let answer = try RawClient(server.url).ask("DELETE", "/v1/verify")
            #expect(answer?.status == 405)
            #expect(answer?.header("Allow") == "POST")
        }
    }

    @Test func `a body over the limit is 413 by its length, by its bytes, and before it is sent`()
        async throws
    {
        try await TestServer.run({ $0.maximumBodyBytes = 1000 }) { server in
            let body = String(repeating: "x", count: 1001)
            #expect(try RawClient(server.url).ask("POST", "/v1/check", body)?.status == 413)
            #expect(try RawClient(server.url).ask("POST", "/run_code", body)?.status == 413)
            let chunked = try RawClient(server.url)
            chunked.send("POST /v1/check HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
            chunked.send("3e9\r\n" + body + "\r\n0\r\n\r\n")
            #expect(chunked.answer()?.status == 413)
            let careful = try RawClient(server.url)
            careful.send(
                RawClient.head("POST", "/v1/check", ["Expect: 100-continue"], length: 5000))
            #expect(careful.answer()?.status == 413)
            // One that never ends is read no further than four times the limit.
            let endless = try RawClient(server.url)
            endless.send(RawClient.head("POST", "/v1/check", [], length: 1 << 40))
            var sent = 0
            while sent < 64 << 20, endless.send([UInt8](repeating: 32, count: 1 << 16)) {
                sent += 1 << 16
            }
            #expect(sent < 64 << 20)
            #expect(try RawClient(server.url).ask("GET", "/healthz")?.status == 200)
        }
    }

    @Test(arguments: [
        "Content-Length: 2\r\nContent-Length: 23", "Content-Length: 23\r\nContent-Length: 2",
        "Content-Length: 23\r\nTransfer-Encoding: chunked", "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", "Transfer-Encoding: identity",
    ])
    func `a request whose end another server would see elsewhere is refused`(head: String)
        async throws
    {
        try await TestServer.run { server in
            let client = try RawClient(server.url, patience: 60)
            client.send("POST /v1/check HTTP/1.1\r\nHost: x\r\n\(head)\r\n\r\n")
            let answer = client.answer()
            #expect(answer?.status == 400)
            #expect(TestServer.error(answer)["code"] as? String == "bad-length")
            #expect(answer?.header("Connection") == "close")
            #expect(client.ask("GET", "/healthz") == nil)
        }
    }

    @Test func `too many rows are refused before the first is judged`() async throws {
        try await TestServer.run({ $0.maximumRows = 2 }) { server in
            let row = #"{"gold":"1","pred":"1"}"#
            let answer = try RawClient(server.url).ask(
                "POST", "/v1/verify", "[\(row),\(row),\(row)]")
            #expect(answer?.status == 413)
            #expect(TestServer.error(answer)["code"] as? String == "too-many-rows")
            let reward = try RawClient(server.url).ask(
                "POST", "/v1/reward", #"{"completions":["1","1","1"],"gold":["1","1","1"]}"#)
            #expect(reward?.status == 413)
        }
    }

    @Test(arguments: [
        ("/v1/verify", "{", 400, nil), ("/v1/verify", "", 400, nil),
        ("/v1/verify", "[{}", 400, nil), ("/v1/verify", "[1,]", 400, nil),
        ("/v1/verify", "[1] 2", 400, nil), ("/v1/verify", "7", 422, "body"),
        ("/v1/verify", "null", 422, "body"),
        ("/v1/verify", #"{"gold":5,"pred":"1"}"#, 422, "gold"),
        ("/v1/verify", #"{"gold":"5"}"#, 422, "pred"),
        ("/v1/verify", #"{"id":[],"gold":"5","pred":"5"}"#, 422, "id"),
        ("/v1/verify", #"{"gold":"5","pred":"5","spec":{"tolerance":[]}}"#, 422, "spec"),
        ("/v1/verify", #"{"cases":[],"solution":"x"}"#, 422, "cases"),
        ("/v1/verify", #"{"cases":[{"stdin":"","stdout":""}]}"#, 422, "solution"),
        (
            "/v1/verify",
            #"{"cases":[{"stdin":"","stdout":""}],"solution":"x","limits":{"memoryBytes":1099511627776}}"#,
            422, "limits.memoryBytes"
        ),
        (
            "/v1/reward",
            #"{"completions":["```python\nx\n```"],"gold":[{"cases":[{"stdin":"","stdout":""}],"limits":{"cpuSeconds":3600}}]}"#,
            422, "gold[0].limits.cpuSeconds"
        ),
        ("/v1/verify?all_cases=perhaps", #"{"gold":"5","pred":"5"}"#, 422, "all_cases"),
        ("/v1/verify?extract=some", #"{"gold":"5","pred":"5"}"#, 422, "extract"),
        ("/v1/check", "[]", 422, "body"), ("/v1/check", "{}", 422, "gold"),
        ("/v1/check", #"{"gold":"1"}"#, 422, "pred"),
        ("/v1/check", #"{"gold":"1","pred":1}"#, 422, "pred"),
        ("/v1/check", #"{"gold":"1","pred":"1","spec":[]}"#, 422, "spec"),
        ("/v1/check", #"{"gold":"1","pred":"1","spec":{"unknown":1}}"#, 422, "spec"),
        ("/v1/exec", #"{"source":"x"}"#, 422, "language"),
        ("/v1/exec", #"{"language":"cobol","source":"x"}"#, 422, "language"),
        ("/v1/exec", #"{"language":"../python","source":"x"}"#, 422, "language"),
        ("/v1/exec", #"{"language":"python"}"#, 422, "source"),
        ("/v1/exec", #"{"language":"python","source_b64":"*"}"#, 422, "source_b64"),
        ("/v1/exec", #"{"language":"python","source":"","args":[1]}"#, 422, "args[0]"),
        ("/v1/exec", #"{"language":"python","source":"","args":["\u0000"]}"#, 422, "args"),
        (
            "/v1/exec", #"{"language":"python","source":"","limits":{"cpuSeconds":-1}}"#, 422,
            "limits.cpuSeconds"
        ),
        ("/v1/reward", "{}", 422, "completions"),
        ("/v1/reward", #"{"completions":["1"]}"#, 422, "gold"),
        ("/v1/reward", #"{"completions":["1"],"gold":[]}"#, 422, "gold"),
        ("/v1/reward", #"{"completions":[1],"gold":["1"]}"#, 422, "completions[0]"),
        ("/v1/reward", #"{"completions":["1"],"gold":[{}]}"#, 422, "gold[0]"),
        ("/v1/reward", #"{"completions":["1"],"gold":[null]}"#, 422, "gold[0]"),
        (
            "/v1/reward", #"{"completions":["1"],"gold":[{"cases":[]}]}"#, 422, "gold[0].cases"
        ),
        (
            "/v1/reward", #"{"completions":["1"],"gold":["1"],"undecided":"x"}"#, 422, "undecided"
        ),
        (
            "/v1/reward",
            #"{"solution_strs":["1"],"ground_truths":[{"inputs":["1"],"outputs":[]}]}"#,
            422, "ground_truths[0]"
        ),
    ])
    func `a bad body names its field`(path: String, body: String, status: Int, field: String?)
        async throws
    {
        try await TestServer.run { server in
            let answer = try RawClient(server.url).ask("POST", path, body)
            #expect(answer?.status == status)
            #expect(TestServer.error(answer)["field"] as? String == field)
        }
    }

    @Test(arguments: [
        ("/run_code", "{", 422, "json_invalid"), ("/run_code", "{}", 422, "missing"),
        ("/run_code", #"{"code":"x","language":"cobol"}"#, 422, "type_error"),
        ("/run_code", #"{"code":"x","language":"python","files":{"a/b":""}}"#, 422, "files"),
        ("/run_code", #"{"code":"x","language":"python","files":{"a":"*"}}"#, 422, "files"),
        ("/run_code", #"{"code":"x","language":"python","run_timeout":0}"#, 422, "run_timeout"),
        (
            "/submit", #"{"dataset":"nope","id":1,"completion":"x","config":{}}"#, 400,
            #""detail":"no eval class found for dataset nope""#
        ),
        ("/submit", #"{"dataset":"d","id":1,"completion":"x"}"#, 422, "config"),
        ("/get_reward", #"{"labels":[]}"#, 422, "query"),
        ("/get_reward", #"{"query":["x"],"labels":[]}"#, 422, "labels"),
        ("/get_reward", #"{"query":["x"],"labels":["1"],"prompts":["a","b"]}"#, 422, "prompts"),
        ("/execute", "{}", 422, "generated_code"),
        ("/execute", #"{"generated_code":"1"}"#, 400, "ipython"),
        ("/execute", #"{"generated_code":"1","language":"lean4"}"#, 400, "lean4"),
    ])
    func `compatible routes refuse in their own form`(
        path: String, body: String, status: Int, word: String
    ) async throws {
        try await TestServer.run { server in
            let answer = try RawClient(server.url).ask("POST", path, body)
            #expect(answer?.status == status)
            #expect(answer?.body.contains(word) == true)
            let json = TestServer.json(answer?.body ?? "")
            #expect(json[path == "/run_code" || path == "/submit" ? "detail" : "error"] != nil)
            #expect(!(json["error"] is [String: Any]))
        }
    }

    @Test func `without a sandbox answers are judged, and programs refused with what is missing`()
        async throws
    {
        try await TestServer.run(home: nil) { server in
            let check = try RawClient(server.url).ask(
                "POST", "/v1/verify", #"{"gold":"1","pred":"1"}"#)
            #expect(check?.status == 200)
            #expect(try RawClient(server.url).ask("GET", "/readyz")?.status == 503)
            for (path, body) in [
                ("/v1/exec", #"{"language":"python","source":"1"}"#),
                ("/v1/verify", #"{"solution":"1","cases":[{"stdin":"","stdout":""}]}"#),
            ] {
                let answer = try RawClient(server.url).ask("POST", path, body)
                #expect(answer?.status == 503)
                let message = TestServer.error(answer)["message"] as? String ?? ""
                #expect(message.contains("--home"))
            }
            let fusion = try RawClient(server.url).ask(
                "POST", "/run_code", #"{"code":"1","language":"python"}"#)
            #expect(fusion?.status == 200)
            #expect(
                fusion?.body.contains(#""status":"SandboxError","message":"cannot find"#) == true)
            let nemo = try RawClient(server.url).ask(
                "POST", "/execute", #"{"generated_code":"1","language":"python"}"#)
            #expect(nemo?.status == 503)
        }
    }
}
