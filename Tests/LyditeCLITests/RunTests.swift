import Foundation
import Support
import Testing

/// `lydite run` from end to end, as a user runs it.
struct RunTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func run(_ words: [String], out: String = "out") throws -> Program.Result {
        try Program.lydite(["run", "--out", folder.path + "/" + out] + words)
    }

    private func exports(_ out: String) throws -> [String: String] {
        try Exports.of(folder.path + "/" + out)
    }

    private let families = [Project.root + "/Problems/math"]

    @Test func `the same seed gives the same bytes at any number of jobs, another seed others`()
        throws
    {
        #expect(try run(families + ["--variants", "6", "--jobs", "1"], out: "one").code == 0)
        #expect(try run(families + ["--variants", "6", "--jobs", "2"], out: "two").code == 0)
        #expect(try run(families + ["--variants", "6", "--seed", "2"], out: "other").code == 0)
        let one = try exports("one")
        #expect(one.count >= 3)
        #expect(try exports("two") == one)
        #expect(try exports("other") != one)
    }

    @Test func `rows obey the rules of every loader`() throws {
        #expect(try run(families + ["--variants", "4"]).code == 0)
        for (name, text) in try exports("out") where name.hasSuffix(".jsonl") {
            #expect(!text.isEmpty)
            for line in text.split(separator: "\n") {
                let row = try #require(
                    try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
                #expect(row["meta"] is String)
                let sides = name.hasPrefix("dpo") ? ["prompt", "chosen", "rejected"] : ["messages"]
                #expect(Set(row.keys) == Set(sides + ["meta"]))
                var texts: [String] = []
                for side in sides {
                    for turn in try #require(row[side] as? [[String: String]]) {
                        #expect(["user", "assistant"].contains(turn["role"]))
                        let content = try #require(turn["content"])
                        #expect(!content.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty)
                        texts.append(content)
                    }
                }
                #expect(Set(texts).count == texts.count, "two equal sides in \(name)")
            }
        }
    }

    @Test func `relatives stand in one split`() throws {
        #expect(try run(families + ["--variants", "4"]).code == 0)
        var splits: [String: Set<String>] = [:]
        for (name, text) in try exports("out") where name.hasSuffix(".jsonl") {
            let split = String(name.split(separator: "/").last ?? "")
            for line in text.split(separator: "\n") {
                let row = try #require(
                    try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
                let meta = try #require(row["meta"] as? String)
                let fields = try #require(
                    try JSONSerialization.jsonObject(with: Data(meta.utf8)) as? [String: Any])
                splits[try #require(fields["family"] as? String), default: []].insert(split)
            }
        }
        #expect(splits.count > 5)
        #expect(splits.values.allSatisfy { $0.count == 1 })
    }

    @Test
    func
        `a finished run has nothing left and another configuration is refused with the difference`()
        throws
    {
        #expect(try run(families + ["--variants", "2"]).code == 0)
        let again = try run(families + ["--variants", "2"])
        #expect(again.code == 0)
        #expect(again.errors.contains("nothing is left to do"))
        let other = try run(families + ["--variants", "3", "--seed", "9"])
        #expect(other.code == 2)
        #expect(other.errors.contains("seed was 1, is 9"))
        #expect(other.errors.contains("variants was 2, is 3"))
    }

    @Test func `a data file that is gone or cut after the end is made again`() throws {
        let words = families + ["--variants", "2"]
        #expect(try run(words).code == 0)
        let whole = try exports("out")
        let file = folder.path + "/out/data/default/train.jsonl"
        try FileManager.default.removeItem(atPath: file)
        #expect(try run(words).code == 0)
        #expect(try exports("out") == whole)
        _ = try folder.write("{}\n", as: "out/data/default/train.jsonl")
        #expect(try run(words).code == 0)
        #expect(try exports("out") == whole)
        #expect(try run(words).errors.contains("nothing is left to do"))
    }

    @Test func `text from rows cannot break the card`() throws {
        let row = try folder.write(
            #"{"id":"a","statement":"What is 1 + 1?","gold":"2","licence":"my: [own\nterms","source":"a | b","#
                + #""reference":"1 + 1 = 2\n#### 2"}"# + "\n",
            as: "p.jsonl")
        #expect(try run([row]).code == 0)
        let card = try folder.read("out/README.md")
        #expect(card.hasPrefix("---\nlicense: other\n"))
        #expect(card.contains("| a   b | my: [own terms | yes | 1 |"))
    }

    @Test func `a run killed at any moment goes on to the same bytes`() throws {
        let words = families + ["--variants", "40"]
        #expect(try run(words, out: "calm").code == 0)
        for delay in [20, 60, 120, 200] {
            let process = try Program.start(["run", "--out", folder.path + "/killed"] + words)
            Thread.sleep(forTimeInterval: Double(delay) / 1000)
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
        #expect(try run(words, out: "killed").code == 0)
        #expect(try exports("killed") == exports("calm"))
    }

    @Test func `a stop signal stores what is finished and says how to go on`() throws {
        let process = try Program.start(
            ["run", "--out", folder.path + "/out", "--variants", "4000"] + families)
        let store = folder.path + "/out/run.sqlite"
        while process.isRunning, !FileManager.default.fileExists(atPath: store) { usleep(10_000) }
        kill(process.processIdentifier, SIGTERM)
        process.waitUntilExit()
        #expect(process.terminationStatus == 143)
        let errors = try #require(process.standardError as? Pipe).fileHandleForReading
            .readDataToEndOfFile()
        #expect(String(decoding: errors, as: UTF8.self).contains("run the same command again"))
    }

    @Test func `an unknown problem and a broken family name their place`() throws {
        let unknown = try run(["money/chnge"])
        #expect(unknown.code == 2)
        #expect(
            unknown.errors.contains("there is no file, folder or shipped problem \"money/chnge\""))
        let broken = try folder.write("title: x\nslots: [1, 2\n", as: "broken.yaml")
        let result = try run([broken])
        #expect(result.code == 2)
        #expect(result.errors.contains("broken.yaml:"), "\(result.errors)")
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/out"))
    }
}
