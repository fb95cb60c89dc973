internal import LyditeCore
package import LyditeMath
package import LyditeProblems
package import LyditeSandbox

/// Asks families' own programs for the answers to instances, many in one run.
package struct FamilyJudge: Sendable {
    /// Instances of one run: enough that its start costs little.
    package static let batch = 500
    /// For a whole batch; a program that counts cases takes a fraction of a millisecond for each.
    private static let limits = Limits(
        cpu: .seconds(60), wall: .seconds(300), memoryBytes: 512 << 20, outputBytes: 8 << 20)

    /// What a program says of one instance.
    package enum Opinion: Hashable, Sendable {
        case agrees
        case disagrees(Rational)
        /// It has no answer, and says why.
        case fails(String)
        /// There is no program for such an instance.
        case none
    }

    private let sandbox: any Sandbox
    private let files: TrustedFiles

    package init(sandbox: any Sandbox, home: String) {
        self.sandbox = sandbox
        files = TrustedFiles(home: home)
    }

    /// The opinion on each instance of one family's file, in order.
    ///
    /// - Throws: ``CodeCaseError/sandbox(_:)`` where the machine failed, which says nothing about keys.
    package func opinions(
        of instances: [FamilyInstance]
    ) async throws(CodeCaseError) -> [Opinion] {
        var opinions: [Opinion] = []
        var start = 0
        while start < instances.count {
            let end = min(start + Self.batch, instances.count)
            opinions += try await batch(instances[start..<end])
            start = end
        }
        return opinions
    }

    private func batch(
        _ instances: ArraySlice<FamilyInstance>
    ) async throws(CodeCaseError) -> [Opinion] {
        let asked = instances.compactMap { one in
            one.programFunction.map { (function: $0, instance: one) }
        }
        guard let program = asked.first?.instance.family.program else {
            return instances.map { _ in .none }
        }
        let input = asked.map { Self.row($0.function, $0.instance).text + "\n" }.joined()
        let run = try await run(program, Array(input.utf8))
        let lines = run.standardOutput.bytes.split(separator: 10)
        let tail = CandidateText.tail(run.standardError.bytes)
        var place = 0
        return instances.map { instance in
            guard instance.programFunction != nil else { return .none }
            defer { place += 1 }
            guard place < lines.count, let said = try? JSONParser.parse(Array(lines[place])) else {
                let code = run.exitCode.map { " with \($0)" } ?? ""
                return .fails("it ended by \(run.ending.rawValue)\(code): \(tail)")
            }
            guard let value = said["value"]?.stringValue.flatMap({ Rational(text: $0) }) else {
                return .fails(said["error"]?.stringValue ?? "its answer cannot be read")
            }
            return value == instance.programAnswer ? .agrees : .disagrees(value)
        }
    }

    private static func row(_ function: String, _ instance: FamilyInstance) -> JSON {
        let numbers = instance.numbers.map { ($0.key, $0.value.description) }
        let words = instance.words.map { ($0.key, $0.value.text) }
        let values = (numbers + words).sorted { $0.0 < $1.0 }
        return [
            "function": .string(function),
            "values": .object(values.map { JSON.Member($0.0, .string($0.1)) }),
        ]
    }

    private func run(
        _ program: FamilyProgram, _ input: [UInt8]
    ) async throws(CodeCaseError) -> Run {
        let run: Run
        do {
            let runner = SandboxFile(
                name: "answers.py", bytes: try files.bytes("Sandboxes/python/answers.py"))
            let source = SandboxFile(name: "program.py", bytes: Array(program.source.utf8))
            let command = Command.script(
                runner, beside: [source], profile: try files.profile("python"), input: input)
            run = try await sandbox.run(command, limits: Self.limits)
        } catch {
            throw .sandbox("\(error)")
        }
        if run.ending == .wallLimit || run.ending == .sandboxError {
            throw .sandbox("a family's program ended by \(run.ending.rawValue)")
        }
        return run
    }
}
