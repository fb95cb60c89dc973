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

    private static let hasCurl = ["/usr/bin/curl", "/bin/curl"].contains {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    @Test(.enabled(if: hasCurl, "no curl here"))
    func `marks on a served page are in the store at once, and the next start goes on`() throws {
        try run()
        #expect(try review(["--port", "0"]).code == 64)
        #expect(try review(["--serve", "--marks", "x"]).code == 64)
        #expect(try review(["--serve", "--out", "x.html"]).code == 64)
        let page = folder.path + "/page.html"
        for (round, wrong) in [(1, "false"), (2, "true")] {
            let process = try Program.start(["review", "--store", store, "--serve", "--count", "4"])
            let pipe = try #require(process.standardOutput as? Pipe)
            var line = Data()
            while line.last != 10, let byte = try pipe.fileHandleForReading.read(upToCount: 1),
                !byte.isEmpty
            {
                line += byte
            }
            let text = String(decoding: line, as: UTF8.self)
            #expect(text.hasPrefix("4 rows to mark at http://127.0.0.1:"))
            let url = try #require(text.split(whereSeparator: \.isWhitespace).last)
            #expect(try Program.shell("curl -fsS '\(url)' -o '\(page)'") == 0)
            let shown = try folder.read("page.html")
            let known = try list(in: shown, "known")
            #expect(known.count == (round == 1 ? 0 : 2))
            let rows = try list(in: shown, "rows").compactMap { $0["trace"] as? String }
            for (trace, right) in [(rows[0], "true"), (rows[1], wrong)] {
                let mark = #"{"trace":"\#(trace)","right":\#(right)}"#
                #expect(try Program.shell("curl -fsS '\(url)marks' -d '\(mark)'") == 0)
            }
            // Whatever ends it, what was marked is there.
            if round == 1 { kill(process.processIdentifier, SIGKILL) } else { process.interrupt() }
            process.waitUntilExit()
            let marked = try object(try review(["--out", page, "--force", "--json"]).output)
            #expect(marked["marked"] as? Int == 2 && marked["wrong"] as? Int == 2 - round)
        }
    }

    private func list(in page: String, _ id: String) throws -> [[String: Any]] {
        let start = try #require(page.range(of: "id=\"\(id)\">")?.upperBound)
        let end = try #require(
            page.range(of: "</script>", range: start..<page.endIndex)?.lowerBound)
        return try #require(
            try JSONSerialization.jsonObject(with: Data(page[start..<end].utf8)) as? [[String: Any]]
        )
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
        let rows = try list(in: text, "rows")
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
