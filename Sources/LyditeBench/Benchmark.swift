/// A named measurement.
package struct Benchmark: Sendable {
    /// What a measurement may be told.
    package struct Options: Sendable {
        /// A file of rows to measure instead of its own, where it measures rows.
        package var rows: String?
        /// The Python that may have the peers.
        package var python: String
        /// Told of peers that are not there.
        package var note: @Sendable (String) -> Void

        package init(
            rows: String?, python: String, note: @escaping @Sendable (String) -> Void
        ) {
            self.rows = rows
            self.python = python
            self.note = note
        }
    }

    package var name: String
    package var summary: String
    package var run: @Sendable (Options) async throws -> [Figure]

    package static let all = [
        Benchmark(
            name: "curate",
            summary: "stored traces through curation, pairs and an export, a CPU second",
            run: { _ in try await CurationBenchmark.run() }),
        Benchmark(
            name: "engine",
            summary: "recorded math rollouts to stored verdicts and exports, a CPU second",
            run: { _ in try await EngineBenchmark.run() }),
        Benchmark(
            name: "export", summary: "stored traces to pairs, files and card, a CPU second",
            run: { _ in try await ExportBenchmark.run() }),
        Benchmark(
            name: "judge",
            summary: "candidate programs to verdicts, beside fresh interpreters",
            run: { _ in try await JudgeBenchmark.run() }),
        Benchmark(
            name: "math",
            summary: "answers and whole responses checked, a CPU second, beside Math-Verify",
            run: { try await MathBenchmark.run($0) }),
        Benchmark(
            name: "memory",
            summary: "peak memory of a run over 1,000 and over 100,000 imported rows",
            run: { _ in try await MemoryBenchmark.run() }),
        Benchmark(
            name: "sandbox",
            summary:
                "launches and warm Python runs beside the same without a sandbox",
            run: { _ in try await SandboxBenchmark.run() }),
        Benchmark(
            name: "store", summary: "a million traces into one store, a CPU second",
            run: { _ in try await StoreBenchmark.run() }),
        Benchmark(
            name: "transform", summary: "proved variants of the shipped families, a CPU second",
            run: { _ in try await TransformBenchmark.run() }),
    ]
}
