import Foundation
import Support
import Testing

/// The report, the card and the spot check of labels, as a person gets them.
struct ReviewTests {
    private let folder: TemporaryFolder
    private var store: String { folder.path + "/run/run.sqlite" }

    init() throws { folder = try TemporaryFolder() }

    private func run(_ problems: [String] = [Project.root + "/Problems/math/arithmetic"]) throws {
        let made = try Program.lydite(
            ["run"] + problems + ["--variants", "3", "--out", folder.path + "/run", "--quiet"])
        #expect(made.code == 0, "\(made.errors)")
    }

    private func review(_ words: [String]) throws -> Program.Result {
        try Program.lydite(["review", "--store", store] + words)
    }

    private func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test func `marks that cannot be read are refused, and a page is replaced only with force`()
        throws
    {
        try run()
        let page = folder.path + "/page.html"
        #expect(try review(["--out", page, "--count", "0"]).code == 64)
        #expect(try review(["--marks", "x", "--count", "3"]).code == 64)
        for line in ["{", "{}", #"{"trace":"00"}"#] {
            let bad = try folder.write(line + "\n", as: "bad.jsonl")
            let refused = try review(["--marks", bad])
            #expect(refused.code == 2 && refused.errors.contains("bad.jsonl:1"), "\(line)")
        }
        #expect(try review(["--out", page, "--count", "5"]).code == 0)
        let again = try review(["--out", page, "--count", "5"])
        #expect(again.code == 2 && again.errors.contains("pass --force"))
        #expect(try review(["--out", page, "--count", "5", "--force"]).code == 0)
    }

    @Test
    func `the card has no label error until a person marked rows, then one with its interval`()
        throws
    {
        try run()
        #expect(try folder.read("run/README.md").contains("not measured: run lydite review"))
        #expect(try folder.read("run/report.html").contains("not measured"))
        let page = folder.path + "/page.html"
        #expect(try review(["--out", page, "--count", "20"]).code == 0)
        let text = try folder.read("page.html")
        let start = try #require(text.range(of: "id=\"rows\">")?.upperBound)
        let end = try #require(
            text.range(of: "</script>", range: start..<text.endIndex)?.lowerBound)
        let rows = try #require(
            try JSONSerialization.jsonObject(with: Data(text[start..<end].utf8))
                as? [[String: Any]])
        #expect(rows.count == 20)
        let verdicts = rows.compactMap { $0["verdict"] as? String }
        #expect(abs(verdicts.count { $0 == "correct" } - 10) <= 1)
        let lines = try rows.enumerated().map { index, row in
            let trace = try #require(row["trace"] as? String)
            return #"{"trace":"\#(trace)","right":\#(index != 3)}"# + "\n"
        }
        let marks = try folder.write(
            lines.joined() + #"{"trace":"\#(String(repeating: "0", count: 64))","right":true}"#
                + "\n",
            as: "marks.jsonl")
        let read = try review(["--marks", marks])
        #expect(read.code == 0 && read.errors.contains("1 of 21 marks name no trace"))
        #expect(
            read.output.contains("label error: 1 of 20, 5.00 % (0.89 to 23.61 %)")
                || read.output.contains("label error: 1 of 20, 5.00 % ("))
        try run()
        #expect(try folder.read("run/README.md").contains("1 of 20 marked: 5.00 % ("))
        // The marks come back with the next page, so that the work goes on where it ended.
        #expect(try review(["--out", page, "--count", "20", "--force"]).code == 0)
        #expect(try folder.read("page.html").components(separatedBy: "\"right\":").count >= 21)
    }

    @Test func `text of rows cannot become part of a page`() throws {
        let evil = #"</script><script>alert(1)</script><img src=x onerror=alert(2)>"#
        let problems = try folder.write(
            #"{"id":"<b>","statement":"What is 2 + 2? \#(evil)","gold":"4","topic":"<i>"}"# + "\n",
            as: "problems.jsonl")
        let rollouts = try folder.write(
            [#"2 + 2 = 4 \#(evil) The answer is 4."#, #"2 + 2 = 5 \#(evil) The answer is 5."#].map {
                #"{"problem":"<b>","text":"\#($0)","model":"<u>m"}"# + "\n"
            }.joined(), as: "rollouts.jsonl")
        let made = try Program.lydite([
            "run", problems, "--recorded", rollouts, "--out", folder.path + "/run", "--quiet",
        ])
        #expect(made.code == 0)
        #expect(try review(["--out", folder.path + "/page.html"]).code == 0)
        let report = try folder.read("run/report.html")
        #expect(report.contains("&lt;img src=x"))
        for page in [report, try folder.read("page.html")] {
            #expect(!page.contains("<img") && !page.contains("<u>") && !page.contains("<i>"))
            #expect(!page.contains("alert(1)</script>"))
        }
        #expect(!report.contains("<script"))
    }

    @Test func `the report is one file with its pictures and nothing from elsewhere`() throws {
        try run([Project.root + "/Problems/math"])
        let report = try folder.read("run/report.html")
        for section in [
            "From problems to rows", "pass@k", "Topics by pass rate", "Length of both sides",
            "Classes of error", "Diversity", "Pairs to look at", "<mark>",
        ] {
            #expect(report.contains(section), "\(section)")
        }
        #expect(report.components(separatedBy: "<svg").count > 6)
        for outside in ["http:", "https:", "src=", "@import", "url("] {
            #expect(!report.contains(outside), "\(outside)")
        }
        let facts = try object(folder.read("run/report.json"))
        #expect(facts["labelError"] is NSNull)
        let pairs = try #require(facts["pairSelection"] as? [String: Any])
        let (possible, kept) = (pairs["possible"] as? Int ?? 0, pairs["kept"] as? Int ?? 0)
        #expect(possible > 1000 && Double(kept) >= 0.6 * Double(possible))
        #expect((0.45...0.55).contains(pairs["lengthAUC"] as? Double ?? 0))
        #expect((pairs["largestClass"] as? Double ?? 1) <= 0.30)
        let families = pairs["families"] as? Int ?? 1
        #expect((pairs["largestFamily"] as? Double ?? 1) <= max(0.05, 2 / Double(families)))
    }
}
