internal import LyditeCore
internal import LyditeMath
internal import LyditeVerify

/// Lydite's own routes: rows, answers and programs, in the forms of the command line.
enum NativeRoutes {
    static let all = [
        Route(
            method: "POST", path: "/v1/verify",
            summary:
                "A verdict for each row, as lydite verify gives it: one row, a list of rows, or JSON Lines.",
            body: .rows, failures: [400, 413, 422, 429, 503], work: verify),
        Route(
            method: "POST", path: "/v1/check",
            summary:
                "Compares a final answer, or the one in a response, with the right one, as lydite check does.",
            body: .shape(checkShape), failures: [400, 413, 422, 429, 503], work: check),
        Route(
            method: "POST", path: "/v1/exec",
            summary: "Runs one program in the sandbox, as lydite exec does.",
            body: .shape(execShape), failures: [400, 413, 422, 429, 503], work: exec),
    ]

    // MARK: verify

    private static func verify(
        _ request: HTTPRequest, _ service: VerdictService
    ) async throws(RequestFailure) -> HTTPAnswer {
        let verifier = service.verifier(
            isStrict: try request.isStrict(default: service.settings.isStrictExtraction),
            allCases: try request.flag("all_cases"), measures: try request.flag("measure"),
            before: request.deadline)
        if isLines(request.contentType) {
            let rows = RowSplitter.lines(request.body)
            let outputs = try await judge(rows, request, service, verifier)
            return answer(outputs, "application/x-ndjson") { $0.flatMap(\.bytes) }
        }
        switch try RowSplitter.split(request.body) {
        case .single(let row):
            let output = try await judge([row], request, service, verifier)[0]
            if let problem = output.problem { throw failure(problem) }
            return answer([output], "application/json") { $0[0].bytes }
        case .list(let rows):
            let outputs = try await judge(rows, request, service, verifier)
            return answer(outputs, "application/json", list)
        }
    }

    private static func isLines(_ contentType: String?) -> Bool {
        let kind = contentType?.lowercased().prefix { $0 != ";" } ?? ""
        return ["application/x-ndjson", "application/ndjson", "application/jsonl"].contains(kind)
    }

    private static func judge(
        _ rows: [Range<Int>], _ request: HTTPRequest, _ service: VerdictService,
        _ verifier: RowVerifier
    ) async throws(RequestFailure) -> [RowVerifier.Output] {
        guard rows.count <= service.settings.maximumRows else {
            throw .tooManyRows(rows.count, limit: service.settings.maximumRows)
        }
        guard !rows.isEmpty else { return [] }
        return try await service.verify(rows, of: request.body, by: verifier)
    }

    private static func answer(
        _ outputs: [RowVerifier.Output], _ type: String,
        _ bytes: ([RowVerifier.Output]) -> [UInt8]
    ) -> HTTPAnswer {
        var answer = HTTPAnswer(status: 200, body: bytes(outputs), contentType: type)
        answer.tally.add(outputs)
        return answer
    }

