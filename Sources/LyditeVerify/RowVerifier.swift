package import LyditeCore

/// Turns one row of `lydite verify` into one verdict row. Anything wrong with the row is a verdict about the row.
package struct RowVerifier: Sendable {
    private let math: MathJudge
    /// Judges a program: the check, the program, and whether every case is to run.
    package typealias ProgramJudge = @Sendable (Check, String, Bool) async throws -> Judgement

    private let program: ProgramJudge
    private let allCases: Bool
    private let measures: Bool

    /// - Parameters:
    ///   - code: Gives the verifier for programs; called only when a row needs one.
    ///   - allCases: Run every case, even after one has failed.
    ///   - measures: Add CPU time and memory, which differ from run to run.
    package init(
        isStrict: Bool, allCases: Bool = false, measures: Bool = false,
        code: @escaping @Sendable () async throws -> CodeVerifier
    ) {
        self.init(isStrict: isStrict, allCases: allCases, measures: measures) {
            try await code().judge($0, program: $1, allCases: $2)
        }
    }

    /// - Parameter program: Judges a program, where that takes more than asking a verifier, such as waiting for a turn.
    package init(
        isStrict: Bool, allCases: Bool = false, measures: Bool = false,
        program: @escaping ProgramJudge
    ) {
        math = MathJudge(isStrict: isStrict)
        self.program = program
        self.allCases = allCases
        self.measures = measures
    }

    /// Why a row could not be read.
    package enum Problem: Hashable, Sendable {
        case json(JSONError)
        case field(RowError)
        case spec(String)
    }

    /// What became of one row.
    package struct Output: Sendable {
        package var bytes: [UInt8]
        package var verdict: Verdict
        /// How the row's test text was read; nil for a row of another kind.
        package var way: TestWay?
        /// Set where the row itself is at fault.
        package var problem: Problem?
    }

    /// - Parameters:
    ///   - line: The row's bytes.
    ///   - number: Its line in the input, from 1, by which a row that cannot be read is found again.
    /// - Throws: Only what keeps every program from running, such as a missing layer of the sandbox.
    package func verify(_ line: [UInt8], number: Int) async throws -> Output {
        let json: JSON
        do {
            json = try JSONParser.parse(line)
        } catch {
            return badRow(id: .null, number, "\(error)", .json(error))
        }
        var id = JSON.null
        do {
            let row = try RowReader(json)
            id = try self.id(of: row)
            let check = try Check(row: row)
            if case .answer(let answer) = check {
                let judgement = try judge(answer, row)
                var output = output(id: id, judgement, isCode: false)
                if judgement.verdict == .undecided(.badRow) {
                    output.problem = .spec(judgement.detail ?? "")
                }
                return output
            }
            return output(id: id, try await judgeProgram(check, row), isCode: true)
        } catch let error as RowError {
            return badRow(id: id, number, "\(error)", .field(error))
        }
    }

    /// A program given as such, or taken out of a response.
    private func judgeProgram(_ check: Check, _ row: RowReader) async throws -> Judgement {
        if row["solution"] == nil, let response = try row.text("response") {
            let entryPoint: String? =
                switch check {
                case .function(let check): check.entryPoint
                case .tests(let check): check.entryPoint
                default: nil
                }
            guard
                let found = CandidateReader.program(
                    in: response, language: check.language ?? "python", entryPoint: entryPoint)
            else {
                return CodeReport.noProgram.judgement(candidate: "")
            }
            return try await program(check, found, allCases)
        }
        return try await program(check, try row.requiredText("solution"), allCases)
    }

    /// A verdict for a row that was too long to be read.
    package func tooLong(maximumBytes: Int, number: Int) -> Output {
        badRow(id: .null, number, "the row is longer than \(maximumBytes) bytes", nil)
    }

    private func id(of row: RowReader) throws(RowError) -> JSON {
        switch row["id"] {
        case nil: return .null
        case .string(let text): return .string(text)
        case .integer(let number): return .integer(number)
        case .bigInteger(let digits): return .bigInteger(digits)
        default: throw row.wrong("id", "a string or a whole number")
        }
    }

    private func badRow(
        id: JSON, _ number: Int, _ detail: String, _ problem: Problem?
    ) -> Output {
        var output = output(
            id: id, Judgement(verdict: .undecided(.badRow), detail: detail), isCode: false,
            line: number)
        output.problem = problem
        return output
    }

    private func judge(_ check: AnswerCheck, _ row: RowReader) throws(RowError) -> Judgement {
        if let answer = try bytes("pred", of: row) { return math.judge(check, answer: answer) }
        guard let response = try bytes("response", of: row) else {
            throw row.wrong("pred", "an answer or a response")
        }
        return math.judge(check, response: response)
    }

    /// A text field, or its Base64 twin for bytes that are not UTF-8.
    private func bytes(_ field: String, of row: RowReader) throws(RowError) -> [UInt8]? {
        if let text = try row.text(field) { return Array(text.utf8) }
        guard let encoded = try row.text(field + "_b64") else { return nil }
        guard let bytes = Base64.bytes(of: encoded) else {
            throw row.wrong(field + "_b64", "Base64")
        }
        return bytes
    }

    private func output(
        id: JSON, _ judgement: Judgement, isCode: Bool, line: Int? = nil
    ) -> Output {
        var writer = JSONWriter(capacity: 512)
        writer.beginObject()
        writer.member("id", id)
        if let line { writer.member("line", .integer(Int64(line))) }
        writer.member("verdict", .string(judgement.verdict.name))
        writer.member("fault", judgement.verdict.fault.map { .string($0.rawValue) } ?? .null)
        writer.member("cause", judgement.verdict.cause.map { .string($0.rawValue) } ?? .null)
        writer.member("detail", judgement.detail.map { .string($0) } ?? .null)
        for member in judgement.evidence.members ?? [] { writer.member(member.key, member.value) }
        if measures, isCode {
            let cpu = judgement.runs.map(\.cpu.seconds).reduce(0, +)
            writer.member("cpuSeconds", .double((cpu * 1e6).rounded() / 1e6))
            writer.member(
                "peakMemoryBytes", .integer(Int64(judgement.runs.map(\.peakMemoryBytes).max() ?? 0))
            )
        }
        writer.endObject()
        writer.newline()
        let way = judgement.evidence["tests"]?.stringValue.flatMap { TestWay(rawValue: $0) }
        return Output(bytes: writer.bytes, verdict: judgement.verdict, way: way)
    }
}
