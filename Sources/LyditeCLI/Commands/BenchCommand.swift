internal import LyditeBench
internal import LyditeCore
internal import LyditeEngine
internal import LyditeFiles

enum BenchCommand {
    static let spec = CommandSpec(
        name: "bench", arguments: "[NAME]",
        summary: "measure speed and memory as CPU time and ratios",
        description: "Benchmarks:\n"
            + Benchmark.all.map { "  \($0.name)  \($0.summary)" }.joined(separator: "\n"),
        flags: [
            Flag(
                "--rows", "FILE.jsonl", "answer rows for \"math\" (default: the project's corpus)"),
            Flag("--json", "print one JSON object"),
            Flag("--compare", "OLD.json", "show each figure beside that of an earlier --json"),
        ],
        positionals: 0...1, run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitCode {
        var chosen = Benchmark.all
        if let name = arguments.positionals.first {
            chosen = chosen.filter { $0.name == name }
            guard !chosen.isEmpty else {
                let names = Benchmark.all.map(\.name).joined(separator: ", ")
                throw UsageError.badValue(option: "bench", value: name, expected: "one of \(names)")
            }
        }
        let old = try arguments.text("--compare").map(earlier) ?? .null
        var figures: [Figure] = []
        for benchmark in chosen {
            for figure in try await benchmark.run(arguments.text("--rows")) {
                figures.append(figure)
                if !arguments.has("--json") { try Terminal.print(line(figure, old)) }
            }
        }
        if arguments.has("--json") {
            let members = figures.map {
                JSON.Member($0.name, ["value": .double($0.value), "unit": .string($0.unit)])
            }
            try Terminal.print(JSON.object(members).text)
        }
        return figures.allSatisfy(\.holds) ? .success : .negative
    }

    private static func earlier(_ path: String) throws -> JSON {
        do {
            return try JSONParser.parse(try FileBytes.read(path))
        } catch let error as JSONError {
            throw FileError.badJSON(path: path, line: 1, error: error)
        }
    }

    private static func line(_ figure: Figure, _ old: JSON) -> String {
        var text = "\(figure.name): \(figure.text)"
        if let bound = figure.bound {
            text += figure.holds ? "  (bound \(bound) holds)" : "  (MISSES the bound \(bound))"
        }
        if let before = old[figure.name]?["value"]?.doubleValue, before > 0 {
            text += "  \((figure.value / before * 100).rounded() / 100)x of before"
        }
        return text
    }
}
