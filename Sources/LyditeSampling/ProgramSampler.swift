package import LyditeCore
internal import LyditeFiles
package import LyditeProblems
package import LyditeSandbox

/// The built-in sampler of code: references, their rewrites and mutants, in the form of a model's
/// responses.
///
/// It knows nothing of labels. One sandboxed helper run gives all texts of a variant, and the same
/// seed the same texts.
package struct ProgramSampler: Sendable {
    private static let helper = "Sandboxes/python/mutate.py"
    private static let limits = Limits(
        cpu: .seconds(20), wall: .seconds(120), outputBytes: 16 << 20)

    private static let openings = [
        "Here is a solution:", "The following program solves the problem.",
        "I would solve it like this:",
        "A direct approach works here.", "Below is my implementation.",
        "This can be done in a few lines:",
    ]
    private static let closings = [
        "", "", "It handles the edge cases as well.",
        "The running time is fine for the given sizes.",
    ]

    private let sandbox: any Sandbox
    private let home: String

    package init(sandbox: any Sandbox, home: String) {
        self.sandbox = sandbox
        self.home = home
    }

    /// Makes `count` responses to one rendered problem; the first holds the reference itself.
    ///
    /// - Parameters:
    ///   - count: How many; the later ones may repeat where few different programs can be made.
    ///   - seed: The run's seed.
    ///   - parent: What the responses are for: the variant's digest.
    /// - Complexity: one process.
    package func texts(
        for problem: RenderedCodeProblem, count: Int, seed: UInt64, parent: Digest
    ) async throws(ProgramSamplerError) -> [String] {
        try await texts(
            of: [problem.reference] + problem.submissions.map(\.text),
            entryPoint: problem.entryPoint,
            problem: problem.id, count: count, seed: seed, parent: parent)
    }

    /// Makes `count` responses from the programs that are known, the first of which is the reference.
    package func texts(
        of programs: [String], entryPoint: String, problem: String, count: Int, seed: UInt64,
        parent: Digest
    ) async throws(ProgramSamplerError) -> [String] {
        guard count > 0 else { return [] }
        var generator = SeededGenerator(
            seed: seed, parent: parent, stage: "program-sampler", index: 0)
        let request: JSON = [
            "programs": .array(programs.map { .string($0) }),
            "count": .integer(Int64(count)), "seed": .string(String(generator.next(), radix: 16)),
            "entryPoint": .string(entryPoint),
        ]
        let made = try await self.programs(request, problem)
        return made.map { response(with: $0, &generator) }
    }

    private func programs(_ request: JSON, _ id: String) async throws(ProgramSamplerError)
        -> [String]
    {
        guard let bytes = try? FileBytes.read(home + "/" + Self.helper) else {
            throw .helperMissing(path: home + "/" + Self.helper)
        }
        let run: Run
        do throws(SandboxError) {
            var command = Command.script(
                SandboxFile(name: "mutate.py", bytes: bytes),
                profile: try Profile.load(language: "python", home: home),
                input: Array(request.text.utf8))
            command.environment["PYTHONHASHSEED"] = "0"
            run = try await sandbox.run(command, limits: Self.limits)
        } catch {
            throw .sandbox(error)
        }
        guard run.ending == .exited, run.exitCode == 0,
            let items = (try? JSONParser.parse(run.standardOutput.bytes))?.arrayValue
        else { throw .helper(problem: id, ending: run.ending.rawValue) }
        return items.compactMap(\.stringValue)
    }

    private func response(with program: String, _ generator: inout SeededGenerator) -> String {
        let opening = generator.pick(Self.openings)
        let closing = generator.pick(Self.closings)
        return "\(opening)\n\n" + Self.block(program, language: "python")
            + (closing.isEmpty ? "" : "\n\(closing)\n")
    }

    /// A fenced block from which the whole program is read back: its fence is longer than any in the program.
    package static func block(_ program: String, language: String) -> String {
        var longest = 2
        var length = 0
        for byte in program.utf8 {
            length = byte == UInt8(ascii: "`") ? length + 1 : 0
            longest = max(longest, length)
        }
        let fence = String(repeating: "`", count: longest + 1)
        let end = program.utf8.last == 10 ? "" : "\n"
        return "\(fence)\(language)\n\(program)\(end)\(fence)\n"
    }
}

/// Why the built-in sampler made no programs.
package enum ProgramSamplerError: Error, Hashable, CustomStringConvertible {
    case helperMissing(path: String)
    case sandbox(SandboxError)
    case helper(problem: String, ending: String)

    package var description: String {
        switch self {
        case .helperMissing(let path): "cannot read \(path); pass --home or set LYDITE_HOME"
        case .sandbox(let error): "the sampler's helper could not run: \(error)"
        case .helper(let problem, let ending):
            "the sampler made nothing from \(problem): its helper ended by \(ending); lint the problem's programs"
        }
    }
}
