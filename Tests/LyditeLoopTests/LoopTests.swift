import Foundation
import LyditeCore
import Support
import Testing

/// `lydite loop`: rounds with a policy that learns from what was verified.
struct LoopTests {
    private let world: LoopWorld

    init() throws { world = try LoopWorld() }

    @Test func `rounds train on verified rows alone, and a finished loop is left as it is`() throws
    {
        let config = try world.config()
        let result = try world.loop(config)
        #expect(result.code == 0, "\(result.errors)")
        let held = Set(
            try world.lines("held-out.jsonl").compactMap { $0["statement"] as? String })
        #expect(held.count == 300)
        for round in 0...2 {
            let rows = try world.lines("round-00\(round)/training/sft.jsonl")
            #expect(rows.count >= 150)
            for row in rows {
                let turns = try #require(row["messages"] as? [[String: String]])
                #expect(!held.contains(turns[0]["content"] ?? ""))
                let meta = try self.meta(row)
                #expect(meta["verdict"] as? String == "correct")
                #expect(meta["verifier"] as? String == Version.verifier)
                #expect(meta["ground"] as? String == "source")
            }
        }
        for row in try world.lines("round-002/training/dpo.jsonl") {
            let meta = try self.meta(row)
            #expect(meta["rejectedVerdict"] as? String == "incorrect:wrong-answer")
        }
        let accuracy = try world.readings().compactMap { $0["passRate"] as? Double }
        #expect(accuracy.count == 3 && accuracy[2] > accuracy[0])
        let page = try String(contentsOfFile: world.out + "/report.html", encoding: .utf8)
        #expect(page.contains("held-out accuracy by round") && page.contains("<svg"))
        let before = try world.files(of: world.out)
        let again = try world.loop(config)
        #expect(again.code == 0 && !again.errors.contains("training"))
        #expect(try world.files(of: world.out) == before)
    }

    private func meta(_ row: [String: Any]) throws -> [String: Any] {
        let text = try #require(row["meta"] as? String)
        return try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test func `more rounds go on from the last, and another configuration is refused`() throws {
        #expect(try world.loop(try world.config(rounds: 1)).code == 0)
        let longer = try world.loop(try world.config(rounds: 2))
        #expect(longer.code == 0 && !longer.errors.contains("round 1:"), "\(longer.errors)")
        let whole = world.folder.path + "/whole"
        #expect(try world.loop(try world.config(rounds: 2), out: whole).code == 0)
        #expect(try world.files(of: world.out) == world.files(of: whole))
        let other = try world.loop(try world.config(rounds: 2, train: "replay: 0.4"))
        #expect(other.code == 2 && other.errors.contains("(train)"), "\(other.errors)")
    }

    @Test func `demonstrations keep their share of the rows`() throws {
        #expect(try world.loop(try world.config(rounds: 1, train: "replay: 0.9")).code == 0)
        let ledger = try world.json("round-001/training/ledger.json")
        #expect(ledger["demonstrations"] as? Int == 150)
        #expect(ledger["policy"] as? Int == 16)
        let refused = try #require(ledger["refused"] as? [String: Int])
        #expect((refused["replay"] ?? 0) > 0)
    }

    @Test func `failures are rewritten from the gold, verified and marked`() throws {
        // Solutions by people, the first of which is wrong.
        let rows = try world.lines("pool.jsonl", in: world.folder.path).enumerated().map {
            place, row in
            var row = row
            let gold = row["gold"] as? String ?? ""
            row["reference"] = place == 0 ? "2 + 2 = 5" : "It is \(gold)."
            return String(
                decoding: try JSONSerialization.data(withJSONObject: row), as: UTF8.self)
        }
        _ = try world.folder.write(rows.joined(separator: "\n"), as: "pool.jsonl")
        let config = try world.config(
            rounds: 1, problems: "{count: 300}", train: "replay: 0.05",
            more: "grounding: {rewrites: true}")
        #expect(try world.loop(config).code == 0)
        let made = try world.lines("round-001/training/sft.jsonl").map(meta).filter {
            $0["origin"] as? String == "rewritten"
        }
        #expect(!made.isEmpty)
        #expect(made.allSatisfy { $0["rewritten"] as? String == "from-gold" })
        #expect(made.allSatisfy { $0["verdict"] as? String == "correct" })
        #expect(made.allSatisfy { $0["problem"] as? String != "pool-0" })
    }

    @Test func `a round without a source to learn from trains on the demonstrations`() throws {
        // Whatever was tried is too easy or too hard, and nothing new is tried.
        let config = try world.config(
            rounds: 2, problems: "{count: 300, least: 0.55, most: 0.56, explore: 0}")
        let result = try world.loop(config)
        #expect(result.code == 0, "\(result.errors)")
        let round = try world.json("round-002/choice.json")
        #expect((round["sources"] as? [Any])?.isEmpty == true)
        let ledger = try world.json("round-002/training/ledger.json")
        #expect(ledger["demonstrations"] as? Int == 150)
    }

    @Test func `a dry run checks and makes nothing`() throws {
        let result = try world.loop(try world.config(), ["--dry-run", "--json"])
        #expect(result.code == 0, "\(result.errors)")
        #expect(result.output.contains(#""sources":300"#))
        #expect(result.output.contains(#""mostRollouts":240"#))
        #expect(!FileManager.default.fileExists(atPath: world.out))
    }

    // MARK: Collapse

    @Test func `without grounding the meter fires before accuracy has fallen by five points`()
        throws
    {
        let whole = "{count: 150, least: 0, most: 1}"
        let broken = try world.config(
            rounds: 10, trainer: "imitate", problems: whole, evaluations: 2)
        let result = try world.loop(broken)
        #expect(result.code == 1, "\(result.errors)")
        #expect(result.errors.contains("the tail of rare structures fell"), "\(result.errors)")
        let rates = try world.readings().compactMap { $0["passRate"] as? Double }
        #expect(rates.count < 11)
        let best = try #require(rates.max())
        #expect(try #require(rates.last) > best - 0.05)

        // The same loop without the rule shows that it was on its way down.
        let off = "stop: {distinct: 0, structures: 0, entropy: 0, length: 0, tail: 0, held_out: 0}"
        let blind = world.folder.path + "/blind"
        let on = try world.config(
            rounds: 10, trainer: "imitate", problems: whole, evaluations: 2, more: off,
            as: "blind.yaml")
        #expect(try world.loop(on, out: blind).code == 0)
        let fallen = try world.readings(in: blind).compactMap { $0["passRate"] as? Double }
        #expect(try #require(fallen.last) < best - 0.05)

        // With grounding, as many rounds as the broken loop had go by without a word.
        let sound = world.folder.path + "/sound"
        let grounded = try world.config(
            rounds: 5, problems: whole, evaluations: 2, as: "sound.yaml")
        let good = try world.loop(grounded, out: sound)
        #expect(good.code == 0, "\(good.errors)")
        let grown = try world.readings(in: sound).compactMap { $0["passRate"] as? Double }
        #expect(try #require(grown.last) > grown[0] + 0.05)
    }
}
