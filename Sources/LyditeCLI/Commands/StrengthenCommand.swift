internal import LyditeCore
internal import LyditeEngine
internal import LyditeFiles
internal import LyditeProblems
internal import LyditeSandbox
internal import LyditeVerify

/// `lydite problems strengthen`: how many mutants of each reference its suite tells, and the cases
/// that were missing.
enum StrengthenCommand {
    /// Recorded programs of one problem beyond these say little more.
    private static let maximumPrograms = 64

    static let flags = [
        Flag("--out", "FILE", "strengthen, lint: write the problems with what was found"),
        Flag(
            "--programs", "FILE",
            "strengthen: recorded programs (problem_id, solution) that new cases must not contradict"
        ),
        Flag(
            "--offer", "FILE",
            "strengthen: inputs to try too (problem, inputs), as lydite propose cases writes them"),
        Flag("--mutants", "N", "strengthen: mutants of one problem (default: 60)"),
        Flag("--inputs", "N", "strengthen: new inputs tried for one problem (default: 250)"),
        Flag("--add", "N", "strengthen: cases added to one problem (default: 12)"),
        Flag("--jobs", "N", "strengthen: workers (default: the machine's cores)"),
    ]

    static func run(
        _ entries: [ProblemEntry], _ arguments: Arguments, _ pool: SandboxPool, home: String
    ) async throws -> ExitCode {
        var bounds = Strengthener.Bounds()
        bounds.mutants = try arguments.integer("--mutants", in: 1...1000) ?? bounds.mutants
        bounds.inputs =
            try arguments.integer("--inputs", in: 1...Strengthener.Bounds.mostInputs)
            ?? bounds.inputs
        bounds.added = try arguments.integer("--add", in: 0...200) ?? bounds.added
        let jobs = try arguments.jobs()
        let programs = try arguments.text("--programs").map(read) ?? [:]
        let offers = try arguments.text("--offer").map(offers) ?? [:]
        let output = try arguments.text("--out").map { path throws(FileError) in
            try OutputFile(path)
        }
        let sandbox = try await pool.sandbox()
        let strengthener = Strengthener(sandbox: sandbox, home: home, bounds: bounds)
        let maker = CodeCaseMaker(sandbox: sandbox, home: home)
        let line = ProgressLine(isQuiet: arguments.has("--quiet"))
        var totals = Totals()
        for entry in entries {
            for chunk in try await subjects(entry, maker).chunks(of: 2 * jobs) {
                let found = await chunk.concurrentMap { subject in
                    await strengthener.strengthen(
                        subject.problem, brute: subject.brute,
                        offered: (offers[subject.problem.id] ?? []) + subject.offered,
                        programs: subject.programs + (programs[subject.problem.id] ?? []))
                }
                for result in found {
                    totals.add(result)
                    try Terminal.print(
                        arguments.has("--json") ? result.json.text : Self.text(of: result))
                    if let output {
                        var writer = JSONWriter(capacity: 4096)
                        writer.value(result.problem.json)
                        writer.newline()
                        try output.write(writer.bytes)
                    }
                }
                line.update(done: totals.problems, total: nil, accepted: "problems measured")
            }
        }
        line.end()
        try output?.commit()
        for text in totals.lines { Terminal.note(text) }
        return totals.measured > 0 ? .success : .environment
    }

    /// Offered inputs by problem; inputs that are no plain values are told and left out.
    private static func offers(_ path: String) throws -> [String: [[PlainValue]]] {
        var offers: [String: [[PlainValue]]] = [:]
        let reader = try LineReader(path)
        while let line = try reader.next() {
            if line.isBlank { continue }
            do {
                let row = try line.json()
                guard let problem = row["problem"]?.stringValue,
                    let inputs = row["inputs"]?.arrayValue
                else { throw RowError(field: "inputs", expected: "a list beside a \"problem\"") }
                for input in inputs.prefix(Strengthener.Bounds.mostInputs) {
                    guard let arguments = input.arrayValue else {
                        throw RowError(field: "inputs", expected: "a list of lists of arguments")
                    }
                    offers[problem, default: []].append(
                        try arguments.map { try PlainValue(json: $0) })
                }
            } catch {
                Terminal.note("\(path):\(line.number): \(error)")
            }
        }
        return offers
    }

    // MARK: Problems and programs

    private struct Subject: Sendable {
        var problem: Problem
        var brute: String?
        var offered: [[PlainValue]] = []
        var programs: [Strengthener.Recorded] = []
    }

