internal import LyditeCore
internal import LyditeEngine
internal import LyditeFiles
internal import LyditeProblems
internal import LyditeSandbox
internal import LyditeVerify

enum ProblemsCommand {
    static let spec = CommandSpec(
        name: "problems", arguments: "list|lint|show|strengthen [PROBLEM]...",
        summary: "list, check, show or strengthen problems",
        description: """
            list   name, kind and title of each problem
            lint   check the rules of each problem, and run the programs of code problems; exit 1 on a fault.
                   Of a file of rows every line must be readable, and each reference pass its own tests.
                   A code problem without a CPU limit gets one: its reference is run once, and five times its
                   CPU time, rounded up to 1, 2, 5, 10, 20 or 60 s, is stored in problem.yaml, or for rows in --out
            show   the original statement and its answer
            strengthen
                   measure the cases of code problems by mutants of their references, and add cases that tell
                   mutants they let through; what stays untold is equivalent or unknown
            """,
        flags: [CommonFlags.isolation, Flag("--json", "print one JSON object a line")]
            + StrengthenCommand.flags,
        positionals: 1...10_000, run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitCode {
        let verb = arguments.positionals[0]
        guard ["list", "lint", "show", "strengthen"].contains(verb) else {
            throw UsageError.badValue(
                option: "problems", value: verb, expected: "list, lint, show or strengthen")
        }
        guard let home = Home.find(explicit: arguments.text("--home")) else {
            throw EngineError.noHome
        }
        let entries = try ProblemCatalog(home: home).entries(
            Array(arguments.positionals.dropFirst()))
        var (problems, faults) = (0, 0)
        let isolation = try arguments.choice("--isolation", of: IsolationChoice.self) ?? .full
        let jobs = try arguments.integer("--jobs", in: 1...256) ?? Machine.cores
        let pool = SandboxPool(
            home: home, isolation: isolation, slots: verb == "strengthen" ? jobs : 1)
        if verb == "strengthen" {
            do {
                let code = try await StrengthenCommand.run(entries, arguments, pool, home: home)
                await pool.shutDown()
                return code
            } catch {
                await pool.shutDown()
                throw error
            }
        }
        let output = try arguments.text("--out").map { path throws(FileError) in
            try OutputFile(path)
        }
        for entry in entries {
            switch verb {
            case "list": try list(entry, isJSON: arguments.has("--json"))
            case "show": try show(entry)
            default:
                let found = try await lint(entry, pool, home: home, output)
                problems += found.problems
                faults += found.faults
            }
        }
        try output?.commit()
        await pool.shutDown()
        guard verb == "lint" else { return .success }
        Terminal.note("\(problems) problems, \(faults) faults")
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

    private static func lint(
        _ entry: ProblemEntry, _ pool: SandboxPool, home: String, _ output: OutputFile?
    ) async throws -> (problems: Int, faults: Int) {
        let findings: [String]
        switch entry {
        case .family(let family): findings = FamilyLint.check(family).map(\.description)
        case .code(let problem): findings = try await lint(problem, pool, home: home)
        case .rows(let path):
            let lint = RowLint(pool: pool, home: home, output: output)
            let found = try await lint.check(path)
            for finding in found.findings { try Terminal.print(finding) }
            return (found.problems, found.findings.count)
        }
        for finding in findings { try Terminal.print(finding) }
        return (1, findings.count)
    }

    /// Checks a folder, and stores the CPU limit that its problem.yaml does not state.
    private static func lint(
        _ problem: CodeProblem, _ pool: SandboxPool, home: String
    ) async throws -> [String] {
        let lint = CodeProblemLint(sandbox: try await pool.sandbox(), home: home)
        let findings = await lint.findings(problem)
        guard findings.isEmpty, !problem.statesLimits else { return findings }
        let path = problem.folder + "/problem.yaml"
        switch try await lint.limit(for: problem) {
        case .unmeasured(let reason): return ["\(path): no CPU limit is stated: \(reason)"]
        case .limit(let limit):
            let bytes = try FileBytes.read(path, maximumBytes: YAMLReader.maximumBytes)
            guard let text = LimitLine.stored(limit, in: String(decoding: bytes, as: UTF8.self))
            else {
                return [
                    "\(path): limits state no cpuSeconds; add cpuSeconds: \(Int(limit.seconds))"
                ]
            }
            let file = try OutputFile(path)
            try file.write(text)
            try file.commit()
            Terminal.note("\(path): stored cpuSeconds: \(Int(limit.seconds))")
            return []
        }
    }
}
