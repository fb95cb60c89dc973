import LyditeCore
import LyditeCurate
import LyditeFiles
import LyditeStore
import Support
import Testing

struct StageTests {
    private func reasons(
        _ stages: String, _ make: (inout CurationRows) -> [CurationRow]
    ) throws -> [String?] {
        try CurationRows.reasons(stages, make)
    }

    private func faults(_ text: String) -> [String] {
        do {
            let node = try YAMLReader.read(Array(text.utf8), path: "c.yaml")
            _ = try CurationReader.read(node, path: "c.yaml")
            return []
        } catch CurationError.configuration(let faults) {
            return faults.map { "\($0)" }
        } catch {
            return ["\(error)"]
        }
    }

    @Test func `a configuration's faults come with their lines`() {
        #expect(
            faults("neer: on\n").first?.contains("c.yaml:1: there is no stage \"neer\"") == true)
        #expect(faults("neer: on\n").first?.contains("did you mean \"near\"?") == true)
        let two = faults("near:\n  similarity: 2\n  wrods: 3\n")
        #expect(two.count == 2 && two[0].contains("c.yaml:2") && two[1].contains("\"words\""))
        #expect(faults("near: maybe\n").count == 1)
        #expect(faults("[near]\n").count == 1)
        #expect(faults("near:\nexact: on\nformat: off\n").isEmpty)
    }

    @Test func `a benchmark that is missing, empty or without a statement is refused`() throws {
        let folder = try TemporaryFolder()
        #expect(throws: FileError.self) {
            try BenchmarkIndex(files: [folder.path + "/none.jsonl"], columns: ["q"])
        }
        let empty = try folder.write("\n\n", as: "empty.jsonl")
        #expect(throws: CurationError.emptyBenchmark(path: empty)) {
            try BenchmarkIndex(files: [empty], columns: ["q"])
        }
        let other = try folder.write("{\"a\":1,\"b\":2}\n", as: "other.jsonl")
        let error = #expect(throws: CurationError.self) {
            try BenchmarkIndex(files: [other], columns: ["q", "statement"])
        }
        #expect(error?.description.contains("other.jsonl:1: no column q or statement") == true)
        #expect(error?.description.contains("a, b") == true)
        let broken = try folder.write("{\n", as: "broken.jsonl")
        #expect(throws: FileError.self) { try BenchmarkIndex(files: [broken], columns: ["q"]) }
    }

    @Test
    func `licences and generators that may not be trained on are left out, all traces of them`()
        throws
    {
        let found = try reasons(
            "licences: {forbid: [big-*, x], allow: [big-free], sources: [MIT], unknown: false}"
        ) { rows in
            [
                rows.row("1", model: "big-one"), rows.row("1", model: "big-free"),
                rows.row("1", model: "x", licence: "mit"), rows.row("1", model: "xy"),
                rows.row("1", licence: "CC-BY-NC-4.0"), rows.row("1", licence: "unknown"),
                rows.row("1", verdict: .incorrect(.wrongAnswer), licence: "unknown"),
            ]
        }
        #expect(
            found == [
                "forbidden-generator", nil, "forbidden-generator", nil, "unwanted-licence",
                "unknown-licence", "unknown-licence",
            ])
    }

    @Test func `where licences are named, an unknown one is not among them`() throws {
        let make = { (rows: inout CurationRows) in
            [rows.row("1", licence: "MIT"), rows.row("1", licence: "unknown")]
        }
        #expect(try reasons("licences: {sources: [MIT]}", make) == [nil, "unknown-licence"])
        #expect(try reasons("licences: {sources: [MIT], unknown: true}", make) == [nil, nil])
        #expect(try reasons("licences: on", make) == [nil, nil])
    }

    @Test func `a stage that is given nothing to hold rows against is refused`() {
        for stage in ["decontaminate", "embedding"] {
            let error = #expect(throws: CurationError.self) {
                try CurationRows.reasons("\(stage): on") { _ in [] }
            }
            #expect(error?.description.contains(stage) == true)
        }
    }

    @Test func `rows that a stage could not measure are counted`() throws {
        var rows = CurationRows()
        var curator = try Curator(
            CurationPlan([CurationPlan.Stage(try #require(CurationStageKind.named("logprob")))]),
            seed: 1)
        #expect(try curator.omission(of: rows.row("a")) == nil)
        #expect(curator.tally.stages.map(\.unmeasured) == [1])
    }

    @Test func `an open block, several boxes and control characters are no form to learn`() throws {
        let found = try reasons("format: {box: one}") { rows in
            [
                rows.row("```python\nx"), rows.row("<think>\nx"), rows.row("a\u{1}b"),
                rows.row("\\boxed{1} and \\boxed{1}"), rows.row("It is 4."),
                rows.row("\\begin{align} 1"), rows.row("It is \\boxed{4}."),
                rows.row("x = 1", language: "python"),
            ]
        }
        #expect(
            found == [
                "open-code-block", "open-thinking", "control-character", "several-boxes", "no-box",
                "open-environment", nil, nil,
            ])
    }

    @Test func `too short, too long, repeating and flattering answers go`() throws {
        let lines = (0..<12).map { _ in "Again and again." }.joined(separator: "\n")
        let words = (0..<20).map { _ in "one two three four five six seven" }.joined(separator: " ")
        let found = try reasons("length: {min-bytes: 2, max-bytes: 2000}\nstyle: {verbosity: 3}") {
            rows in
            [
                rows.row("4"), rows.row(String(repeating: "ab ", count: 700)), rows.row(lines),
                rows.row(words), rows.row("What a great question! It is 4."), rows.row("It is 4."),
                rows.row("It is four."), rows.row("So 4 it is."),
                rows.row((0..<20).map { "w\($0)" }.joined(separator: " ")),
            ]
        }
        #expect(
            found == [
                "too-short", "too-long", "repeated-lines", "repeated-words", "sycophancy", nil, nil,
                nil, "verbosity",
            ])
    }

    @Test func `of equal answers the first stays, and what it was beside is named`() throws {
        let make = { (rows: inout CurationRows) in
            [rows.row("a"), rows.row("a"), rows.row("a", problem: 2), rows.row("b", problem: 2)]
        }
        #expect(try reasons("exact: on", make) == [nil, "duplicate", nil, nil])
        #expect(try reasons("exact: {scope: set}", make) == [nil, "duplicate", "duplicate", nil])
        var rows = CurationRows()
        var curator = try Curator(.usual, seed: 1)
        #expect(try curator.omission(of: rows.row("a")) == nil)
        let second = try curator.omission(of: rows.row("a"))
        #expect(second?.omission.beside == "p1 trace 1" && second?.stage == "exact")
    }

    @Test
    func `structure is what is left without numbers and names, or a program without its names`()
        throws
    {
        let one = "Mia buys 3 apples. Then Mia pays 4."
        let found = try reasons("structural: {of: answer}") { rows in
            [
                rows.row(one), rows.row("Mia buys 55 apples. Then Omar pays 1,000."),
                rows.row("Mia buys 3 pears. Then Mia pays 4."),
                rows.row("def f(a):\n  return a+1", language: "python"),
                rows.row("def g(b): # adds\n    return b + 22", language: "python"),
                rows.row("def f(a):\n  return a-1", language: "python"),
                rows.row("def f(a, b):\n  return b+1", language: "python"),
            ]
        }
        #expect(found == [nil, "same-structure", nil, nil, "same-structure", nil, nil])
        let kept = try reasons("structural: {of: answer, keep: 2}") { rows in
            (0..<4).map { rows.row("It is \($0).") }
        }
        #expect(kept == [nil, nil, "same-structure", "same-structure"])
    }

    @Test func `difficulty, depth and the share of synthetic rows have bounds`() throws {
        let found = try reasons(
            "difficulty: {min-pass-rate: 0.2, max-pass-rate: 0.9, min-steps: 2}"
        ) { rows in
            [
                rows.row("1", passRate: 0.1), rows.row("1", passRate: 1), rows.row("1"),
                rows.row("1", proof: #"{"difficulty":{"steps":1}}"#),
                rows.row("1", verdict: .incorrect(.wrongAnswer), passRate: 0.1),
            ]
        }
        #expect(found == ["too-hard", "too-easy", nil, "too-easy", "too-hard"])
        let deep = try reasons("hold-out: {depth: 2}") { rows in
            [rows.row("1", depth: 3), rows.row("1", problem: 2, depth: 2)]
        }
        #expect(deep == ["too-deep", nil])
        let mixed = try reasons("mix: {synthetic: 0.5}") { rows in
            (0..<9).map { rows.row("\($0)", isReal: $0 < 3) }
        }
        #expect(
            mixed.count { $0 == "over-synthetic-share" } == 3 && mixed[0..<3] == [nil, nil, nil])
        let none = try reasons("mix: {synthetic: 0.5}") { rows in
            (0..<3).map { rows.row("\($0)", isReal: false) }
        }
        #expect(none.allSatisfy { $0 != nil })
    }

    @Test func `a problem composed across splits is in neither`() throws {
        let families = (0..<40).map { "f\($0)" }
        func split(_ name: String) -> Split { Split(source: Digest(of: Array(name.utf8))) }
        let train = try #require(families.first { split($0) == .train })
        let same = try #require(families.first { split($0) == .train && $0 != train })
        let held = try #require(families.first { split($0) == .test })
        let found = try reasons("hold-out: on") { rows in
            [
                rows.row("1", problem: 1, family: held), rows.row("1", problem: 2, family: same),
                rows.row(
                    "1", problem: 3, family: train, proof: #"{"shape":["compose \#(held) n"]}"#),
                rows.row(
                    "1", problem: 4, family: train, proof: #"{"shape":["compose \#(same) n"]}"#),
                rows.row(
                    "1", problem: 3, verdict: .incorrect(.wrongAnswer), family: train,
                    proof: #"{"shape":["compose \#(held) n"]}"#),
            ]
        }
        #expect(found == [nil, nil, "relative-of-held-out", nil, "relative-of-held-out"])
    }

    @Test func `an evaluation of real problems has no synthetic one, and training keeps its own`()
        throws
    {
        let families = (0..<40).map { "f\($0)" }
        let found = try reasons("hold-out: {real-evaluation: true}") { rows in
            families.enumerated().flatMap { index, family in
                [true, false].map { isReal in
                    rows.row(
                        "1", problem: Int64(2 * index + (isReal ? 0 : 1)), family: family,
                        isReal: isReal)
                }
            }
        }
        for (index, family) in families.enumerated() {
            let isTrain = Split(source: Digest(of: Array(family.utf8))) == .train
            #expect(found[2 * index] == nil)
            #expect(found[2 * index + 1] == (isTrain ? nil : "synthetic-evaluation"))
        }
        #expect(Set(found).count == 2)
    }

    @Test func `caps and targets hold, and the same rows go whatever their order`() throws {
        let config = "balance: {per-problem: 2, topic-share: 0.5, topics: {a: 0.5, b: 0.5}}"
        let make = { (rows: inout CurationRows) in
            (0..<60).map { index in
                rows.row(
                    "\(index)", problem: Int64(index / 4), family: "f\(index / 8)",
                    topic: index < 40 ? "a" : "b")
            }
        }
        let found = try reasons(config, make)
        let kept = zip(0..<60, found).filter { $0.1 == nil }.map(\.0)
        #expect(Dictionary(grouping: kept) { $0 / 4 }.values.allSatisfy { $0.count <= 2 })
        #expect(kept.count { $0 < 40 } == kept.count { $0 >= 40 } && kept.count == 20)
        var rows = CurationRows()
        let all = make(&rows)
        let backward = try CurationRows.reasons(config, all.reversed()).reversed()
        #expect(Array(backward) == found)
    }

    @Test func `rows without a score go, and the top share stays`() throws {
        #expect(try reasons("score: on") { [$0.row("a")] } == ["no-score"])
        let found = try reasons("score: {by: pass-rate, share: 0.4}") { rows in
            [0.1, 0.9, 0.5, 0.7, 0.3].map { rows.row("\($0)", passRate: $0) }
        }
        #expect(
            found == ["below-top-share", nil, "below-top-share", nil, "below-top-share"])
    }
}
