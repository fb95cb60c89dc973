internal import LyditeCore
internal import LyditeSandbox

/// Mutants of a reference and new inputs for it, from `strengthen.py`, which runs none of them.
struct MutantHelper: Sendable {
    /// A program that differs from the reference by one change.
    struct Mutant: Hashable, Sendable {
        var text: String
        var kind: String
        var line: Int
    }

    struct Material: Sendable {
        var mutants: [Mutant]
        /// Changes that are shown to change nothing, which are no mutants.
        var equivalent: Int
        /// New inputs that keep what the known ones have in common.
        var inputs: [[PlainValue]]
        /// New inputs that only have the types and shapes of the known ones.
        var wide: [[PlainValue]]
    }

    private static let limits = Limits(
        cpu: .seconds(30), wall: .seconds(180), outputBytes: 32 << 20)
    private static let beside = [
        "mutants.py", "mutate.py", "canonical.py", "liveness.py", "inputs.py", "domain.py",
        "tagged.py",
    ]

    let sandbox: any Sandbox
    let files: TrustedFiles

    /// - Parameters:
    ///   - known: The arguments of the cases that there are.
    ///   - offered: Inputs of the problem's own generator.
    /// - Complexity: one process.
    func material(
        program: String, known: [[PlainValue]], offered: [[PlainValue]],
        bounds: Strengthener.Bounds
    ) async throws -> Material {
        func list(_ inputs: [[PlainValue]]) -> JSON {
            .array(inputs.map { .array($0.map(\.json)) })
        }
        let request: JSON = [
            "program": .string(program), "known": list(known), "offered": list(offered),
            "mutants": .integer(Int64(bounds.mutants)), "inputs": .integer(Int64(bounds.inputs)),
            "seed": 1,
        ]
        let command = try files.pythonHelper(
            "strengthen.py", beside: Self.beside, input: request)
        let run = try await sandbox.run(command, limits: Self.limits)
        guard run.ending != .sandboxError else { throw SurveyError.sandbox }
        guard run.ending == .exited, run.exitCode == 0 else {
            throw SurveyError.helper(
                "ended by \(run.ending.rawValue): \(CandidateText.tail(run.standardError.bytes))")
        }
        guard let answer = try? JSONParser.parse(run.standardOutput.bytes) else {
            throw SurveyError.helper("wrote no JSON")
        }
        return Material(
            mutants: (answer["mutants"]?.arrayValue ?? []).compactMap { item in
                guard let text = item["text"]?.stringValue else { return nil }
                return Mutant(
                    text: text, kind: item["operator"]?.stringValue ?? "",
                    line: item["line"]?.intValue.map { Int($0) } ?? 0)
            },
            equivalent: answer["equivalent"]?.intValue.map { Int($0) } ?? 0,
            inputs: try Self.lists(answer["inputs"]), wide: try Self.lists(answer["wide"]))
    }

    private static func lists(_ json: JSON?) throws -> [[PlainValue]] {
        try (json?.arrayValue ?? []).map { item in
            try (item.arrayValue ?? []).map { try PlainValue(json: $0) }
        }
    }
}
