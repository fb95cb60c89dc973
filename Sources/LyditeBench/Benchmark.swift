/// A named measurement.
package struct Benchmark: Sendable {
    package var name: String
    package var summary: String
    package var run: @Sendable () async throws -> [Figure]

    package static let all = [
        Benchmark(
            name: "engine",
            summary: "recorded math rollouts to stored verdicts and exports, a CPU second",
            run: EngineBenchmark.run),
        Benchmark(
            name: "math", summary: "answers and whole responses checked, a CPU second",
            run: MathBenchmark.run),
        Benchmark(
            name: "memory",
            summary: "peak memory of a run over 1,000 and over 100,000 imported rows",
            run: MemoryBenchmark.run),
        Benchmark(
            name: "sandbox",
            summary:
                "launches, warm Python runs and judged candidates beside the same without a sandbox",
            run: SandboxBenchmark.run),
    ]
}
