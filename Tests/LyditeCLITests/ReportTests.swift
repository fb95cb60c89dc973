import Foundation
import Support
import Testing

/// `lydite report`: what a stored run says about its problems and its sampler.
struct ReportTests {
    private let folder: TemporaryFolder
    private var out: String { folder.path + "/out" }

    init() throws { folder = try TemporaryFolder() }

    /// A run of recorded answers: problem, gold and the answers with their models.
    private func run(
        _ problems: [(id: String, gold: String, answers: [(String, String)])], out: String? = nil
    ) throws -> Program.Result {
        var rows: [String] = []
        for problem in problems {
            for (model, answer) in problem.answers {
                rows.append(
                    #"{"problem":"\#(problem.id)","statement":"What is \#(problem.id)?","gold":"\#(problem.gold)","#
                        + #""text":"The answer is \#(answer).","model":"\#(model)","sampling":{"prompt":"p-\#(model)"}}"#
                )
            }
        }
        let name = (out ?? self.out).replacing("/", with: "_")
        let file = try folder.write(rows.joined(separator: "\n"), as: name + ".jsonl")
        return try Program.lydite(["run", "--out", out ?? self.out, "--recorded", file])
    }

    private func report(_ words: [String]) throws -> Program.Result {
        try Program.lydite(["report"] + words + ["--store", out + "/run.sqlite"])
    }

    private func rows(_ text: String) throws -> [[String: Any]] {
        try text.split(separator: "\n").map { line in
            try #require(
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
    }

    private func several(_ answers: String...) -> [(String, String)] {
        answers.enumerated().map { ("m\($0.offset % 2)", $0.element) }
    }

    @Test func `a majority against the gold is a suspect, its spellings counted together`() throws {
        let result = try run([
            ("bad gold", "5", several("7", "14/2", "7.0", "5")),
            ("good", "5", several("5", "5", "7", "5")),
            ("split", "5", several("5", "5", "7", "7")),
            ("scattered", "5", several("1", "2", "3", "4")),
            ("thin", "5", several("7", "7")),
        ])
        #expect(result.code == 0, "\(result.errors)")
        let found = try rows(try report(["suspects", "--json"]).output)
        #expect(
            found.map { "\($0["statement"] ?? "") \($0["kind"] ?? "")" } == [
                "What is bad gold? other-answer", "What is scattered? no-agreement",
            ])
        #expect(found.first?["majority"] as? String == "7" && found.first?["votes"] as? Int == 3)
        #expect(found.first?["gold"] as? String == "5" && found.first?["models"] as? Int == 2)
        let table = try report(["suspects"])
        #expect(table.output.contains("3 of 4 answers by 2 models are 7; the gold 5 fits 1"))
        #expect(table.output.contains("too few answers"))
        // With more votes asked for, the thin ones are no suspects; with fewer they are.
        #expect(try rows(try report(["suspects", "--json", "--votes", "5"]).output).isEmpty)
        #expect(try rows(try report(["suspects", "--json", "--votes", "2"]).output).count == 3)
        #expect(try rows(try report(["suspects", "--json", "--share", "0.8"]).output).count == 1)
    }

    @Test func `programs that fail one case alike speak against it`() throws {
        let problem =
            #"{"id":"inc","statement":"Add one.","language":"python","entry_point":"inc","#
            + #""cases":[{"args":[1],"expected":2},{"args":[2],"expected":4}]}"#
        let right = (0..<3).map { number in
            #"{"problem":"inc","solution":"def inc(x):\n    return x + 1 + \#(number) * 0\n","model":"m\#(number)"}"#
        }
        let result = try Program.lydite([
            "run", "--out", out, try folder.write(problem, as: "problems.jsonl"), "--recorded",
            try folder.write(right.joined(separator: "\n"), as: "rows.jsonl"),
        ])
        #expect(result.code == 0, "\(result.errors)")
        let found = try rows(try report(["suspects", "--json"]).output)
        #expect(found.map { $0["votes"] as? Int } == [3])
        #expect((found.first?["majority"] as? String)?.contains("\"actual\":\"3\"") == true)
    }

    @Test func `failures are grouped, and two rounds are compared`() throws {
        let first = (0..<40).map { ("p\($0)", "5", several("5", $0 < 30 ? "7" : "5")) }
        let second = (0..<40).map { ("p\($0)", "5", several("5", $0 < 4 ? "7" : "5")) }
        #expect(try run(first).code == 0)
        let later = folder.path + "/later"
        #expect(try run(second, out: later).code == 0)
        let json = try #require(try rows(try report(["failures", "--json"]).output).first)
        let models = try #require(json["model"] as? [String: [String: Any]])
        #expect(models["m0"]?["passRate"] as? Double == 1)
        #expect(models["m1"]?["correct"] as? Int == 10 && models["m1"]?["decided"] as? Int == 40)
        #expect((models["m1"]?["faults"] as? [String: Int]) == ["wrong-answer": 30])
        #expect((json["prompt"] as? [String: Any])?["p-m1"] != nil)
        let table = try Program.lydite([
            "report", "failures", "--by", "model", "--store", later + "/run.sqlite", "--against",
            out + "/run.sqlite",
        ])
        #expect(table.output.contains("m1  90.0 % of 40"))
        #expect(table.output.contains("was 25.0 %: +65.0"))
        #expect(table.output.contains("m0  100.0 % of 40"))
        #expect(table.output.contains("was 100.0 %: +0.0, within the noise"))
        #expect(!table.output.contains("by topic"))
    }

    @Test func `what cannot be reported on is refused`() throws {
        #expect(try report(["suspects"]).code == 2)
        #expect(try report(["praise"]).code == 64)
        #expect(try report(["failures", "--by", "colour"]).code == 64)
    }
}
