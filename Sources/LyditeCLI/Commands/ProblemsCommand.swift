internal import LyditeCore
internal import LyditeEngine
internal import LyditeFiles
internal import LyditeProblems
internal import LyditeSandbox
internal import LyditeVerify

enum ProblemsCommand {
    static let spec = CommandSpec(
        name: "problems", arguments: "list|lint|show|schema|strengthen [PROBLEM]...",
        summary: "list, check, show or strengthen problems",
        description: """
            list   name, kind and title of each problem
            lint   check the rules of each problem, and run the programs of code problems; every fault comes as
                   FILE:LINE with what to do about it, and the exit code is 1. Where a problem cannot be read at
                   all, the others are only checked with --keep-going.
                   Of a file of rows every line must be readable, each reference pass its own tests, and each
                   math problem ask for one answer that its gold states and its solution reaches.
                   A code problem without a CPU limit gets one: its reference is run once, and five times its
                   CPU time, rounded up to 1, 2, 5, 10, 20 or 60 s, is stored in problem.yaml, or for rows in --out
            show   the original statement and its answer
            schema the JSON Schema of family files, for editors
            strengthen
                   measure the cases of code problems by mutants of their references, and add cases that tell
                   mutants they let through; what stays untold is equivalent or unknown
            """,
        flags: [
            CommonFlags.isolation, CommonFlags.keepGoing,
            Flag("--json", "print one JSON object a line"),
        ]
            + StrengthenCommand.flags,
        positionals: 1...10_000, run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitCode {
        guard let verb = Verb(rawValue: arguments.positionals[0]) else {
            let verbs = Verb.allCases.map(\.rawValue).joined(separator: ", ")
            throw UsageError.badValue(
                option: "problems", value: arguments.positionals[0], expected: "one of \(verbs)")
        }
        if verb == .schema {
            try Terminal.write(Array(FamilySchema.text.utf8))
            return .success
        }
        let home = try arguments.requiredHome()
        let jobs = try arguments.jobs()
        return try await SandboxPool.with(
            home: home, isolation: arguments.isolation(), slots: verb == .strengthen ? jobs : 1
        ) { pool in try await run(verb, arguments, pool, home: home) }
    }

    private enum Verb: String, CaseIterable {
        case list, lint, show, schema, strengthen
    }

    private static func run(
        _ verb: Verb, _ arguments: Arguments, _ pool: SandboxPool, home: String
    ) async throws -> ExitCode {
        let catalog = ProblemCatalog(home: home)
        let named = Array(arguments.positionals.dropFirst())
        switch verb {
        case .schema: return .success
        case .lint:
            return try await LintCommand.run(try catalog.find(named), arguments, pool, home: home)
        case .list, .show:
            for entry in try KeepGoing.entries(arguments, named, catalog) {
                if verb == .list {
                    try list(entry, isJSON: arguments.has("--json"))
                } else {
                    try show(entry)
                }
            }
            return .success
        case .strengthen:
            return try await StrengthenCommand.run(
                try KeepGoing.entries(arguments, named, catalog), arguments, pool, home: home)
        }
    }

    private static func list(_ entry: ProblemEntry, isJSON: Bool) throws {
        let (id, kind, title) =
            switch entry {
            case .family(let family): (family.id, "math", family.title)
            case .code(let problem): (problem.id, "code", problem.title)
            case .rows(let path): (path, "rows", "imported rows")
            }
        if isJSON {
            try Terminal.print(
                (["id": .string(id), "kind": .string(kind), "title": .string(title)] as JSON).text)
        } else {
            let padding = String(repeating: " ", count: max(1, 36 - id.count))
            try Terminal.print("\(id)\(padding)\(kind)   \(title)")
        }
    }

    private static func show(_ entry: ProblemEntry) throws {
        switch entry {
        case .family(let family):
            let original = try FamilyInstance(original: family)
            try Terminal.print(
                "\(family.id)\n\n\(original.statement)\n\nanswer: \(original.gold ?? "none")\n")
        case .code(let problem):
            let original = problem.rendered(CodeChoice(originalOf: problem))
            try Terminal.print(
                "\(problem.id)\n\n\(original.statement)\n\nreference:\n\(original.reference)")
        case .rows(let path): Terminal.note("\(path) holds rows of JSON; read it as it is")
        }
    }
}
