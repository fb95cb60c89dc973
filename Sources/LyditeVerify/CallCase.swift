internal import LyditeCore

/// One call of a function and what its result must be.
struct CallCase: Sendable {
    enum Arguments: Sendable {
        case values([PlainValue], [PlainValue.Entry])
        /// An expression that the candidate's process evaluates, for values of classes that only it
        /// defines.
        case code(String)
        /// A request of `replay.py`: a call, or another step with what stays in the candidate's
        /// process.
        case step(JSON)
    }

    enum Expectation: Sendable {
        case value(PlainValue)
        case oneOf([PlainValue])
        /// The call must end well; the test compares the entry point only with itself here.
        case ignored
        /// The call must raise an exception of one of these built-in kinds.
        case raises([String])
        /// Whatever it does is passed on to tests that run.
        case recorded
        /// An assertion that the trusted helper evaluates once the result is known (`examine` of
        /// `translate.py`).
        case examined(JSON)
    }

    var function: String
    var arguments: Arguments
    var expectation: Expectation
    var compare: Comparison

    /// The request frame.
    ///
    /// - Parameter capturing: Ask for the value even where the case ignores it.
    func request(nonce: String, capturing: Bool = false) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("nonce", .string(nonce))
        if !function.isEmpty { writer.member("function", .string(function)) }
        switch arguments {
        case .values(let values, let keywords):
            writer.member("args", .array(values.map(\.json)))
            var members: [JSON.Member] = []
            for entry in keywords {
                if case .string(let name) = entry.key {
                    members.append(JSON.Member(name, entry.value.json))
                }
            }
            writer.member("kwargs", .object(members))
        case .code(let text): writer.member("code", .string(text))
        case .step(let request):
            for member in request.members ?? [] { writer.member(member.key, member.value) }
        }
        if compare.truth { writer.member("truth", true) }
        if !capturing, case .ignored = expectation { writer.member("ignored", true) }
        if readsGenerators { writer.member("lazy", true) }
        writer.endObject()
        return writer.bytes
    }

    /// Whether the test reads the result item by item, so that a generator is as good as a list.
    private var readsGenerators: Bool {
        compare.projection != nil && compare.projection != .len
    }

    /// Whether the test may well use a result that is `what`, which is no plain data: what it
    /// reads of it is not known here.
    func mayRead(_ what: String) -> Bool {
        if case .examined = expectation { return true }
        return compare.projection != nil && what.hasPrefix("a value of type ")
    }

    /// The call's input for people.
    var inputText: String {
        switch arguments {
        case .values(let values, let keywords):
            let given = JSON.array(values.map(\.json)).text
            return keywords.isEmpty
                ? given : given + " " + PlainValue.dictionary(keywords).json.text
        case .code(let text): return text
        case .step(let request): return Self.text(ofStep: request)
        }
    }

    private static func text(ofStep request: JSON) -> String {
        let given = (request["args"] ?? .array([])).text
        let keywords = request["kwargs"] ?? .null
        let isBare = keywords.members?.isEmpty ?? true
        let name = request["label"]?.stringValue.map { $0 + " " } ?? ""
        return name + given + (isBare ? "" : " " + keywords.text)
    }

    /// The call's input for a checker.
    var inputJSON: JSON {
        switch arguments {
        case .values(let values, let keywords):
            let given: JSON = .array(values.map(\.json))
            return keywords.isEmpty
                ? ["args": given] : ["args": given, "kwargs": PlainValue.dictionary(keywords).json]
        case .code(let text): return ["code": .string(text)]
        case .step(let request): return request
        }
    }

    var expectedJSON: JSON {
        if case .value(let value) = expectation { return value.json }
        return .null
    }

    var expectedText: String {
        switch expectation {
        case .value(let value): value.json.text
        case .oneOf(let values): "one of " + JSON.array(values.map(\.json)).text
        case .ignored, .recorded: "a result"
        case .raises(let kinds): "an exception: " + kinds.joined(separator: ", ")
        case .examined(let assertion): assertion["code"]?.stringValue ?? ""
        }
    }

    /// Whether a helper or a checker decides about the result once the run is over.
    var isDecidedLater: Bool {
        if case .examined = expectation { return true }
        return compare.checker != nil
    }

    func outcome(of actual: PlainValue) -> PlainComparison.Outcome {
        if isDecidedLater { return .same }
        let comparison = PlainComparison(compare)
        switch expectation {
        case .ignored, .examined, .recorded: return .same
        // A result where an exception is due.
        case .raises: return .different
        case .value(let expected): return comparison.compare(actual, with: expected)
        case .oneOf(let values):
            for value in values {
                let outcome = comparison.compare(actual, with: value)
                if outcome != .different { return outcome }
            }
            return .different
        }
    }
}

extension CallCase {
    init(_ given: FunctionCheck.Case, of check: FunctionCheck) {
        self.init(
            function: check.entryPoint, arguments: .values(given.arguments, given.keywords),
            expectation: .value(given.expected), compare: given.compare ?? check.compare)
    }

    /// A step that a test asks for.
    init(step: JSON) {
        self.init(
            function: "", arguments: .step(step), expectation: .recorded, compare: Comparison())
    }

    /// A call beside those of a test text.
    init(_ given: FunctionCheck.Case, of entryPoint: String) {
        self.init(
            function: entryPoint, arguments: .values(given.arguments, given.keywords),
            expectation: .value(given.expected), compare: given.compare ?? Comparison())
    }

    /// Reads a case as `translate.py` writes it.
    init(translated json: JSON) throws {
        let row = try RowReader(json, name: "case")
        function = try row.requiredText("function")
        if let code = try row.text("code") {
            arguments = .code(code)
        } else {
            arguments = .values(
                try (row.list("args") ?? []).map { try PlainValue(json: $0) },
                try (json["kwargs"]?.members ?? []).map {
                    PlainValue.Entry(.string($0.key), try PlainValue(json: $0.value))
                })
        }
        if try row.flag("ignored") {
            expectation = .ignored
        } else if let kinds = try row.list("raises") {
            expectation = .raises(kinds.compactMap(\.stringValue))
        } else if let assertion = row["examine"] {
            expectation = .examined(assertion)
        } else if let values = try row.list("alternatives") {
            expectation = .oneOf(try values.map { try PlainValue(json: $0) })
        } else {
            // A null is the value None here.
            guard let expected = json["expected"] else { throw row.wrong("expected", "a value") }
            expectation = .value(try PlainValue(json: expected))
        }
        compare = try row["compare"].map { try Comparison(json: $0) } ?? Comparison()
    }
}
