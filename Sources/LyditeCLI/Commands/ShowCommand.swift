internal import LyditeCore
internal import LyditeEngine
internal import LyditeFiles
internal import LyditeStore

enum ShowCommand {
    static let spec = CommandSpec(
        name: "show", arguments: "DIGEST",
        summary: "print anything stored, with its ancestry",
        description: """
            DIGEST is that of a variant, a rollout or a pair, or its first digits. Digests stand in the "meta" column
            of exported rows, and in what other commands print.
            """,
        flags: [CommonFlags.store, Flag("--json", "print one JSON object")],
        positionals: 1...1, run: run)

    private static func run(_ arguments: Arguments) throws -> ExitCode {
        let digits = arguments.positionals[0].lowercased()
        let isDigest =
            !digits.isEmpty && digits.utf8.count <= 64
            && digits.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
        guard isDigest else {
            throw UsageError.badValue(
                option: "show", value: arguments.positionals[0],
                expected: "up to 64 hexadecimal digits")
        }
        guard FileBytes.kind(arguments.store) == .file else {
            throw EngineError.noStore(arguments.store)
        }
        let lookup = try StoreLookup(path: arguments.store)
        let matches = try lookup.matches(digits)
        guard let match = matches.first else {
            Terminal.fail("\(arguments.store) holds nothing whose digest begins with \(digits)")
            return .negative
        }
        guard matches.count == 1 else {
            Terminal.fail("more than one digest begins with \(digits); give more digits")
            for match in matches { Terminal.note("\(match.digest) \(match.kind.rawValue)") }
            return .negative
        }
        let json = try lookup.json(of: match)
        try Terminal.print(arguments.has("--json") ? json.text : Outline.text(of: json))
        return .success
    }
}
