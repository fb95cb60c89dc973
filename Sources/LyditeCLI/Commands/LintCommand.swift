internal import LyditeCore
internal import LyditeEngine
internal import LyditeFiles
internal import LyditeProblems
internal import LyditeVerify

/// `lydite problems lint`: every fault of every problem, by file and line.
enum LintCommand {
    static func run(
        _ found: ProblemCatalog.Found, _ arguments: Arguments, _ pool: SandboxPool, home: String
    ) async throws -> ExitCode {
        let isJSON = arguments.has("--json")
        let output = try arguments.text("--out").map { path throws(FileError) in
            try OutputFile(path)
        }
        var (problems, faults) = (0, 0)
        for broken in found.broken {
            let findings = try Self.findings(broken)
            try print(findings, isJSON: isJSON)
            problems += 1
            faults += findings.count
        }
        if !found.broken.isEmpty, !found.entries.isEmpty, !arguments.has("--keep-going") {
            Terminal.note("\(problems) problems, \(faults) faults")
            Terminal.note(KeepGoing.refusal(found))
            return .negative
        }
        for entry in found.entries {
            let checked = try await check(entry, pool, home: home, output)
            try print(checked.findings, isJSON: isJSON)
            problems += checked.problems
            faults += checked.findings.count
        }
        try output?.commit()
        Terminal.note("\(problems) problems, \(faults) faults")
        return faults == 0 ? .success : .negative
    }

    private static func print(_ findings: [LintFinding], isJSON: Bool) throws {
        for finding in findings {
            try Terminal.print(isJSON ? finding.json.text : finding.description)
        }
    }

    /// A family that cannot be loaded is still read as far as it goes.
    private static func findings(_ broken: BrokenProblem) throws -> [LintFinding] {
        guard broken.isFamily else { return broken.faults.map { LintFinding($0) } }
        return FamilyLint.check(path: broken.path, bytes: try FileBytes.read(broken.path))
    }

    private static func check(
        _ entry: ProblemEntry, _ pool: SandboxPool, home: String, _ output: OutputFile?
    ) async throws -> (problems: Int, findings: [LintFinding]) {
        switch entry {
        case .family(let family):
            let programs = FamilyProgramLint(home: home, sandboxes: pool)
            return (1, FamilyLint.check(family) + (try await programs.findings(family)))
        case .code(let problem): return (1, try await check(problem, pool, home: home))
        case .rows(let path):
            return try await RowLint(pool: pool, home: home, output: output).check(path)
        }
    }

    /// Checks a folder, and stores the CPU limit that its problem.yaml does not state.
    private static func check(
        _ problem: CodeProblem, _ pool: SandboxPool, home: String
    ) async throws -> [LintFinding] {
        let lint = CodeProblemLint(sandbox: try await pool.sandbox(), home: home)
        let findings = await lint.findings(problem)
        guard findings.isEmpty, !problem.statesLimits else { return findings }
        let path = problem.folder + "/problem.yaml"
        switch try await lint.limit(for: problem) {
        case .unmeasured(let reason):
            return [
                LintFinding(
                    rule: "limit", path: path, line: 1,
                    message: "no CPU limit is stated: \(reason)")
            ]
        case .limit(let limit):
            let bytes = try FileBytes.read(path, maximumBytes: YAMLReader.maximumBytes)
            guard let text = LimitLine.stored(limit, in: String(decoding: bytes, as: UTF8.self))
            else {
                return [
                    LintFinding(
                        rule: "limit", path: path, line: 1,
                        message: "limits state no cpuSeconds",
                        suggestion: "add cpuSeconds: \(Int(limit.seconds))")
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
