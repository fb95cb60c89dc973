/// The declared types of a function: a row's `types`.
package struct CallTypes: Hashable, Sendable {
    /// More arguments than anybody would write.
    private static let maximumArguments = 32

    package var arguments: [CallType]
    package var result: CallType

    package init(arguments: [CallType], result: CallType) {
        self.arguments = arguments
        self.result = result
    }

    package init(json: JSON) throws(RowError) {
        let row = try RowReader(json, name: "types")
        let names = try row.list("args") ?? []
        guard names.count <= Self.maximumArguments else {
            throw row.wrong("args", "at most \(Self.maximumArguments) types")
        }
        var arguments: [CallType] = []
        for (index, name) in names.enumerated() {
            arguments.append(try Self.type(name.stringValue, "args[\(index)]", of: row))
        }
        self.init(
            arguments: arguments,
            result: try Self.type(try row.requiredText("returns"), "returns", of: row))
    }

    private static func type(
        _ name: String?, _ field: String, of row: RowReader
    ) throws(RowError) -> CallType {
        guard let name, let type = CallType(name) else {
            throw row.wrong(field, "int, long, double, bool, string or vector<...> of them")
        }
        return type
    }

    package var json: JSON {
        [
            "args": .array(arguments.map { .string($0.text) }), "returns": .string(result.text),
        ]
    }

    /// The case with its values read by these types.
    ///
    /// - Throws: Which value of which case has no such reading.
    package func reading(
        _ given: FunctionCheck.Case, name: String, language: String
    ) throws(RowError) -> FunctionCheck.Case {
        guard given.keywords.isEmpty else {
            throw RowError(field: name + ".kwargs", expected: "no keyword arguments in \(language)")
        }
        guard given.arguments.count == arguments.count else {
            throw RowError(
                field: name + ".args",
                expected: "\(arguments.count) arguments, as \"types\" declares them,")
        }
        var read = given
        for (index, type) in arguments.enumerated() {
            let place = "\(name).args[\(index)]"
            let value = try Self.read(given.arguments[index], type, place)
            try Self.requireNoZero(in: value, place, language)
            read.arguments[index] = value
        }
        // A checker may be given anything to compare with.
        if (given.compare?.checker) == nil {
            read.expected = try Self.read(given.expected, result, name + ".expected")
        }
        return read
    }

    private static func read(
        _ value: PlainValue, _ type: CallType, _ place: String
    ) throws(RowError) -> PlainValue {
        guard let read = type.reading(value) else {
            throw RowError(field: place, expected: "a value of type \(type.text)")
        }
        return read
    }

    /// A C string ends at its first zero byte.
    private static func requireNoZero(
        in value: PlainValue, _ place: String, _ language: String
    ) throws(RowError) {
        guard language == "c" else { return }
        switch value {
        case .string(let text) where text.utf8.contains(0):
            throw RowError(field: place, expected: "text without zero bytes for C")
        case .list(let items):
            for item in items { try requireNoZero(in: item, place, language) }
        default: return
        }
    }
}
