internal import LyditeCore
internal import LyditeVerify

/// SandboxFusion's `/submit`, for data that comes with the request: cases of standard input and output, or test
/// code.
///
/// There test code runs in the candidate's own process, which may end it as it likes and pass. Here it is judged as
/// any row of tests is, with nothing in the candidate's reach; what cannot be decided is not accepted, and `extra`
/// says so.
enum FusionSubmission {
    static let shape = BodyShape(
        .init("dataset", .text, required: true, "any name; the data stands in config"),
        .init("id", .any, required: true, "echoed"),
        .init("completion", .text, required: true, "the response that holds the program"),
        .init(
            "config", .record, required: true,
            "dataset_type (CommonOJDataset or AutoEvalDataset), language, run_timeout, provided_data"
        ))

    static func answer(
        _ request: HTTPRequest, _ service: VerdictService
    ) async throws(RequestFailure) -> HTTPAnswer {
        let row = try shape.read(request.body)
        guard let json = row["config"], let config = try? RowReader(json, name: "config"),
            let data = config["provided_data"], data.members != nil
        else {
            let name = row["dataset"]?.stringValue ?? ""
            throw .unsupported("no eval class found for dataset \(name.prefix(100))")
        }
        let limits = try SandboxFusionRoutes.limits(config)
        let asked =
            config["language"]?.stringValue
            ?? data["labels"]?["programming_language"]?.stringValue ?? "python"
        guard let language = SandboxFusionRoutes.languages[asked] else {
            let known = SandboxFusionRoutes.languages.keys.sorted().joined(separator: ", ")
            throw .wrongType(field: "config.language", expected: "one of \(known)")
        }
        let completion = row["completion"]?.stringValue ?? ""
        let id = row["id"] ?? .null
        switch config["dataset_type"]?.stringValue {
        case "CommonOJDataset":
            return try await programs(
                data, completion, Setting(id: id, language: language, limits: limits), request,
                service)
        case "AutoEvalDataset":
            guard language == "python" else {
                throw .unsupported("test code is judged for python only, not for \(asked)")
            }
            return try await tests(
                data, completion, Setting(id: id, language: language, limits: limits), request,
                service)
        default:
            throw .wrongType(
                field: "config.dataset_type", expected: "CommonOJDataset or AutoEvalDataset")
        }
    }

    private struct Setting {
        var id: JSON
        var language: String
        var limits: Limits
    }

    private static let mostCases = 1000

    private static func programs(
        _ data: JSON, _ completion: String, _ setting: Setting, _ request: HTTPRequest,
        _ service: VerdictService
    ) async throws(RequestFailure) -> HTTPAnswer {
        let items = data["test"]?.arrayValue ?? []
        guard !items.isEmpty, items.count <= mostCases else {
            throw .wrongType(
                field: "config.provided_data.test", expected: "a list of 1 to \(mostCases) cases")
        }
        let code = program(in: completion, setting.language)
        var results: [JSON] = []
        var isAccepted = code != nil
        for (index, item) in items.enumerated() {
            guard let input = item["input"]?["stdin"]?.stringValue,
                let output = item["output"]?["stdout"]?.stringValue
            else {
                throw .wrongType(
                    field: "config.provided_data.test[\(index)]",
                    expected: "input.stdin and output.stdout")
            }
            guard let code else { continue }
            var program = ProgramRequest(
                language: setting.language, source: Array(code.utf8), input: Array(input.utf8))
            program.limits = setting.limits
            // Once begun, it goes on to its end.
            let run = try await service.run(program, before: index == 0 ? request.deadline : nil)
            let passes =
                run.ending == .exited && run.exitCode == 0
                && TextComparison(Comparison()).isSame(
                    run.standardOutput.bytes, as: Array(output.utf8))
            isAccepted = isAccepted && passes
            results.append([
                "passed": .bool(passes),
                "exec_info": SandboxFusionRoutes.answer(
                    run, isCompiled: SandboxFusionRoutes.isCompiled(setting.language)),
                "test_info": item,
            ])
        }
        return HTTPAnswer(
            answer(setting.id, isAccepted, code ?? "", full: .null, results, extra: .null))
    }

    private static func tests(
        _ data: JSON, _ completion: String, _ setting: Setting, _ request: HTTPRequest,
        _ service: VerdictService
    ) async throws(RequestFailure) -> HTTPAnswer {
        guard let test = data["test"]?["code"]?.stringValue else {
            throw .missing(field: "config.provided_data.test.code")
        }
        let code = program(in: completion, setting.language) ?? ""
        let full = JSON.string(code + "\n" + test)
        guard let entryPoint = EntryPoint.find(in: code, calledBy: test) else {
            let extra: JSON = ["verdict": "incorrect", "fault": "no-answer"]
            return HTTPAnswer(answer(setting.id, false, code, full: full, [], extra: extra))
        }
        let check = Check.tests(
            TestCheck(
                language: setting.language, entryPoint: entryPoint, tests: [test],
                limits: setting.limits))
        let judgement = try await service.judge(check, program: code, before: request.deadline)
        let isAccepted = judgement.verdict == .correct
        let run = judgement.runs.first
        var info =
            run.map { SandboxFusionRoutes.answer($0, isCompiled: false) }
            ?? SandboxFusionRoutes.sandboxError(judgement.detail ?? "nothing was run")
        if !isAccepted { info = failed(info, judgement) }
        let results: [JSON] = [
            ["passed": .bool(isAccepted), "exec_info": info, "test_info": nil]
        ]
        var extra: [JSON.Member] = [.init("verdict", .string(judgement.verdict.name))]
        if let fault = judgement.verdict.fault {
            extra.append(.init("fault", .string(fault.rawValue)))
        }
        if let cause = judgement.verdict.cause {
            extra.append(.init("cause", .string(cause.rawValue)))
        }
        var found = HTTPAnswer(
            answer(setting.id, isAccepted, code, full: full, results, extra: .object(extra)))
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

    private static func answer(
        _ id: JSON, _ isAccepted: Bool, _ code: String, full: JSON, _ tests: [JSON], extra: JSON
    ) -> JSON {
        [
            "id": id, "accepted": .bool(isAccepted), "extracted_code": .string(code),
            "full_code": full, "test_code": nil, "tests": .array(tests), "extracted_type": nil,
            "extra": extra,
        ]
    }
}

/// Finds the function that test code is about.
enum EntryPoint {
    /// The last function or class at the left margin of `code` whose name stands in `test` as a whole word.
    static func find(in code: String, calledBy test: String) -> String? {
        let words = Set(
            test.utf8.split(whereSeparator: { !isNamePart($0) }).map {
                String(decoding: Array($0), as: UTF8.self)
            })
        var found: String?
        for line in code.utf8.split(separator: 10) {
            for start in ["def ", "async def ", "class "] where line.starts(with: start.utf8) {
                let rest = line.dropFirst(start.utf8.count).drop { $0 == 0x20 }
                let name = String(decoding: Array(rest.prefix(while: isNamePart)), as: UTF8.self)
                if words.contains(name) { found = name }
            }
        }
        return found
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x5F
            || byte >= 0x80
    }
}
