import Foundation
import Support
import Testing

/// `lydite embed`, from a store to vectors that curation reads.
struct EmbedTests {
    private let folder: TemporaryFolder
    private var store: String { folder.path + "/run/run.sqlite" }
    private var out: String { folder.path + "/v.jsonl" }

    init() throws {
        folder = try TemporaryFolder()
        let made = try Program.lydite([
            "run", Project.root + "/Problems/math/arithmetic", "--variants", "3", "--out",
            folder.path + "/run", "--quiet",
        ])
        #expect(made.code == 0, "\(made.errors)")
    }

    private func embed(_ stub: EndpointStub, _ more: [String] = []) throws -> Program.Result {
        try Program.lydite(
            ["embed", "--endpoint", stub.url, "--model", "e", "--store", store, "--out", out]
                + ["--quiet"] + more)
    }

    private func rows() throws -> [[String: Any]] {
        try folder.read("v.jsonl").split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
    }

    @Test(arguments: [
        ["--bad", "not-json"], ["--bad", "html"], ["--bad", "no-choices"], ["--choices", "3"],
        ["--status", "401"], ["--status", "400"],
    ])
    func `a server that gives no vectors is named, and no file is made`(fault: [String]) throws {
        let made = try embed(try EndpointStub(fault))
        #expect(made.code == 2, "\(made.errors)")
        #expect(!made.errors.isEmpty && !FileManager.default.fileExists(atPath: out))
    }

    @Test func `vectors come in the order of the store, once each, and curation reads them`() throws
    {
        #expect(try Program.lydite(["embed", "--store", store]).code == 64)
        let stub = try EndpointStub(["--fail-after", "2", "--status", "401"])
        let halted = try embed(stub)
        #expect(halted.code == 2 && halted.errors.contains("v.jsonl.partial"), "\(halted.errors)")
        // What was cut off in the middle of a row is asked about again.
        let partial = try FileHandle(
            forWritingTo: URL(fileURLWithPath: out + ".partial"))
        try partial.seekToEnd()
        try partial.write(contentsOf: Data("{\"trace\":".utf8))
        try partial.close()
        let good = try EndpointStub()
        let other = try Program.lydite([
            "embed", "--endpoint", good.url, "--model", "f", "--store", store, "--out", out,
        ])
        #expect(other.code == 2 && other.errors.contains("v.jsonl.partial:1"))
        let made = try embed(good, ["--json"])
        #expect(made.code == 0, "\(made.errors)")
        let first = try folder.read("v.jsonl")
        #expect(try embed(good).code == 2)
        #expect(try embed(good, ["--force"]).code == 0)
        #expect(try folder.read("v.jsonl") == first)
        let sound = try Program.lydite(["curate", "--store", store, "--json"])
        let rows = try rows()
        #expect(Set(rows.compactMap { $0["trace"] as? String }).count == rows.count)
        #expect(sound.output.contains("\"seen\":\(rows.count)"))
        let config = try folder.write("embedding: {vectors: v.jsonl}\n", as: "c.yaml")
        let curated = try Program.lydite(["curate", "--store", store, "--config", config])
        #expect(curated.code == 0 && !curated.errors.contains("nothing is known"))
        #expect(curated.output.contains("same-meaning"))
    }
}
