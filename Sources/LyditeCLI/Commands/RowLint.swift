internal import LyditeCore
internal import LyditeEngine
internal import LyditeFiles
internal import LyditeProblems
internal import LyditeVerify

/// Checks a file of imported rows: each can be read, and the reference of a code problem passes its own tests.
struct RowLint {
    private static let chunk = 64

    let pool: SandboxPool
    let home: String
    /// Where every row goes with its limit.
    let output: OutputFile?

    func check(_ path: String) async throws -> (problems: Int, findings: [LintFinding]) {
        var source = ImportSource(format: .jsonl, map: FieldMap(), path: path)
        source.isNaming = false
        let limits = ImportLimits(
            pool: pool, home: home, subjects: .all, jobs: Machine.cores)
        var (problems, findings) = (0, [LintFinding]())
        var lint = MathRowLint()
        while let chunk = try source.next(atMost: Self.chunk) {
            for measured in try await limits.measured(chunk) {
                let problem = measured.problem
                problems += 1
                if let reason = measured.reason, problem.problem.reference != nil {
                    findings.append(
                        LintFinding(
                            rule: "reference", path: path, line: problem.line ?? 0,
                            message: "\(problem.problem.id): \(reason)"))
                }
                findings += lint.check(problem.problem, path: path, line: problem.line ?? 0)
                findings += lifted(problem, path)
                var writer = JSONWriter(capacity: 2048)
                writer.value(problem.json(hasLimits: measured.hasLimits))
                writer.newline()
                try output?.write(writer.bytes)
            }
        }
        let unread = source.faults
        for one in unread {
            // The fault's text begins with its place, which a finding has already.
            let place = "\(path):\(one.line): "
            let text =
                one.text.hasPrefix(place) ? String(one.text.dropFirst(place.count)) : one.text
            findings.append(
                LintFinding(rule: "unreadable-row", path: path, line: one.line, message: text))
        }
        let sorted = findings.enumerated().sorted {
            ($0.element.line, $0.offset) < ($1.element.line, $1.offset)
        }
        return (problems + unread.count, sorted.map(\.element))
    }

    /// The findings of the family that a row was lifted to, all at the row's line.
    private func lifted(_ row: ImportedProblem, _ path: String) -> [LintFinding] {
        guard let json = row.family else { return [] }
        var findings: [LintFinding]
        do throws(ProblemError) {
            findings = FamilyLint.checkLifted(try Family.lifted(id: row.problem.id, json: json))
        } catch {
            findings = [
                LintFinding(rule: "format", path: path, line: 0, message: "\(error)")
            ]
        }
        for index in findings.indices {
            findings[index].path = path
            findings[index].line = row.line ?? 0
            findings[index].message = "\(row.problem.id): \(findings[index].message)"
        }
        return findings
    }
}
