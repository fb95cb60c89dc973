import Foundation
import Support
import Testing

/// `lydite run --shard` and `lydite merge`: the parts of a run make what the whole makes.
struct ShardTests {
    private let folder: TemporaryFolder
    private var out: String { folder.path + "/out" }

    init() throws { folder = try TemporaryFolder() }

    private func lydite(_ words: [String]) throws -> Program.Result { try Program.lydite(words) }

    private func shard(_ text: String, of inputs: [String], _ more: [String] = []) throws
        -> Program.Result
    {
        try lydite(["run", "--out", out, "--shard", text] + inputs + more)
    }

    private let families = [Project.root + "/Problems/math/arithmetic", "--variants", "5"]

    @Test func `three shards at different numbers of jobs merge into the bytes of one run`()
        throws
    {
        let whole = folder.path + "/whole"
        #expect(try lydite(["run", "--out", whole] + families).code == 0)
        for index in 0..<3 {
            let result = try shard("\(index)/3", of: families, ["--jobs", "\(index + 1)"])
            #expect(result.code == 0 && result.errors.contains("run lydite merge"))
        }
        #expect(try lydite(["merge", out]).code == 0)
        #expect(try Exports.of(out) == Exports.of(whole))
        // Doing any of it again does nothing.
        #expect(try shard("1/3", of: families).errors.contains("nothing is left to do"))
        #expect(try lydite(["merge", out]).errors.contains("nothing is left to do"))
    }

    @Test func `a shard that was killed goes on where it was, and a lost merge begins anew`() throws
    {
        let whole = folder.path + "/whole"
        let inputs = [Project.root + "/Problems/math/percent", "--variants", "60"]
        #expect(try lydite(["run", "--out", whole] + inputs).code == 0)
        #expect(try shard("1/2", of: inputs).code == 0)
        let process = try Program.start(["run", "--out", out, "--shard", "0/2"] + inputs)
        let store = out + "/shards/0-of-2.sqlite.part/run.sqlite"
        while process.isRunning, !FileManager.default.fileExists(atPath: store) { usleep(1000) }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        let early = try lydite(["merge", out])
        if FileManager.default.fileExists(atPath: store) {
            #expect(early.code == 2 && early.errors.contains("lacks 1 shard (0/2)"))
        }
        #expect(try shard("0/2", of: inputs).code == 0)
        // What a merge left that was killed in the middle.
        _ = try folder.write("half a store", as: "out/run.sqlite.part")
        #expect(try lydite(["merge", out]).code == 0)
        #expect(try Exports.of(out) == Exports.of(whole))
    }

    @Test func `a problem that two shards hold is the first one's, as in one run`() throws {
        // Many pairs of equal statements under different names: some pairs fall apart.
        let rows = (0..<24).map { number in
            #"{"id":"row\#(number)","statement":"What is \#(number / 2) plus 1?","gold":"\#(number / 2 + 1)"}"#
        }
        let recorded = (0..<24).map { number in
            #"{"problem":"row\#(number)","text":"It is \#(number / 2 + number % 2 + 1).","model":"m"}"#
        }
        let inputs = [
            try folder.write(rows.joined(separator: "\n"), as: "rows.jsonl"), "--recorded",
            try folder.write(recorded.joined(separator: "\n"), as: "recorded.jsonl"),
        ]
        let whole = folder.path + "/whole"
        #expect(try lydite(["run", "--out", whole] + inputs).code == 0)
        for index in 0..<3 { #expect(try shard("\(index)/3", of: inputs).code == 0) }
        let merged = try lydite(["merge", out, "--json"])
        #expect(merged.code == 0)
        #expect(try Exports.of(out) == Exports.of(whole))
        let report = try folder.read("whole/report.json")
        for field in ["variants", "rollouts", "traces", "refusedVariants", "input"] {
            let wanted = try field.value(in: report)
            #expect(try field.value(in: merged.output) == wanted, "\(field)")
        }
    }

    @Test func `what is no shard, or not all of them, is refused with what to do`() throws {
        for text in ["3/3", "-1/3", "1", "1/0", "a/b", "1/2/3", "+1/3", "0/1000000"] {
            let result = try shard(text, of: families)
            #expect(result.code == 64 && result.errors.contains("i/N"), "\(text)")
        }
        let none = try lydite(["merge", out])
        #expect(none.code == 2 && none.errors.contains("holds no shards"))
        #expect(try shard("0/2", of: families).code == 0)
        let missing = try lydite(["merge", out])
        #expect(missing.code == 2 && missing.errors.contains("lacks 1 shard (1/2)"))
        let other = try shard("0/2", of: families, ["--seed", "5"])
        #expect(other.code == 2 && other.errors.contains("seed was 1, is 5"))
        let single = try lydite(["run", "--out", out] + families)
        #expect(single.code == 0)
        #expect(try shard("1/2", of: families).code == 0)
        let mixed = try lydite(["merge", out])
        #expect(mixed.code == 2 && mixed.errors.contains("was not made of the shards"))
        _ = try folder.write("no store", as: "out/shards/0-of-2.sqlite")
        #expect(try lydite(["merge", out]).code == 2)
        #expect(try shard("0/3", of: families).code == 0)
        #expect(try lydite(["merge", out]).errors.contains("two divisions"))
    }
}

extension String {
    /// The value of this field of a report, as text.
    fileprivate func value(in report: String) throws -> String {
        let json = try JSONSerialization.jsonObject(with: Data(report.utf8)) as? [String: Any]
        let value = try #require(json?[self])
        let data = try JSONSerialization.data(
            withJSONObject: [value], options: [.sortedKeys])
        return String(decoding: data, as: UTF8.self)
    }
}
