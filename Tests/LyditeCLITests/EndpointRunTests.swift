import Foundation
import Support
import Testing

/// `lydite run` against a server that speaks the OpenAI interface and fails on request.
struct EndpointRunTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let text = "The sum is {seed}.\n#### {choice}"

    private func problems(_ count: Int = 12) throws -> String {
        let rows = (0..<count).map {
            #"{"id":"sum/\#($0)","statement":"Which sum has number \#($0)?","gold":"\#($0 % 7)"}"#
        }
        return try folder.write(rows.joined(separator: "\n") + "\n", as: "p.jsonl")
    }

    private func config(_ url: String, n: Int = 4, more: String = "") throws -> String {
        try folder.write(
            """
            rollouts: 8
            sampling:
              n: \(n)
              max_tokens: 100
            endpoints:
            - url: \(url)
              concurrency: 8
              retry_seconds: 0.01
              connect_seconds: 5
              models:
              - {name: tiny, weight: 2, price_in: 1, price_out: 2}
              - {name: other, price_in: 1, price_out: 4}
            \(more)
            """, as: "run.yaml")
    }

    private func run(
        _ stub: EndpointStub?, url: String? = nil, n: Int = 4, more: String = "",
        _ words: [String] = [], out: String = "out", count: Int = 12
    ) throws -> Program.Result {
        let file = try config(url ?? stub?.url ?? "", n: n, more: more)
        return try Program.lydite(
            ["run", try problems(count), "--config", file, "--out", folder.path + "/" + out]
                + words, environment: ["LYDITE_STUB_KEY": "sk-secret-of-the-test"])
    }

    private func report(_ out: String = "out") throws -> [String: Any] {
        try JSONSerialization.jsonObject(with: Data(try folder.read(out + "/report.json").utf8))
            as? [String: Any] ?? [:]
    }

    private func exports(_ out: String) throws -> [String: String] {
        try Exports.of(folder.path + "/" + out)
    }

    @Test(arguments: [
        (["--status", "401"], "refused the key (401)", 1),
        (["--status", "403"], "refused the key (403)", 1),
        (["--model", "unknown"], #"knows no model "#, 1),
        (["--status", "302"], "redirects to another place (302)", 1),
        (["--status", "429"], "answered 429 five times; 0 rollouts are saved, run again", 5),
        (["--status", "503"], "answered 503 five times", 5),
        (["--status", "400"], "refused the request (400: stub says 400 ", 5),
        (["--reset", "1"], "broke the connection five times", 5),
        (["--bad", "html"], "answered with a web page", 5),
        (["--bad", "truncated"], "answered with JSON that is cut short five times", 5),
        (["--bad", "not-json"], "answered with something else than JSON five times", 5),
        (["--bad", "no-choices"], "answered without choices five times", 5),
        (["--bad", "huge"], "answered with more than 1048576 bytes five times", 5),
    ])
    func `a server that only fails ends the run in one sentence, after few requests`(
        options: [String], sentence: String, requests: Int
    ) throws {
        let stub = try EndpointStub(options)
        let result = try run(stub)
        #expect(result.code == 2)
        #expect(result.errors.contains(sentence), "\(result.errors)")
        #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
        #expect(try stub.count("requests") == requests)
    }

    @Test(arguments: [
        ("http://127.0.0.1:1/v1", "refused the connection five times"),
        ("http://name.invalid/v1", "could not be found by its name five times"),
    ])
    func `a server that is not there ends the run in one sentence`(url: String, sentence: String)
        throws
    {
        let result = try run(nil, url: url)
        #expect(result.code == 2)
        #expect(result.errors.contains(sentence), "\(result.errors)")
    }

    @Test func `a certificate that nobody vouches for is refused at once`() throws {
        let made = try Program.shell(
            "openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=127.0.0.1 -days 2 "
                + "-keyout \(folder.path)/k.pem -out \(folder.path)/c.pem "
                + "&& cat \(folder.path)/k.pem \(folder.path)/c.pem > \(folder.path)/both.pem")
        try #require(made == 0, "openssl makes no certificate")
        let stub = try EndpointStub(["--tls", folder.path + "/both.pem"])
        let result = try run(nil, url: "https://127.0.0.1:\(stub.port)/v1")
        #expect(result.code == 2)
        #expect(result.errors.contains("no trusted connection to 127.0.0.1"), "\(result.errors)")
        #expect(
            try run(nil, url: "https://127.0.0.1:1/v1").errors.contains("refused the connection"))
    }

    @Test func `a server that stays silent is given up after the stated time`() throws {
        let stub = try EndpointStub(["--bad", "silent"])
        let file = try folder.write(
            """
            endpoints:
            - {url: "\(stub.url)", total_seconds: 0.2, retry_seconds: 0.01, models: tiny}
            """, as: "silent.yaml")
        let silent = try Program.lydite([
            "run", try problems(), "--config", file, "--out", folder.path + "/silent",
        ])
        #expect(silent.code == 2)
        #expect(silent.errors.contains("did not answer in time five times"), "\(silent.errors)")
    }

    @Test func `the key is sent, and never stored, printed or told in an error`() throws {
        let key = "sk-secret-of-the-test"
        let stub = try EndpointStub(["--key", key])
        let withKey = "- {url: \"\(stub.url)\", key_env: LYDITE_STUB_KEY, models: [third]}"
        let good = try run(stub, more: withKey)
        #expect(good.code == 2, "the endpoint without a key is refused")
        let file = try folder.write("endpoints:\n\(withKey)\n", as: "key.yaml")
        let words = ["run", try problems(), "--config", file, "--rollouts", "2", "--out"]
        let environment = ["LYDITE_STUB_KEY": key]
        let result = try Program.lydite(words + [folder.path + "/key"], environment: environment)
        #expect(result.code == 0, "\(result.errors)")
        let leaky = try EndpointStub(["--status", "400"])
        let other = try folder.write(
            "endpoints:\n- {url: \"\(leaky.url)\", key_env: LYDITE_STUB_KEY, models: [third]}\n",
            as: "leaky.yaml")
        let told = try Program.lydite(
            ["run", try problems(), "--config", other, "--out", folder.path + "/leaky"],
            environment: environment)
        #expect(told.errors.contains("Bearer ***"), "\(told.errors)")
        for text in [good, result, told].flatMap({ [$0.output, $0.errors] }) {
            #expect(!text.contains(key))
        }
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        where name.hasPrefix("key/") || name.hasPrefix("leaky/") {
            let data = FileManager.default.contents(atPath: folder.path + "/" + name) ?? Data()
            #expect(data.range(of: Data(key.utf8)) == nil, "\(name)")
        }
    }

    @Test func `the same answers give the same files at any concurrency and any number of jobs`()
        throws
    {
        let stub = try EndpointStub()
        #expect(try run(stub, ["--jobs", "1"], out: "one").code == 0)
        let slow = try EndpointStub([
            "--latency", "0.01", "--throttle", "0.2", "--reset", "0.05",
        ])
        #expect(try run(slow, ["--jobs", "3"], out: "two").code == 0)
        #expect(try exports("one").count > 2)
        #expect(try exports("one") == exports("two"))
        #expect(try stub.count("served") == 24)
        #expect(try slow.count("served") == 24)
        #expect(try slow.count("most") == 1)
        #expect(try stub.stats()["digest"] as? String == slow.stats()["digest"] as? String)
    }

    @Test func `a server that gives one choice where more are asked for is asked again`() throws {
        let stub = try EndpointStub(["--ignore-n"])
        let result = try run(stub)
        #expect(result.code == 0, "\(result.errors)")
        #expect(
            result.errors.contains("the model tiny gave one choice where several were asked for"))
        #expect(try stub.count("served") == 96)
        #expect(try stub.count("most") == 1)
        #expect(try report()["rollouts"] as? Int == 96)
    }

    @Test func `fewer choices than asked for are filled up, and equal ones are counted`() throws {
        let stub = try EndpointStub(["--choices", "3", "--identical", "--text", "#### 1"])
        #expect(try run(stub).code == 0)
        let report = try report()
        #expect(report["rollouts"] as? Int == 96)
        let models = try #require((report["cost"] as? [String: Any])?["models"] as? [[String: Any]])
        let identical = models.compactMap { $0["identical"] as? Int }.reduce(0, +)
        // Each of 12 problems has one text of each model that it met.
        #expect(identical >= 96 - 24 && identical <= 96 - 12, "\(identical)")
    }

    @Test func `what was answered is not asked for again after the server died`() throws {
        let stub = try EndpointStub(["--fail-after", "10", "--status", "500"])
        let died = try run(stub)
        #expect(died.code == 2)
        #expect(died.errors.contains("answered 500 five times; 40 rollouts are saved, run again"))
        let calm = try EndpointStub()
        #expect(try run(calm, out: "out").code == 0)
        #expect(try calm.count("served") == 14)
        #expect(try run(try EndpointStub(), out: "whole").code == 0)
        #expect(try exports("out") == exports("whole"))
    }

    @Test func `a run killed at any moment asks again only for what was under way`() throws {
        let stub = try EndpointStub(["--latency", "0.02"])
        let file = try config(stub.url, n: 1)
        let words = [
            "run", try problems(40), "--config", file, "--out", folder.path + "/killed", "--quiet",
        ]
        for delay in [150, 250, 350] {
            let process = try Program.start(words)
            Thread.sleep(forTimeInterval: Double(delay) / 1000)
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
        #expect(try Program.lydite(words).code == 0)
        let served = try stub.count("served")
        // Eight requests are under way at most when the process dies, and two answers on their way into the store.
        #expect(served >= 320 && served <= 320 + 3 * 10, "\(served)")
        #expect(try stub.count("seeds") == 320)
        #expect(try run(try EndpointStub(), n: 1, out: "calm", count: 40).code == 0)
        #expect(try exports("killed") == exports("calm"))
    }

    @Test func `the budget is never exceeded, and a larger one goes on`() throws {
        let stub = try EndpointStub(["--latency", "0.005"])
        let result = try run(stub, ["--budget", "0.008"])
        #expect(result.code == 2)
        #expect(result.errors.contains("the budget of 0.008 leaves nothing for another request"))
        let cost = try #require(try report()["cost"] as? [String: Any])
        let spent = try #require(cost["money"] as? Double)
        #expect(spent <= 0.008 && spent > 0.004, "\(spent)")
        let before = try stub.count("served")
        #expect(try run(stub, ["--budget", "5"]).code == 0)
        #expect(try stub.count("served") == 24)
        #expect(before < 24)
        #expect(try run(stub, ["--budget", "1e3"]).code == 64)
    }

    @Test func `a budget without prices is refused`() throws {
        let result = try Program.lydite([
            "run", try problems(), "--endpoint", "http://127.0.0.1:1/v1", "--model", "m",
            "--budget", "1", "--out", folder.path + "/out",
        ])
        #expect(result.code == 64)
        #expect(result.errors.contains("--budget needs price_in and price_out"))
    }

    @Test func `what a cut response would have said is not decided`() throws {
        let stub = try EndpointStub(["--finish", "length"])
        #expect(try run(stub).code == 0)
        #expect(try report()["undecidedBy"] as? [String: Int] == ["budget": 96])
    }

    @Test func `reasoning stands in the rows only where it is asked for`() throws {
        let stub = try EndpointStub(["--reasoning", "Let me think of {x}."])
        #expect(try run(stub, out: "drop").code == 0)
        #expect(try run(stub, ["--reasoning", "keep"], out: "keep").code == 0)
        let kept = try exports("keep").filter { $0.key.hasPrefix("default") }.values.joined()
        #expect(kept.contains(#""content":"<think>\nLet me think of {x}.\n</think>\n\nThe sum"#))
        #expect(!(try exports("drop").values.joined().contains("think>")))
    }

    @Test func `the short form and the other interface reach a server`() throws {
        let stub = try EndpointStub(["--no-usage"])
        let result = try Program.lydite([
            "run", try problems(), "--endpoint", stub.url, "--model", "m", "--rollouts", "2",
            "--out", folder.path + "/short",
        ])
        #expect(result.code == 0, "\(result.errors)")
        let file = try folder.write(
            "sampling: {api: completions, logprobs: true}\nendpoints: [{url: \"\(stub.url)\", models: m}]\n",
            as: "text.yaml")
        let text = try Program.lydite([
            "run", try problems(), "--config", file, "--rollouts", "2", "--out",
            folder.path + "/text",
        ])
        #expect(text.code == 0, "\(text.errors)")
    }

    @Test func `two endpoints share the requests of a model, and one may die`() throws {
        let first = try EndpointStub(["--latency", "0.01"])
        let second = try EndpointStub(["--latency", "0.01"])
        let dead = try EndpointStub(["--status", "500"])
        let file = try folder.write(
            "rollouts: 4\nendpoints:\n"
                + [first, second, dead].map {
                    "- {url: \"\($0.url)\", models: m, retry_seconds: 0.01, concurrency: 4}\n"
                }.joined(), as: "many.yaml")
        let result = try Program.lydite([
            "run", try problems(40), "--config", file, "--out", folder.path + "/many",
        ])
        #expect(result.code == 0, "\(result.errors)")
        let shares = [try first.count("served"), try second.count("served")]
        #expect(shares.reduce(0, +) == 160)
        #expect(shares.allSatisfy { $0 > 40 }, "\(shares)")
        #expect(try dead.count("requests") < 10)
    }

    @Test func `a wait that is too long ends the run, a short one is kept to`() throws {
        let long = try EndpointStub(["--throttle", "1", "--retry-after", "3600"])
        let ended = try run(long)
        #expect(ended.code == 2)
        #expect(ended.errors.contains("asks to wait for 3"), "\(ended.errors)")
        #expect(try long.count("requests") == 1)
        let short = try EndpointStub(["--throttle", "0.3", "--retry-after", "0.05"])
        #expect(try run(short, out: "short").code == 0)
        #expect(try short.count("served") == 24)
        // A server that answers in vain elsewhere is left alone while another one serves the model.
        let calm = try EndpointStub()
        let file = try folder.write(
            "rollouts: 4\nendpoints:\n"
                + [long, calm].map { "- {url: \"\($0.url)\", models: m, retry_seconds: 0.01}\n" }
                .joined(), as: "two.yaml")
        let result = try Program.lydite([
            "run", try problems(), "--config", file, "--out", folder.path + "/two",
        ])
        #expect(result.code == 0, "\(result.errors)")
        #expect(try calm.count("served") == 48)
    }

    @Test func `other sampling on the same folder is refused with the difference`() throws {
        let stub = try EndpointStub()
        #expect(try run(stub).code == 0)
        let other = try run(stub, n: 2)
        #expect(other.code == 2)
        #expect(other.errors.contains("models"), "\(other.errors)")
        #expect(try run(try EndpointStub()).errors.contains("nothing is left to do"))
    }
}
