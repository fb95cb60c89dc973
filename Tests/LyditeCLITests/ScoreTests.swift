import Foundation
import Support
import Testing

/// `lydite score`: judges and commands that score stored traces, calibrated by their verdicts.
struct ScoreTests {
    private let folder: TemporaryFolder
    private var store: String { folder.path + "/out/run.sqlite" }

    /// A run with 24 right and 24 wrong answers, the wrong ones longer.
    init() throws {
        folder = try TemporaryFolder()
        let rows = (0..<24).flatMap { number in
            ["It is \(number + 1).", "Let us see now. It is \(number + 2)."].map {
                #"{"problem":"p\#(number)","statement":"\#(number) plus 1?","gold":"\#(number + 1)","#
                    + #""text":"\#($0)","model":"gpt-4"}"#
            }
        }
        let file = try folder.write(rows.joined(separator: "\n"), as: "rows.jsonl")
        let result = try Program.lydite(
            ["run", "--out", folder.path + "/out", "--recorded", file])
        #expect(result.code == 0, "\(result.errors)")
    }

    private func score(_ words: [String]) throws -> Program.Result {
        try Program.lydite(["score", "--store", store] + words)
    }

    private func json(_ result: Program.Result) throws -> [String: Any] {
        let json = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
        return try #require(json as? [String: Any], "\(result.errors)")
    }

    private func judge(_ stub: EndpointStub, _ more: String = "") throws -> String {
        try folder.write(
            """
            sampling: {max_tokens: 64, temperature: 0}
            endpoints:
              - url: \(stub.url)
                models: [{name: gpt-judge, price_in: 1, price_out: 1}]
            score: {\(more)}
            """, as: "judge.yaml")
    }

    @Test func `a judge is asked about each trace once, and calibrated`() throws {
        let stub = try EndpointStub([
            "--when", "Let us see", "No.\nscore: 2", "--text", "Yes.\n**Score:** 9/10",
        ])
        let file = try judge(stub)
        let first = try score(["--config", file, "--json"])
        #expect(first.code == 0, "\(first.errors)")
        let report = try json(first)
        #expect(report["scored"] as? Int == 48 && report["unread"] as? Int == 0)
        let calibration = try #require(report["calibration"] as? [String: Any])
        #expect((calibration["precision"] as? [String: Any])?["share"] as? Double == 1)
        #expect((calibration["recall"] as? [String: Any])?["share"] as? Double == 1)
        #expect(calibration["rankArea"] as? Double == 1)
        // The generator is of the judge's family, and that is said.
        #expect(report["ownFamily"] as? [String] == ["gpt-judge"])
        let asked = try stub.count("requests")
        let other = try score(["--command", "cat", "--name", "judge"])
        #expect(other.code == 2 && other.errors.contains("another judge or command"))
        let again = try json(try score(["--config", file, "--json"]))
        #expect(again["scored"] as? Int == 0 && again["earlier"] as? Int == 48)
        #expect(try stub.count("requests") <= asked + 1)
        let table = try score(["--config", file])
        #expect(table.output.contains("precision") && table.output.contains("own family"))
        // The card tells both, once the exports are made anew.
        #expect(try Program.lydite(["reverify", "--store", store]).code == 0)
        let card = try folder.read("out/README.md")
        #expect(card.contains("score `judge`, against executed verdicts | precision 1.0"))
        #expect(card.contains("gpt-judge, of a generator's own family"))
        // A prompt that asks about a response is a judge's alone.
        let prompt = try folder.write("user: '{statement} {response}'", as: "p.yaml")
        let config = try folder.write(
            "prompts: [\(prompt)]\nendpoints: [{url: \(stub.url), models: [{name: m}]}]\n",
            as: "run.yaml")
        let refused = try Program.lydite(
            ["run", "--out", folder.path + "/other", "--config", config])
        #expect(refused.code == 2 && refused.errors.contains("{response}"))
    }

    @Test func `a judge that is worse than its bound is not used`() throws {
        let stub = try EndpointStub(["--text", "score: 10"])
        let file = try judge(stub, "least_precision: 0.9")
        let result = try score(["--config", file])
        #expect(result.code == 1 && result.errors.contains("precision 0.5 is below 0.9"))
        #expect(result.errors.contains("not used to choose rows or pairs"))
    }

    @Test func `what cannot be read is no score, and a failing server leaves the rest for later`()
        throws
    {
        let vague = try EndpointStub(["--text", "It is fine."])
        let none = try json(try score(["--config", try judge(vague), "--json"]))
        #expect(none["scored"] as? Int == 0 && none["unread"] as? Int == 48)
        let dying = try EndpointStub(["--text", "score: 5", "--fail-after", "9", "--status", "401"])
        let stopped = try score(["--config", try judge(dying), "--json"])
        #expect(stopped.code == 2 && stopped.errors.contains("run the same command again"))
        let whole = try EndpointStub(["--text", "score: 5"])
        let rest = try json(try score(["--config", try judge(whole), "--json"]))
        let earlier = try #require(rest["earlier"] as? Int)
        #expect(earlier > 0 && earlier < 48)
        #expect(rest["scored"] as? Int == 48 - earlier)
    }

    @Test func `a command scores in any order, and its silence and death are told`() throws {
        let reward = """
            python3 -c '
            import json, sys
            print("hello")
            rows = [json.loads(line) for line in sys.stdin]
            for row in reversed(rows):
                print(json.dumps({"id": row["id"], "score": -len(row["response"])}))
            '
            """
        let report = try json(
            try score(["--command", reward, "--threshold", "-20", "--json"]))
        #expect(report["scored"] as? Int == 48 && report["name"] as? String == "reward")
        let calibration = try #require(report["calibration"] as? [String: Any])
        #expect(calibration["rankArea"] as? Double == 1)
        let dead = try score(["--command", "head -n 3 >/dev/null; exit 3", "--name", "other"])
        #expect(dead.code == 2 && dead.errors.contains("ended with status 3"))
        let silent = try score(
            ["--command", "sleep 60", "--name", "third", "--patience", "1"])
        #expect(silent.code == 2 && silent.errors.contains("was silent for 1"))
        let garbage = try score([
            "--command", #"sed -e 's/.*/{"id":"x","score":1}/'"#, "--name", "fourth", "--patience",
            "2",
        ])
        #expect(garbage.code == 2)
    }

    @Test func `what is to score is named once`() throws {
        #expect(try score([]).code == 64)
        #expect(try score(["--command", "true", "--config", "x.yaml"]).code != 0)
        #expect(
            try Program.lydite(["score", "--store", "/nowhere", "--command", "true"]).code == 2)
    }
}
