package import LyditeSandbox
internal import LyditeCore

/// Other forms and mutants of Python programs, from `rewrite.py`, which runs none of them.
package struct ProgramRewriter: Sendable {
    package struct Forms: Hashable, Sendable {
        /// A program that does the same; nil where that cannot be seen to, or nothing can be written in another way.
        package var same: String?
        /// A program with one change that may matter.
        package var mutant: String?

        package init(same: String?, mutant: String?) {
            self.same = same
            self.mutant = mutant
        }
    }

    private static let limits = Limits(
        cpu: .seconds(30), wall: .seconds(180), outputBytes: 32 << 20)
    /// Programs of one process.
    private static let most = 200
    private static let beside = ["mutants.py", "mutate.py", "canonical.py", "liveness.py"]

    private let sandbox: any Sandbox
    private let files: TrustedFiles

    package init(sandbox: any Sandbox, home: String) {
        self.sandbox = sandbox
        files = TrustedFiles(home: home)
    }

    /// One for each program, in their order.
    package func forms(of programs: [String]) async throws -> [Forms] {
        var forms: [Forms] = []
        for start in stride(from: 0, to: programs.count, by: Self.most) {
            let end = min(start + Self.most, programs.count)
            forms += try await part(Array(programs[start..<end]))
        }
        return forms
    }

    /// A program that breaks the parser must not take the others with it: what fails is tried in halves.
    private func part(_ programs: [String]) async throws -> [Forms] {
        guard !programs.isEmpty else { return [] }
        if let forms = try await attempt(programs) { return forms }
        guard programs.count > 1 else { return [Forms(same: nil, mutant: nil)] }
        let half = programs.count / 2
        return try await part(Array(programs[..<half])) + part(Array(programs[half...]))
    }

    /// Nil where the helper did not get to its end.
    private func attempt(_ programs: [String]) async throws -> [Forms]? {
        let command = try files.pythonHelper(
            "rewrite.py", beside: Self.beside, input: .array(programs.map { .string($0) }))
        let run = try await sandbox.run(command, limits: Self.limits)
        guard run.ending != .sandboxError else { throw SurveyError.sandbox }
        guard run.ending == .exited, run.exitCode == 0,
            let items = (try? JSONParser.parse(run.standardOutput.bytes))?.arrayValue,
            items.count == programs.count
        else { return nil }
        return items.map {
            Forms(same: $0["same"]?.stringValue, mutant: $0["mutant"]?.stringValue)
        }
    }
}
