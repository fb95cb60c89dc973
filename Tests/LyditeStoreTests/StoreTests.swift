import Foundation
import LyditeCore
import LyditeStore
import Support
import Testing

struct StoreTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path + "/run.sqlite" }

    init() throws { folder = try TemporaryFolder() }

    private func variant(_ name: String) -> Variant {
        Variant(
            source: Problem(
                id: name, statement: "What is \(name)?", check: .answer(AnswerCheck(gold: "1")),
                topic: "t",
                origin: Problem.Origin(isReal: true, source: "s", licence: "MIT")))
    }

    private func trace(_ variant: Variant, _ index: Int, _ verdict: Verdict = .correct) -> Trace {
        let rollout = Rollout(
            variant: variant.digest, index: index, text: "text \(index)", sampler: "test",
            model: "m")
        return Trace(
            rollout: rollout, judgement: Judgement(verdict: verdict, candidate: "1"), verifier: "v",
            isolation: nil)
    }

    private func open(_ writer: StoreWriter, _ variant: Variant, _ ordinal: Int) async throws -> (
        Int64, [Int: PairRole]
    ) {
        guard
            case .open(let row, let done) = try await writer.begin(
                variant, ordinal: ordinal, rollouts: 3)
        else {
            throw CancellationError()
        }
        return (row, done)
    }

    @Test func `a file that is no store is refused`() throws {
        _ = try folder.write(String(repeating: "not a database ", count: 100), as: "run.sqlite")
        #expect(throws: StoreError.notAStore(path: path)) { try StoreWriter(path: path) }
    }

    @Test func `another program's database is refused`() async throws {
        let writer = try StoreWriter(path: path)
        try await writer.setFact("a", "b")
        try await writer.finish()
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        bytes.replaceSubrange(68..<72, with: [0, 0, 0, 9])
        let other = folder.path + "/other.sqlite"
        try bytes.write(to: URL(fileURLWithPath: other))
        #expect(throws: StoreError.notAStore(path: other)) { try StoreWriter(path: other) }
    }

    @Test func `a store of a later schema is refused with both numbers`() async throws {
        let writer = try StoreWriter(path: path)
        try await writer.finish()
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        bytes.replaceSubrange(60..<64, with: [0, 0, 0, 99])
        let later = folder.path + "/later.sqlite"
        try bytes.write(to: URL(fileURLWithPath: later))
        let error = #expect(throws: StoreError.self) { try StoreWriter(path: later) }
        #expect(error?.description.contains("has schema 99, and this lydite reads up to 4") == true)
    }

    @Test func `what was paid for is there before it is judged, and is judged later`() async throws
    {
        let writer = try StoreWriter(path: path)
        let (row, _) = try await open(writer, variant("a"), 0)
        let digest = variant("a").digest
        let rollouts = (0..<3).map { number in
            Rollout(
                variant: digest, index: number, text: "t\(number)", sampler: "endpoint", model: "m",
                sampling: ["temperature": .double(1)],
                response: .init(finish: "stop", reasoning: "r", details: ["model": "x"]))
        }
        let usage = Usage(
            model: "m", promptTokens: 10, completionTokens: 5, cost: Money(pico: 7), choices: 3,
            isAssumed: false)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for rollout in rollouts {
                group.addTask { try await writer.keep([rollout], usage: usage, variant: row) }
            }
            try await group.waitForAll()
        }
        // Another connection sees what is committed alone.
        let totals = try StoreReader(path: path).totals()
        #expect(totals.rollouts == 3)
        #expect(totals.costs.map(\.requests) == [3])
        #expect(totals.costs[0].cost == Money(pico: 21))
        #expect(try await writer.kept(of: digest, row: row) == rollouts)
        let judged = Trace(
            rollout: rollouts[1], judgement: Judgement(verdict: .correct), verifier: "v",
            isolation: nil)
        try await writer.add([judged], variant: row)
        #expect(try await writer.kept(of: digest, row: row) == [rollouts[0], rollouts[2]])
        let spent = try await writer.spending()
        #expect(spent.cost == Money(pico: 21) && spent.rollouts == 3)
    }

    @Test func `what is stored twice is stored once`() async throws {
        let writer = try StoreWriter(path: path)
        let variant = variant("a")
        for _ in 0..<2 {
            let (row, _) = try await open(writer, variant, 0)
            try await writer.add(
                [trace(variant, 0), trace(variant, 1, .undecided(.flaky))], variant: row)
        }
        try await writer.finish()
        let totals = try StoreReader(path: path).totals()
        #expect(totals.variants == 1)
        #expect(totals.rollouts == 2)
        #expect(totals.verdicts == [.correct: 1, .undecided(.flaky): 1])
    }

    @Test func `work that is left is what has no trace`() async throws {
        let writer = try StoreWriter(path: path)
        let variant = variant("a")
        let (row, none) = try await open(writer, variant, 0)
        #expect(none.isEmpty)
        try await writer.add([trace(variant, 1)], variant: row)
        #expect(try await open(writer, variant, 0).1 == [1: .chosen])
        #expect(try await writer.finishedPlaces() == [])
        try await writer.add([trace(variant, 0), trace(variant, 2)], variant: row)
        try await writer.finish(variant: row, rollouts: 3)
        #expect(try await writer.finishedPlaces() == [0])
        try await writer.refuse(ordinal: 1, name: "b", reason: "no values")
        #expect(try await writer.finishedPlaces() == [0, 1])
    }

    @Test func `a failure of the sandbox is judged again, any other verdict is not`() async throws {
        let writer = try StoreWriter(path: path)
        let variant = variant("a")
        let (row, _) = try await open(writer, variant, 0)
        let first: [Verdict] = [
            .undecided(.sandboxError), .undecided(.flaky), .incorrect(.timeLimit),
        ]
        try await writer.add(
            first.enumerated().map { trace(variant, $0.offset, $0.element) }, variant: row)
        try await writer.finish(variant: row, rollouts: 3)
        try await writer.forgetSandboxErrors()
        #expect(try await writer.finishedPlaces() == [])
        #expect(try await open(writer, variant, 0).1 == [1: .neither, 2: .rejected])
        try await writer.add((0..<3).map { trace(variant, $0) }, variant: row)
        try await writer.finish()
        let totals = try StoreReader(path: path).totals()
        #expect(totals.rollouts == 3)
        #expect(
            totals.verdicts == [.correct: 1, .undecided(.flaky): 1, .incorrect(.timeLimit): 1])
    }

    @Test func `the same problem at another place is a duplicate`() async throws {
        let writer = try StoreWriter(path: path)
        _ = try await open(writer, variant("a"), 0)
        guard case .duplicate(of: 0) = try await writer.begin(variant("a"), ordinal: 5, rollouts: 3)
        else {
            Issue.record("the duplicate was taken for a new problem")
            return
        }
    }

    @Test func `the first place of a problem is its own, whichever worker comes first`()
        async throws
    {
        let writer = try StoreWriter(path: path)
        let variant = variant("a")
        let (row, _) = try await open(writer, variant, 5)
        try await writer.add([trace(variant, 1)], variant: row)
        let (same, done) = try await open(writer, variant, 2)
        #expect(same == row)
        #expect(done == [1: .chosen])
        #expect(try await writer.finishedPlaces() == [5])
        try await writer.finish()
        #expect(try StoreReader(path: path).variants().next()?.ordinal == 2)
        #expect(try StoreReader(path: path).totals().refusals.map(\.count) == [1])
    }

    @Test func `after a failure nothing more is stored`() async throws {
        let writer = try StoreWriter(path: path)
        let first = variant("a")
        let (row, _) = try await open(writer, first, 0)
        try await writer.add([trace(first, 0)], variant: row)
        try await writer.commit()
        let (lost, _) = try await open(writer, variant("b"), 1)
        // Another problem at a place that is taken: the input changed under the run.
        await #expect(throws: StoreError.self) {
            _ = try await writer.begin(variant("c"), ordinal: 0, rollouts: 3)
        }
        await #expect(throws: StoreError.self) {
            try await writer.add([trace(variant("b"), 0)], variant: lost)
        }
        await #expect(throws: StoreError.self) { try await writer.commit() }
        let totals = try StoreReader(path: path).totals()
        #expect(totals.variants == 1)
        #expect(totals.rollouts == 1)
    }

    @Test func `what was not committed is gone and what was is there`() async throws {
        do {
            let writer = try StoreWriter(path: path)
            let variant = variant("a")
            let (row, _) = try await open(writer, variant, 0)
            try await writer.add([trace(variant, 0)], variant: row)
            try await writer.commit()
            try await writer.add([trace(variant, 1)], variant: row)
            await writer.abandon()
        }
        #expect(try StoreReader(path: path).totals().rollouts == 1)
    }

    @Test(.enabled(if: Project.isRoot, "only root may mount a small disk"))
    func `after a failed change nothing is written, and what was committed is whole`() async throws
    {
        let disk = folder.path + "/disk"
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
        let mount = try Process.run(
            URL(fileURLWithPath: "/usr/bin/env"),
            arguments: ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", disk])
        mount.waitUntilExit()
        try #require(mount.terminationStatus == 0)
        defer {
            _ = try? Process.run(
                URL(fileURLWithPath: "/usr/bin/env"), arguments: ["umount", "-l", disk])
        }
        let writer = try StoreWriter(path: disk + "/run.sqlite")
        var failed: StoreError?
        for number in 0..<2_000 {
            let variant = variant("v\(number)" + String(repeating: "x", count: 2_000))
            do {
                let (row, _) = try await open(writer, variant, number)
                try await writer.add([trace(variant, 0)], variant: row)
            } catch let error as StoreError {
                if let failed { #expect(error == failed) } else { failed = error }
            }
        }
        #expect(failed == .diskFull(path: disk + "/run.sqlite"))
        await #expect(throws: StoreError.self) { try await writer.commit() }
        let totals = try StoreReader(path: disk + "/run.sqlite").totals()
        #expect(totals.rollouts == totals.correct)
    }

    @Test func `a reader gives variants by place and traces by number`() async throws {
        let writer = try StoreWriter(path: path)
        for (name, ordinal) in [("b", 1), ("a", 0)] {
            let variant = variant(name)
            let (row, _) = try await open(writer, variant, ordinal)
            try await writer.add([trace(variant, 2), trace(variant, 0)], variant: row)
        }
        try await writer.finish()
        let cursor = try StoreReader(path: path).variants()
        var names: [String] = []
        while let variant = try cursor.next() {
            names.append(variant.name)
            var numbers: [Int] = []
            try cursor.eachTrace(of: variant) { numbers.append($0.number) }
            #expect(numbers == [0, 2])
            #expect(try cursor.counts(of: variant) == (2, 2))
        }
        #expect(names == ["a", "b"])
    }

    @Test func `recorded rows are joined by id, then by statement, and each once`() async throws {
        let index = try RecordedIndex()
        func place(_ line: Int) -> RecordedIndex.Place {
            .init(file: 0, line: line, offset: line * 10, count: 5)
        }
        try await index.add([(.init(problem: "p1", statement: nil, gold: nil), place(1))])
        try await index.add([(.init(problem: nil, statement: "s1", gold: "1"), place(2))])
        try await index.add([(.init(problem: nil, statement: "s2", gold: "2"), place(3))])
        try await index.add([(.init(problem: "p9", statement: nil, gold: nil), place(4))])
        try await index.add([(.init(problem: nil, statement: "s2", gold: "2"), place(5))])
        try await index.close()
        #expect(try await index.places(problem: "p1", statement: "s1") == [place(1), place(2)])
        #expect(try await index.places(problem: "p2", statement: "s1").isEmpty)
        #expect(try await index.places(problem: "p1", statement: "s9").isEmpty)
        #expect(try await index.nextOwnProblem() == [place(3), place(5)])
        #expect(try await index.nextOwnProblem() == nil)
        let left = try await index.unmatched(showing: 5)
        #expect(left.count == 1)
        #expect(left.first == [place(4)])
    }
}
