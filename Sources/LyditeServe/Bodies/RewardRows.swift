internal import LyditeCore
internal import LyditeVerify

/// Responses and what each is held against, as rows of `lydite verify`.
struct RewardRows: Sendable {
    private let bytes: [UInt8]
    private let places: [Range<Int>]
    /// What the truths are called in the request.
    private let field: String
    private let isStrict: Bool

    /// - Parameters:
    ///   - truths: As many as there are responses.
    ///   - names: What responses and truths are called in the request.
    init(
        responses: [String], truths: [JSON], names: (String, String), isStrict: Bool, limit: Int
    ) throws(RequestFailure) {
        guard responses.count == truths.count else {
            throw .wrongType(
                field: names.1, expected: "as many as in \(names.0) (\(responses.count))")
        }
        guard responses.count <= limit else {
            throw .tooManyRows(responses.count, limit: limit)
        }
        var writer = JSONWriter(capacity: 1 << 10)
        var places: [Range<Int>] = []
        for (index, truth) in truths.enumerated() {
            let start = writer.bytes.count
            let name = "\(names.1)[\(index)]"
            writer.value(try GroundTruth.row(truth, response: responses[index], name: name))
            places.append(start..<writer.bytes.count)
            writer.newline()
        }
        bytes = writer.bytes
        self.places = places
        field = names.1
        self.isStrict = isStrict
    }

    func judge(
        _ service: VerdictService, before deadline: ContinuousClock.Instant?
    ) async throws(RequestFailure) -> [RowVerifier.Output] {
        guard !places.isEmpty else { return [] }
        let verifier = service.verifier(isStrict: isStrict, before: deadline)
        let outputs = try await service.verify(places, of: bytes, by: verifier)
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
