internal import LyditeCore
internal import LyditeFiles
internal import LyditeStore

/// A store that grows to a million traces: rollout, run and verdict of each.
enum StoreBenchmark {
    private static let variants = 100_000
    private static let rolloutsEach = 10
    /// The figure that the whole must reach.
    private static let least = 15_000.0

    static func run() async throws -> [Figure] {
        let folder = try TemporaryFolder()
        let path = folder.path + "/run.sqlite"
        let store = try StoreWriter(path: path)
        let began = CPUTime.seconds
        var late = began
        for number in 0..<variants {
            if number == variants * 9 / 10 { late = CPUTime.seconds }
            try await add(number, to: store)
        }
        try await store.finish()
        let ended = CPUTime.seconds
        let traces = Double(variants * rolloutsEach)
        let bytes = Double(FileBytes.count(path) ?? 0)
        return [
            Figure(
                "store/traces", traces / (ended - began),
                "traces a CPU second, with a run each, over a million", bound: .atLeast(least)),
            Figure(
                "store/last", traces / 10 / (ended - late), "the same of the last tenth alone",
                better: .more),
            Figure("store/bytes", bytes / traces, "bytes of the file a trace"),
        ]
    }

    private static func add(_ number: Int, to store: StoreWriter) async throws {
        let variant = Variant(
            source: Problem(
                id: "p\(number)", statement: "What is \(number) plus 1? " + filler,
                check: .answer(AnswerCheck(gold: "\(number + 1)", spec: nil)), topic: "bench",
                origin: .init(isReal: false, source: "bench", licence: "CC0-1.0")))
        guard
            case .open(let row, _) = try await store.begin(
                variant, ordinal: number, rollouts: rolloutsEach)
        else { preconditionFailure("every problem differs") }
        try await store.add(
            (0..<rolloutsEach).map { trace($0, of: variant, number) }, variant: row)
    }

    private static func trace(_ index: Int, of variant: Variant, _ number: Int) -> Trace {
        let rollout = Rollout(
            variant: variant.digest, index: index, text: "\(filler)\(filler)Answer: \(number)",
            sampler: "bench", model: "bench")
        let judgement = Judgement(
            verdict: index % 2 == 0 ? .correct : .incorrect(.wrongAnswer), candidate: "\(number)",
            evidence: ["casesPassed": 1, "casesTotal": 1], runs: [run])
        return Trace(
            rollout: rollout, judgement: judgement, verifier: Version.verifier, isolation: .full)
    }

    /// About as long as a worked step.
    private static let filler =
        "First the apples are counted, then those that were eaten are taken away from them. "

    private static let run = Run(
        ending: .exited, exitCode: 0, cpu: .milliseconds(12), wall: .milliseconds(15),
        peakMemoryBytes: 9 << 20,
        isolation: Isolation(level: .full, namespaces: [], cgroup: "v1", uid: 65534))
}
