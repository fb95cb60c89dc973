internal import LyditeCore
internal import LyditeFiles
internal import LyditeMath

enum CheckCommand {
    static let spec = CommandSpec(
        name: "check", arguments: "GOLD PRED", summary: "compare two final answers exactly",
        description: """
            Compares an answer with the right one. Exit 0: equal, 1: not equal, 2: undecided.
            An argument such as -5 or -\\frac12 is an answer, not an option; "--" ends the options.
            """,
        flags: [
            Flag("--response", "PRED is a whole response; the answer is taken out of it first"),
            CommonFlags.extract,
            Flag("--tolerance", "T", "the largest absolute difference that counts as equal"),
            Flag("--unit", "U", "the unit a bare number is in"),
            Flag(
                "--spec", "FILE",
                "a JSON object: tolerance, places, unit, kind, choices, bridges ..."),
            Flag("--explain", "say how the verdict was reached"),
            Flag("--json", "print one JSON object"),
        ],
        positionals: 2...2, run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitCode {
        let spec = try spec(arguments)
        let gold = Array(arguments.positionals[0].utf8)
        let pred = Array(arguments.positionals[1].utf8)
        let isStrict = try arguments.isStrictExtraction()
        let result =
            arguments.has("--response")
            ? MathChecker.check(
                gold: gold, response: pred, spec: spec,
                extraction: isStrict ? .strict : .full)
            : MathChecker.check(gold: gold, pred: pred, spec: spec)
        if arguments.has("--json") {
            try Terminal.print(result.json.text)
        } else {
            try Terminal.print(words(result, explains: arguments.has("--explain")))
        }
        return switch result.verdict {
        case .correct: .success
        case .incorrect: .negative
        case .undecided: .environment
        }
    }

    private static func spec(_ arguments: Arguments) throws -> AnswerSpec {
        var members: [JSON.Member] = []
        if let path = arguments.text("--spec") {
            do {
                members =
                    try RowReader(try JSONParser.parse(try FileBytes.read(path)), name: "spec")
                    .json.members ?? []
            } catch let error as RowError {
                throw FileError.badRow(path: path, line: 1, error: error)
            } catch let error as JSONError {
                throw FileError.badJSON(path: path, line: 1, error: error)
            }
        }
        // What stands on the command line counts before what stands in the file.
        members.removeAll { member in
            ["tolerance", "absolute"].contains(member.key) && arguments.has("--tolerance")
                || member.key == "unit" && arguments.has("--unit")
        }
        if let tolerance = arguments.text("--tolerance") {
            members.append(.init("tolerance", .string(tolerance)))
        }
        if let unit = arguments.text("--unit") { members.append(.init("unit", .string(unit))) }
        do throws(SpecError) {
            return try AnswerSpec(json: .object(members))
        } catch {
            throw UsageError.badSpec(error.description)
        }
    }

    private static func words(_ result: MathVerdict, explains: Bool) -> String {
        var text = result.verdict.name
        if let reason = result.verdict.fault?.rawValue ?? result.verdict.cause?.rawValue {
            text += " (\(reason))"
        }
        if let detail = result.detail { text += ": " + detail }
        guard explains else { return text }
        text += "\n  right answer  \(result.gold.text)   read as \(result.gold.canonical)"
        text += "\n  given answer  \(result.pred.text)   read as \(result.pred.canonical)"
        if let source = result.pred.extractedFrom { text += "   taken from \(source)" }
        let certificate = result.certificate
        text += "\n  decided by    \(certificate.rung.rawValue)"
        text += " (\(certificate.rung.words))"
        if certificate.points > 0 { text += ", \(certificate.points) points" }
        if certificate.bits > 0 { text += ", \(certificate.bits) bits" }
        if !certificate.bridges.isEmpty {
            text += ", with \(certificate.bridges.joined(separator: ", "))"
        }
        return text + ", \(certificate.fuel) steps"
    }
}