    /// The verdict rows as a list, each with the bytes that it has in a file.
    private static func list(_ outputs: [RowVerifier.Output]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(outputs.reduce(2) { $0 + $1.bytes.count })
        bytes.append(UInt8(ascii: "["))
        for (index, output) in outputs.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes += output.bytes.dropLast()
        }
        bytes += [UInt8(ascii: "]"), 10]
        return bytes
    }

    static func failure(_ problem: RowVerifier.Problem) -> RequestFailure {
        switch problem {
        case .json(let error): RequestFailure(error)
        case .field(let error):
            error.field == "row"
                ? .wrongType(field: "body", expected: error.expected) : RequestFailure(error)
        case .spec(let detail): .wrongType(field: "spec", expected: detail)
        }
    }

    // MARK: check

    private static let checkShape = BodyShape(
        .init("gold", .text, required: true, "the right answer"),
        .init("pred", .text, "the answer to compare with it"),
        .init(
            "response", .text, "a whole response in place of pred; the answer is taken out of it"),
        .init("spec", .record, "tolerance, places, unit, kind, choices, bridges and others"),
        .init("extract", .word(["full", "strict"]), "how answers are taken from responses"),
        alternatives: [["pred"], ["response"]])

    private static func check(
        _ request: HTTPRequest, _ service: VerdictService
    ) async throws(RequestFailure) -> HTTPAnswer {
        let row = try checkShape.read(request.body)
        let gold = Array((row["gold"]?.stringValue ?? "").utf8)
        let spec: AnswerSpec
        do throws(SpecError) {
            spec =
                try row["spec"].map { json throws(SpecError) in try AnswerSpec(json: json) }
                ?? .plain
        } catch {
            throw .wrongType(field: "spec", expected: error.description)
        }
        let isStrict = row["extract"]?.stringValue.map { $0 == "strict" }
        let result: MathVerdict
        if let pred = row["pred"]?.stringValue {
            result = MathChecker.check(gold: gold, pred: Array(pred.utf8), spec: spec)
        } else {
            let response = row["response"]?.stringValue ?? ""
            result = MathChecker.check(
                gold: gold, response: Array(response.utf8), spec: spec,
                extraction: isStrict ?? service.settings.isStrictExtraction ? .strict : .full)
        }
        var answer = HTTPAnswer(result.json)
        answer.tally.add(result.verdict)
        return answer
    }

    // MARK: exec

    private static let execShape = BodyShape(
        .init("language", .text, required: true, "python, c, cpp, javascript, bash or swift"),
        .init("source", .text, "the program"),
        .init("source_b64", .text, "the program in Base64, where it is not UTF-8"),
        .init("stdin", .text, "what the program reads"),
        .init("stdin_b64", .text, "what the program reads, in Base64"),
        .init("args", .list(.text), "arguments of the program, at most 64"),
        .init(
            "limits", .record,
            "cpuSeconds (2), wallSeconds (10), memoryBytes (268435456), outputBytes (1048576), processes (64)"
        ))

    private static let mostArguments = 64

    private static func exec(
        _ request: HTTPRequest, _ service: VerdictService
    ) async throws(RequestFailure) -> HTTPAnswer {
        let program = try readProgram(request.body)
        let run = try await service.finishedRun(program, before: request.deadline)
        return HTTPAnswer(run.json)
    }

    private static func readProgram(_ bytes: [UInt8]) throws(RequestFailure) -> ProgramRequest {
        let row = try execShape.read(bytes)
        guard let source = try Self.bytes("source", of: row) else {
            throw .missing(field: "source")
        }
        var program = ProgramRequest(
            language: row["language"]?.stringValue ?? "", source: source,
            input: try Self.bytes("stdin", of: row) ?? [])
        program.arguments = row["args"]?.arrayValue?.compactMap(\.stringValue) ?? []
        guard program.arguments.count <= mostArguments,
            !program.arguments.contains(where: { $0.utf8.contains(0) })
        else {
            throw .wrongType(
                field: "args", expected: "at most \(mostArguments) strings without zero bytes")
        }
        program.limits = try limits(row)
        return program
    }

    private static func bytes(_ field: String, of row: RowReader) throws(RequestFailure) -> [UInt8]?
    {
        if let text = row[field]?.stringValue { return Array(text.utf8) }
        guard let encoded = row[field + "_b64"]?.stringValue else { return nil }
        guard let bytes = Base64.bytes(of: encoded) else {
            throw .wrongType(field: field + "_b64", expected: "Base64")
        }
        return bytes
    }

    private static func limits(_ row: RowReader) throws(RequestFailure) -> Limits {
        guard let json = row["limits"] else { return .exec }
        do throws(RowError) {
            let given = try RowReader(json, name: "limits")
            var limits = try Limits(row: row)
            if given["cpuSeconds"] == nil { limits.cpu = Limits.exec.cpu }
            if given["wallSeconds"] == nil { limits.wall = max(Limits.exec.wall, limits.cpu * 5) }
            if given["memoryBytes"] == nil { limits.memoryBytes = Limits.exec.memoryBytes }
            return limits.bounded
        } catch {
            throw RequestFailure(error)
        }
    }
}
