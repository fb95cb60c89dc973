internal import LyditeCore
internal import LyditeVerify

/// SandboxFusion's `/submit`, for data that comes with the request: cases of standard input and output, or test
/// code.
///
/// There test code runs in the candidate's own process, which may end it as it likes and pass. Here it is judged as
/// any row of tests is, with nothing in the candidate's reach; what cannot be decided is not accepted, and `extra`
/// says so.
struct FusionSubmission: Sendable {
    static let shape = BodyShape(
        .init("dataset", .text, required: true, "any name; the data stands in config"),
        .init("id", .name, required: true, "echoed"),
        .init("completion", .text, required: true, "the response that holds the program"),
        .init(
            "config", .record, required: true,
            "dataset_type (CommonOJDataset or AutoEvalDataset), language, run_timeout, provided_data"
        ))

    static func answer(
        _ request: HTTPRequest, _ service: VerdictService
    ) async throws(RequestFailure) -> HTTPAnswer {
        let submission = try FusionSubmission(request.body)
        switch submission.judged {
        case .cases(let cases): return try await submission.run(cases, request.deadline, service)
        case .tests(let text): return try await submission.test(text, request.deadline, service)
        }
    }

    private enum Judged {
        case cases([(input: String, output: String)])
        case tests(String)
    }

    private static let mostCases = 1000
    /// Bytes of output that one answer gives back. Later cases are judged by all of theirs and show none that has no
    /// room: a thousand times what one may write is more than a server holds.
    private static let mostText = 16 << 20

    private let id: JSON
    private let language: String
    private let limits: Limits
    /// The program of the completion; nil where it holds none.
    private let code: String?
    private let judged: Judged

    /// Reads a body; nothing else of it is held while its programs wait.
    private init(_ body: [UInt8]) throws(RequestFailure) {
        let row = try Self.shape.read(body)
        guard let json = row["config"], let config = try? RowReader(json, name: "config"),
            let data = config["provided_data"], data.members != nil
        else {
            let name = row["dataset"]?.stringValue ?? ""
            throw .unsupported("no eval class found for dataset \(name.prefix(100))")
        }
        id = row["id"] ?? .null
        limits = try SandboxFusionRoutes.limits(config)
        let asked =
            config["language"]?.stringValue
            ?? data["labels"]?["programming_language"]?.stringValue ?? "python"
        guard let language = SandboxFusionRoutes.languages[asked] else {
            let known = SandboxFusionRoutes.languages.keys.sorted().joined(separator: ", ")
            throw .wrongType(field: "config.language", expected: "one of \(known)")
        }
        self.language = language
        code = Self.program(in: row["completion"]?.stringValue ?? "", language)
        switch config["dataset_type"]?.stringValue {
        case "CommonOJDataset": judged = .cases(try Self.cases(data))
        case "AutoEvalDataset":
            guard language == "python" else {
                throw .unsupported("test code is judged for python only, not for \(asked)")
            }
            guard let test = data["test"]?["code"]?.stringValue else {
                throw .missing(field: "config.provided_data.test.code")
            }
            judged = .tests(test)
        default:
            throw .wrongType(
                field: "config.dataset_type", expected: "CommonOJDataset or AutoEvalDataset")
        }
    }

    private static func cases(
        _ data: JSON
    ) throws(RequestFailure) -> [(input: String, output: String)] {
        let items = data["test"]?.arrayValue ?? []
        guard !items.isEmpty, items.count <= mostCases else {
            throw .wrongType(
                field: "config.provided_data.test", expected: "a list of 1 to \(mostCases) cases")
        }
        var cases: [(String, String)] = []
        for (index, item) in items.enumerated() {
            guard let input = item["input"]?["stdin"]?.stringValue,
                let output = item["output"]?["stdout"]?.stringValue
            else {
                throw .wrongType(
                    field: "config.provided_data.test[\(index)]",
                    expected: "input.stdin and output.stdout")
            }
            cases.append((input, output))
        }
        return cases
    }

