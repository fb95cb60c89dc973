import Foundation
import Support
import Testing

/// The whole way with a model that learns: needs PyTorch and real problems, and is skipped without.
struct TinyModelTests {
    /// A python3 with PyTorch and transformers, named by `LYDITE_TORCH`.
    private static let python = ProcessInfo.processInfo.environment["LYDITE_TORCH"].flatMap {
        path in
        (try? Program.shell("'\(path)' -c 'import torch, transformers'")) == 0 ? path : nil
    }

    @Test(
        .enabled(if: python != nil, "set LYDITE_TORCH to a python3 with torch and transformers"),
        .enabled(if: Project.shared != nil, "real problems are not there (LYDITE_SHARED)"))
    func `a tiny model learns, samples and is verified on real problems`() throws {
        let folder = try TemporaryFolder()
        let python = try #require(Self.python)
        let shared = try #require(Project.shared)
        let script = Project.root + "/Sources/Clients/python/tiny/experiment.py"
        let line =
            "LYDITE_CACHE= '\(python)' '\(script)' '\(shared)/data/math_real_train.jsonl' '\(folder.path)/out' "
            + "--lydite '\(Project.products)/lydite' --smoke"
        #expect(try Program.shell(line) == 0)
        let data = Data(try folder.read("out/results.json").utf8)
        let results = try #require(
            try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let seeds = try #require(results["seeds"] as? [String: [String: Any]])
        let arms = try #require(seeds["1"])
        for name in ["a", "b", "c", "e"] {
            let arm = try #require(arms[name] as? [String: Any])
            #expect(arm["of"] as? Int == 20 && (arm["rows"] as? Int ?? 0) >= 40)
        }
    }
}
