/// A named measurement.
package struct Benchmark: Sendable {
    package var name: String
    package var summary: String
    /// Takes the rows to measure instead of its own, where it measures rows.
    package var run: @Sendable (_ rows: String?) async throws -> [Figure]

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
            name: "math", summary: "answers and whole responses checked, a CPU second",
            run: { try await MathBenchmark.run(rows: $0) }),
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
