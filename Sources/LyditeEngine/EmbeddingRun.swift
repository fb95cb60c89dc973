package import LyditeCore
internal import LyditeFiles
package import LyditeSampling
internal import LyditeStore

/// Vectors of a store's sound traces, into a file that the stage `embedding` of curation reads.
///
/// Rows are added to FILE.partial as they come, in the order of the store; another call goes on behind them, and the file
/// gets its name when all are there.
package struct EmbeddingRun: Sendable {
    package struct Outcome: Sendable {
        package internal(set) var written = 0
        /// Rows of an earlier call.
        package internal(set) var earlier = 0
        package internal(set) var tokens = 0
        package internal(set) var cost = Money.zero
        /// Why it stopped before the end; nil where the file is whole.
        package internal(set) var halt: String?
    }

    package var store: String
    package var out: String
    package var models: ModelPlan
    package var budget: Money?
    package var isForced: Bool
    package var progress: @Sendable (_ done: Int, _ of: Int) -> Void
    package var isStopping: @Sendable () -> Bool

    package init(
        store: String, out: String, models: ModelPlan, budget: Money?, isForced: Bool,
        progress: @escaping @Sendable (_ done: Int, _ of: Int) -> Void,
        isStopping: @escaping @Sendable () -> Bool
    ) {
        self.store = store
        self.out = out
        self.models = models
        self.budget = budget
        self.isForced = isForced
        self.progress = progress
        self.isStopping = isStopping
    }

    private struct Text: Sendable {
        var trace: Digest
        var text: String
    }

    package func run() async throws(EngineError) -> Outcome {
        return try await EngineError.wrapping { try await embed() }
    }

    private func embed() async throws -> Outcome {
        let reader = try StoreReader(path: store)
        if FileBytes.kind(out) != nil, !isForced { throw EngineError.exists(out) }
        let partial = out + ".partial"
        let journal = try JournalFile(partial)
        var outcome = Outcome()
        var known: Set<Digest> = []
        for (number, line) in journal.lines.enumerated() {
            known.insert(try row(line, number + 1, of: partial))
        }
        outcome.earlier = known.count
        let total = try reader.traceCount()
        let budget = Budget(limit: budget, spent: .zero)
        let embedder: EndpointEmbedder
        do {
            embedder = try EndpointEmbedder(plan: models, budget: budget, isStopping: isStopping)
        } catch {
            throw SamplingError.endpoint(error)
        }
        let cursor = try reader.variants()
        var waiting: [Text] = []
        let window = EndpointEmbedder.mostTexts * max(1, models.concurrency)
        while outcome.halt == nil, let variant = try cursor.next() {
            try cursor.eachTrace(of: variant) { trace in
                guard trace.isSound, !known.contains(trace.digest) else { return }
                waiting.append(Text(trace: trace.digest, text: trace.text))
            }
            while waiting.count >= window, outcome.halt == nil {
                let batch = Array(waiting.prefix(window))
                waiting.removeFirst(batch.count)
                try await add(batch, by: embedder, to: journal, &outcome)
                progress(outcome.earlier + outcome.written, total)
            }
        }
        if outcome.halt == nil, !waiting.isEmpty {
            try await add(waiting, by: embedder, to: journal, &outcome)
        }
        outcome.cost = budget.spent
        guard outcome.halt == nil, outcome.earlier + outcome.written > 0 else { return outcome }
        try FileBytes.sync(partial)
        try FileBytes.rename(partial, to: out)
        return outcome
    }

    /// The trace of a row that is there already; refuses what another model made.
    private func row(_ line: [UInt8], _ number: Int, of path: String) throws -> Digest {
        let json = try? JSONParser.parse(line)
        guard let trace = json?["trace"]?.stringValue.flatMap({ Digest(hexadecimal: $0) }),
            json?["model"]?.stringValue == models.models[0].name
        else {
            throw FileError.badRow(
                path: path, line: number,
                error: RowError(
                    field: "model", expected: "a row of \(models.models[0].name); remove the file"))
        }
        return trace
    }

    /// Asks about all texts at once, in requests of a bounded size, and writes what came before the first failure.
    private func add(
        _ texts: [Text], by embedder: EndpointEmbedder, to journal: JournalFile,
        _ outcome: inout Outcome
    ) async throws {
        let size = EndpointEmbedder.mostTexts
        let starts = Array(stride(from: 0, to: texts.count, by: size))
        let replies = await withTaskGroup(
            of: (Int, Result<EndpointEmbedder.Reply, EndpointError>).self
        ) { group in
            for start in starts {
                let part = texts[start..<min(start + size, texts.count)].map(\.text)
                group.addTask {
                    do throws(EndpointError) {
                        return (start, .success(try await embedder.vectors(of: part)))
                    } catch {
                        return (start, .failure(error))
                    }
                }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        for start in starts {
            switch replies[start] {
            case .success(let reply)?:
                outcome.tokens += reply.tokens
                for (text, vector) in zip(texts[start...], reply.vectors) {
                    let json: JSON = [
                        "trace": .string(text.trace.description),
                        "model": .string(models.models[0].name),
                        "vector": .array(vector.map { .double(Double($0)) }),
                    ]
                    try journal.add(Array(json.text.utf8))
                    outcome.written += 1
                }
            case .failure(let error)?:
                outcome.halt = error.description
                return
            case nil: return
            }
        }
    }
}
