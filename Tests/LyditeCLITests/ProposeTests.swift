import Foundation
import Support
import Testing

/// `lydite propose`: models make problems of problems, and only what can be shown is kept.
struct ProposeTests {
    private let folder: TemporaryFolder
    private var out: String { folder.path + "/made.jsonl" }

    init() throws { folder = try TemporaryFolder() }

    private func sources(_ count: Int = 3) throws -> String {
        let rows = (0..<count).map {
            #"{"id":"p\#($0)","statement":"Tom has 1,20\#($0) pens and buys three more. How many has he?","gold":"120\#($0 + 3)"}"#
        }
        return try folder.write(rows.joined(separator: "\n"), as: "sources.jsonl")
    }

    private func config(_ stub: EndpointStub, _ name: String, _ more: String = "") throws -> String
    {
        try folder.write(
            """
            sampling: {max_tokens: 64}
            endpoints:
              - {url: \(stub.url), models: [{name: \(name), price_in: 1, price_out: 1}]}
            \(more)
            """, as: name + ".yaml")
    }

    private func propose(_ words: [String]) throws -> Program.Result {
        try Program.lydite(["propose"] + words + ["--out", out])
    }

    private func rows() throws -> [[String: Any]] {
        try folder.read("made.jsonl").split(separator: "\n").map { line in
            try #require(
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
    }

    private func report(_ result: Program.Result) throws -> [String: Any] {
        let json = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
        return try #require(json as? [String: Any], "\(result.errors)")
    }

    @Test func `a rephrasing keeps its numbers, and solvers come to the answer`() throws {
        let proposer = try EndpointStub([
            "--when", "1,200",
            "Sure!\n<problem>Three pens are bought by Tom, who had 1200. How many are his now?</problem>",
            "--when", "1,201", "<problem>Tom had 1201 pens and bought 4. How many now?</problem>",
            "--text", "I cannot do that. <problem>",
        ])
        let solver = try EndpointStub(["--text", #"\boxed{1203}"#])
        let words = [
            "rephrase", try sources(), "--config", try config(proposer, "writer"), "--solver",
            try config(solver, "solver"),
        ]
        let result = try propose(words + ["--json"])
        #expect(result.code == 0, "\(result.errors)")
        let found = try report(result)
        #expect(found["accepted"] as? Int == 1)
        #expect(
            found["refused"] as? [String: Int] == ["unreadable": 1, "numbers-changed": 1])
        let row = try #require(try rows().first)
        #expect(row["id"] as? String == "p0~r1" && row["gold"] as? String == "1203")
        #expect(row["source"] as? String == "model:writer")
        let made = try #require(row["made"] as? [String: Any])
        #expect(made["parents"] as? [String] == ["p0"] && made["votes"] as? Int == 5)
        // The rows are problems as any others, and no real data.
        let run = try Program.lydite([
            "run", out, "--config", words[5], "--rollouts", "2", "--out", folder.path + "/run",
        ])
        #expect(run.code == 0, "\(run.errors)")
        let card = try folder.read("run/README.md")
        #expect(card.contains("model:writer"))
    }

    @Test(arguments: [
        (
            "It is 10 degrees. What is it after 0.5 hours?",
            "At -10 degrees, what is it after 0.5 hours?", false
        ),
        (
            "It is −10 degrees. What is it after ½ hour?",
            "At -10 degrees: what is it after 1/2 hour?", true
        ),
        (
            "It is 10 degrees. What is it after 5 hours?",
            "Five hours at 10 degrees: what is it now?", true
        ),
        (
            "Rooms 5-10 are free. How many is that?", "From 5 to 10 the rooms are free. How many?",
            true
        ),
    ])
    func `a sign or a printed fraction is part of a number`(
        _ source: String, _ written: String, _ isKept: Bool
    ) throws {
        let proposer = try EndpointStub(["--text", "<problem>\(written)</problem>"])
        let solver = try EndpointStub(["--text", #"\boxed{7}"#])
        let row = #"{"id":"p","statement":"\#(source)","gold":"7"}"#
        let result = try propose([
            "rephrase", try folder.write(row, as: "source.jsonl"), "--config",
            try config(proposer, "writer"), "--solver", try config(solver, "solver"), "--json",
        ])
        #expect(try report(result)["accepted"] as? Int == (isKept ? 1 : 0))
        #expect(
            try report(result)["refused"] as? [String: Int]
                == (isKept ? [:] : ["numbers-changed": 1]))
    }

    @Test func `solvers that do not come to the answer refuse a rephrasing`() throws {
        let proposer = try EndpointStub([
            "--text", "<problem>Tom buys three pens beside his 1200. How many has he?</problem>",
        ])
        let solver = try EndpointStub(["--text", #"\boxed{{serial}}"#])
        let result = try propose([
            "rephrase", try sources(1), "--config", try config(proposer, "writer"), "--solver",
            try config(solver, "solver"), "--json",
        ])
        #expect(try report(result)["refused"] as? [String: Int] == ["no-consensus": 1])
        #expect(try rows().isEmpty)
    }

    @Test func `a new problem gets the answer on which solvers agree, once`() throws {
        let text = "<problem>A box holds 4 rows of 6 cups. How many cups are in it?</problem>"
        let proposer = try EndpointStub(["--text", text])
        let solver = try EndpointStub(["--text", "4 * 6 = 24, so 24 cups.\n#### 24"])
        let prompt = try folder.write(
            """
            user: |
              {statement}
              A new one about {theme}, please.
            dimensions: {theme: [boxes, cups]}
            """, as: "prompt.yaml")
        let words = [
            "problems", try sources(), "--config",
            try config(proposer, "writer", "prompts: [\(prompt)]"), "--solver",
            try config(solver, "solver"), "--count", "4", "--json",
        ]
        let found = try report(try propose(words))
        #expect(found["accepted"] as? Int == 1 && found["asked"] as? Int == 4)
        #expect(found["refused"] as? [String: Int] == ["duplicate": 3])
        // Empty cells are told too.
        let themes = try #require((found["coverage"] as? [String: [String: Int]])?["theme"])
        #expect(themes.keys.sorted() == ["boxes", "cups"] && themes.values.sorted() == [0, 1])
        let row = try #require(try rows().first)
        #expect(row["gold"] as? String == "24")
        #expect(((row["made"] as? [String: Any])?["parents"] as? [String])?.count == 3)
        // What everyone solves can be refused, and the same models on both sides are named.
        let there = try propose(words)
        #expect(there.code == 2 && there.errors.contains("--force"))
        let easy = try report(try propose(words + ["--most-agreement", "0.8", "--force"]))
        #expect(easy["refused"] as? [String: Int] == ["too-easy": 4])
        let own = try propose([
            "problems", try sources(), "--config", try config(solver, "solver"), "--count", "1",
            "--force",
        ])
        #expect(own.output.contains("solver solve what they propose"))
    }

    @Test func `a server that fails in the middle leaves the rest for later`() throws {
        let text =
            "<problem>Number {serial}: a box holds 4 rows of 6 cups. How many cups?</problem>"
        let dying = try EndpointStub(["--text", text, "--fail-after", "6", "--status", "401"])
        let solver = try EndpointStub(["--text", "#### 24"])
        func words(_ proposer: EndpointStub) throws -> [String] {
            [
                "problems", try sources(), "--config", try config(proposer, "writer"), "--solver",
                try config(solver, "solver"), "--count", "12", "--json",
            ]
        }
        let stopped = try propose(try words(dying))
        #expect(stopped.code == 2 && stopped.errors.contains("run the same command again"))
        #expect(!FileManager.default.fileExists(atPath: out))
        let early = try #require(try report(stopped)["asked"] as? Int)
        #expect(early > 0 && early < 12)
        let whole = try EndpointStub(["--text", text])
        let found = try report(try propose(try words(whole)))
        #expect(found["asked"] as? Int == 12)
        // What was paid for before is not asked for again.
        #expect(try whole.count("requests") - 1 <= 12 - early)
        #expect(!FileManager.default.fileExists(atPath: out + ".journal"))
        try FileManager.default.removeItem(atPath: out)
        _ = try folder.write("another plan\n", as: "made.jsonl.journal")
        let other = try propose(try words(whole))
        #expect(other.code == 2 && other.errors.contains("remove it to begin anew"))
    }

    @Test func `a budget is one for all calls`() throws {
        let proposer = try EndpointStub([
            "--text", "<problem>Number {serial}: a box holds 4 rows of 6 cups. How many?</problem>",
        ])
        let solver = try EndpointStub(["--text", "#### 24"])
        let words = [
            "problems", try sources(), "--config", try config(proposer, "writer"), "--solver",
            try config(solver, "solver"), "--count", "40", "--budget", "0.005", "--json",
        ]
        var last = -1.0
        for _ in 0..<3 {
            let result = try propose(words)
            #expect(result.code == 2 && result.errors.contains("budget"), "\(result.errors)")
            let money = try #require(try report(result)["money"] as? Double)
            #expect(money >= last && money <= 0.005)
            last = money
        }
        #expect(last > 0)
    }

    @Test func `inputs that tell a hasty program are offered, and judged by running`() throws {
        let problem =
            #"{"id":"top","statement":"The largest number of a list.","language":"python","#
            + #""entry_point":"top","cases":[{"args":[[1,2]],"expected":2},{"args":[[3,1,2]],"expected":3}],"#
            + #""reference":"def top(items):\n    best = items[0]\n    for item in items:\n        if item > best:\n            best = item\n    return best\n"}"#
        let problems = try folder.write(problem, as: "problems.jsonl")
        let proposer = try EndpointStub([
            "--text", #"Here they are: [[[-5, -2, -9]], [[0, -1]], [["odd [bracket"]]] good luck"#,
        ])
        let result = try propose([
            "cases", problems, "--config", try config(proposer, "writer"), "--json",
        ])
        #expect(try report(result)["accepted"] as? Int == 1, "\(result.errors)")
        let row = try #require(try rows().first)
        #expect(row["problem"] as? String == "top" && (row["inputs"] as? [Any])?.count == 3)
        let before = try Program.lydite([
            "problems", "strengthen", problems, "--inputs", "2", "--json",
        ])
        let after = try Program.lydite([
            "problems", "strengthen", problems, "--inputs", "6", "--offer", out, "--json",
        ])
        #expect(before.code == 0 && after.code == 0, "\(before.errors) \(after.errors)")
        #expect(after.output.contains("-5") || after.output != before.output)
    }

    @Test func `what cannot be proposed from is refused`() throws {
        let stub = try EndpointStub([])
        let file = try config(stub, "writer")
        #expect(try propose(["poems", try sources(), "--config", file]).code == 64)
        #expect(try propose(["rephrase", try sources()]).code == 64)
        let none = try propose(["cases", try sources(), "--config", file])
        #expect(none.code == 2 && none.errors.contains("functions with cases"))
    }
}
