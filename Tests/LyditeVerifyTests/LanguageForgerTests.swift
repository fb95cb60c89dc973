import LyditeCore
import LyditeVerify
import Testing

/// Wrong functions that want to be judged correct, and right ones in unusual style, by language.
@Suite(.enabled(if: Support.canRun, "lydite-keeper is not built"))
struct LanguageForgerTests {
    struct Program: Sendable, CustomTestStringConvertible {
        var language: String
        var name: String
        var text: String
        var testDescription: String { "\(language): \(name)" }
    }

    static func programs(_ lists: KeyValuePairs<String, [(String, String)]>) -> [Program] {
        lists.flatMap { language, list in
            list.map { Program(language: language, name: $0.0, text: $0.1) }
        }
    }

    static let forgers = programs([
        "javascript": ScriptPrograms.forgers, "c": CPrograms.forgers, "cpp": CppPrograms.forgers,
        "python": PythonPrograms.forgers,
    ])

    static let honest = programs([
        "javascript": ScriptPrograms.honest, "c": CPrograms.honest, "cpp": CppPrograms.honest,
        "python": PythonPrograms.honest,
    ])

    private func judgement(_ program: Program) async throws -> Judgement {
        let row = JSON.record([
            "language": .string(program.language), "entry_point": "solve",
            "cases": [
                ["args": [[1, 2, 3]], "expected": 6], ["args": [[]], "expected": 0],
                ["args": [[5]], "expected": 5],
            ],
            "types": program.language == "python"
                ? nil : ["args": ["vector<int>"], "returns": "int"],
            "limits": ["cpuSeconds": 1, "wallSeconds": 60, "memoryBytes": 268_435_456],
        ])
        let check = try Check(row: try RowReader(row))
        return await Support.verifier.judge(check, program: program.text)
    }

    @Test func `there are enough forgers`() {
        #expect(Self.forgers.count + ForgerTests.forgers.count >= 150)
    }

    @Test(arguments: forgers)
    func `a forger is never judged correct`(program: Program) async throws {
        let judgement = try await judgement(program)
        if judgement.verdict == .undecided(.unsupported) {
            return print("\(program.language): \(judgement.detail ?? "")")
        }
        #expect(judgement.verdict != .correct)
        #expect(judgement.verdict.cause != .sandboxError, "\(judgement.detail ?? "")")
    }

    @Test(arguments: honest)
    func `an honest oddity passes`(program: Program) async throws {
        let judgement = try await judgement(program)
        if judgement.verdict == .undecided(.unsupported) {
            return print("\(program.language): \(judgement.detail ?? "")")
        }
        #expect(
            judgement.verdict == .correct,
            "\(judgement.verdict.code) \(judgement.detail ?? "") \(judgement.evidence.text)")
    }
}
