internal import LyditeCore
internal import LyditeVerify

/// Rewards for a batch, in the words of TRL's reward functions or of verl's.
enum RewardRoutes {
    static let all = [
        Route(
            method: "POST", path: "/v1/reward",
            summary:
                "A reward for each response: TRL's completions and gold, or verl's solution_strs and ground_truths.",
            body: .shape(shape), failures: [400, 413, 422, 429, 503], work: reward)
    ]

    private static let shape = BodyShape(
        .init("completions", .list(.any), "TRL: responses, as text or as lists of messages"),
        .init(
            "gold", .list(.any),
            "TRL: for each completion the right answer, or the row that checks it"),
        .init("solution_strs", .list(.text), "verl: responses"),
        .init(
            "ground_truths", .list(.any), "verl: for each response the right answer, or its cases"),
        .init(
            "undecided", .any,
            "the reward of what cannot be decided: a number, or \"none\" (TRL: none, verl: 0)"),
        .init("extract", .word(["full", "strict"]), "how answers are taken from responses"),
        alternatives: [["completions", "gold"], ["solution_strs", "ground_truths"]])

    private static func reward(
        _ request: HTTPRequest, _ service: VerdictService
    ) async throws(RequestFailure) -> HTTPAnswer {
        let row = try shape.read(request.body)
        let isVerl = row["completions"] == nil || row["gold"] == nil
        let names =
            isVerl ? ("solution_strs", "ground_truths") : ("completions", "gold")
        let responses = row[names.0]?.arrayValue ?? []
        let truths = row[names.1]?.arrayValue ?? []
        guard responses.count == truths.count else {
            throw .wrongType(
                field: names.1, expected: "as many as in \(names.0) (\(responses.count))")
        }
        var undecided = try undecided(row, request) ?? service.settings.undecidedReward
        undecided = undecided ?? (isVerl ? .number(0) : UndecidedReward.none)
        var texts: [String] = []
        for (index, response) in responses.enumerated() {
            guard let text = text(of: response) else {
                throw .wrongType(
                    field: "\(names.0)[\(index)]", expected: "a string or a list of messages")
            }
            texts.append(text)
        }
        let isStrict = row["extract"]?.stringValue.map { $0 == "strict" }
        let batch = RewardBatch(
            responses: texts, truths: truths, field: names.1,
            isStrict: isStrict ?? service.settings.isStrictExtraction)
        let outputs = try await batch.judge(service, before: request.deadline)
        let rewards = outputs.map { reward(of: $0.verdict, undecided) }
        var answer = HTTPAnswer([
            "rewards": .array(rewards),
            "verdicts": .array(outputs.map { .string($0.verdict.code) }),
            "undecided": .integer(Int64(outputs.count { !$0.verdict.isDecided })),
        ])
        for output in outputs { answer.tally.add(output.verdict) }
        return answer
    }

    private static func undecided(
        _ row: RowReader, _ request: HTTPRequest
    ) throws(RequestFailure) -> UndecidedReward? {
        let text: String
        switch row["undecided"] {
        case nil:
            guard let argument = request.arguments["undecided"] else { return nil }
            text = argument
        case .string(let word)?: text = word
        case let number?: text = number.text
        }
        guard let value = UndecidedReward(text) else {
            throw .wrongType(field: "undecided", expected: "a number or \"none\"")
        }
        return value
    }

    /// A response as text; of messages, the last one's content.
    private static func text(of json: JSON) -> String? {
        if let text = json.stringValue { return text }
        return json.arrayValue?.last?["content"]?.stringValue
    }

    static func reward(of verdict: Verdict, _ undecided: UndecidedReward?) -> JSON {
        switch verdict {
        case .correct: return .double(1)
        case .incorrect: return .double(0)
        case .undecided:
            if case .number(let value)? = undecided { return .double(value) }
            return .null
        }
    }
}

/// Responses and what each is held against, as rows of `lydite verify`.
struct RewardBatch: Sendable {
    var responses: [String]
    var truths: [JSON]
    /// What the truths are called in the request.
    var field: String
    var isStrict: Bool

    func judge(
        _ service: VerdictService, before deadline: ContinuousClock.Instant?
    ) async throws(RequestFailure) -> [RowVerifier.Output] {
        guard responses.count <= service.settings.maximumRows else {
            throw .tooManyRows(responses.count, limit: service.settings.maximumRows)
        }
        guard !responses.isEmpty else { return [] }
        var writer = JSONWriter(capacity: 1 << 12)
        var rows: [Range<Int>] = []
        for (index, truth) in truths.enumerated() {
            let start = writer.bytes.count
            let name = "\(field)[\(index)]"
            writer.value(try GroundTruth.row(truth, response: responses[index], name: name))
            rows.append(start..<writer.bytes.count)
            writer.newline()
        }
        let verifier = service.verifier(isStrict: isStrict, before: deadline)
        let outputs = try await service.verify(rows, of: writer.bytes, by: verifier)
        for (index, output) in outputs.enumerated() {
            if let problem = output.problem { throw failure(problem, "\(field)[\(index)]") }
        }
        return outputs
    }

    /// What is wrong with a row is wrong with what it was held against: the response is any text.
    private func failure(_ problem: RowVerifier.Problem, _ name: String) -> RequestFailure {
        switch problem {
        case .json(let error): .wrongType(field: name, expected: error.description)
        case .field(let error):
            .wrongType(field: "\(name).\(error.field)", expected: error.expected)
        case .spec(let detail): .wrongType(field: "\(name).spec", expected: detail)
        }
    }
}
