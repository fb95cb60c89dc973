import Foundation
import Support
import Testing

struct CommandLineTests {
    /// JSON, but no figures.
    private static let schema = Project.root + "/Problems/family.schema.json"

    @Test(arguments: [
        (["chek", "1", "1"], "did you mean check?"),
        (["check", "--jsn", "1", "1"], "did you mean --json?"),
        (["check", "1"], "usage: lydite check GOLD PRED"),
        (["check", "1", "2", "3"], "does not take \"3\""),
        (["run", "--seed"], "--seed needs a value"), (["run", "--seed", "x"], "a whole number"),
        (["run", "--seed", "1", "--seed", "2"], "given twice"),
        (["exec", "x.py"], "--profile needs a value"),
        (["verify", "--jobs", "0"], "a whole number from 1"),
        (["run", "--sampler", "magic"], "one of builtin"),
        (["import", "csv", "x"], "one of gsm8k"),
        (["regress"], "usage: lydite regress CORPUS"), (["completions", "tcsh"], "bash|zsh|fish"),
        (["regress", "x", "--update"], "--update needs --baseline"),
        // The corpus does not exist: bounds are read before it.
        (["regress", "x", "--min-precision", "1.5"], "--min-precision"),
        (["regress", "x", "--max-false-accepts", "-1"], "--max-false-accepts"),
        (["bench", "math", "--compare", Self.schema], "an earlier --json"),
        (["audit", "x", "--claimed", "maybe"], "one of correct, incorrect"),
        (["check", "--json=1", "1", "1"], "takes no value"),
    ])
    func `a wrong command line names what is wrong and exits 64`(words: [String], hint: String)
        throws
    {
        let result = try Program.lydite(words)
        #expect(result.code == 64)
        #expect(result.errors.contains(hint), "\(result.errors)")
        #expect(result.output.isEmpty)
    }

    @Test func `help is data and a missing command is an error`() throws {
        let help = try Program.lydite(["--help"])
        #expect(help.code == 0)
        for name in [
            "run", "check", "verify", "import", "problems", "vary", "regress", "audit", "exec",
            "doctor",
            "bench",
        ] {
            #expect(help.output.contains("\n  \(name) "), "help does not list \(name)")
            let own = try Program.lydite([name, "--help"])
            #expect(own.code == 0)
            #expect(own.output.hasPrefix("usage: lydite \(name)"))
        }
        let nothing = try Program.lydite([])
        #expect(nothing.code == 64)
        #expect(nothing.output.isEmpty)
        #expect(try Program.lydite(["--version"]).output.hasPrefix("lydite 0."))
    }

    @Test(
        arguments: [
            (["1/2", "0.5"], 0, "correct"), (["1/2", "0.51"], 1, "incorrect (wrong-answer)"),
            (["-5", "-5"], 0, "correct"), (["-\\frac12", "-.5"], 0, "correct"),
            (["--", "-5", "5"], 1, "incorrect"),
            (["18", "So the answer is 18.", "--response"], 0, "correct"),
            (["18", "I do not know.", "--response"], 1, "no-answer"),
        ] as [([String], Int32, String)])
    func `check tells its verdict by word and by exit code`(
        words: [String], code: Int32, text: String
    ) throws {
        let result = try Program.lydite(["check"] + words)
        #expect(result.code == code)
        #expect(result.output.contains(text), "\(result.output)")
    }

    @Test func `a bad row names its line and the summary counts the causes`() throws {
        let input =
            #"{"id":1,"gold":"1","pred":"1"}"# + "\n\n" + #"{"id":1e400,"gold":"1","pred":"1"}"#
            + "\n"
            + #"{"id":3,"gold":"1"}"# + "\n" + #"{"id":[4],"gold":"1","pred":"1"}"# + "\n"
        let result = try Program.lydite(["verify"], input: input)
        #expect(result.code == 2)
        let rows = result.output.split(separator: "\n")
        #expect(rows.count == 4)
        #expect(rows[1].hasPrefix(#"{"id":null,"line":3,"verdict":"undecided""#), "\(rows[1])")
        #expect(rows[2].hasPrefix(#"{"id":3,"line":4,"verdict":"undecided""#), "\(rows[2])")
        #expect(rows[3].hasPrefix(#"{"id":null,"line":5,"verdict":"undecided""#), "\(rows[3])")
        #expect(result.errors.contains("4 rows: 1 correct, 0 incorrect, 3 undecided (bad-row 3)"))
        #expect(try Program.lydite(["verify", "--quiet"], input: input).errors.isEmpty)
    }

