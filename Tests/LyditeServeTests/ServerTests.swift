import Foundation
import LyditeSandbox
import Support
import Testing

@testable import LyditeServe

/// What a server does with requests that it takes.
@Suite(.serialized)
struct ServerTests {
    private static let rows = [
        #"{"id":1,"gold":"1/2","pred":"0.5"}"#,
        #"{"id":"b","gold":"x+1","response":"2 + 2 = 5, so \\boxed{1 + x}","spec":{}}"#,
        #"{"id":3,"gold":"5","pred":"\\infty"}"#,
        #"{"id":4,"language":"python","entry_point":"f","solution":"def f(x): return x+1","cases":[{"args":[1],"expected":3}]}"#,
        #"{"id":5,"solution":"print(int(input())*2)","cases":[{"stdin":"4","stdout":"8"}]}"#,
        #"{"id":6,"response":"```python\nprint(8)\n```","cases":[{"stdin":"","stdout":"8"}]}"#,
        #"{"id":7,"response":"I cannot.","cases":[{"stdin":"","stdout":"8"}]}"#,
        #"{"id":8,"gold":7}"#, #"{"id":9"#, "[]", #"{"id":2.0,"gold":"2","pred":"2"}"#,
    ]

    @Test func `verdicts are the bytes of lydite verify`() async throws {
        let wanted = try Program.lydite(
            ["verify", "-", "--isolation", "best", "--quiet"],
            input: Self.rows.joined(separator: "\n") + "\n"
        ).output
        try await TestServer.run { server in
            let lines = try RawClient(server.url).ask(
                "POST", "/v1/verify", Self.rows.joined(separator: "\n"),
                headers: ["Content-Type: application/x-ndjson"])
            #expect(lines?.body == wanted)
            // Inside a list one row that is no JSON would end the list: it is left out.
            let good = Self.rows.filter { $0 != #"{"id":9"# }
            let list = try RawClient(server.url).ask(
                "POST", "/v1/verify", "[" + good.joined(separator: " ,\n") + "]")
            let verdicts = wanted.split(separator: "\n").filter { !$0.contains(#""line":9"#) }
            let numbered = verdicts.joined(separator: ",")
                .replacingOccurrences(of: #""line":10"#, with: #""line":9"#)
                .replacingOccurrences(of: #""line":11"#, with: #""line":10"#)
            #expect(list?.body == "[" + numbered + "]\n")
            for (row, verdict) in zip(Self.rows, wanted.split(separator: "\n")).prefix(7) {
                let one = try RawClient(server.url).ask("POST", "/v1/verify", row)
                #expect(one?.status == 200)
                #expect(one?.body == verdict + "\n")
            }
            let none = try RawClient(server.url).ask("POST", "/v1/verify", "[]")
            #expect(none?.body == "[]\n")
        }
    }

    @Test func `one connection carries many requests`() async throws {
        try await TestServer.run { server in
            let client = try RawClient(server.url)
            for number in 0..<200 {
                let answer = client.ask(
                    "POST", "/v1/check", #"{"gold":"\#(number)","pred":"\#(number % 7)"}"#)
                let verdict = number < 7 ? "correct" : "incorrect"
                #expect(answer?.body.hasPrefix(#"{"verdict":"\#(verdict)""#) == true)
            }
        }
    }

    @Test func `exec answers as lydite exec does`() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("import sys; print(input()); sys.exit(3)", as: "a.py")
        let input = try folder.write("hello", as: "in")
        let wanted = try Program.lydite([
            "exec", "--profile", "python", "--stdin", input, "--json", "--isolation", "best", file,
        ])
        try await TestServer.run { server in
            let answer = try RawClient(server.url).ask(
                "POST", "/v1/exec",
                #"{"language":"python","source":"import sys; print(input()); sys.exit(3)","stdin":"hello"}"#
            )
            let found = TestServer.json(answer?.body ?? "")
            let known = TestServer.json(wanted.output)
            #expect(Set(found.keys) == Set(known.keys) && !known.isEmpty)
            for key in ["ending", "stdout", "stderr"] {
                #expect(found[key] as? String == known[key] as? String)
            }
            #expect(found["exitCode"] as? Int == 3)
        }
    }

    /// Answers of the real server to the same requests, without what differs from run to run.
    private static let recorded: [(body: String, status: String, result: String)] = [
        (
            #"{"code":"print(int(input())+1)","language":"python","stdin":"41"}"#, "Success",
            #""return_code":0,"stdout":"42\n","stderr":"""#
        ),
        (#"{"code":"import sys; sys.exit(3)","language":"python"}"#, "Failed", #""return_code":3"#),
        (
            #"{"code":"print('a',flush=True)\nwhile True: pass","language":"python","run_timeout":1}"#,
            "Failed", #""return_code":null,"stdout":"a\n""#
        ),
        (
            #"{"code":"import os,signal; os.kill(os.getpid(),9)","language":"python"}"#, "Failed",
            #""return_code":-9,"stdout":"","stderr":"""#
        ),
        (#"{"code":"print(input())","language":"python","stdin":null}"#, "Failed", "EOFError"),
        // There output over some 130,000 bytes blocks the program; here it does not.
        (
            #"{"code":"print('x'*400000)","language":"python"}"#, "Success",
            #"xxx\n","stderr":"""#
        ),
        (
            #"{"code":"open('o','w').write(open('i.txt').read()); print(open('o').read())","language":"python","files":{"i.txt":"YWI=","n":null}}"#,
            "Success", #""stdout":"ab\n""#
        ),
        (
            #"{"code":"open('o.txt','w').write(open('i.txt').read()*2)","language":"python","files":{"i.txt":"YWI="},"fetch_files":["o.txt","none.txt","../x"]}"#,
            "Success", #""executor_pod_name":null,"files":{"o.txt":"YWJhYg=="}}"#
        ),
        (
            #"{"code":"import os; os.symlink('/etc/passwd','o.txt'); os.mkdir('p')","language":"python","fetch_files":["o.txt","p"]}"#,
            "Success", #""files":{}}"#
        ),
        (
            #"{"code":"import socket; socket.socket()","language":"python"}"#, "Failed",
            #""return_code":-31"#
        ),
    ]

    @Test func `run_code answers as SandboxFusion was recorded to`() async throws {
        try await TestServer.run { server in
            for (body, status, result) in Self.recorded {
                let answer = try RawClient(server.url).ask("POST", "/run_code", body)
                #expect(answer?.status == 200)
                let text = answer?.body ?? ""
                #expect(
                    text.hasPrefix(#"{"status":"\#(status)","message":"","compile_result":null"#))
                #expect(text.contains(result))
                let isLate = body.contains("while True")
                #expect(text.contains(isLate ? "TimeLimitExceeded" : #""status":"Finished""#))
            }
        }
    }

    @Test func `submit accepts what passes, and nothing that only says so`() async throws {
        @Sendable func body(_ completion: String, _ tests: String) -> String {
            """
            {"dataset":"d","id":"1","completion":"```python\\n\(completion)\\n```","config":{\
            "dataset_type":"AutoEvalDataset","language":"python","provided_data":{"id":"1","test":{"code":"\(tests)"}}}}
            """
        }
        try await TestServer.run { server in
            let forged = try RawClient(server.url).ask(
                "POST", "/submit",
                body("import os\\ndef f(x):\\n    os._exit(0)", "assert f(1)==2"))
            #expect(forged?.body.contains(#""accepted":false"#) == true)
            let equal = try RawClient(server.url).ask(
                "POST", "/submit",
                body(
                    "class A:\\n    def __eq__(s, o): return True\\ndef f(x): return A()",
                    "assert f(1)==2"))
            #expect(equal?.body.contains(#""accepted":false"#) == true)
            let right = try RawClient(server.url).ask(
                "POST", "/submit", body("def f(x): return x+1", "assert f(1)==2"))
            #expect(right?.body.contains(#""accepted":true"#) == true)
        }
    }

    @Test func `rewards of what cannot be decided are settable`() async throws {
        let body =
            #""completions":["7",[{"role":"assistant","content":"\\boxed{8}"}],"\\boxed{x^x}"],"gold":["7",7,"x^x + 0^y"]"#
        try await TestServer.run { server in
            let plain = try RawClient(server.url).ask("POST", "/v1/reward", "{\(body)}")
            #expect(plain?.body.hasPrefix(#"{"rewards":[1.0,0.0,null],"#) == true)
            let set = try RawClient(server.url).ask(
                "POST", "/v1/reward", "{\(body),\"undecided\":-0.5}")
            #expect(set?.body.hasPrefix(#"{"rewards":[1.0,0.0,-0.5],"#) == true)
            let rlhf = try RawClient(server.url).ask(
                "POST", "/get_reward",
                #"{"query":["p\\boxed{x^x}"],"prompts":["p"],"labels":["x^x + 0^y"]}"#)
            #expect(
                rlhf?.body
                    == #"{"rewards":[0.0],"scores":[0.0],"extra_logs":{"verified":[0.0],"undecided":[1.0]}}"#
                    + "\n")
        }
    }

    @Test(arguments: [
        (
            #""generated_code":"raise ValueError('x')","language":"python""#, "completed", "",
            "ValueError: x"
        ),
        (
            #""generated_code":"print('abcdef')","language":"python3","max_output_characters":3"#,
            "completed", "abc<output cut>", ""
        ),
        (#""generated_code":"while 1: pass","language":"python","timeout":0.5"#, "timeout", "", ""),
        (#""generated_code":"echo a; exit 3","language":"shell""#, "error", "a\n", ""),
        (#""generated_code":"cat","language":"shell","std_input":"in""#, "completed", "in", ""),
        (
            #""generated_code":"import socket; socket.socket()","language":"python""#, "error", "",
            "forbidden-call"
        ),
    ])
    func `execute answers as NeMo-Skills does`(
        body: String, status: String, output: String, errors: String
    ) async throws {
        try await TestServer.run { server in
            let answer = try RawClient(server.url).ask("POST", "/execute", "{\(body)}")
            let json = TestServer.json(answer?.body ?? "")
            #expect(json["process_status"] as? String == status)
            #expect(json["stdout"] as? String == output)
            let told = json["stderr"] as? String ?? "none"
            #expect(errors.isEmpty ? told.isEmpty : told.contains(errors))
        }
    }

    @Test func `bodies that are more than may be held at once are sent away`() async throws {
        try await TestServer.run({ $0.heldBytes = 10_000 }) { server in
            let holder = try RawClient(server.url)
            holder.send(RawClient.head("POST", "/v1/check", [], length: 9000))
            holder.send([UInt8](repeating: 32, count: 8999))
            let body = #"{"gold":"1","pred":"1"}"# + String(repeating: " ", count: 5000)
            #expect(try Self.holds(8999...8999, server))
            #expect(try RawClient(server.url).ask("POST", "/v1/check", body)?.status == 429)
            let fusion = try RawClient(server.url).ask("POST", "/run_code", body)
            #expect(fusion?.status == 504)
            holder.end()
            #expect(try Self.holds(0...0, server))
            #expect(try RawClient(server.url).ask("POST", "/v1/check", body)?.status == 200)
        }
    }

    @Test func `answers that nobody takes leave no room for bodies`() async throws {
        try await TestServer.run({ $0.heldBytes = 100_000 }) { server in
            let slow = try RawClient(server.url, room: 4096)
            let body = #"{"code":"print('x' * 7999999)","language":"python"}"#
            slow.send(RawClient.head("POST", "/run_code", [], length: body.utf8.count) + body)
            #expect(try Self.holds(8_000_000...8_001_000, server))
            let check = #"{"gold":"1","pred":"1"}"#
            #expect(try RawClient(server.url).ask("POST", "/v1/check", check)?.status == 429)
            slow.end()
            #expect(try Self.holds(0...0, server))
            #expect(try RawClient(server.url).ask("POST", "/v1/check", check)?.status == 200)
        }
    }

    @Test func `a submission of many cases gives back a bounded part of their output`() async throws
    {
        let test = #"{"input":{"stdin":""},"output":{"stdout":"x"}}"#
        let tests = [String](repeating: test, count: 5).joined(separator: ",")
        let body = """
            {"dataset":"d","id":1,"completion":"```python\\nprint('x' * 6000000)\\n```","config":{\
            "dataset_type":"CommonOJDataset","provided_data":{"test":[\(tests)]}}}
            """
        try await TestServer.run { server in
            let answer = try RawClient(server.url).ask("POST", "/submit", body)
            #expect(answer?.body.contains(#""accepted":false"#) == true)
            let count = answer?.body.utf8.count ?? 0
            #expect(count > 12_000_000 && count < 12_010_000)
        }
    }

    /// Waits until so many bytes of bodies and answers are held.
    private static func holds(_ bytes: ClosedRange<Int>, _ server: LyditeServer) throws -> Bool {
        let name = "lydite_body_bytes "
        for _ in 0..<10_000 {
            let metrics = try RawClient(server.url).ask("GET", "/metrics")?.body ?? ""
            let line = metrics.split(separator: "\n").last { $0.hasPrefix(name) }
            if let count = line.flatMap({ Int($0.dropFirst(name.count)) }), bytes ~= count {
                return true
            }
            usleep(10_000)
        }
        return false
    }

    /// Asks again where a limit of a second was too short for a busy machine to take a request in.
    private static func isAnswered(_ server: LyditeServer) throws -> Bool {
        for _ in 0..<20 {
            let answer = try RawClient(server.url).ask(
                "POST", "/v1/check", #"{"gold":"1","pred":"1"}"#)
            if answer?.status == 200 { return true }
        }
        return false
    }

    @Test func `others that block the threads all share hold no request up`() async throws {
        try await TestServer.run { server in
            let release = DispatchSemaphore(value: 0)
            let count = 2 * ProcessInfo.processInfo.activeProcessorCount
            let others = (0..<count).map { _ in Task.detached { Self.wait(for: release) } }
            let answer = try RawClient(server.url, patience: 60).ask(
                "POST", "/v1/check", #"{"gold":"1","pred":"1"}"#)
            for _ in others { release.signal() }
            #expect(answer?.status == 200)
        }
    }

    private static func wait(for release: DispatchSemaphore) { release.wait() }

    @Test func `a client that takes too long is let go`() async throws {
        try await TestServer.run({
            $0.transferTime = .seconds(1)
            $0.idleTime = .seconds(1)
        }) { server in
            let body = try RawClient(server.url)
            body.send(RawClient.head("POST", "/v1/check", [], length: 1000))
            let head = try RawClient(server.url)
            head.send("POST /v1/check HT")
            for _ in 0..<40 {
                usleep(100_000)
                body.send(" ")
                head.send("T")
            }
            #expect(body.answer() == nil)
            #expect(head.answer().map { $0.status >= 400 } ?? true)
            #expect(try Self.isAnswered(server))
        }
    }

    @Test(arguments: [
        "\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "POST /v1/check HTTP/1.1\r\n\r\n{}",
        "POST /v1/check HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        "POST /v1/check HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "POST /v1/check HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
        "POST /v1/check HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "POST /v1/check HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
        "GET /%00%ff%2e%2e/ HTTP/1.1\r\nHost: x\r\n\r\n",
        "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}\u{1}\u{FC}\u{3}\u{3}",
    ])
    func `malformed HTTP is refused and harms nobody`(text: String) async throws {
        try await TestServer.run({ $0.transferTime = .seconds(1) }) { server in
            let client = try RawClient(server.url)
            client.send(text)
            client.send("GET / HTTP/1.1\r\nX: " + String(repeating: "y", count: 100_000))
            if let answer = client.answer() { #expect(answer.status >= 400) }
            #expect(try Self.isAnswered(server))
        }
    }
}
