internal import LyditeCore
internal import LyditeEngine
internal import LyditeSampling

enum EmbedCommand {
    static let spec = CommandSpec(
        name: "embed", arguments: "--endpoint URL --model NAME",
        summary: "embeddings of correct traces, for near duplicates by meaning",
        description: """
            Asks a server at URL/embeddings, as OpenAI's are asked, for a vector of each correct trace without a false
            equation, and writes rows {"trace", "model", "vector"} that the stage "embedding" of "lydite curate" reads:

                curate:
                  embedding: {vectors: vectors.jsonl, similarity: 0.92}

            Rows are kept in FILE.partial as they come: run the same command again to go on where it stopped. A text
            is cut at 16 KiB. Exit 1: there is no trace to embed. Exit 2: the server did not answer for all.
            """,
        flags: [
            CommonFlags.store,
            Flag("--out", "FILE.jsonl", "the vectors (default: vectors.jsonl)"),
        ]
            + ModelFlags.all.filter {
                ["--config", "--endpoint", "--model", "--key-file", "--budget"].contains($0.name)
            } + [
                Flag("--force", "replace FILE"),
                Flag("--json", "print one JSON object"),
            ],
        positionals: 0...0, run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitCode {
        let file = try arguments.text("--config").map { try RunFile.read($0) }
        let models = try ModelFlags.plan(arguments, file, .endpoint)
        let out = arguments.text("--out") ?? "vectors.jsonl"
        Interrupts.catchSignals()
        let line = ProgressLine(isQuiet: arguments.has("--quiet"))
        let embedding = EmbeddingRun(
            store: arguments.store, out: out, models: models,
            budget: try ModelFlags.budget(arguments, file, models),
            isForced: arguments.has("--force"),
            progress: { done, total in line.update(done: done, total: total, accepted: "embedded")
            },
            isStopping: { Interrupts.isStopping })
        let outcome: EmbeddingRun.Outcome
        do {
            outcome = try await embedding.run()
            line.end()
        } catch {
            line.end()
            throw error
        }
        let json: JSON = [
            "vectors": .integer(Int64(outcome.written)),
            "earlier": .integer(Int64(outcome.earlier)),
            "tokens": .integer(Int64(outcome.tokens)), "money": .double(outcome.cost.double),
        ]
        try Terminal.print(
            arguments.has("--json")
                ? json.text
                : "\(out): \(outcome.written) vectors, \(outcome.earlier) before; \(outcome.tokens) tokens"
        )
        if let halt = outcome.halt {
            Terminal.fail(
                "\(halt); what came is in \(out).partial, run the same command again to go on")
            return Interrupts.exitCode ?? .environment
        }
        guard outcome.written + outcome.earlier > 0 else {
            Terminal.note("the store has no correct trace to embed")
            return .negative
        }
        return .success
    }
}