    @Test func `a device stays a device and a folder is refused before the work`() throws {
        let input = #"{"gold":"1","pred":"1"}"# + "\n"
        #expect(try Program.lydite(["verify", "--out", "/dev/null"], input: input).code == 0)
        #expect(
            try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type]
                as? FileAttributeType == .typeCharacterSpecial)
        let folder = try TemporaryFolder()
        let refused = try Program.lydite(["verify", "--out", folder.path], input: input)
        #expect(refused.code == 2)
        #expect(refused.errors.contains("Is a directory"))
    }

    @Test func `verify gives one row for each row, in order, at any number of jobs`() throws {
        var input = "\u{FEFF}"
        for number in 0..<500 {
            input +=
                #"{"id":\#(number),"gold":"\#(number)","pred":"\#(number % 3 == 0 ? number : 7)"}"#
                + "\r\n"
        }
        input +=
            "{broken\n\n[1]\n" + #"{"id":"x","gold":"1"}"# + "\n"
            + #"{"id":"last","gold":"1","pred_b64":"MQ=="}"#
        let one = try Program.lydite(["verify", "--jobs", "1"], input: input)
        let two = try Program.lydite(["verify", "--jobs", "2"], input: input)
        #expect(one.code == 2)
        #expect(one.output == two.output)
        let lines = one.output.split(separator: "\n")
        #expect(lines.count == 504)
        #expect(lines[0].hasPrefix(#"{"id":0,"verdict":"correct""#))
        #expect(lines[1].hasPrefix(#"{"id":1,"verdict":"incorrect","fault":"wrong-answer""#))
        #expect(lines[500].contains(#""cause":"bad-row""#))
        #expect(lines[501].contains(#""cause":"bad-row""#))
        #expect(
            lines[502].hasPrefix(
                #"{"id":"x","line":504,"verdict":"undecided","fault":null,"cause":"bad-row""#)
        )
        #expect(lines[503].hasPrefix(#"{"id":"last","verdict":"correct""#))
    }

    @Test func `a row over the bound is undecided and the rest goes on`() throws {
        let long = #"{"id":1,"gold":"1","pred":"\#(String(repeating: "1", count: 5000))"}"#
        let result = try Program.lydite(
            ["verify", "--max-row-bytes", "1000"],
            input: long + "\n" + #"{"id":2,"gold":"1","pred":"1"}"# + "\n")
        #expect(result.output.contains("longer than 1000 bytes"))
        #expect(result.output.contains(#"{"id":2,"verdict":"correct""#))
    }

    @Test func `import reads official rows, names broken ones and counts`() throws {
        let folder = try TemporaryFolder()
        let rows = try folder.write(
            #"{"question":"Ann has 2 pens and buys 3. How many?","answer":"2+3=<<2+3=5>>5\n#### 5"}"#
                + "\n"
                + "{oops\n" + #"{"question":"x","answer":"none"}"# + "\n", as: "g.jsonl")
        let result = try Program.lydite(["import", "gsm8k", rows])
        #expect(result.code == 0)
        #expect(
            result.output.contains(
                #""id":"gsm8k/1","statement":"Ann has 2 pens and buys 3. How many?""#))
        #expect(result.output.contains(#""gold":"5""#))
        #expect(result.errors.contains("g.jsonl:2: not JSON"))
        #expect(result.errors.contains("g.jsonl:3: field \"answer\""))
        #expect(result.errors.contains("1 problems, 2 rows could not be read"))
        #expect(try Program.lydite(["import", "gsm8k", folder.path + "/none"]).code == 2)
    }

    @Test func `import of code without a sandbox leaves out limits that nobody stated`() throws {
        let folder = try TemporaryFolder()
        let row = #"{"task_id":7,"text":"Add one.","code":"def f(x): return x + 1","#
        let rows = try folder.write(
            row + #""test_list":["assert f(1) == 2"]}"# + "\n" + row
                + #""test_list":["assert f(1) == 2"],"limits":{"cpuSeconds":3}}"# + "\n",
            as: "m.jsonl")
        let result = try Program.lydite(["import", "mbpp", "--no-measure", rows])
        #expect(result.code == 0)
        let lines = result.output.split(separator: "\n")
        #expect(lines.count == 2 && !lines[0].contains("limits"))
        #expect(lines.last?.contains(#""cpuSeconds":3"#) == true)
    }

    @Test func `import stores five times the reference's time, and lint where it is missing`()
        throws
    {
        let folder = try TemporaryFolder()
        let row = #"{"task_id":7,"text":"Add one.","code":"def f(x): return x + 1","#
        let rows = try folder.write(
            row + #""test_list":["assert f(1) == 2"]}"# + "\n", as: "m.jsonl")
        let level = ["--isolation", "best"]
        let measured = try Program.lydite(["import", "mbpp", rows] + level)
        #expect(measured.code == 0, "\(measured.errors)")
        #expect(measured.output.contains(#""cpuSeconds":1"#))
        let plain = try folder.write(
            try Program.lydite(["import", "mbpp", "--no-measure", rows]).output, as: "p.jsonl")
        let lint = try Program.lydite(
            ["problems", "lint", plain, "--out", folder.path + "/l.jsonl"] + level)
        #expect(lint.code == 0, "\(lint.errors)")
        #expect(try folder.read("l.jsonl") == measured.output)
    }

    @Test func `lint names each row that cannot be right, with its line`() throws {
        let folder = try TemporaryFolder()
        func row(_ id: String, _ reference: String, _ cases: String) -> String {
            #"{"id":"\#(id)","statement":"S","language":"python","entry_point":"f","#
                + #""reference":"\#(reference)","cases":\#(cases)}"# + "\n"
        }
        let good = #"[{"args":[3],"expected":9}]"#
        let rows = try folder.write(
            row("a", "def f(x): return x * x", good) + row("b", "def f(x): return x + x", good)
                + row("c", "def g(x): return 9", good) + row("d", "def f(x): return 9", "[]")
                + row("e", "import random\\ndef f(x): return random.random()", good)
                + #"{"id":"m","statement":"S","gold":"4"}"# + "\n", as: "p.jsonl")
        let lint = try Program.lydite(["problems", "lint", rows, "--isolation", "best"])
        #expect(lint.code == 1)
        #expect(lint.errors.contains("6 problems, 4 faults"), "\(lint.errors)")
        let lines = lint.output.split(separator: "\n").map { $0.dropFirst(rows.utf8.count) }
        #expect(lines.map { $0.prefix(3) } == [":2:", ":3:", ":4:", ":5:"], "\(lint.output)")
        #expect(lines[0].contains("[3] gives 6, expected 9"))
        #expect(lines[1].contains("does not define \"f\""))
    }

    @Test func `strengthen prints the score of each problem and of all`() throws {
        let folder = try TemporaryFolder()
        let code = "def f(n):\\n    return 0 if n <= 10 else n - 10"
        let rows = try folder.write(
            #"{"task_id":7,"text":"T","code":"\#(code)","#
                + #""test_list":["assert f(3) == 0","assert f(40) == 30"]}"# + "\n", as: "m.jsonl")
        let problems = try folder.write(
            try Program.lydite(["import", "mbpp", "--no-measure", rows]).output, as: "p.jsonl")
        let words = [
            "problems", "strengthen", problems, "--out", folder.path + "/s.jsonl", "--isolation",
            "best",
        ]
        let result = try Program.lydite(words)
        #expect(result.code == 0, "\(result.errors)")
        #expect(result.output.hasPrefix("MBPP/7"))
        #expect(result.output.contains("cases 2 + "))
        #expect(result.errors.contains("1 problems measured, 0 skipped"))
        let written = try folder.read("s.jsonl")
        #expect(written.contains("\"added_cases\":[{"))
        #expect(try Program.lydite(words).output == result.output)
        #expect(try folder.read("s.jsonl") == written)
    }
}
