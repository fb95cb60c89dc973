import Foundation
import Support
import Testing

/// A small world of problems with a policy that can learn them, in a folder of one test.
struct LoopWorld {
    let folder: TemporaryFolder
    private static let script = Project.root + "/Tests/LyditeLoopTests/policy.py"

    init() throws {
        folder = try TemporaryFolder()
        #expect(try Program.shell("python3 '\(Self.script)' world '\(folder.path)' 1") == 0)
        _ = try folder.write("for: any\nuser: \"{statement}\"\n", as: "plain.yaml")
        _ = try folder.write(
            """
            sampling: {max_tokens: 64, n: 4}
            prompts: [plain.yaml]
            endpoints:
              - models: ["{model}"]
            """, as: "policy.yaml")
    }

    var out: String { folder.path + "/out" }

    /// A configuration; `more` replaces or adds parts by their first line's key.
    func config(
        rounds: Int = 2, trainer: String = "train", problems: String = "{count: 60}",
        train: String = "replay: 0.3", evaluations: Int = 1, more: String = "",
        as name: String = "loop.yaml"
    ) throws -> String {
        try folder.write(
            """
            seed: 1
            rounds: \(rounds)
            sources: [pool.jsonl]
            held_out: [held-out.jsonl]
            demonstrations: [demonstrations.jsonl]
            problems: \(problems)
            sample:
              models: policy.yaml
              command: [python3, "\(Self.script)", sample, "{requests}", "{answers}", "{model}", "{seed}", "{purpose}"]
              rollouts: 4
              seconds: 20
              evaluation_rollouts: \(evaluations)
            train:
              command: [python3, "\(Self.script)", \(trainer), "{data}", "{model}", "{out}"]
              seconds: 20
              \(train)
            \(more)
            """, as: name)
    }

    func loop(
        _ config: String, _ words: [String] = [], out: String? = nil, fault: String = ""
    ) throws -> Program.Result {
        try Program.lydite(
            ["loop", config, "--out", out ?? self.out] + words,
            environment: ["LYDITE_FAULT": fault, "LYDITE_FAULT_MARK": folder.path + "/mark"])
    }

    func start(_ config: String) throws -> Process {
        try Program.start(["loop", config, "--out", out])
    }

    func json(_ name: String, in out: String? = nil) throws -> [String: Any] {
        let data = try Data(contentsOf: URL(fileURLWithPath: (out ?? self.out) + "/" + name))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    func lines(_ name: String, in out: String? = nil) throws -> [[String: Any]] {
        let text = try String(contentsOfFile: (out ?? self.out) + "/" + name, encoding: .utf8)
        return try text.split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
    }

    func readings(in out: String? = nil) throws -> [[String: Any]] {
        let rounds = try #require(try json("loop.json", in: out)["rounds"] as? [[String: Any]])
        return rounds.compactMap { $0["heldOut"] as? [String: Any] }
    }

    /// What must not depend on how often a loop was stopped on its way.
    func files(of out: String) throws -> [String: String] {
        var files: [String: String] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: out) {
            let isResult = ["loop.json", "round.json", "choice.json", "policy.json"].contains {
                name.hasSuffix($0)
            }
            let isRows = name.contains("training/") || name.contains("/data/")
            guard isResult || isRows, name.hasSuffix(".json") || name.hasSuffix(".jsonl") else {
                continue
            }
            files[name] = try String(contentsOfFile: out + "/" + name, encoding: .utf8)
        }
        return files
    }
}
