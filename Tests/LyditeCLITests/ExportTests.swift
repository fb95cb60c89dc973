import Foundation
import Support
import Testing

/// `lydite export` from end to end.
struct ExportTests {
    private let folder: TemporaryFolder
    private static let names = [
        "hf-repo", "trl-sft", "trl-sft-pc", "trl-dpo", "trl-kto", "trl-reward", "trl-grpo",
        "trl-prm", "verl-rl", "openrlhf-sft", "openrlhf-dpo", "openrlhf-rl", "lf-alpaca",
        "lf-sharegpt", "lf-ranking", "lf-kto", "ax-chat", "ax-dpo", "ax-kto", "ax-step",
        "swift-sft", "swift-dpo", "swift-kto", "swift-grpo", "nemo-rl",
    ]

    init() throws { folder = try TemporaryFolder() }

    private var store: String { folder.path + "/run/run.sqlite" }

    private func makeStore(_ more: [String] = [], variants: String = "3") throws {
        let made = try Program.lydite(
            ["run", Project.root + "/Problems/math/arithmetic", "--variants", variants]
                + ["--out", folder.path + "/run", "--quiet"] + more)
        #expect(made.code == 0, "\(made.errors)")
    }

    private func export(
        _ name: String, to out: String? = nil, _ more: [String] = []
    ) throws -> Program.Result {
        try Program.lydite(
            ["export", "--to", name, "--out", folder.path + "/" + (out ?? name), "--store", store]
                + more)
    }

