internal import LyditeCore
internal import LyditeVerify

/// The remote reward model that OpenRLHF asks.
///
/// - Source: openrlhf/utils/agent.py, `_fetch_rewards_via_http`.
enum OpenRLHFRoutes {
    static let all = [
        Route(
            method: "POST", path: "/get_reward", interface: .openRLHF,
            summary: "OpenRLHF's remote reward: query, prompts and labels.",
            body: .shape(shape), failures: [400, 413, 422, 503, 504], work: reward)
    ]

    private static let shape = BodyShape(
        .init(
            "query", .list(.text), required: true,
            "prompt and response as one text, special tokens kept"),
        .init("prompts", .list(.text), "the prompts that the queries begin with"),
        .init(
            "labels", .list(.any), required: true, "the right answers, or the rows that check them")
    )

    private static func reward(
        _ request: HTTPRequest, _ service: VerdictService
    ) async throws(RequestFailure) -> HTTPAnswer {
        let rows = try read(request, service.settings)
        let outputs = try await rows.judge(service, before: request.deadline)
        var undecided = service.settings.undecidedReward ?? .number(0)
        // The interface has no word for "no reward".
        if undecided == .none { undecided = .number(0) }
        let rewards = JSON.array(outputs.map { RewardRoutes.reward(of: $0.verdict, undecided) })
        let flags = outputs.map { JSON.double($0.verdict.isDecided ? 0 : 1) }
        let verified = outputs.map { JSON.double($0.verdict == .correct ? 1 : 0) }
        var answer = HTTPAnswer([
            "rewards": rewards, "scores": rewards,
            "extra_logs": ["verified": .array(verified), "undecided": .array(flags)],
        ])
        answer.tally.add(outputs)
        return answer
    }

    /// Reads a body; nothing of it is held while its rows wait.
    private static func read(
        _ request: HTTPRequest, _ settings: ServeSettings
    ) throws(RequestFailure) -> RewardRows {
        let row = try shape.read(request.body)
        let queries = row["query"]?.arrayValue?.compactMap(\.stringValue) ?? []
        let prompts = row["prompts"]?.arrayValue?.compactMap(\.stringValue) ?? []
        guard prompts.isEmpty || prompts.count == queries.count else {
            throw .wrongType(field: "prompts", expected: "as many as in query (\(queries.count))")
        }
        let responses = queries.enumerated().map { index, query in
            response(in: query, after: index < prompts.count ? prompts[index] : "")
        }
        return try RewardRows(
            responses: responses, truths: row["labels"]?.arrayValue ?? [],
            names: ("query", "labels"), isStrict: settings.isStrictExtraction,
            limit: settings.maximumRows)
    }

    /// What follows the prompt, without the tokens that end a turn.
    static func response(in query: String, after prompt: String) -> String {
        var bytes = Array(query.utf8)[...]
        // Byte by byte: the last character of a prompt may join the first of a response.
        if bytes.starts(with: prompt.utf8) { bytes = bytes.dropFirst(prompt.utf8.count) }
        while true {
            while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
            guard let token = endToken(of: bytes) else {
                return String(decoding: bytes, as: UTF8.self)
            }
            bytes.removeLast(token)
        }
    }

    private static let longestToken = 40

    /// How long the token is that a text ends with; nil where it ends with none.
    private static func endToken(of bytes: ArraySlice<UInt8>) -> Int? {
        if bytes.count >= 4, bytes.suffix(4).elementsEqual("</s>".utf8) { return 4 }
        guard bytes.count >= 4, bytes.suffix(2).elementsEqual("|>".utf8) else { return nil }
        let tail = bytes.suffix(longestToken)
        for start in tail.indices.dropLast(3).reversed()
        where tail[start] == UInt8(ascii: "<") && tail[start + 1] == UInt8(ascii: "|") {
            return tail.endIndex - start
        }
        return nil
    }
}
