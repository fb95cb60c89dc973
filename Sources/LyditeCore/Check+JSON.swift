/// The fields of a `lydite verify` row and of a problem row that say how an answer is checked.
extension Check {
    /// A larger suite is a mistake; each case costs a call.
    package static let maximumCases = 20_000

    package init(row: RowReader) throws(RowError) {
        if row["gold"] != nil {
            self = .answer(AnswerCheck(gold: try row.requiredText("gold"), spec: row["spec"]))
        } else if row["tests"] != nil {
            self = .tests(try Self.tests(row))
        } else if row["entry_point"] != nil {
            self = .function(try Self.function(row))
        } else if row["cases"] != nil {
            self = .program(try Self.program(row))
        } else {
            throw RowError(field: "gold", expected: "\"gold\", \"tests\" or \"cases\"")
        }
    }

    /// The members that ``init(row:)`` reads back.
    package var members: [JSON.Member] {
        switch self {
        case .answer(let check):
            return [JSON.Member("gold", .string(check.gold))]
                + (check.spec.map { [JSON.Member("spec", $0)] } ?? [])
        case .function(let check):
            return [
                JSON.Member("language", .string(check.language)),
                JSON.Member("entry_point", .string(check.entryPoint)),
                JSON.Member("cases", .array(check.cases.map(\.json))),
                JSON.Member("compare", check.compare.json),
                JSON.Member("limits", check.limits.json),
            ] + (check.types.map { [JSON.Member("types", $0.json)] } ?? [])
                + Self.isolation(check.isolatesCases)
        case .program(let check):
            return [
                JSON.Member("language", .string(check.language)),
                JSON.Member("cases", .array(check.cases.map(\.json))),
                JSON.Member("compare", check.compare.json),
                JSON.Member("limits", check.limits.json),
            ]
        case .tests(let check):
            return [
                JSON.Member("language", .string(check.language)),
                JSON.Member("entry_point", .string(check.entryPoint)),
                JSON.Member("tests", .array(check.tests.map { .string($0) })),
                JSON.Member("setup", .string(check.setup)),
                JSON.Member("prompt", .string(check.prompt)),
                JSON.Member("completion", .bool(check.isCompletion)),
                JSON.Member("limits", check.limits.json),
            ] + Self.isolation(check.isolatesCases)
                + (check.addedCases.isEmpty
                    ? []
                    : [JSON.Member("added_cases", .array(check.addedCases.map(\.json)))])
        }
    }

    private static func isolation(_ isolates: Bool) -> [JSON.Member] {
        isolates ? [JSON.Member("isolate_cases", true)] : []
    }

    private static func function(_ row: RowReader) throws(RowError) -> FunctionCheck {
        var cases: [FunctionCheck.Case] = []
        for (index, item) in try caseItems(row).enumerated() {
            cases.append(try FunctionCheck.Case(json: item, name: "cases[\(index)]"))
        }
        var check = FunctionCheck(
            language: try row.text("language") ?? "python",
            entryPoint: try entryPoint(row),
            cases: cases, compare: try comparison(row), limits: try Limits(row: row),
            isolatesCases: try row.flag("isolate_cases"))
        try type(&check, by: row)
        return check
    }

    /// Reads the cases by the declared types, where there are any or must be some.
    private static func type(_ check: inout FunctionCheck, by row: RowReader) throws(RowError) {
        let language = check.language
        guard language != "python" else { return }
        try requireName(check.entryPoint, row)
        guard let json = row["types"] else {
            if language == "c" || language == "cpp" {
                throw row.wrong("types", "the types of the arguments and of the result")
            }
            if let index = check.cases.firstIndex(where: { !$0.keywords.isEmpty }) {
                throw RowError(
                    field: "cases[\(index)].kwargs",
                    expected: "no keyword arguments in \(language)")
            }
            return
        }
        let types = try CallTypes(json: json)
        check.types = types
        for index in check.cases.indices {
            var given = check.cases[index]
            given.compare = given.compare ?? check.compare
            given = try types.reading(given, name: "cases[\(index)]", language: language)
            check.cases[index].arguments = given.arguments
            check.cases[index].expected = given.expected
        }
    }

    /// Words of C, C++ and JavaScript that no function is called by.
    private static let reservedNames: Set<String> = [
        "main", "if", "else", "for", "while", "do", "switch", "case", "default", "break",
        "continue", "return", "goto", "int", "long", "short", "char", "float", "double", "void",
        "bool", "const", "static", "struct", "union", "enum", "sizeof", "typedef", "class", "new",
        "delete", "this", "throw", "try", "catch", "true", "false", "null", "undefined", "var",
        "let", "function", "typeof", "in", "instanceof", "with", "yield", "await", "async",
        "import", "export", "extends", "super", "debugger", "finally", "require", "module",
        "exports", "eval", "arguments", "template", "namespace", "using", "operator", "auto",
    ]

    /// The name stands in program text that is made of it.
    private static func entryPoint(_ row: RowReader) throws(RowError) -> String {
        let name = try row.requiredText("entry_point")
        guard !name.allSatisfy(\.isWhitespace) else {
            throw row.wrong("entry_point", "the name of a function")
        }
        return name
    }

    private static func requireName(_ name: String, _ row: RowReader) throws(RowError) {
        let bytes = Array(name.utf8)
        let isName =
            !bytes.isEmpty && bytes.count <= 200 && !(48...57).contains(bytes[0])
            && bytes.allSatisfy {
                (48...57).contains($0) || (97...122).contains($0 | 0x20) || $0 == 95 || $0 == 36
            }
        guard isName, !reservedNames.contains(name) else {
            throw row.wrong("entry_point", "the name of a function")
        }
    }