    private func files(_ out: String) throws -> [String: Data] {
        let root = folder.path + "/" + out
        var files: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: root) {
            files[name] = FileManager.default.contents(atPath: root + "/" + name)
        }
        return files
    }

    @Test func `a name, a folder or a store that is not there is refused`() throws {
        let unknown = try Program.lydite(["export", "--to", "trl-dop", "--out", "x"])
        #expect(unknown.code == 64 && unknown.errors.contains("trl-dpo"))
        #expect(try Program.lydite(["export", "--to", "trl-dpo"]).code == 64)
        #expect(try Program.lydite(["export", "--out", "x"]).code == 64)
        let missing = try export("trl-dpo")
        #expect(missing.code == 2)
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/trl-dpo"))
        _ = try folder.write("", as: "empty.sqlite")
        let empty = try Program.lydite([
            "export", "--to", "trl-dpo", "--out", folder.path + "/o", "--store",
            folder.path + "/empty.sqlite",
        ])
        #expect(empty.code == 2 && empty.errors.contains("not a lydite store"))
    }

    @Test func `what stands in the folder is replaced only with force`() throws {
        try makeStore()
        #expect(try export("trl-sft").code == 0)
        let before = try files("trl-sft")
        let refused = try export("trl-dpo", to: "trl-sft")
        #expect(refused.code == 2 && refused.errors.contains("pass --force"))
        #expect(try files("trl-sft") == before)
        #expect(try export("trl-sft", ["--force"]).code == 0)
        #expect(try files("trl-sft") == before)
    }

    @Test func `a store without a pair gives no file and exit 1`() throws {
        let problems = try folder.write(
            #"{"id":"a","statement":"What is 2 + 2?","gold":"4"}"# + "\n", as: "problems.jsonl")
        let rollouts = try folder.write(
            #"{"problem":"a","text":"2 + 2 = 4. The answer is 4.","model":"m"}"# + "\n",
            as: "rollouts.jsonl")
        let made = try Program.lydite([
            "run", problems, "--recorded", rollouts, "--out", folder.path + "/run", "--quiet",
        ])
        #expect(made.code == 0)
        let pairs = try export("trl-dpo")
        #expect(pairs.code == 1 && pairs.errors.contains("no rows for trl-dpo"))
        #expect(try files("trl-dpo").isEmpty)
        #expect(try export("trl-sft").code == 0)
    }

    @Test func `a full disk leaves no half file under the final name`() throws {
        try makeStore()
        let out = folder.path + "/full"
        // A bound on the size of files stands for the full disk.
        let line =
            "ulimit -f 128; exec '\(Project.products)/lydite' export --to trl-sft --store '\(store)' --out '\(out)'"
        #expect(try Program.shell("trap '' XFSZ; \(line)") != 0)
        #expect(try files("full").isEmpty)
    }

    @Test func `each format gives the same bytes at any number of jobs and of shards`() throws {
        try makeStore(["--jobs", "1"])
        let first = try Self.names.map { name in
            #expect(try export(name, to: "a-" + name, ["--python", "/nowhere"]).code != 64)
            return try files("a-" + name)
        }
        try FileManager.default.removeItem(atPath: folder.path + "/run")
        for shard in 0..<2 { try makeStore(["--jobs", "2", "--shard", "\(shard)/2"]) }
        #expect(try Program.lydite(["merge", folder.path + "/run", "--quiet"]).code == 0)
        for (name, before) in zip(Self.names, first) {
            _ = try export(name, to: "b-" + name, ["--python", "/nowhere"])
            #expect(try files("b-" + name) == before, "\(name)")
            #expect(before.count >= 2, "\(name) has no rows")
        }
    }

    @Test func `sums hold, and a missing pyarrow leaves lines, a hint and exit 2`() throws {
        try makeStore()
        let lines = try export("verl-rl", ["--python", "/nowhere"])
        #expect(lines.code == 2 && lines.errors.contains("pip install pyarrow"))
        #expect(try files("verl-rl")["train.jsonl"]?.isEmpty == false)
        #expect(try export("hf-repo").code == 0)
        for name in ["verl-rl", "hf-repo"] {
            #expect(
                try Program.shell(
                    "cd '\(folder.path)/\(name)' && sha256sum -c --strict SHA256SUMS") == 0)
        }
        let list = try Program.lydite(["export", "--list"]).output
        #expect(
            list.split(separator: "\n").map { $0.split(separator: " ")[0] }.map(String.init)
                .sorted() == Self.names.sorted())
    }

    @Test func `pairs are made anew by other rules, and bad rules and ratings are refused`() throws
    {
        try makeStore()
        let pair = { try Program.lydite(["pair", "--store", store] + $0) }
        #expect(try pair(["--policy", "always"]).code == 64)
        #expect(try pair(["--min-pass-rate", "0.9", "--max-pass-rate", "0.1"]).code == 64)
        let bad = try folder.write(#"{"trace":"x","score":1,"by":"judge"}"# + "\n", as: "r.jsonl")
        let refused = try pair(["--ratings", bad])
        #expect(refused.code == 2 && refused.errors.contains("r.jsonl:1"))
        let before = try pair(["--json"]).output
        #expect(try pair(["--json"]).output == before)
        let fewer = try pair(["--per-problem", "1", "--json"]).output
        #expect(fewer != before)
        #expect(try pair(["--min-pass-rate", "1"]).code == 1)
        #expect(try export("trl-dpo").code == 1)
        let rows = try folder.write(
            #"{"trace":"\#(String(repeating: "0", count: 64))","score":1,"by":"judge"}"# + "\n",
            as: "unknown.jsonl")
        #expect(try pair(["--min-pass-rate", "0", "--ratings", rows]).errors.contains("1 of 1"))
    }

    @Test func `compressed rows are the same rows, and only files of lines are compressed`() throws
    {
        try makeStore()
        #expect(try export("hf-repo", ["--zstd"]).code == 64)
        #expect(try export("trl-sft").code == 0)
        let made = try export("trl-sft", to: "z", ["--zstd"])
        guard try Program.shell("command -v zstd") == 0 else {
            #expect(made.code == 2 && made.errors.contains("install zstd"))
            return
        }
        #expect(made.code == 0)
        #expect(
            try files("z").keys.sorted()
                == files("trl-sft").keys.sorted().map {
                    $0.hasSuffix(".jsonl") ? $0 + ".zst" : $0
                })
        let both =
            "zstd -dcq '\(folder.path)/z/train.jsonl.zst' | cmp - '\(folder.path)/trl-sft/train.jsonl'"
        #expect(try Program.shell(both) == 0)
        // Beside the new rows the old ones would be read a second time.
        #expect(try export("trl-sft", to: "z", ["--force"]).code == 0)
        #expect(try files("z").keys.filter { $0.hasSuffix(".zst") } == [])
    }

    @Test func `the card of an export tells its own figures`() throws {
        try makeStore()
        #expect(try export("hf-repo").code == 0)
        let card = String(decoding: try #require(try files("hf-repo")["README.md"]), as: UTF8.self)
        let rows = card.split(separator: "\n").map(String.init)
        let area = try #require(rows.first { $0.contains("longer wins") })
        let run = try String(contentsOfFile: folder.path + "/run/README.md", encoding: .utf8)
        #expect(!area.contains("no pairs") && run.contains(area))
        for config in ["step-dpo", "steps", "questions"] {
            #expect(rows.contains { $0.hasPrefix("- `\(config)`") }, "\(config)")
        }
    }

    private static let trainers = Project.root + "/.build/trainers/bin/python"
    private static let hasTrainers = FileManager.default.isExecutableFile(atPath: trainers)

    @Test(
        .enabled(if: hasTrainers, "no trainers here: run Tests/trainers/setup"),
        .timeLimit(.minutes(5)))
    func `the real libraries load every row and train on it`() throws {
        try makeStore()
        let names = Self.names.prefix(7)
        for name in names { #expect(try export(name).code == 0) }
        let program = Project.root + "/Tests/trainers/load.py"
        #expect(
            try Program.shell(
                "'\(Self.trainers)' '\(program)' '\(folder.path)' \(names.joined(separator: " "))")
                == 0)
    }
}
