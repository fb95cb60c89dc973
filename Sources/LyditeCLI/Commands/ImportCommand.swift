internal import LyditeCore
internal import LyditeFiles
internal import LyditeProblems

enum ImportCommand {
    static let spec = CommandSpec(
        name: "import", arguments: "gsm8k|humaneval|mbpp|jsonl FILE",
        summary: "turn a real data set into problems",
        description: """
            Reads rows of a real data set, in its official form or with the fields of this project, and writes
            one problem a line for "lydite run". A row that cannot be read is named and left out.
            """,
        flags: [
            Flag("--out", "FILE", "where to write; standard output without it"),
            Flag(
                "--map", "FIELD=COLUMN", repeats: true,
                "read FIELD from another column, e.g. --map gold=answer"),
        ],
        positionals: 2...2, run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitCode {
        guard let format = ImportFormat(rawValue: arguments.positionals[0]) else {
            let names = ImportFormat.allCases.map(\.rawValue)
            throw UsageError.badValue(
                option: "import", value: arguments.positionals[0],
                expected: "one of \(names.joined(separator: ", "))")
        }
        let map = try arguments.fieldMap(Importer.fields)
        let importer = Importer(format: format, map: map)
        let reader = try LineReader(arguments.positionals[1])
        let output = try arguments.text("--out").map { path throws(FileError) in
            try OutputFile(path)
        }
        var counts = Counts()
        while let line = try reader.next() {
            if line.isBlank { continue }
            guard let problem = try read(line, reader.path, importer, &counts) else { continue }
            var writer = JSONWriter(capacity: 2048)
            writer.value(problem.json)
            writer.newline()
            if let output {
                try output.write(writer.bytes)
            } else {
                try Terminal.write(writer.bytes)
            }
            counts.written += 1
        }
        if !arguments.has("--quiet") { Terminal.note(counts.text) }
        if counts.written == 0 {
            Terminal.fail("no row of \(reader.path) could be imported as \(format.rawValue)")
            return .environment
        }
        try output?.commit()
        return .success
    }

    fileprivate struct Counts {
        var written = 0
        var others = 0
        var broken = 0

        var text: String {
            var parts = ["\(written) problems"]
            if others > 0 { parts.append("\(others) rows of other data sets left out") }
            if broken > 0 { parts.append("\(broken) rows could not be read") }
            return parts.joined(separator: ", ")
        }
    }

    private static func read(
        _ line: LineReader.Line, _ path: String, _ importer: Importer, _ counts: inout Counts
    ) throws -> Problem? {
        do {
            let problem = try importer.problem(
                try line.json(), number: line.number)
            if problem == nil { counts.others += 1 }
            return problem
        } catch let error as JSONError {
            counts.note("\(path):\(line.number): \(error)")
        } catch let error as RowError {
            counts.note("\(path):\(line.number): \(error)")
        }
        return nil
    }
}

extension ImportCommand.Counts {
    /// The first rows that fail are named one by one; the rest are only counted.
    fileprivate mutating func note(_ text: String) {
        broken += 1
        if broken <= 10 { Terminal.note(text) }
    }
}
