import Foundation
import Support
import Testing

/// `lydite run --accept N`: a run that is made longer until it has N rows, and then has no more.
struct AcceptTests {
    private let folder: TemporaryFolder
    private let family = Project.root + "/Problems/math/percent"

    init() throws { folder = try TemporaryFolder() }

    private func run(_ words: [String], _ out: String) throws -> Program.Result {
        try Program.lydite(["run", "--out", folder.path + "/" + out] + words)
    }

    private func rows(_ out: String) throws -> Int {
        try Exports.of(folder.path + "/" + out).filter { $0.key.hasPrefix("default/") }
            .map { $0.value.split(separator: "\n").count }.reduce(0, +)
    }

    @Test func `there are exactly N rows, the same at any number of jobs and after a crash`() throws
    {
        let words = [family, "--variants", "3", "--accept", "600"]
        for jobs in ["1", "4"] { #expect(try run(words + ["--jobs", jobs], jobs).code == 0) }
        let process = try Program.start(["run", "--out", folder.path + "/killed"] + words)
        usleep(150_000)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        #expect(try run(words, "killed").code == 0)
        #expect(try rows("1") == 600)
        let files = try Exports.of(folder.path + "/1")
        #expect(try Exports.of(folder.path + "/4") == files)
        #expect(try Exports.of(folder.path + "/killed") == files)
        #expect(try run(words, "1").errors.contains("nothing is left to do"))
    }

    @Test func `a run without need grows no further, and one of too few candidates says so`() throws
    {
        #expect(try run([family, "--variants", "3", "--accept", "7"], "few").code == 0)
        #expect(try rows("few") == 7)
        let words = [family, "--variants", "2", "--accept", "100000", "--candidates", "700"]
        for _ in 0..<2 {
            let result = try run(words + ["--json"], "short")
            #expect(result.code == 1 && result.errors.contains("of the 100000"))
            let report = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
            let rollouts = try #require((report as? [String: Any])?["rollouts"] as? Int)
            #expect((350...700).contains(rollouts))
        }
    }

    @Test func `recorded rollouts are as many as they are`() throws {
        let rows = (0..<9).map { number in
            #"{"problem_id":"p","statement":"What is 7?","gold":"7","response":"In \#(number + 1) steps. The answer is 7."}"#
        }
        let file = try folder.write(rows.joined(separator: "\n"), as: "recorded.jsonl")
        #expect(try run(["--recorded", file, "--accept", "4"], "four").code == 0)
        #expect(try self.rows("four") == 4)
        #expect(try run(["--recorded", file, "--accept", "10"], "ten").code == 1)
        #expect(try self.rows("ten") == 9)
    }

    @Test(arguments: [
        ["--accept", "0"], ["--candidates", "5"], ["--accept", "5", "--shard", "0/2"],
    ])
    func `what cannot be asked for is refused`(_ words: [String]) throws {
        #expect(try run([family] + words, "none").code == 64)
    }
}
