import Foundation
import Support
import Testing

/// Where the problems of a round come from, and what shows that their keys are right.
struct LoopProblemTests {
    private let world: LoopWorld

    init() throws { world = try LoopWorld() }

    /// Gives the pool families, so that its problems have variants.
    private func lift() throws {
        let lifted = world.folder.path + "/lifted.jsonl"
        let result = try Program.lydite([
            "import", "jsonl", world.folder.path + "/pool.jsonl", "--lift", "--out", lifted,
        ])
        #expect(result.code == 0 && result.errors.contains("became families"), "\(result.errors)")
        let pool = world.folder.path + "/pool.jsonl"
        try FileManager.default.removeItem(atPath: pool)
        try FileManager.default.moveItem(atPath: lifted, toPath: pool)
    }

    private func metas(_ round: Int, _ name: String = "sft") throws -> [[String: Any]] {
        try world.lines("round-00\(round)/training/\(name).jsonl").map { row in
            let text = try #require(row["meta"] as? String)
            return try #require(
                try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        }
    }

    @Test func `variants of real problems are learned from with their proof, down to a depth`()
        throws
    {
        try lift()
        let problems = "{count: 30, variants: 6}"
        let config = try world.config(
            rounds: 1, problems: problems, train: "replay: 0", more: "grounding: {depth: 1}")
        let result = try world.loop(config)
        #expect(result.code == 0, "\(result.errors)")
        let rows = try metas(1)
        #expect(rows.contains { $0["ground"] as? String == "proof" })
        #expect(rows.allSatisfy { ($0["ancestry"] as? Int ?? 9) <= 1 })
        let ledger = try world.json("round-001/training/ledger.json")
        let refused = try #require(ledger["refused"] as? [String: Int])
        #expect((refused["too-deep"] ?? 0) > 0)
        // All have a real source, so that no share of them is left out.
        #expect(ledger["withoutRealSource"] as? Int == 0)
    }

    @Test func `rows without a real source are held to their share`() throws {
        // Half of the pool was made of nothing real.
        let rows = try world.lines("pool.jsonl", in: world.folder.path).enumerated().map {
            place, row in
            var row = row
            if place >= 150 { row["made"] = place < 290 ? ["proof": true] : ["by": "someone"] }
            return String(
                decoding: try JSONSerialization.data(withJSONObject: row), as: UTF8.self)
        }
        _ = try world.folder.write(rows.joined(separator: "\n"), as: "pool.jsonl")
        let config = try world.config(
            rounds: 1, problems: "{count: 300}", train: "replay: 0",
            more: "grounding: {without_real: 0.1}")
        let result = try world.loop(config)
        #expect(result.code == 0, "\(result.errors)")
        let ledger = try world.json("round-001/training/ledger.json")
        let (all, rootless) = (
            ledger["rows"] as? Int ?? 0, ledger["withoutRealSource"] as? Int ?? 0
        )
        #expect(rootless > 0 && Double(rootless) <= 0.1 * Double(all))
        let refused = try #require(ledger["refused"] as? [String: Int])
        #expect((refused["without-real-source"] ?? 0) > 0)
        // A made row that shows nothing is no source either.
        #expect((refused["not-grounded"] ?? 0) > 0)
    }

    @Test func `cells of a matrix are filled with variants of the chosen sources`() throws {
        try lift()
        _ = try world.folder.write("transform: [numbers]\neach: 3\n", as: "matrix.yaml")
        let config = try world.config(
            rounds: 1, problems: "{count: 20, matrix: matrix.yaml}", train: "replay: 0")
        let result = try world.loop(config)
        #expect(result.code == 0, "\(result.errors)")
        let made = try world.lines("round-001/problems.jsonl").compactMap {
            $0["made"] as? [String: Any]
        }
        #expect(!made.isEmpty && made.allSatisfy { $0["proof"] as? Bool == true })
        let round = try world.json("round-001/round.json")
        let counts = (round["problems"] as? [String: Any])?["made"] as? [String: Int]
        #expect(counts?["cells"] == made.count)
        let rows = try metas(1).filter { $0["real"] as? Bool == false }
        #expect(!rows.isEmpty && rows.allSatisfy { $0["ground"] as? String == "proof" })
    }

    // MARK: Models

