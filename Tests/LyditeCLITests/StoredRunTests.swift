import Foundation
import Support
import Testing

/// `lydite show`, `lydite reverify` and `lydite cache`: what is done with a run that is there.
struct StoredRunTests {
    private let folder: TemporaryFolder
    private var out: String { folder.path + "/out" }
    private var store: String { out + "/run.sqlite" }

    init() throws { folder = try TemporaryFolder() }

    private func run(_ words: [String], cache: String = "") throws -> Program.Result {
        try Program.lydite(
            ["run", "--out", out] + words, environment: ["LYDITE_CACHE": cache])
    }

    private func json(_ text: String) throws -> [String: Any] {
        try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    /// The value of the first column of the first row.
    private func query(_ sql: String) throws -> String {
        let script =
            "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); "
            + "r=c.execute(sys.argv[2]).fetchone(); c.commit(); print(r[0] if r else '')"
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script, store, sql]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private let families = [Project.root + "/Problems/math/percent", "--variants", "3"]
    private let code = [
        Project.root + "/Problems/code/lists", "--variants", "1", "--rollouts", "6",
    ]

    @Test func `anything stored is shown by the first digits of its digest`() throws {
        #expect(try run(families).code == 0)
        for table in ["variant", "rollout", "pair"] {
            let digest = try query("SELECT lower(hex(digest)) FROM \(table) LIMIT 1")
            let shown = try Program.lydite(
                ["show", String(digest.prefix(16)), "--store", store, "--json"])
            let json = try json(shown.output)
            #expect(json["kind"] as? String == table && json["digest"] as? String == digest)
            #expect(table == "variant" || json["variant"] != nil)
            let text = try Program.lydite(["show", digest.uppercased(), "--store", store])
            #expect(text.code == 0 && text.output.contains("kind  \(table)"))
        }
        let none = try Program.lydite(["show", "0123456789abcdef0123", "--store", store])
        #expect(none.code == 1 && none.errors.contains("holds nothing whose digest begins"))
        #expect(try Program.lydite(["show", "xyz", "--store", store]).code == 64)
        #expect(try Program.lydite(["show", "ab", "--store", out + "/README.md"]).code == 2)
        #expect(try Program.lydite(["show", "ab", "--store", out + "/none"]).code == 2)
    }

    @Test func `a candidate cannot speak to the terminal`() throws {
        let rows = try folder.write(
            #"{"problem":"p","statement":"1+1?","gold":"2","text":"\u001b[2J2 \u009b31m\nIt is 2.","model":"m"}"#,
            as: "rows.jsonl")
        #expect(try run(["--recorded", rows]).code == 0)
        let digest = try query("SELECT lower(hex(digest)) FROM rollout")
        let shown = try Program.lydite(["show", digest, "--store", store])
        #expect(shown.output.contains("It is 2.") && !shown.output.contains("\u{1b}"))
        #expect(!shown.output.unicodeScalars.contains("\u{9b}"))
    }

    @Test func `verdicts that another verifier gave are found, mended and exported anew`() throws {
        #expect(try run(families).code == 0)
        let exports = try Exports.of(out)
        let same = try Program.lydite(["reverify", "--store", store, "--json"])
        #expect(same.code == 0)
        #expect(try json(same.output)["changed"] as? Int == 0)
        #expect(try Exports.of(out) == exports)
        // An older verifier took one answer for wrong that is right.
        let row = try query("SELECT min(rollout) FROM trace WHERE verdict = 'correct'")
        _ = try query("UPDATE trace SET verdict = 'incorrect:wrong-answer' WHERE rollout = \(row)")
        _ = try query("UPDATE meta SET value = 'lydite-0.0.1' WHERE key = 'verifier'")
        let refused = try run(families)
        #expect(refused.code == 2 && refused.errors.contains("lydite reverify"))
        let dry = try Program.lydite(["reverify", "--store", store, "--dry-run"])
        #expect(dry.code == 0 && dry.output.contains("incorrect:wrong-answer -> correct"))
        #expect(try run(families).code == 2)
        let mended = try Program.lydite(["reverify", "--store", store])
        #expect(mended.output.contains("incorrect:wrong-answer -> correct"))
        #expect(mended.output.contains("lydite-0.0.1"))
        #expect(try Exports.of(out) == exports)
        #expect(try run(families).errors.contains("nothing is left to do"))
        #expect(try Program.lydite(["reverify", "--store", out + "/none"]).code == 2)
        // A mark that made the run's files stale is no reason to leave them, and goes with the verdict that it judged.
        _ = try query("UPDATE trace SET verdict = 'incorrect:wrong-answer' WHERE rollout = \(row)")
        _ = try query("INSERT INTO mark VALUES (\(row), 0, 'no')")
        _ = try query("DELETE FROM meta WHERE key = 'finished'")
        #expect(try Program.lydite(["reverify", "--store", store]).output.contains("pairs"))
        #expect(try query("SELECT count(*) FROM mark") == "0")
        #expect(try Exports.of(out) == exports)
    }

    @Test func `a reverification that was killed leaves no finished run`() throws {
        #expect(try run([families[0], "--variants", "60"]).code == 0)
        let exports = try Exports.of(out)
        let process = try Program.start(["reverify", "--store", store])
        while process.isRunning, try query("SELECT count(*) FROM pair") != "0" { usleep(1000) }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        let status = try Program.lydite(["run", "--out", out, "--status"])
        #expect(process.terminationStatus == 0 || status.output.contains("stopped"))
        #expect(try Program.lydite(["reverify", "--store", store]).code == 0)
        #expect(try Exports.of(out) == exports)
    }

    @Test func `programs that an earlier run has judged are not run again, with the same bytes`()
        throws
    {
        let cache = folder.path + "/cache"
        #expect(try run(code, cache: cache).code == 0)
        let exports = try Exports.of(out)
        #expect(try query("SELECT count(*) > 0 FROM run") == "1")
        try FileManager.default.removeItem(atPath: out)
        #expect(try run(code, cache: cache).code == 0)
        #expect(try Exports.of(out) == exports)
        #expect(try query("SELECT count(*) FROM run") == "0")
        try FileManager.default.removeItem(atPath: out)
        #expect(try run(code + ["--no-cache"], cache: cache).code == 0)
        #expect(try Exports.of(out) == exports)
        #expect(try query("SELECT count(*) > 0 FROM run") == "1")
        // What is undecided is not believed either, whoever wrote it.
        try FileManager.default.removeItem(atPath: out)
        let poison =
            "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); "
            + "c.execute('update verdict set value=?', ('{\"verdict\":\"undecided:flaky\",\"detail\":null,"
            + "\"evidence\":{},\"isolation\":\"full\"}',)); c.commit()"
        #expect(
            try Program.shell(
                "python3 -c '\(poison.replacing("'", with: "'\\''"))' \(cache)/verdicts.sqlite")
                == 0)
        #expect(try run(code, cache: cache).code == 0)
        #expect(try Exports.of(out) == exports)
        let environment = ["LYDITE_CACHE": cache]
        let held = try json(
            try Program.lydite(["cache", "stat", "--json"], environment: environment).output)
        #expect(try #require(held["entries"] as? Int) > 0)
        let pruned = try Program.lydite(
            ["cache", "prune", "--days", "0", "--json"], environment: environment)
        #expect(try json(pruned.output)["removed"] as? Int == held["entries"] as? Int)
        #expect(try json(pruned.output)["entries"] as? Int == 0)
        #expect(try Program.lydite(["cache", "stat", "--days", "3"]).code == 64)
    }

    @Test func `a cache that cannot be used is left alone`() throws {
        let cache = try folder.write("no folder", as: "cache")
        #expect(try run(code, cache: cache).code == 0)
        let exports = try Exports.of(out)
        let other = folder.path + "/other"
        try FileManager.default.createDirectory(
            atPath: other, withIntermediateDirectories: true)
        _ = try folder.write("no database, surely not", as: "other/verdicts.sqlite")
        try FileManager.default.removeItem(atPath: out)
        #expect(try run(code, cache: other).code == 0)
        #expect(try Exports.of(out) == exports)
    }
}
