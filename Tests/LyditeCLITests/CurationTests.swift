import Foundation
import Support
import Testing

/// `lydite curate` and `lydite report`, from end to end.
struct CurationTests {
    private let folder: TemporaryFolder
    private var store: String { folder.path + "/run/run.sqlite" }

    init() throws { folder = try TemporaryFolder() }

    private func makeStore(
        _ folders: [String] = ["arithmetic"], variants: String = "6", _ more: [String] = []
    ) throws {
        let made = try Program.lydite(
            ["run"] + folders.map { Project.root + "/Problems/math/" + $0 } + [
                "--variants", variants, "--out", folder.path + "/run", "--quiet",
            ] + more)
        #expect(made.code == 0, "\(made.errors)")
    }

    private func curate(_ words: [String]) throws -> Program.Result {
        try Program.lydite(["curate", "--store", store] + words)
    }

    private func report(_ words: [String]) throws -> Program.Result {
        try Program.lydite(["report"] + words + ["--store", store])
    }

    private func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    /// The rows that an export has for training.
    private func exported(_ name: String) throws -> [[String: Any]] {
        let out = folder.path + "/" + name
        let made = try Program.lydite(["export", "--to", name, "--out", out, "--store", store])
        #expect(made.code == 0, "\(made.errors)")
        return try ["train", "validation", "test"].flatMap { split in
            let data = FileManager.default.contents(atPath: "\(out)/\(split).jsonl") ?? Data()
            return try String(decoding: data, as: UTF8.self).split(separator: "\n")
                .map { try object(String($0)) }
        }
    }

    private func meta(_ row: [String: Any]) throws -> [String: Any] {
        try object(try #require(row["meta"] as? String))
    }

    @Test func `what is wrong is refused and leaves the store as it was`() throws {
        try makeStore(variants: "2")
        let before = FileManager.default.contents(atPath: store)
        #expect(try curate(["--with", "exakt"]).code == 64)
        let bad = try folder.write("curate:\n  near: {similarity: 7}\n", as: "c.yaml")
        let refused = try curate(["--config", bad])
        #expect(refused.code == 2 && refused.errors.contains("c.yaml:2"))
        let missing = try folder.write(
            "curate:\n  decontaminate: {benchmarks: [none.jsonl]}\n", as: "m.yaml")
        let gone = try curate(["--config", missing])
        #expect(gone.code == 2 && gone.errors.contains("/none.jsonl does not exist"))
        _ = try folder.write("{\"q\":\"x\"}\n", as: "q.jsonl")
        let column = try folder.write(
            "curate:\n  decontaminate: {benchmarks: [q.jsonl]}\n", as: "n.yaml")
        let none = try curate(["--config", column])
        #expect(
            none.code == 2 && none.errors.contains("no column")
                && none.errors.contains("there are q"))
        let bare = try curate(["--with", "embedding"])
        #expect(bare.code == 2 && bare.errors.contains("vectors"))
        #expect(FileManager.default.contents(atPath: store) == before)
        #expect(try report(["why"]).code == 64)
        #expect(try report(["why", "no-such-problem"]).code == 1)
        #expect(try report(["because", "x"]).code == 64)
        #expect(try report(["distance"]).code == 64)
        let far = try report(["distance", "--real", folder.path + "/q.jsonl"])
        #expect(far.code == 2 && far.errors.contains("no column"))
        let found = try report(["distance", "--real", folder.path + "/q.jsonl", "--column", "q"])
        #expect(found.code == 0 && found.output.contains("length      1.0"))
        let nothing = try curate(["--with", "score"])
        #expect(nothing.code == 1 && nothing.errors.contains("no row is left"))
        let off = try folder.write("near: on\nhold-out: off\n", as: "off.yaml")
        #expect(try !curate(["--config", off]).output.contains("hold-out"))
        #expect(try curate(["--with", "near"]).output.contains("hold-out: 0 of"))
    }