    private static func program(_ row: RowReader) throws(RowError) -> ProgramCheck {
        var cases: [ProgramCheck.Case] = []
        for (index, item) in try caseItems(row).enumerated() {
            let reader = try RowReader(item, name: "cases[\(index)]")
            let input = try reader.text(reader["stdin"] == nil ? "input" : "stdin") ?? ""
            let output = try reader.requiredText(reader["output"] == nil ? "stdout" : "output")
            cases.append(ProgramCheck.Case(input: input, output: output))
        }
        return ProgramCheck(
            language: try row.text("language") ?? "python", cases: cases,
            compare: try comparison(row),
            limits: try Limits(row: row))
    }

    private static func tests(_ row: RowReader) throws(RowError) -> TestCheck {
        var tests: [String] = []
        if let text = row["tests"]?.stringValue {
            tests = [text]
        } else {
            for item in try row.list("tests") ?? [] {
                guard let text = item.stringValue else {
                    throw row.wrong("tests", "a string or a list of strings")
                }
                tests.append(text)
            }
        }
        var check = TestCheck(
            language: try row.text("language") ?? "python",
            entryPoint: try entryPoint(row),
            tests: tests, setup: try row.text("setup") ?? "", prompt: try row.text("prompt") ?? "",
            isCompletion: try row.flag("completion"), limits: try Limits(row: row),
            isolatesCases: try row.flag("isolate_cases"))
        let added = try row.list("added_cases") ?? []
        guard added.count <= maximumCases else {
            throw row.wrong("added_cases", "at most \(maximumCases) cases")
        }
        for (index, item) in added.enumerated() {
            check.addedCases.append(
                try FunctionCheck.Case(json: item, name: "added_cases[\(index)]"))
        }
        return check
    }

    private static func caseItems(_ row: RowReader) throws(RowError) -> [JSON] {
        guard let items = try row.list("cases"), !items.isEmpty else {
            throw row.wrong("cases", "a list with at least one case")
        }
        guard items.count <= maximumCases else {
            throw row.wrong("cases", "at most \(maximumCases) cases")
        }
        return items
    }

    private static func comparison(_ row: RowReader) throws(RowError) -> Comparison {
        guard let json = row["compare"] else { return Comparison() }
        return try Comparison(json: json)
    }
}

extension FunctionCheck.Case {
    package init(json: JSON, name: String) throws(RowError) {
        let row = try RowReader(json, name: name)
        var arguments: [PlainValue] = []
        var keywords: [PlainValue.Entry] = []
        for item in try row.list("args") ?? [] { arguments.append(try Self.plain(item, in: name)) }
        for member in row["kwargs"]?.members ?? [] {
            keywords.append(
                PlainValue.Entry(.string(member.key), try Self.plain(member.value, in: name)))
        }
        // A null is the value None here, so the raw member is asked, not the reader.
        guard let expected = json["expected"] else { throw row.wrong("expected", "a value") }
        self.init(
            arguments: arguments, keywords: keywords, expected: try Self.plain(expected, in: name))
        if let own = row["compare"] { compare = try Comparison(json: own) }
    }

    package var json: JSON {
        .record([
            "args": .array(arguments.map(\.json)),
            "kwargs": keywords.isEmpty ? nil : PlainValue.dictionary(keywords).json,
            "expected": expected.json, "compare": compare?.json,
        ])
    }

    private static func plain(_ json: JSON, in name: String) throws(RowError) -> PlainValue {
        do throws(PlainValueError) {
            return try PlainValue(json: json)
        } catch {
            throw RowError(field: name, expected: "a plain value (\(error))")
        }
    }
}

extension ProgramCheck.Case {
    package var json: JSON { ["stdin": .string(input), "stdout": .string(output)] }
}

extension Limits {
    /// Reads `limits` of a row; what it does not state keeps its default.
    package init(row: RowReader) throws(RowError) {
        self.init()
        guard let json = row["limits"] else { return }
        let reader = try RowReader(json, name: "limits")
        if let seconds = try reader.number("cpuSeconds") {
            cpu = try Self.duration(seconds, field: "cpuSeconds", of: reader)
            wall = max(wall, cpu * 6)
        }
        if let seconds = try reader.number("wallSeconds") {
            wall = try Self.duration(seconds, field: "wallSeconds", of: reader)
        }
        memoryBytes = try Self.whole("memoryBytes", in: Self.memoryRange, of: reader) ?? memoryBytes
        outputBytes = try Self.whole("outputBytes", in: 1...(1 << 30), of: reader) ?? outputBytes
        processes = try Self.whole("processes", in: 1...4096, of: reader) ?? processes
    }

    package var json: JSON {
        .record([
            "cpuSeconds": .double(cpu.seconds), "wallSeconds": .double(wall.seconds),
            "memoryBytes": .integer(Int64(memoryBytes)),
            "outputBytes": .integer(Int64(outputBytes)),
            "processes": .integer(Int64(processes)),
        ])
    }

    private static func duration(
        _ seconds: Double, field: String, of reader: RowReader
    ) throws(RowError) -> Duration {
        guard seconds > 0, seconds <= 3600 else {
            throw reader.wrong(field, "seconds between 0 and 3600")
        }
        return .seconds(seconds)
    }

    /// Less than the first holds no interpreter, more than the second no machine.
    private static let memoryRange = (16 << 20)...(1 << 40)

    private static func whole(
        _ field: String, in range: ClosedRange<Int>, of reader: RowReader
    ) throws(RowError) -> Int? {
        guard let value = try reader.integer(field) else { return nil }
        guard range.contains(value) else {
            throw reader.wrong(
                field, "a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }
}

extension Duration {
    /// The duration in seconds, for output and for arithmetic that need not be exact.
    package var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }
}
