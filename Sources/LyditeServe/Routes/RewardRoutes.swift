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
        let question = try read(request, service.settings)
        let outputs = try await question.rows.judge(service, before: request.deadline)
        var answer = HTTPAnswer([
            "rewards": .array(outputs.map { reward(of: $0.verdict, question.undecided) }),
            "verdicts": .array(outputs.map { .string($0.verdict.code) }),
            "undecided": .integer(Int64(outputs.count { !$0.verdict.isDecided })),
        ])
        answer.tally.add(outputs)
        return answer
    }

    /// Reads a body; nothing of it is held while its rows wait.
    private static func read(
        _ request: HTTPRequest, _ settings: ServeSettings
    ) throws(RequestFailure) -> (rows: RewardRows, undecided: UndecidedReward) {
        let row = try shape.read(request.body)
        let isVerl = row["completions"] == nil || row["gold"] == nil
        let names = isVerl ? ("solution_strs", "ground_truths") : ("completions", "gold")
        let responses = row[names.0]?.arrayValue ?? []
        var texts: [String] = []
        for (index, response) in responses.enumerated() {
            guard let text = text(of: response) else {
                throw .wrongType(
                    field: "\(names.0)[\(index)]", expected: "a string or a list of messages")
            }
            texts.append(text)
        }
        let isStrict = row["extract"]?.stringValue.map { $0 == "strict" }
        let rows = try RewardRows(
            responses: texts, truths: row[names.1]?.arrayValue ?? [], names: names,
            isStrict: isStrict ?? settings.isStrictExtraction, limit: settings.maximumRows)
        let undecided = try undecided(row, request) ?? settings.undecidedReward
        return (rows, undecided ?? (isVerl ? .number(0) : UndecidedReward.none))
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
