package import LyditeCore
package import LyditeSandbox

/// Measures a suite by mutants of the reference, and adds cases that tell those it lets through.
///
/// The reference alone is no oracle: many inputs that it answers lie outside of what the statement
/// allows, and a right program may answer them otherwise. A case is added only where the input keeps
/// what all known inputs have in common, reference and brute force agree, and so do most of the
/// recorded programs that pass the suite. An input just outside of that is added only where several
/// recorded programs and the reference all give the same.
package struct Strengthener: Sendable {
    package struct Bounds: Hashable, Sendable {
        /// Mutants and new inputs that are tried, and cases that are added, for one problem.
        package var mutants = 60
        package var inputs = 250
        package var added = 12
        /// New inputs of one problem that anyone may ask for.
        package static let mostInputs = 2000

        package init() {}

        /// Of a slow problem a few only: every mutant and every program runs for as long. The stored
        /// limit tells, so that the same problem is measured alike everywhere.
        func scaled(to limits: Limits) -> Bounds {
            guard limits.cpu > Self.slow else { return self }
            var bounds = self
            bounds.mutants = min(mutants, Self.slowMutants)
            bounds.inputs = min(inputs, Self.slowInputs)
            return bounds
        }

        private static let slow = Duration.seconds(10)
        private static let slowMutants = 10
        private static let slowInputs = 20
    }

    /// A program that was recorded for a problem.
    package struct Recorded: Hashable, Sendable {
        package var id: String
        package var text: String

        package init(id: String, text: String) {
            self.id = id
            self.text = text
        }
    }

    /// A longer result would bloat the problem.
    private static let maximumResultBytes = 4000
    /// A mutant may take so many times what the reference takes, and at least this.
    private static let mutantFactor = 10
    private static let minimumMutantTime = Duration.milliseconds(500)
    /// An input that takes the reference much longer than the known ones is out of their range.
    private static let minimumReferenceTime = Duration.seconds(1)

    /// Programs that must agree with the reference, without an exception, on an unusual input.
    private static let minimumVoices = 2

    private let survey: ProgramSurvey
    private let helper: MutantHelper
    private let verifier: CodeVerifier
    private let translations: TestTranslations
    private let bounds: Bounds

    package init(sandbox: any Sandbox, home: String, bounds: Bounds = Bounds()) {
        let files = TrustedFiles(home: home)
        survey = ProgramSurvey(sandbox: sandbox, files: files)
        helper = MutantHelper(sandbox: sandbox, files: files)
        verifier = CodeVerifier(sandbox: sandbox, home: home)
        translations = TestTranslations(sandbox: sandbox, files: files)
        self.bounds = bounds
    }

    /// - Parameters:
    ///   - brute: An independent solution, where there is one.
    ///   - offered: Inputs of the problem's own generator.
    ///   - programs: Recorded candidates; those that pass the suite are asked about new inputs.
    /// - Complexity: one process for each mutant, and one more for each that survives; two for each
    ///   program.
    package func strengthen(
        _ problem: Problem, brute: String? = nil, offered: [[PlainValue]] = [],
        programs: [Recorded] = []
    ) async -> Strengthening {
        var result = Strengthening(problem: problem)
        do {
            guard let subject = try await subject(problem, &result) else { return result }
            try await measure(subject, brute, offered, programs, &result)
        } catch {
            result = Strengthening(problem: problem)
            result.skipped = "\(error)"
        }
        return result
    }

    // MARK: The problem

    /// What is measured: the reference and the calls of its suite.
    private struct Subject {
        var reference: String
        var setup = ""
        var entryPoint: String
        var calls: [CallCase]
        var compare: Comparison
        var limits: Limits
    }

    private func subject(
        _ problem: Problem, _ result: inout Strengthening
    ) async throws -> Subject? {
        func skip(_ reason: String) -> Subject? {
            result.skipped = reason
            return nil
        }
        guard let reference = problem.reference else { return skip("there is no reference") }
        guard problem.check.language == "python" else {
            return skip("only functions in Python can be strengthened")
        }
        var subject: Subject
        switch problem.check {
        case .answer, .program: return skip("only checks that call a function can be strengthened")
        case .function(let check):
            subject = Subject(
                reference: reference, entryPoint: check.entryPoint,
                calls: check.cases.map { CallCase($0, of: check) }, compare: check.compare,
                limits: check.limits)
        case .tests(let check):
            guard case .cases(let calls) = await translations.cases(of: check) else {
                return skip("the tests cannot be taken apart")
            }
            subject = Subject(
                reference: reference, setup: check.setup, entryPoint: check.entryPoint,
                calls: calls + check.addedCases.map { CallCase($0, of: check.entryPoint) },
                compare: calls.first?.compare ?? Comparison(), limits: check.limits)
        }
        guard !problem.check.isolatesCases else {
            return skip("each case needs a process of its own")
        }
        let isPlain = subject.calls.allSatisfy { call in
            guard case .values(_, let keywords) = call.arguments, keywords.isEmpty,
                case .value = call.expectation, call.function == subject.entryPoint
            else { return false }
            return call.compare.tokens == false && call.compare.checker == nil
        }
        guard isPlain else { return skip("a test passes more than plain positional arguments") }
        guard Set(subject.calls.map(\.compare.isTruth)).count == 1 else {
            return skip("the tests compare in several ways")
        }
        // Of several tolerances none can be taken for a new input.
        if Set(subject.calls.map(\.compare)).count > 1 {
            let tolerant = subject.calls.contains { $0.compare.isTolerant }
            guard !tolerant else { return skip("each test has a tolerance of its own") }
        }
        return subject
    }

    // MARK: Measuring

    private func measure(
        _ subject: Subject, _ brute: String?, _ offered: [[PlainValue]], _ programs: [Recorded],
        _ result: inout Strengthening
    ) async throws {
        let calls = subject.calls
        let known = try await survey.run(
            subject.reference, setup: subject.setup, on: calls, limits: subject.limits)
        guard known.isRight(for: calls) else {
            result.skipped = "the reference does not pass its own tests"
            return
        }
        result.casesBefore = calls.count
        let material = try await helper.material(
            program: subject.reference, known: calls.compactMap(\.positional), offered: offered,
            bounds: bounds.scaled(to: subject.limits))
        result.mutants = material.mutants.count
        result.equivalent = material.equivalent
        var limits = subject.limits
        limits.cpu = min(
            limits.cpu, max(Self.minimumMutantTime, known.cpu * Self.mutantFactor))
        var subject = subject
        subject.limits.cpu = min(
            subject.limits.cpu, max(Self.minimumReferenceTime, known.cpu * Self.mutantFactor))
        var survivors: [MutantHelper.Mutant] = []
        for mutant in material.mutants {
            let answer = try await survey.run(
                mutant.text, setup: subject.setup, on: calls, limits: limits, isStopping: true)
            if answer.isRight(for: calls) { survivors.append(mutant) }
        }
        result.killedBefore = material.mutants.count - survivors.count
        let passing = await self.passing(programs, result.problem.check)
        result.passing = passing.count

        let usual = try await newCases(subject, material.inputs, brute)
        let unusual =
            passing.count < Self.minimumVoices
            ? [] : try await newCases(subject, material.wide, brute)
        let pool = usual + unusual
        let voices = try await answers(passing.map(\.text), subject, pool, subject.limits)
        let agreed = pool.indices.filter { index in
            let agreeing = voices.count { Self.isRight($0.results[index], for: pool[index]) }
            return index < usual.count
                ? 3 * agreeing >= 2 * voices.count : agreeing == voices.count
        }
        let mutantAnswers = try await answers(survivors.map(\.text), subject, pool, limits)
        let chosen = Self.choose(
            agreed, among: pool, told: mutantAnswers + voices, atMost: bounds.added)
        record(
            chosen.map { ($0, pool[$0]) }, survivors, mutantAnswers, passing, voices, &result)
    }

    private func passing(_ programs: [Recorded], _ check: Check) async -> [Recorded] {
        var passing: [Recorded] = []
        for program in programs
        where await verifier.judge(check, program: program.text).verdict == .correct {
            passing.append(program)
        }
        return passing
    }

    private func answers(
        _ programs: [String], _ subject: Subject, _ pool: [CallCase], _ limits: Limits
    ) async throws -> [ProgramSurvey.Answer] {
        var answers: [ProgramSurvey.Answer] = []
        guard !pool.isEmpty else {
            return programs.map { _ in ProgramSurvey.Answer() }
        }
        for program in programs {
            answers.append(
                try await survey.run(program, setup: subject.setup, on: pool, limits: limits))
        }
        return answers
    }

    /// The inputs that reference and brute force answer alike, twice, as cases.
    private func newCases(
        _ subject: Subject, _ inputs: [[PlainValue]], _ brute: String?
    ) async throws -> [CallCase] {
        guard !inputs.isEmpty else { return [] }
        let calls = inputs.map { input in
            CallCase(
                function: subject.entryPoint, arguments: .values(input, []), expectation: .ignored,
                compare: subject.compare)
        }
        let first = try await survey.run(
            subject.reference, setup: subject.setup, on: calls, limits: subject.limits)
        // The other way round and with another hash seed: what depends on either is no expected
        // result.
        let second = try await survey.run(
            subject.reference, setup: subject.setup, on: calls.reversed(), limits: subject.limits,
            hashSeed: "4242")
        var others = [second.results.reversed()].map(Array.init)
        if let brute {
            var limits = subject.limits
            limits.cpu *= Self.mutantFactor
            others.append(
                try await survey.run(brute, setup: subject.setup, on: calls, limits: limits)
                    .results)
        }
        return calls.indices.compactMap { index in
            guard case .value(let value) = first.results[index],
                others.allSatisfy({ $0[index] == first.results[index] })
            else { return nil }
            return calls[index].expecting(value, maximumBytes: Self.maximumResultBytes)
        }
    }

    /// The fewest cases that tell what can be told: of those that tell most the shortest, and so on.
    private static func choose(
        _ indices: [Int], among pool: [CallCase], told answers: [ProgramSurvey.Answer],
        atMost most: Int
    ) -> [Int] {
        var open = Array(answers.indices)
        var chosen: [Int] = []
        while chosen.count < most, !open.isEmpty {
            let ranked = indices.map { index -> (gain: Int, index: Int) in
                (open.count { !isRight(answers[$0].results[index], for: pool[index]) }, index)
            }
            let best = ranked.max { left, right in
                (left.gain, -pool[left.index].inputText.utf8.count, -left.index)
                    < (right.gain, -pool[right.index].inputText.utf8.count, -right.index)
            }
            guard let best, best.gain > 0 else { break }
            chosen.append(best.index)
            open.removeAll { !isRight(answers[$0].results[best.index], for: pool[best.index]) }
        }
        return chosen.sorted()
    }

    private static func isRight(_ result: SurveyResult, for call: CallCase) -> Bool {
        ProgramSurvey.isRight(result, for: call)
    }

    private func record(
        _ chosen: [(index: Int, call: CallCase)], _ survivors: [MutantHelper.Mutant],
        _ mutantAnswers: [ProgramSurvey.Answer], _ passing: [Recorded],
        _ voices: [ProgramSurvey.Answer], _ result: inout Strengthening
    ) {
        func failed(_ answer: ProgramSurvey.Answer) -> (index: Int, call: CallCase)? {
            chosen.first { !ProgramSurvey.isRight(answer.results[$0.index], for: $0.call) }
        }
        for (mutant, answer) in zip(survivors, mutantAnswers) where failed(answer) == nil {
            result.survivors.append(
                .init(kind: mutant.kind, line: mutant.line, text: mutant.text))
        }
        result.killedAfter = result.mutants - result.survivors.count
        for (program, answer) in zip(passing, voices) {
            guard let (index, call) = failed(answer) else { continue }
            var actual = "no result"
            if case .value(let value) = answer.results[index] { actual = value.json.text }
            result.rejected.append(
                .init(
                    program: program.id, input: CandidateText.head(call.inputText),
                    expected: CandidateText.head(call.expectedText),
                    actual: CandidateText.head(actual)))
        }
        result.added = chosen.compactMap { $0.call.plainCase }
        switch result.problem.check {
        case .function(var check):
            check.cases += result.added
            result.problem.check = .function(check)
        case .tests(var check):
            check.addedCases += result.added
            result.problem.check = .tests(check)
        case .answer, .program: break
        }
    }
}

extension Check {
    /// Whether each call must have a fresh process.
    fileprivate var isolatesCases: Bool {
        switch self {
        case .function(let check): check.isolatesCases
        case .tests(let check): check.isolatesCases
        case .answer, .program: false
        }
    }
}
