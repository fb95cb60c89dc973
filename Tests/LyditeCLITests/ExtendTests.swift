import Foundation
import Support
import Testing

/// `lydite run --extend` and `--rollouts 8..64`: a run that grows makes what a longer one makes at once.
struct ExtendTests {
    private let folder: TemporaryFolder
    private var out: String { folder.path + "/out" }
    private let families = [
        Project.root + "/Problems/math/percent", Project.root + "/Problems/code/lists",
    ]

    init() throws { folder = try TemporaryFolder() }

    private func run(_ words: [String], out: String? = nil) throws -> Program.Result {
        try Program.lydite(["run", "--out", out ?? self.out] + words)
    }

    private func expectSameExports(as other: String) throws {
        #expect(try Exports.of(out) == Exports.of(folder.path + "/" + other))
    }

    @Test func `more problems, variants and rollouts make the bytes of one longer run`() throws {
        let more = [
            Project.root + "/Problems/math/money", families[1], families[0], "--variants", "5",
            "--rollouts", "9",
        ]
        #expect(try run([families[0], "--variants", "3", "--rollouts", "4"]).code == 0)
        #expect(try run([families[0], "--variants", "3", "--rollouts", "9", "--extend"]).code == 0)
        let refused = try run(more)
        #expect(refused.code == 2 && refused.errors.contains("--extend"))
        #expect(try run(more + ["--extend"]).code == 0)
        #expect(try run(more, out: folder.path + "/whole").code == 0)
        try expectSameExports(as: "whole")
        #expect(try run(more + ["--extend"]).errors.contains("nothing is left to do"))
    }

    @Test func `a run that was killed while it grew goes on`() throws {
        let small = [families[0], "--variants", "40"]
        let large = [families[0], "--variants", "60", "--rollouts", "20"]
        #expect(try run(small + ["--rollouts", "12"]).code == 0)
        let process = try Program.start(["run", "--out", out] + large + ["--extend"])
        usleep(300_000)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        #expect(try run(large).code == 0 || run(large + ["--extend"]).code == 0)
        #expect(try run(large, out: folder.path + "/whole").code == 0)
        try expectSameExports(as: "whole")
    }

    @Test func `what would change what is there is refused with every difference`() throws {
        #expect(try run([families[0], "--variants", "3", "--rollouts", "6"]).code == 0)
        for (words, wanted) in [
            (["--variants", "2", "--rollouts", "6"], "variants was 3, is 2"),
            (["--variants", "3", "--rollouts", "4..8"], "rollouts was 6"),
            (["--variants", "3", "--rollouts", "6", "--seed", "2"], "seed was 1, is 2"),
            (["--variants", "3", "--rollouts", "6", "--extract", "strict"], "extract was"),
        ] {
            let result = try run([families[0]] + words + ["--extend"])
            #expect(result.code == 2 && result.errors.contains(wanted), "\(result.errors)")
            #expect(!result.errors.contains("with --extend"))
        }
        let other = try run(
            [
                Project.root + "/Problems/math/money", "--variants", "3", "--rollouts", "6",
                "--extend",
            ])
        #expect(other.code == 2 && other.errors.contains("is not given now"))
    }

    @Test func `a shard grows too`() throws {
        for rollouts in ["4", "8"] {
            for index in 0..<2 {
                let words = [families[0], "--rollouts", rollouts, "--shard", "\(index)/2"]
                #expect(try run(words + (rollouts == "8" ? ["--extend"] : [])).code == 0)
            }
        }
        #expect(try Program.lydite(["merge", out]).code == 0)
        #expect(try run([families[0], "--rollouts", "8"], out: folder.path + "/whole").code == 0)
        try expectSameExports(as: "whole")
    }

    @Test func `rollouts by need are the same at any number of jobs and after a longer run`() throws
    {
        let words = [families[0], "--variants", "4"]
        #expect(try run(words + ["--rollouts", "2..12", "--jobs", "1"]).code == 0)
        let report = try folder.read("out/report.json")
        let whole = folder.path + "/whole"
        #expect(try run(words + ["--rollouts", "2..12", "--jobs", "4"], out: whole).code == 0)
        try expectSameExports(as: "whole")
        let json = try JSONSerialization.jsonObject(with: Data(report.utf8)) as? [String: Any]
        let variants = try #require(json?["variants"] as? Int)
        let rollouts = try #require(json?["rollouts"] as? Int)
        #expect(rollouts > 2 * variants && rollouts < 12 * variants)
        let metas = try Exports.of(out)["default/train.jsonl"]?.split(separator: "\n") ?? []
        // Pass rates are those of the rollouts that every variant got.
        #expect(!metas.isEmpty && metas.allSatisfy { $0.contains(#"\"n\":2"#) })
        let again = try run(words + ["--rollouts", "2..12"])
        #expect(again.errors.contains("nothing is left to do"))
        #expect(try run(words + ["--rollouts", "2..20", "--extend"]).code == 0)
        let long = folder.path + "/long"
        #expect(try run(words + ["--rollouts", "2..20"], out: long).code == 0)
        try expectSameExports(as: "long")
        #expect(try run(words + ["--rollouts", "20..30", "--extend"]).code == 0)
    }
}
