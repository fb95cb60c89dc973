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

    /// One sentence for each fault, with file and line.
    func check(_ path: String) async throws -> (problems: Int, findings: [String]) {
        var source = ImportSource(format: .jsonl, map: FieldMap(), path: path)
        source.isNaming = false
        let limits = ImportLimits(
            pool: pool, home: home, subjects: .all, jobs: Machine.cores)
        var (problems, findings) = (0, [(line: Int, text: String)]())
        while let chunk = try source.next(atMost: Self.chunk) {
            for measured in try await limits.measured(chunk) {
                let problem = measured.problem
                problems += 1
                if let reason = measured.reason, problem.problem.reference != nil {
                    let line = problem.line ?? 0
                    findings.append((line, "\(path):\(line): \(problem.problem.id): \(reason)"))
                }
                var writer = JSONWriter(capacity: 2048)
                writer.value(problem.json(hasLimits: measured.hasLimits))
                writer.newline()
                try output?.write(writer.bytes)
            }
        }
        let unread = source.faults
        findings += unread.map { ($0.line, $0.text) }
        findings.sort { $0.line < $1.line }
        return (problems + unread.count, findings.map(\.text))
    }
}
