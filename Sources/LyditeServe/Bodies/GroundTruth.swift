internal import LyditeCore

/// Reads what trainers keep as the right answer: a final answer, or the row of cases that checks a program.
enum GroundTruth {
    /// Fields of which one makes an object a row.
    private static let checks = ["gold", "tests", "cases"]

    /// The row of `lydite verify` that holds a response against a truth.
    ///
    /// An answer is text or a number. A row may stand there as an object or as JSON in a string, and so may verl's
    /// `{"inputs": [...], "outputs": [...]}`, whose cases are standard input and output.
    ///
    /// - Parameter name: What the truth is called in the request.
    static func row(_ truth: JSON, response: String, name: String) throws(RequestFailure) -> JSON {
        let text = JSON.Member("response", .string(response))
        switch truth {
        case .string(let answer):
            if let object = object(in: answer) {
                return try row(object, response: response, name: name)
            }
            return .object([JSON.Member("gold", truth), text])
        case .integer, .bigInteger, .double:
            return .object([JSON.Member("gold", .string(truth.text)), text])
        case .object(let members) where checks.contains(where: { truth[$0] != nil }):
            return .object(members.filter { !held.contains($0.key) } + [text])
        default:
            if let cases = try cases(truth, name) { return .object(cases + [text]) }
            throw .wrongType(
                field: name,
                expected: "an answer, a row with gold, tests or cases, or inputs and outputs")
        }
    }

    /// What the response stands in for.
    private static let held: Set<String> = [
        "id", "pred", "pred_b64", "response", "response_b64", "solution",
    ]

    /// JSON inside of a string, where it can be nothing but a row.
    private static func object(in text: String) -> JSON? {
        guard text.utf8.first(where: { $0 > 0x20 }) == UInt8(ascii: "{"),
            let json = try? JSONParser.parse(text), json.members != nil,
            checks.contains(where: { json[$0] != nil }) || json["inputs"] != nil
        else { return nil }
        return json
    }

    /// verl's cases: each input and output is text; with `fn_name`, each line of an input is one argument in JSON.
    private static func cases(
        _ truth: JSON, _ name: String
    ) throws(RequestFailure) -> [JSON.Member]? {
        guard let inputs = truth["inputs"]?.arrayValue, let outputs = truth["outputs"]?.arrayValue
        else { return nil }
        guard inputs.count == outputs.count, !inputs.isEmpty else {
            throw .wrongType(field: name, expected: "as many outputs as inputs, and at least one")
        }
        let function = truth["fn_name"]?.stringValue
        var cases: [JSON] = []
        for (input, output) in zip(inputs, outputs) {
            guard let input = input.stringValue, let output = output.stringValue else {
                throw .wrongType(field: name, expected: "inputs and outputs that are strings")
            }
            cases.append(
                function == nil
                    ? ["stdin": .string(input), "stdout": .string(output)]
                    : try call(input, output, name))
        }
        var members: [JSON.Member] = [.init("language", "python"), .init("cases", .array(cases))]
        if let function { members.append(.init("entry_point", .string(function))) }
        return members
    }

    private static func call(
        _ input: String, _ output: String, _ name: String
    ) throws(RequestFailure) -> JSON {
        var arguments: [JSON] = []
        for line in input.split(separator: "\n") {
            guard let argument = try? JSONParser.parse(String(line)) else {
                throw .wrongType(
                    field: name, expected: "one argument in JSON on each line of inputs")
            }
            arguments.append(argument)
        }
        // What is no JSON is a string that a function returned.
        let expected = (try? JSONParser.parse(output)) ?? .string(output)
        return ["args": .array(arguments), "expected": expected]
    }
}
