internal import LyditeBench
internal import LyditeCore
internal import LyditeEngine
internal import LyditeFiles

enum BenchCommand {
    static let spec = CommandSpec(
        name: "bench", arguments: "[NAME]",
        summary: "measure speed and memory as CPU time and ratios",
        description: "Benchmarks:\n" + list
            + "\n\nExit 1 when a figure misses its bound, or is slower than before by more than the noise.",
        flags: [
            Flag(
                "--rows", "FILE.jsonl", "answer rows for \"math\" (default: the project's corpus)"),
            Flag(
                "--python", "PROGRAM", "a Python that may have Math-Verify (default: python3)"),
            Flag("--json", "print one JSON object"),
            Flag("--repeat", "N", "rounds over all benchmarks; the median counts (default: 1)"),
            Flag("--compare", "OLD.json", "flag what is slower than in an earlier --json"),
        ],
        positionals: 0...1, run: run)

    private static var list: String {
        let width = Benchmark.all.map(\.name.count).max() ?? 0
        return Benchmark.all.map {
            "  " + $0.name + String(repeating: " ", count: width + 2 - $0.name.count) + $0.summary
        }.joined(separator: "\n")
    }

    private static func run(_ arguments: Arguments) async throws -> ExitCode {
        var chosen = Benchmark.all
        if let name = arguments.positionals.first {
            chosen = chosen.filter { $0.name == name }
            guard !chosen.isEmpty else {
                let names = Benchmark.all.map(\.name).joined(separator: ", ")
                throw UsageError.badValue(option: "bench", value: name, expected: "one of \(names)")
            }
        }
        let old = try arguments.text("--compare").map { try earlier($0, of: chosen) }
        let rounds = try arguments.integer("--repeat", in: 1...100) ?? 1
        let options = Benchmark.Options(
            rows: arguments.text("--rows"), python: arguments.text("--python") ?? "python3",
            note: { Terminal.note($0) })
        // One round after the other, not one benchmark after the other: a busy minute hits all alike.
        var figures: [[Figure]] = []
        for _ in 0..<rounds {
            var round: [Figure] = []
            for benchmark in chosen {
                let made = try await benchmark.run(options)
                round += made
                if rounds == 1, !arguments.has("--json") {
                    for line in made.map({ Self.line(Measured([$0]), old) }) {
                        try Terminal.print(line)
                    }
                }
            }
            figures.append(round)
        }
        let measured = Measured.joined(figures)
        if arguments.has("--json") {
            let members = measured.map { JSON.Member($0.figure.name, $0.json) }
            try Terminal.print(JSON.object(members).text)
        } else if rounds > 1 {
            for figure in measured { try Terminal.print(line(figure, old)) }
        }
        let isSlower = measured.contains { change($0, old)?.isSlower == true }
        return measured.allSatisfy(\.figure.holds) && !isSlower ? .success : .negative
    }

    /// A file without one figure of these benchmarks would let every slow-down pass.
    private static func earlier(_ path: String, of chosen: [Benchmark]) throws -> JSON {
        do {
            let json = try JSONParser.parse(try FileBytes.read(path))
            let names = (json.members ?? []).map(\.key)
            guard
                names.contains(where: { name in
                    chosen.contains { name.hasPrefix($0.name + "/") }
                })
            else {
                throw UsageError.badValue(
                    option: "--compare", value: path, expected: "an earlier --json of these figures"
                )
            }
            return json
        } catch let error as JSONError {
            throw FileError.badJSON(path: path, line: 1, error: error)
        }
    }

    private static func change(_ measured: Measured, _ old: JSON?) -> Measured.Change? {
        old?[measured.figure.name].flatMap { measured.change(since: $0) }
    }

    private static func line(_ measured: Measured, _ old: JSON?) -> String {
        let figure = measured.figure
        var text = "\(figure.name): \(figure.text)"
        if measured.rounds > 1 {
            text += "  (\(Figure.digits(measured.low)) to \(Figure.digits(measured.high)))"
        }
        if let bound = figure.bound {
            text += figure.holds ? "  (bound \(bound) holds)" : "  (MISSES the bound \(bound))"
        }
        if let change = change(measured, old) {
            text += "  \((change.ratio * 100).rounded() / 100)x of before"
            if change.isSlower { text += "  SLOWER" }
        }
        return text
    }
}
