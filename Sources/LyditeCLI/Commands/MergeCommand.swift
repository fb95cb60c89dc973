internal import LyditeCore
internal import LyditeEngine
internal import LyditeFiles

enum MergeCommand {
    static let spec = CommandSpec(
        name: "merge", arguments: "DIR",
        summary: "make one data set of a run's shards",
        description: """
            Unites DIR/shards/0-of-N.sqlite to (N-1)-of-N.sqlite, which "lydite run --shard i/N --out DIR" made on one
            machine or many, into DIR/run.sqlite, and writes the data set: the same bytes as one run without shards.
            A merge that was ended in the middle is begun anew.
            """,
        flags: [Flag("--json", "print report.json at the end")],
        positionals: 1...1, run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitCode {
        let out = arguments.positionals[0]
        let line = ProgressLine(isQuiet: arguments.has("--quiet"))
        let merge = Merge(out: out) { done, count in
            line.update(done: done, total: count, earlier: 0, accepted: "shards merged")
        }
        switch try await line.during({ try await merge.run() }) {
        case .nothingLeft:
            Terminal.note("the shards of \(out) are merged; nothing is left to do")
            if arguments.has("--json") {
                try Terminal.write(try FileBytes.read(out + "/report.json"))
            }
        case .finished(let report):
            if arguments.has("--json") {
                try Terminal.print(report.json.text)
            } else if !arguments.has("--quiet") {
                try Terminal.print(RunTable.text(of: report, out: out))
            }
        }
        return .success
    }
}
