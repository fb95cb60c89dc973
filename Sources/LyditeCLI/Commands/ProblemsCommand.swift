internal import LyditeCore
internal import LyditeEngine
internal import LyditeFiles
internal import LyditeProblems
internal import LyditeSandbox
internal import LyditeVerify

enum ProblemsCommand {
    static let spec = CommandSpec(
        name: "problems", arguments: "list|lint|show [PROBLEM]...",
        summary: "list, check or show problems",
        description: """
            list   name, kind and title of each problem
            lint   check the rules of each problem, and run the programs of code problems; exit 1 on a fault
            show   the original statement and its answer
            """,
        flags: [CommonFlags.isolation, Flag("--json", "print one JSON object a line")],
        positionals: 1...10_000, run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitCode {
        let verb = arguments.positionals[0]
        guard ["list", "lint", "show"].contains(verb) else {
            throw UsageError.badValue(
                option: "problems", value: verb, expected: "list, lint or show")
        }
        guard let home = Home.find(explicit: arguments.text("--home")) else {
            throw EngineError.noHome
        }
        let entries = try ProblemCatalog(home: home).entries(
            Array(arguments.positionals.dropFirst()))
        var faults = 0
        let isolation = try arguments.choice("--isolation", of: IsolationChoice.self) ?? .full
        let pool = SandboxPool(home: home, isolation: isolation, slots: 1)
        for entry in entries {
            switch verb {
            case "list": try list(entry, isJSON: arguments.has("--json"))
            case "show": try show(entry)
            default: faults += try await lint(entry, pool, home: home)
            }
        }
        await pool.shutDown()
        guard verb == "lint" else { return .success }
        Terminal.note("\(entries.count) problems, \(faults) faults")
        return faults == 0 ? .success : .negative
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

    private static func lint(_ entry: ProblemEntry, _ pool: SandboxPool, home: String) async throws
        -> Int
    {
        let findings: [String]
        switch entry {
        case .family(let family): findings = FamilyLint.check(family).map(\.description)
        case .code(let problem):
            findings = await CodeProblemLint(sandbox: try await pool.sandbox(), home: home)
                .findings(problem)
        case .rows(let path): findings = try rows(path)
        }
        for finding in findings { try Terminal.print(finding) }
        return findings.count
    }

    /// Rows that cannot be read, by line.
    private static func rows(_ path: String) throws -> [String] {
        let reader = try LineReader(path)
        let importer = Importer(format: .jsonl)
        var findings: [String] = []
        while let line = try reader.next() {
            if line.isBlank { continue }
            do {
                _ = try importer.problem(try line.json(), number: line.number)
            } catch {
                findings.append("\(path):\(line.number): \(error)")
            }
        }
        return findings
    }
}