    private static func subjects(
        _ entry: ProblemEntry, _ maker: CodeCaseMaker
    ) async throws -> [Subject] {
        switch entry {
        case .family: return []
        case .code(let problem):
            let original = problem.rendered(CodeChoice(originalOf: problem))
            let made = try await maker.proved(original)
            guard original.kind == .function else { return [Subject(problem: made.problem)] }
            let further = try await maker.furtherInputs(of: original)
            let voices = original.submissions.filter { $0.verdict == .correct }
            return [
                Subject(
                    problem: made.problem, brute: original.brute, offered: further,
                    programs: voices.map { .init(id: $0.name, text: $0.text) })
            ]
        case .rows(let path):
            let reader = try LineReader(path)
            let importer = Importer(format: .jsonl)
            var subjects: [Subject] = []
            while let line = try reader.next() {
                if line.isBlank { continue }
                do {
                    guard
                        let problem = try importer.problem(
                            try line.json(), number: line.number), problem.check.isCode
                    else { continue }
                    subjects.append(Subject(problem: problem))
                } catch {
                    Terminal.note("\(path):\(line.number): \(error)")
                }
            }
            return subjects
        }
    }

    /// Recorded programs by their problem.
    private static func read(_ path: String) throws -> [String: [Strengthener.Recorded]] {
        let reader = try LineReader(path)
        var programs: [String: [Strengthener.Recorded]] = [:]
        while let line = try reader.next() {
            if line.isBlank { continue }
            do {
                let row = try RowReader(try line.json())
                guard let problem = try row.firstText("problem_id", "problem") else {
                    throw row.wrong("problem_id", "the id of a problem")
                }
                let id = try row.text("id") ?? "\(path):\(line.number)"
                let text = try row.requiredText("solution")
                guard programs[problem, default: []].count < maximumPrograms else { continue }
                programs[problem, default: []].append(.init(id: id, text: text))
            } catch {
                Terminal.note("\(path):\(line.number): \(error)")
            }
        }
        return programs
    }

    // MARK: Words

    private static func text(of result: Strengthening) -> String {
        let name =
            result.problem.id + String(repeating: " ", count: max(1, 28 - result.problem.id.count))
        if let skipped = result.skipped { return "\(name)skipped: \(skipped)" }
        var text =
            "\(name)mutants \(result.mutants), killed \(result.killedBefore) -> "
            + "\(result.killedAfter), cases \(result.casesBefore) + \(result.added.count)"
        if !result.survivors.isEmpty {
            let kinds = Set(result.survivors.map(\.kind)).sorted()
            text += ", unknown \(result.survivors.count) (\(kinds.joined(separator: ", ")))"
        }
        for rejection in result.rejected {
            text +=
                "\n    \(rejection.program) fails on \(rejection.input): gives "
                + "\(rejection.actual), not \(rejection.expected)"
        }
        return text
    }

    private struct Totals {
        var problems = 0
        var measured = 0
        private var mutants = 0
        private var equivalent = 0
        private var before = 0
        private var after = 0
        private var added = 0
        private var passing = 0
        private var rejected = 0

        mutating func add(_ result: Strengthening) {
            problems += 1
            if result.skipped == nil { measured += 1 }
            mutants += result.mutants
            equivalent += result.equivalent
            before += result.killedBefore
            after += result.killedAfter
            added += result.added.count
            passing += result.passing
            rejected += result.rejected.count
        }

        var lines: [String] {
            var lines = [
                "\(measured) problems measured, \(problems - measured) skipped; \(mutants) mutants "
                    + "(\(equivalent) changes more are shown to change nothing)",
                "killed \(before) (\(Self.percent(before, of: mutants))) before and \(after) "
                    + "(\(Self.percent(after, of: mutants))) after; "
                    + "survivors \(mutants - before) -> \(mutants - after), \(added) cases added",
            ]
            if passing > 0 {
                lines.append(
                    "\(passing) recorded programs pass the tests as they were; "
                        + "\(rejected) of them fail an added case")
            }
            return lines
        }

        /// A share with one decimal.
        private static func percent(_ count: Int, of total: Int) -> String {
            guard total > 0 else { return "no mutants" }
            let tenths = (count * 2000 + total) / (2 * total)
            return "\(tenths / 10).\(tenths % 10) %"
        }
    }
}

extension Array where Element: Sendable {
    /// The items in runs of at most `count`.
    func chunks(of count: Int) -> [[Element]] {
        stride(from: 0, to: self.count, by: count).map {
            Array(self[$0..<Swift.min($0 + count, self.count)])
        }
    }

    /// The results of all items, worked out at once, in the items' order.
    func concurrentMap<T: Sendable>(
        _ transform: @escaping @Sendable (Element) async -> T
    ) async -> [T] {
        await withTaskGroup(of: (Int, T).self) { group in
            for (index, item) in enumerated() {
                group.addTask { (index, await transform(item)) }
            }
            var results = [T?](repeating: nil, count: count)
            for await (index, result) in group { results[index] = result }
            return results.compactMap { $0 }
        }
    }
}