    @Test func `a row that is left out says by which stage, for what and beside what`() throws {
        try makeStore()
        let config = try folder.write(
            "curate:\n  exact: on\n  structural: {of: problem, keep: 1}\n", as: "c.yaml")
        let made = try object(try curate(["--config", config, "--json"]).output)
        let stages = try #require(made["curation"] as? [[String: Any]])
        #expect(stages.map { $0["stage"] as? String } == ["hold-out", "exact", "structural"])
        let omitted = try #require(stages[2]["omitted"] as? Int)
        #expect(omitted > 10)
        let why = try report(["why", "arithmetic/bake-sale#0", "--json"])
        #expect(why.code == 0)
        let fates = try why.output.split(separator: "\n").map { try object(String($0)) }
        #expect(fates.count == 12)
        let left = try report(["why", "arithmetic/bake-sale#1", "--json"]).output
            .split(separator: "\n").map { try object(String($0)) }
            .first { $0["stage"] as? String == "structural" }
        let row = try #require(left)
        #expect(row["reason"] as? String == "same-structure")
        #expect((row["beside"] as? String)?.contains(" trace ") == true)
        let digest = try #require(row["trace"] as? String)
        let text = try report(["why", String(digest.prefix(10))])
        #expect(text.output.contains("left out by structural: same-structure, beside arithmetic/"))
        // What is left out is in no export.
        let out = folder.path + "/sft"
        #expect(
            try Program.lydite(["export", "--to", "trl-sft", "--out", out, "--store", store]).code
                == 0)
        #expect(try !folder.read("sft/train.jsonl").contains(digest))
        let again = try object(try curate(["--config", config, "--json"]).output)
        #expect(again as NSDictionary == made as NSDictionary)
    }

    @Test func `a benchmark's rewordings take all relatives of their problem along`() throws {
        let topics = ["arithmetic", "money", "percent", "rates", "ratio", "time"]
        try makeStore(topics, variants: "16", ["--rollouts", "2"])
        // Other numbers, names and wordings of the same families, one of each.
        let folders = topics.map { Project.root + "/Problems/math/" + $0 }
        let rows = try Program.lydite(["vary"] + folders + ["--variants", "9", "--seed", "77"])
            .output.split(separator: "\n").map { try object(String($0)) }
        var planted: [String: String] = [:]
        for row in rows {
            let id = try #require(row["id"] as? String)
            guard let mark = id.firstIndex(of: "#") else { continue }
            let transforms = (row["lineage"] as? [String: Any])?["steps"] as? [[String: Any]] ?? []
            guard transforms.contains(where: { $0["transform"] as? String == "rephrase" }) else {
                continue
            }
            planted[String(id[..<mark])] = row["statement"] as? String
        }
        #expect(planted.count >= 20)
        let lines = try planted.sorted { $0.key < $1.key }.map {
            String(
                decoding: try JSONSerialization.data(withJSONObject: ["question": $0.value]),
                as: UTF8.self)
        }
        _ = try folder.write(lines.joined(separator: "\n") + "\n", as: "bench.jsonl")
        let config = try folder.write(
            "curate:\n  decontaminate: {benchmarks: [bench.jsonl]}\n", as: "c.yaml")
        #expect(try curate(["--config", config]).code == 0)
        var gone = 0
        var away: Set<String> = []
        for family in planted.keys {
            let fates = try report(["why", family + "#0", "--json"]).output
                .split(separator: "\n").map { try object(String($0)) }
            if fates.allSatisfy({ $0["stage"] as? String == "decontaminate" }) {
                gone += 1
                away.insert(family)
            }
        }
        #expect(Double(gone) >= 0.9 * Double(planted.count), "\(gone) of \(planted.count)")
        // A question alone is a row too.
        let left = try exported("trl-grpo").compactMap { try meta($0)["family"] as? String }
        #expect(!left.isEmpty && Set(left).intersection(away).isEmpty)
    }

    @Test func `a run's own file names its stages, and shards merged give the same bytes`() throws {
        let config = try folder.write(
            "seed: 4\ncurate:\n  near: {similarity: 0.7}\n  exact: on\npair: {per-problem: 2}\n",
            as: "run.yaml")
        let words =
            ["run", Project.root + "/Problems/math/arithmetic", "--config", config]
            + ["--variants", "4", "--quiet"]
        let bad = try folder.write("curate:\n  nare: on\n", as: "bad.yaml")
        #expect(
            try Program.lydite(["run", "--config", bad, "--out", folder.path + "/x"]).code == 2)
        #expect(try Program.lydite(words + ["--out", folder.path + "/one"]).code == 0)
        for shard in 0..<2 {
            let part = ["--out", folder.path + "/two", "--shard", "\(shard)/2"]
            #expect(try Program.lydite(words + part).code == 0)
        }
        #expect(try Program.lydite(["merge", folder.path + "/two", "--quiet"]).code == 0)
        let report = try object(folder.read("one/report.json"))
        let stages = try #require(report["curation"] as? [[String: Any]])
        #expect(stages.map { $0["stage"] as? String } == ["hold-out", "exact", "near"])
        #expect((stages[2]["omitted"] as? Int ?? 0) > 0)
        for file in ["README.md", "data/default/train.jsonl", "data/dpo/train.jsonl"] {
            #expect(try folder.read("one/" + file) == folder.read("two/" + file))
        }
        let made = try #require((report["pairSelection"] as? [String: Any])?["possible"] as? Int)
        let variants = try #require(report["variants"] as? Int)
        #expect(made > 0 && made <= 2 * variants)
        // The same file by itself, and the rules that it does not name as they were.
        let pair = { (words: [String]) in
            try Program.lydite(["pair", "--store", folder.path + "/one/run.sqlite"] + words)
        }
        let six = try folder.write("per-problem: 6\n", as: "six.yaml")
        let more = try object(pair(["--config", six, "--json"]).output)
        #expect((more["possible"] as? Int ?? 0) > made)
        let back = try object(pair(["--config", config, "--json"]).output)
        #expect(back["possible"] as? Int == made)
        for (text, fault) in [
            ("per-problm: 3", "c.yaml:1: pair has no setting \"per-problm\""),
            ("policy: always", "one of prefer, require, ignore"),
            ("seed: 1\nmin-pass-rate: 2", "c.yaml:2"),
            ("min-pass-rate: 0.9\nmax-pass-rate: 0.1", "above max-pass-rate"),
        ] {
            let refused = try pair(["--config", folder.write(text + "\n", as: "c.yaml")])
            #expect(refused.code == 2 && refused.errors.contains(fault), "\(refused.errors)")
        }
    }

    @Test func `ratings make marked pairs of correct traces alone, and a score keeps the best`()
        throws
    {
        try makeStore(variants: "2")
        let fates = try report(["why", "arithmetic/bake-sale#1", "--json"]).output
            .split(separator: "\n").map { try object(String($0)) }
        let rows = fates.enumerated().map { index, fate in
            #"{"trace":"\#(fate["trace"] as? String ?? "")","score":\#(index),"by":"judge","rater":"j"}"#
                + "\n"
        }
        let ratings = try folder.write(rows.joined(), as: "ratings.jsonl")
        let made = try Program.lydite([
            "pair", "--store", store, "--ratings", ratings, "--per-problem", "20", "--json",
            "--class-share", "1", "--least-kept", "1",
        ])
        #expect(made.code == 0, "\(made.errors)")
        let rules = try #require(try object(made.output)["rules"] as? [String: Int])
        #expect((rules["rating"] ?? 0) > 0)
        // The losing side of a rating is right all the same.
        for row in try exported("trl-kto") {
            #expect(try row["label"] as? Bool == (meta(row)["verdict"] as? String == "correct"))
        }
        #expect(try Program.lydite(["pair", "--store", store, "--min-pass-rate", "1"]).code == 1)
        let config = try folder.write("score: {share: 0.5}\n", as: "s.yaml")
        #expect(try curate(["--config", config]).code == 0)
        let after = try report(["why", "arithmetic/bake-sale#1", "--json"]).output
            .split(separator: "\n").map { try object(String($0)) }
        let sound = after.filter {
            $0["verdict"] as? String == "correct" && $0["reasoning"] is NSNull
        }
        let kept = sound.filter { $0["stage"] is NSNull }
        #expect(kept.count == (sound.count + 1) / 2)
        #expect(sound.suffix(kept.count).allSatisfy { $0["stage"] is NSNull })
    }

    @Test func `lineage is proved from the store, and a row under another source is a fault`()
        throws
    {
        try makeStore()
        let good = try report(["lineage", "--json"])
        #expect(good.code == 0)
        let facts = try object(good.output)
        #expect(facts["holds"] as? Bool == true && (facts["syntheticShare"] as? Double ?? 0) > 0.5)
        let change =
            "import sqlite3;c=sqlite3.connect('\(store)');"
            + "c.execute('update variant set source_digest=randomblob(32) where id=3');c.commit()"
        guard try Program.shell("python3 -c \"\(change)\"") == 0 else { return }
        let bad = try report(["lineage"])
        #expect(bad.code == 1 && bad.output.contains("filed under another source"))
    }
}
