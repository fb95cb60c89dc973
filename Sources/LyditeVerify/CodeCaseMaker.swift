package import LyditeCore
package import LyditeProblems
package import LyditeSandbox

/// Makes the cases of a code problem: its generator gives inputs, its reference and its brute force
/// the outputs.
///
/// A case stands only where both programs agree, types included; one disagreement makes the whole
/// problem bad.
package struct CodeCaseMaker: Sendable {
    /// Fewer different inputs would hardly tell a wrong program.
    package static let minimumCases = 8
    /// The brute force may take this many times the problem's CPU limit.
    private static let bruteFactor = 10

    private let sandbox: any Sandbox
    private let files: TrustedFiles

    package init(sandbox: any Sandbox, home: String) {
        self.sandbox = sandbox
        files = TrustedFiles(home: home)
    }

    /// The check of a rendered problem, its cases sorted with small inputs first.
    ///
    /// - Parameter seed: The generator's seed; nil takes the problem's own.
    /// - Complexity: three processes for a function, one and two for each case for a whole program.
    package func check(
        for problem: RenderedCodeProblem, seed: Int? = nil
    ) async throws(CodeCaseError) -> Check {
        let inputs = try await inputs(of: problem, seed: seed ?? problem.seed)
        guard inputs.count >= Self.minimumCases else {
            throw .tooFew(problem: problem.id, cases: inputs.count)
        }
        switch problem.kind {
        case .function: return .function(try await functionCheck(problem, inputs))
        case .program: return .program(try await programCheck(problem, inputs))
        }
    }

    /// A rendered problem with its check, ready to be sampled, and the proof that the check's
    /// outputs are right.
    package func proved(
        _ problem: RenderedCodeProblem, seed: Int? = nil
    ) async throws(CodeCaseError) -> (problem: Problem, proof: JSON) {
        let check = try await check(for: problem, seed: seed)
        let count: Int
        switch check {
        case .function(let check): count = check.cases.count
        case .program(let check): count = check.cases.count
        case .answer, .tests: count = 0
        }
        let origin = Problem.Origin(
            isReal: problem.isOriginal, source: "lydite", licence: problem.licence)
        return (
            Problem(
                id: problem.id, statement: problem.statement, check: check, topic: problem.topic,
                origin: origin,
                reference: problem.reference),
            [
                "kind": "agreement", "programs": ["reference", "brute"],
                "cases": .integer(Int64(count)),
                "seed": .integer(Int64(seed ?? problem.seed)), "choices": problem.choices,
            ]
        )
    }

    // MARK: Inputs

    /// Seeds of the generator beyond the problem's own, for inputs that its cases do not hold.
    private static let furtherSeeds = 3

    /// Arguments that the generator gives for other seeds.
    package func furtherInputs(
        of problem: RenderedCodeProblem
    ) async throws(CodeCaseError) -> [[PlainValue]] {
        var inputs: [[PlainValue]] = []
        for offset in 1...Self.furtherSeeds {
            for json in try await self.inputs(of: problem, seed: problem.seed + 1000 * offset) {
                if case .list(let arguments)? = try? PlainValue(json: json) {
                    inputs.append(arguments)
                }
            }
        }
        return inputs
    }

    private func inputs(of problem: RenderedCodeProblem, seed: Int) async throws(CodeCaseError)
        -> [JSON]
    {
        let script = SandboxFile(name: "generate.py", bytes: Array(problem.generator.utf8))
        let run: Run
        do {
            let command = Command.script(
                script, profile: try files.profile("python"),
                arguments: [String(seed), String(problem.caseCount)])
            run = try await sandbox.run(command, limits: problem.limits)
        } catch {
            throw .sandbox("\(error)")
        }
        try Self.requireOwnEnd(run.ending, problem)
        guard run.ending == .exited, run.exitCode == 0 else {
            let detail = CandidateText.tail(run.standardError.bytes)
            throw .generator(
                problem: problem.id, detail: "it ended by \(run.ending.rawValue): \(detail)")
        }
        var seen: Set<JSON> = []
        var inputs: [(text: String, json: JSON)] = []
        for line in run.standardOutput.bytes.split(separator: 10) {
            guard let json = try? JSONParser.parse(Array(line)) else {
                let text = CandidateText.head(String(decoding: line, as: UTF8.self))
                throw .generator(problem: problem.id, detail: "a line is not JSON: \(text)")
            }
            if seen.insert(json).inserted { inputs.append((json.text, json)) }
        }
        inputs.sort { ($0.text.utf8.count, $0.text) < ($1.text.utf8.count, $1.text) }
        return inputs.map(\.json)
    }

    // MARK: Functions

    private func functionCheck(
        _ problem: RenderedCodeProblem, _ inputs: [JSON]
    ) async throws(CodeCaseError) -> FunctionCheck {
        var calls: [CallCase] = []
        var plain: [CallCase] = []
        for input in inputs {
            guard
                case .list(let arguments)? = problem.reshape.encoded(input).flatMap({
                    try? PlainValue(json: $0)
                }), case .list(let raw)? = try? PlainValue(json: input)
            else {
                throw .generator(
                    problem: problem.id, detail: "a line is not a list of arguments: \(input.text)")
            }
            plain.append(
                CallCase(
                    function: problem.entryPoint, arguments: .values(raw, []),
                    expectation: .ignored, compare: Comparison()))
            calls.append(
                CallCase(
                    function: problem.entryPoint, arguments: .values(arguments, []),
                    expectation: .ignored,
                    compare: Comparison()))
        }
        let results = try await self.results(of: problem.reference, "reference", problem, calls)
        let others = try await self.results(of: problem.brute, "brute", problem, calls)
        // What is called in another way gives what it gave before, on the inputs as they were.
        let before =
            if let reference = problem.plainReference {
                try await self.results(of: reference, "reference", problem, plain)
            } else { results }
        var exact = Comparison()
        exact.exact = true
        var cases: [FunctionCheck.Case] = []
        for (index, call) in calls.enumerated() {
            let (result, other) = (results[index], others[index])
            let own = before[index]
            guard PlainComparison(exact).compare(result, with: other) == .same,
                PlainComparison(exact).compare(result, with: own) == .same
            else {
                throw .disagreement(
                    problem: problem.id, input: inputs[index].text, reference: result.json.text,
                    brute: other.json.text)
            }
            guard case .values(let arguments, _) = call.arguments else { continue }
            cases.append(FunctionCheck.Case(arguments: arguments, expected: result))
        }
        return FunctionCheck(
            language: "python", entryPoint: problem.entryPoint, cases: cases,
            compare: problem.compare,
            limits: problem.limits)
    }

    private func results(
        of program: String, _ which: String, _ problem: RenderedCodeProblem, _ calls: [CallCase]
    ) async throws(CodeCaseError) -> [PlainValue] {
        var limits = problem.limits
        limits.cpu *= Self.bruteFactor
        limits.wall *= Self.bruteFactor
        let ended: CaptureDialogue
        let ending: Run.Ending
        do {
            let runner = SandboxFile(
                name: "runner.py", bytes: try files.bytes("Sandboxes/python/runner.py"))
            let solution = SandboxFile(name: "solution.py", bytes: Array(program.utf8))
            let command = Command.script(
                runner, beside: [solution], profile: try files.profile("python"))
            let done = try await sandbox.run(
                command, limits: limits, dialogue: CaptureDialogue(calls: calls))
            (ending, ended) = (done.run.ending, done.dialogue)
        } catch {
            throw .sandbox("\(error)")
        }
        try Self.requireOwnEnd(ending, problem)
        guard ended.results.count == calls.count else {
            let input = calls[ended.results.count].inputText
            throw .program(
                problem: problem.id, which: which, input: input,
                detail: ended.problem ?? "it ended by \(ending.rawValue)")
        }
        return ended.results
    }

    // MARK: Whole programs

    private func programCheck(
        _ problem: RenderedCodeProblem, _ inputs: [JSON]
    ) async throws(CodeCaseError) -> ProgramCheck {
        var cases: [ProgramCheck.Case] = []
        for input in inputs {
            guard let text = input.stringValue else {
                throw .generator(problem: problem.id, detail: "a line is not a text: \(input.text)")
            }
            let output = try await self.output(of: problem.reference, "reference", problem, text)
            let other = try await self.output(of: problem.brute, "brute", problem, text)
            guard TextComparison(Comparison()).isSame(Array(output.utf8), as: Array(other.utf8))
            else {
                throw .disagreement(
                    problem: problem.id, input: input.text, reference: output, brute: other)
            }
            cases.append(ProgramCheck.Case(input: text, output: output))
        }
        return ProgramCheck(
            language: "python", cases: cases, compare: problem.compare, limits: problem.limits)
    }

    private func output(
        of program: String, _ which: String, _ problem: RenderedCodeProblem, _ input: String
    ) async throws(CodeCaseError) -> String {
        var limits = problem.limits
        limits.cpu *= Self.bruteFactor
        limits.wall *= Self.bruteFactor
        let run: Run
        do {
            let command = Command.program(
                source: Array(program.utf8), profile: try files.profile("python"),
                input: Array(input.utf8))
            run = try await sandbox.run(command, limits: limits)
        } catch {
            throw .sandbox("\(error)")
        }
        try Self.requireOwnEnd(run.ending, problem)
        guard run.ending == .exited, run.exitCode == 0,
            let text = String(validating: run.standardOutput.bytes, as: UTF8.self)
        else {
            let detail = CandidateText.tail(run.standardError.bytes)
            throw .program(
                problem: problem.id, which: which, input: CandidateText.head(input),
                detail: "it ended by \(run.ending.rawValue): \(detail)")
        }
        return text
    }

    /// A busy machine or a failing sandbox says nothing about the problem.
    private static func requireOwnEnd(
        _ ending: Run.Ending, _ problem: RenderedCodeProblem
    ) throws(CodeCaseError) {
        if ending == .wallLimit || ending == .sandboxError {
            throw .sandbox("a program of \(problem.id) ended by \(ending.rawValue)")
        }
    }
}
