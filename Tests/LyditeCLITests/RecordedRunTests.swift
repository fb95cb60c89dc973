import Foundation
import Support
import Testing

/// Real responses of models, as recorded: the rows are excerpts of openai/grade-school-math (MIT licence).
struct RecordedRunTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let question =
        "Janet’s ducks lay 16 eggs per day. She eats three for breakfast every morning and bakes muffins for her "
        + "friends every day with four. She sells the remainder at the farmers' market daily for $2 per fresh duck "
        + "egg. How much in dollars does she make every day at the farmers' market?"
    private static let right =
        "Janet sells 16 - 3 - 4 = <<16-3-4=9>>9 duck eggs a day.\\nShe makes 9 * 2 = $<<9*2=18>>18 every day at the "
        + "farmer’s market.\\n#### 18"
    private static let wrong =
        "Janet eats 3 ducks eggs for breakfast every morning and she sells the rest so she has 16 - 3 = "
        + "<<16-3=13>>13 ducks eggs left\\nShe has 13 ducks eggs and she sells 2 each day so she makes 13 * 2 = "
        + "$<<13*2=26>>26\\nA: 26"

    private func problems() throws -> String {
        try folder.write(
            #"{"id":"gsm8k/1","statement":"\#(Self.question)","gold":"18"}"# + "\n", as: "p.jsonl")
    }

    @Test func `recorded responses become pairs, joined by id and by statement`() throws {
        let rows = try folder.write(
            #"{"problem":"gsm8k/1","text":"\#(Self.right)","model":"human"}"# + "\n"
                + #"{"statement":"\#(Self.question)","gold":"18","text":"\#(Self.wrong)","model":"GPT-3 6B"}"#
                + "\n"
                + "{broken\n" + #"{"problem":"none/7","text":"x","model":"m"}"# + "\n"
                + #"{"statement":"What is 2 + 2?","gold":"4","text":"2 + 2 = 4\n#### 4","model":"m"}"#
                + "\n",
            as: "r.jsonl")
        let result = try Program.lydite(
            ["run", try problems(), "--recorded", rows, "--out", folder.path + "/out", "--json"])
        #expect(result.code == 0)
        #expect(result.errors.contains("r.jsonl:3: not JSON"))
        #expect(result.errors.contains("1 recorded rows match no problem"))
        #expect(result.errors.contains("r.jsonl:4"))
        let report = try #require(
            try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
        #expect(report["problems"] as? Int == 2)
        #expect(report["rollouts"] as? Int == 3)
        #expect(
            report["traces"] as? [String: Int] == ["correct": 2, "incorrect": 1, "undecided": 0])
        #expect(report["pairs"] as? Int == 1)
    }

    /// A false equation on the way, and a response that repeats the question.
    @Test func `a right answer that must not be learned from is never chosen`() throws {
        let responses = [
            #"16 - 3 - 4 = 10 eggs.\nShe makes 9 * 2 = 18 dollars.\n#### 18"#,
            #"\#(Self.question)\nShe makes 9 * 2 = 18 dollars.\n#### 18"#, Self.wrong,
        ]
        let rows = try folder.write(
            responses.map { #"{"problem":"gsm8k/1","text":"\#($0)"}"# + "\n" }.joined(),
            as: "r.jsonl")
        let result = try Program.lydite([
            "run", try problems(), "--recorded", rows, "--out", folder.path + "/out",
        ])
        #expect(result.code == 0)
        #expect(result.output.contains("correct                  2\n"), "\(result.output)")
        #expect(result.output.contains("  over a wrong equation  1\n"))
        #expect(result.output.contains("pairs                    0\n"))
        #expect(result.output.contains("kept                     1 SFT rows, 0 DPO rows"))
    }

    @Test func `a pipe and a file given twice are refused`() throws {
        let rows = try folder.write(#"{"problem":"gsm8k/1","text":"x"}"# + "\n", as: "r.jsonl")
        let words = ["run", try problems(), "--out", folder.path + "/out", "--recorded"]
        let pipe = try Program.lydite(words + ["/dev/stdin"], input: "{}\n")
        #expect(pipe.code == 2)
        #expect(pipe.errors.contains("no regular file"), "\(pipe.errors)")
        let twice = try Program.lydite(words + [rows, "--recorded", rows])
        #expect(twice.code == 2)
        #expect(twice.errors.contains("give each file once"), "\(twice.errors)")
    }

    @Test func `a run without a rollout says so`() throws {
        let rows = try folder.write("{broken\n", as: "r.jsonl")
        let result = try Program.lydite([
            "run", try problems(), "--recorded", rows, "--out", folder.path + "/out",
        ])
        #expect(result.code == 2)
        #expect(result.errors.contains("r.jsonl:1: not JSON"))
        #expect(result.errors.contains("there was no rollout to verify"))
    }

    @Test func `columns are mapped by name`() throws {
        let rows = try folder.write(
            #"{"pid":"gsm8k/1","answer":"\#(Self.right)"}"# + "\n"
                + #"{"pid":"gsm8k/1","answer":"\#(Self.wrong)"}"# + "\n",
            as: "r.jsonl")
        let result = try Program.lydite([
            "run", try problems(), "--recorded", rows, "--map", "problem=pid", "--map",
            "text=answer", "--out",
            folder.path + "/out",
        ])
        #expect(result.code == 0)
        #expect(result.output.contains("pairs                    1"), "\(result.output)")
    }

    /// Most rows of the first file have no rollout, so that workers meet at its end again and again.
    @Test func `several problem files are read to their ends at any number of jobs`() throws {
        var rows = ""
        var files: [String] = []
        for name in ["a", "b", "c"] {
            var problems = ""
            for number in 0..<60 {
                problems +=
                    #"{"id":"\#(name)/\#(number)","statement":"\#(name): \#(number) + 1?","gold":"\#(number + 1)"}"#
                    + "\n"
                guard number < 3 || name == "c" else { continue }
                rows +=
                    #"{"problem":"\#(name)/\#(number)","text":"\#(number) + 1 = \#(number + 1)\n#### \#(number + 1)"}"#
                    .replacingOccurrences(of: "\n", with: "\\n") + "\n"
            }
            files.append(try folder.write(problems, as: name + ".jsonl"))
        }
        let recorded = try folder.write(rows, as: "r.jsonl")
        var reports: [String] = []
        for jobs in ["1", "8"] {
            let out = folder.path + "/out" + jobs
            let result = try Program.lydite(
                ["run"] + files + ["--recorded", recorded, "--out", out, "--jobs", jobs])
            #expect(result.code == 0)
            #expect(result.output.contains("rollouts                 66\n"), "\(result.output)")
            #expect(!result.errors.contains("match no problem"))
            reports.append(try folder.read("out\(jobs)/data/default/train.jsonl"))
        }
        #expect(reports[0] == reports[1])
    }

    @Test func `a byte order mark does not move the rows`() throws {
        let rows = try folder.write(
            "\u{FEFF}" + #"{"problem":"gsm8k/1","text":"\#(Self.right)"}"# + "\r\n"
                + #"{"problem":"gsm8k/1","text":"\#(Self.wrong)"}"#,
            as: "r.jsonl")
        let result = try Program.lydite([
            "run", try problems(), "--recorded", rows, "--out", folder.path + "/out",
        ])
        #expect(result.code == 0, "\(result.errors)")
        #expect(result.output.contains("pairs                    1"), "\(result.output)")
    }

    @Test(.enabled(if: Project.shared != nil, "real data is not beside the project"))
    func `all recorded math responses run to pairs`() throws {
        let data = try #require(Project.shared) + "/data"
        let problems = folder.path + "/math.jsonl"
        #expect(
            try Program.lydite([
                "import", "jsonl", data + "/math_real_train.jsonl", "--out", problems,
            ]).code == 0)
        let result = try Program.lydite([
            "run", problems, "--recorded", data + "/grader_real_train.jsonl", "--out",
            folder.path + "/out", "--json",
        ])
        #expect(result.code == 0)
        let report = try #require(
            try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
        #expect(report["rollouts"] as? Int == 3386)
        #expect(try #require(report["pairs"] as? Int) > 500)
    }
}
