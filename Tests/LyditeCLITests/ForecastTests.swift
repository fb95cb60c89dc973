import Foundation
import Support
import Testing

/// `lydite run --dry-run` and `--status`: what would be done, and what is done, without doing any of it.
struct ForecastTests {
    private let folder: TemporaryFolder
    private var out: String { folder.path + "/out" }
    private let families = [Project.root + "/Problems/math/percent"]

    init() throws { folder = try TemporaryFolder() }

    private func run(_ words: [String]) throws -> Program.Result {
        try Program.lydite(["run", "--out", out] + words)
    }

    private func json(_ words: [String]) throws -> [String: Any] {
        let result = try run(words + ["--json"])
        #expect(result.code == 0, "\(result.errors)")
        let json = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
        return try #require(json as? [String: Any])
    }

    @Test func `a dry run counts what the run then makes, and writes nothing`() throws {
        let words = families + ["--variants", "3", "--rollouts", "4"]
        let forecast = try json(words + ["--dry-run"])
        #expect(!FileManager.default.fileExists(atPath: out))
        let made = try json(words)
        #expect(forecast["problems"] as? Int == made["problems"] as? Int)
        #expect(forecast["variants"] as? Int == made["variants"] as? Int)
        let rollouts = try #require(forecast["rollouts"] as? [String: Int])
        #expect(rollouts == ["least": made["rollouts"] as? Int, "most": made["rollouts"] as? Int])
        #expect(forecast["seconds"] as? Double != nil)
        #expect(try json(words + ["--dry-run"])["done"] as? Int == made["rollouts"] as? Int)
        let other = try run(words + ["--dry-run", "--seed", "2"])
        #expect(other.code == 2 && other.errors.contains("seed was 1, is 2"))
    }

    @Test func `a dry run names the most that models can cost, and asks none`() throws {
        let file = try folder.write(
            """
            rollouts: {first: 2, most: 8}
            budget: 0.001
            sampling: {max_tokens: 1000, n: 2}
            endpoints:
              - url: http://127.0.0.1:9/v1
                requests_per_minute: 6
                models:
                  - {name: small, price_in: 0, price_out: 2}
            """, as: "run.yaml")
        let words = families + ["--config", file, "--variants", "2", "--dry-run"]
        let forecast = try json(words)
        let variants = try #require(forecast["variants"] as? Int)
        let models = try #require(forecast["models"] as? [[String: Any]])
        #expect(models.map { $0["requests"] as? Double } == [Double(variants * 4)])
        #expect(models[0]["mostCompletionTokens"] as? Double == Double(variants * 8 * 1000))
        let most = try #require(forecast["mostMoney"] as? Double)
        #expect(abs(most - Double(variants) * 0.016) < 1e-9, "prompts are free here")
        // Six requests a minute.
        #expect(forecast["seconds"] as? Double == Double(variants * 4) * 10)
        let table = try run(words)
        #expect(table.output.contains("by need") && table.output.contains("the budget of 0.001"))
        #expect(!FileManager.default.fileExists(atPath: out))
    }

    @Test func `requests of one round are counted, however many choices one could give`() throws {
        let file = try folder.write(
            """
            rollouts: {first: 2, most: 8}
            sampling: {n: 8}
            endpoints: [{url: "http://127.0.0.1:9/v1", models: [{name: small}]}]
            """, as: "run.yaml")
        let forecast = try json(families + ["--config", file, "--variants", "2", "--dry-run"])
        let variants = try #require(forecast["variants"] as? Int)
        let models = try #require(forecast["models"] as? [[String: Any]])
        #expect(models.map { $0["requests"] as? Double } == [Double(variants * 4)])
    }

    @Test func `recorded rollouts are timed too, and what is done takes no more time`() throws {
        let rows = (0..<400).map { number in
            let answer = number % 3 == 0 ? number : number + 1
            return #"{"problem_id":"p\#(number / 4)","statement":"What is \#(number / 4)?","#
                + #""gold":"\#(number / 4)","response":"The answer is \#(answer)."}"#
        }
        let file = try folder.write(rows.joined(separator: "\n") + "\n", as: "recorded.jsonl")
        let words = ["--recorded", file]
        let forecast = try json(words + ["--dry-run"])
        #expect(forecast["variants"] as? Int == 100)
        #expect(try #require(forecast["seconds"] as? Double) >= 0)
        let tried = try #require(forecast["tried"] as? Int)
        #expect((24...48).contains(tried))
        #expect(try json(words)["rollouts"] as? Int == 400)
        let after = try json(words + ["--dry-run"])
        #expect(after["done"] as? Int == 400 && after["seconds"] as? Double == 0)
    }

    @Test func `the status is that of a run under way, stopped or finished`() throws {
        let none = try run(["--status"])
        #expect(none.code == 2 && none.errors.contains("holds no run"))
        let words = ["run", "--out", out, Project.root + "/Problems/math", "--variants", "60"]
        let process = try Program.start(words)
        let store = out + "/run.sqlite"
        while process.isRunning, !FileManager.default.fileExists(atPath: store) { usleep(1000) }
        usleep(200_000)
        let second = try Program.lydite(words)
        if process.isRunning {
            #expect(second.code == 2)
            #expect(second.errors.contains("(process \(process.processIdentifier))"))
            for command in ["pair", "curate"] {
                let refused = try Program.lydite([command, "--store", store])
                #expect(refused.code == 2 || !process.isRunning, "\(refused.errors)")
            }
            let running = try run(["--status"])
            #expect(running.output.contains("running (process \(process.processIdentifier))"))
        }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        let stopped = try run(["--status"])
        #expect(stopped.code == 0 && stopped.output.contains("stopped before its end"))
    }

    @Test func `the status of shards is told one by one`() throws {
        #expect(try run(families + ["--shard", "1/3"]).code == 0)
        let parts = try #require(try json(["--status"])["parts"] as? [[String: Any]])
        #expect(parts.map { $0["shard"] as? String } == ["1/3"])
        #expect(parts.map { $0["state"] as? String } == ["finished"])
        #expect(try run(["--status"]).output.contains("shard 1/3"))
    }
}