    private func run(
        _ cases: [(input: String, output: String)], _ deadline: ContinuousClock.Instant?,
        _ service: VerdictService
    ) async throws(RequestFailure) -> HTTPAnswer {
        guard let code else { return HTTPAnswer(answer(false, full: .null, [], extra: .null)) }
        var isAccepted = true
        var room = Self.mostText
        var results: [JSON] = []
        for (index, item) in cases.enumerated() {
            var program = ProgramRequest(
                language: language, source: Array(code.utf8), input: Array(item.input.utf8))
            program.limits = limits
            // Once begun, it goes on to its end.
            var run = try await service.run(program, before: index == 0 ? deadline : nil)
            let passes =
                run.ending == .exited && run.exitCode == 0
                && TextComparison(Comparison()).isSame(
                    run.standardOutput.bytes, as: Array(item.output.utf8))
            isAccepted = isAccepted && passes
            Self.fit(&run.standardOutput, into: &room)
            Self.fit(&run.standardError, into: &room)
            results.append([
                "passed": .bool(passes),
                "exec_info": SandboxFusionRoutes.answer(
                    run, isCompiled: SandboxFusionRoutes.isCompiled(language)),
                "test_info": [
                    "input": ["stdin": .string(item.input)],
                    "output": ["stdout": .string(item.output)],
                ],
            ])
        }
        return HTTPAnswer(answer(isAccepted, full: .null, results, extra: .null))
    }

    private static func fit(_ stream: inout Run.Stream, into room: inout Int) {
        if stream.bytes.count > room { stream.bytes = [] }
        room -= stream.bytes.count
    }

    private func test(
        _ text: String, _ deadline: ContinuousClock.Instant?, _ service: VerdictService
    ) async throws(RequestFailure) -> HTTPAnswer {
        let code = code ?? ""
        let full = JSON.string(code + "\n" + text)
        guard let entryPoint = EntryPoint.find(in: code, calledBy: text) else {
            let extra: JSON = ["verdict": "incorrect", "fault": "no-answer"]
            return HTTPAnswer(answer(false, full: full, [], extra: extra))
        }
        let check = Check.tests(
            TestCheck(language: language, entryPoint: entryPoint, tests: [text], limits: limits))
        let judgement = try await service.judge(check, program: code, before: deadline)
        let isAccepted = judgement.verdict == .correct
        var info =
            judgement.runs.first.map { SandboxFusionRoutes.answer($0, isCompiled: false) }
            ?? SandboxFusionRoutes.sandboxError(judgement.detail ?? "nothing was run")
        if !isAccepted { info = Self.failed(info, judgement) }
        let extra = JSON.record([
            "verdict": .string(judgement.verdict.name),
            "fault": judgement.verdict.fault.map { .string($0.rawValue) },
            "cause": judgement.verdict.cause.map { .string($0.rawValue) },
        ])
        let result: JSON = ["passed": .bool(isAccepted), "exec_info": info, "test_info": nil]
        var found = HTTPAnswer(answer(isAccepted, full: full, [result], extra: extra))
        found.tally.add(judgement.verdict)
        return found
    }

    /// The program of a completion, without the line end before the closing fence, as it is given back there.
    private static func program(in completion: String, _ language: String) -> String? {
        var code = CandidateReader.program(in: completion, language: language)
        if code?.hasSuffix("\n") == true { code?.removeLast() }
        return code
    }

    /// The status of a run whose tests did not pass, though its process may have ended well.
    private static func failed(_ info: JSON, _ judgement: Judgement) -> JSON {
        let status = judgement.verdict.isDecided ? "Failed" : "SandboxError"
        return .object(
            (info.members ?? []).map { member in
                switch member.key {
                case "status": JSON.Member("status", .string(status))
                case "message": JSON.Member("message", .string(judgement.detail ?? ""))
                default: member
                }
            })
    }

    private func answer(_ isAccepted: Bool, full: JSON, _ tests: [JSON], extra: JSON) -> JSON {
        [
            "id": id, "accepted": .bool(isAccepted), "extracted_code": .string(code ?? ""),
            "full_code": full, "test_code": nil, "tests": .array(tests), "extracted_type": nil,
            "extra": extra,
        ]
    }
}