    private func models(_ stub: EndpointStub, _ name: String) throws {
        _ = try world.folder.write(
            """
            sampling: {max_tokens: 64}
            endpoints:
              - {url: \(stub.url), models: [\(name)]}
            """, as: name + ".yaml")
    }

    private let proposed =
        "Zed has 4 rare lamps at sea, gets 5 more. (add) How many are there for Zed from camp?"

    @Test func `a proposal needs solvers that agree, and stands in the rows with their number`()
        throws
    {
        let writer = try EndpointStub(["--text", "<problem>\(proposed)</problem>"])
        let solver = try EndpointStub(["--text", #"\boxed{9}"#])
        try models(writer, "writer")
        try models(solver, "solver")
        let config = try world.config(
            rounds: 1, train: "replay: 0",
            more: "propose: {models: writer.yaml, solvers: solver.yaml, count: 4}")
        let result = try world.loop(config)
        #expect(result.code == 0, "\(result.errors)")
        let round = try world.json("round-001/round.json")
        let counts = (round["problems"] as? [String: Any])?["made"] as? [String: Int]
        #expect(counts?["proposed"] == 4 && counts?["accepted"] == 1)
        let rows = try metas(1).filter { $0["ground"] as? String == "agreement 5 of 5" }
        #expect(rows.count == 1 && rows[0]["real"] as? Bool == false)
        #expect(rows[0]["ancestry"] as? Int == 1)
    }

    @Test func `a proposal that is a held-out problem with other numbers is refused`() throws {
        let held = try world.lines("held-out.jsonl", in: world.folder.path)[0]
        let text = try #require(held["statement"] as? String).replacingOccurrences(
            of: "[0-9]+", with: "7", options: .regularExpression)
        let writer = try EndpointStub(["--text", "<problem>\(text)</problem>"])
        let solver = try EndpointStub(["--text", #"\boxed{9}"#])
        try models(writer, "writer")
        try models(solver, "solver")
        let config = try world.config(
            rounds: 1, more: "propose: {models: writer.yaml, solvers: solver.yaml, count: 1}")
        #expect(try world.loop(config).code == 0)
        let round = try world.json("round-001/round.json")
        let counts = (round["problems"] as? [String: Any])?["made"] as? [String: Int]
        #expect(counts?["accepted"] == 0 && counts?["refused"] == 1)
    }

    @Test func `a proposer that solves its own problems is refused`() throws {
        let writer = try EndpointStub()
        try models(writer, "writer")
        let config = try world.config(
            more: "propose: {models: writer.yaml, solvers: writer.yaml, count: 1}")
        let result = try world.loop(config)
        #expect(result.code == 2)
        #expect(result.errors.contains("writer would solve what it proposes"), "\(result.errors)")
    }

    // MARK: A server

    @Test func `a server of the checkpoint is started for each round and asked over HTTP`() throws {
        let port = 20_000 + Int(getpid()) % 20_000
        _ = try world.folder.write(
            """
            sampling: {max_tokens: 64}
            prompts: [plain.yaml]
            endpoints:
              - {url: "http://127.0.0.1:\(port)/v1", models: ["{model}"], concurrency: 8}
            """, as: "policy.yaml")
        let text = try String(contentsOfFile: try world.config(rounds: 1), encoding: .utf8)
        let script = Project.root + "/Tests/LyditeLoopTests/policy.py"
        let served = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.contains("command: [python3") && line.contains("{requests}")
                ? "  server: [python3, \"\(script)\", serve, \"{model}\", \"\(port)\"]"
                : String(line)
        }
        let config = try world.folder.write(served.joined(separator: "\n"), as: "served.yaml")
        let result = try world.loop(config)
        #expect(result.code == 0, "\(result.errors)")
        let accuracy = try world.readings().compactMap { $0["passRate"] as? Double }
        #expect(accuracy.count == 2 && accuracy[0] > 0.4)
        // Both servers are gone.
        let left = try Program.shell(
            "python3 -c \"import socket; socket.create_connection(('127.0.0.1', \(port)))\"")
        #expect(left != 0)
        let marks = try FileManager.default.subpathsOfDirectory(atPath: world.out).filter {
            $0.hasSuffix(".running")
        }
        #expect(marks.isEmpty)
    }
}
