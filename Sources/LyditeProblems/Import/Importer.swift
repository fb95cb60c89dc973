package import LyditeCore
internal import LyditeFiles

/// Turns one row of a real data set into a problem, in the set's official form or in a plain one.
package struct Importer: Sendable {
    /// What `--map` may name.
    package static let fields = [
        "id", "statement", "gold", "spec", "language", "entry_point", "cases", "tests", "setup",
        "prompt", "compare",
        "limits", "reference", "topic", "source", "licence", "question", "answer", "task_id",
        "canonical_solution", "test",
        "text", "code", "test_list",
    ]

    private let format: ImportFormat
    private let map: FieldMap

    package init(format: ImportFormat, map: FieldMap = FieldMap()) {
        self.format = format
        self.map = map
    }

    /// - Parameters:
    ///   - json: One row.
    ///   - number: Its line, for an id where the row has none.
    /// - Returns: Nil where the row belongs to another data set than the one asked for.
    package func problem(_ json: JSON, number: Int) throws(RowError) -> Problem? {
        let row = try RowReader(map.applied(to: json))
        if let kind = format.kind, let own = row["kind"]?.stringValue, own != kind { return nil }
        return switch format {
        case .gsm8k: try gsm8k(row, number)
        case .humaneval: try humanEval(row, number)
        case .mbpp: try mbpp(row, number)
        case .quixbugs: try QuixBugsImporter.problem(row: row).problem
        case .jsonl, .kattis, .dmoj: try plain(row, number)
        }
    }

    /// The problem of a row with what came beside it; nil as for ``problem(_:number:)``.
    package func imported(_ json: JSON, number: Int) throws(RowError) -> ImportedProblem? {
        if format == .quixbugs {
            return try QuixBugsImporter.problem(row: try RowReader(map.applied(to: json)))
        }
        guard let problem = try problem(json, number: number) else { return nil }
        return ImportedProblem(
            problem, statesLimits: try RowReader(map.applied(to: json))["limits"] != nil)
    }

    /// Official rows have `question` and an `answer` that ends in `#### 18`.
    private func gsm8k(_ row: RowReader, _ number: Int) throws(RowError) -> Problem {
        guard row["question"] != nil else { return try plain(row, number) }
        let answer = try row.requiredText("answer")
        guard let mark = answer.utf8Range(of: "####") else {
            throw row.wrong("answer", "a solution that ends in \"#### <answer>\"")
        }
        let gold = String(answer[mark.upperBound...]).trimmed
        guard !gold.isEmpty else { throw row.wrong("answer", "a number after \"####\"") }
        return Problem(
            id: try id(row, number), statement: try row.requiredText("question"),
            check: .answer(AnswerCheck(gold: gold)), topic: "gsm8k",
            origin: try origin(row, source: "openai/gsm8k", licence: "MIT"),
            reference: String(answer[..<mark.lowerBound]).trimmed)
    }

    /// Official rows have `task_id`, `prompt`, `entry_point`, `canonical_solution` and `test`.
    private func humanEval(_ row: RowReader, _ number: Int) throws(RowError) -> Problem {
        guard row["canonical_solution"] != nil else { return try plain(row, number) }
        let prompt = try row.requiredText("prompt")
        let check = TestCheck(
            language: "python", entryPoint: try row.requiredText("entry_point"),
            tests: [try row.requiredText("test")], prompt: prompt, limits: try Limits(row: row))
        return Problem(
            id: try id(row, number), statement: Self.completion(of: prompt), check: .tests(check),
            topic: "humaneval",
            origin: try origin(row, source: "openai/human-eval", licence: "MIT"),
            reference: prompt + (try row.requiredText("canonical_solution")))
    }

    /// Official rows have `text` (or `prompt`), `code`, `test_list` and set-up text.
    private func mbpp(_ row: RowReader, _ number: Int) throws(RowError) -> Problem {
        guard row["test_list"] != nil else { return try plain(row, number) }
        var tests: [String] = []
        for item in try row.list("test_list") ?? [] {
            guard let text = item.stringValue else {
                throw row.wrong("test_list", "a list of strings")
            }
            tests.append(text)
        }
        let code = try row.requiredText("code")
        guard let entry = EntryPoint.name(definedIn: code, calledIn: tests) else {
            throw row.wrong("test_list", "a call of a function that \"code\" defines")
        }
        var setup = try row.text("test_setup_code") ?? ""
        for item in try row.list("test_imports") ?? [] { setup += (item.stringValue ?? "") + "\n" }
        guard let text = try row.firstText("text", "prompt") else {
            throw row.wrong("text", "a string")
        }
        let check = TestCheck(
            language: "python", entryPoint: entry, tests: tests, setup: setup,
            limits: try Limits(row: row))
        return Problem(
            id: try id(row, number), statement: Self.request(text, firstTest: tests.first),
            check: .tests(check), topic: "mbpp",
            origin: try origin(row, source: "google-research/mbpp", licence: "CC-BY-4.0"),
            reference: code)
    }

    /// Rows whose fields have our own names, or are mapped to them.
    private func plain(_ row: RowReader, _ number: Int) throws(RowError) -> Problem {
        let check = try self.check(row)
        let topic = try row.firstText("topic", "kind") ?? "imported"
        return Problem(
            id: try id(row, number), statement: try statement(row, check), check: check,
            topic: topic,
            origin: try origin(row, source: "unknown", licence: "unknown"),
            reference: try row.firstText("reference", "solution"))
    }

    private func check(_ row: RowReader) throws(RowError) -> Check {
        if let corrected = row["gold_corrected"]?.stringValue {
            return .answer(AnswerCheck(gold: corrected, spec: row["spec"]))
        }
        let check = try Check(row: row)
        // A completion is the form of a candidate; a problem only says what stands before it.
        guard case .tests(var tests) = check else { return check }
        tests.isCompletion = false
        return .tests(tests)
    }

    private func statement(_ row: RowReader, _ check: Check) throws(RowError) -> String {
        if let statement = try row.text("statement") { return statement }
        guard case .tests(let tests) = check else { return try row.requiredText("statement") }
        let prompt = try row.requiredText("prompt")
        if prompt.utf8Range(of: "def " + tests.entryPoint) != nil {
            return Self.completion(of: prompt)
        }
        let first = tests.tests.first?.split(separator: "\n").first { $0.hasPrefix("assert") }
        return Self.request(prompt, firstTest: first.map(String.init))
    }

    private func id(_ row: RowReader, _ number: Int) throws(RowError) -> String {
        for name in ["id", "task_id"] {
            guard let value = row[name] else { continue }
            if let text = value.stringValue { return text }
            if let count = value.intValue {
                return (format == .mbpp ? "MBPP/" : "") + String(count)
            }
            throw row.wrong(name, "a string or a whole number")
        }
        return "\(format.rawValue)/\(number)"
    }

    private func origin(_ row: RowReader, source: String, licence: String) throws(RowError)
        -> Problem.Origin
    {
        Problem.Origin(
            isReal: row["made"] == nil, source: try row.text("source") ?? source,
            licence: try row.text("licence") ?? licence)
    }

    private static func completion(of prompt: String) -> String {
        "Complete this Python function. Answer with the whole function.\n\n```python\n\(prompt.trimmed)\n```"
    }

    /// Statements of this kind often do not name the function, so one test is shown with it.
    private static func request(_ text: String, firstTest: String?) -> String {
        guard let firstTest else { return text }
        return
            "\(text.trimmed)\n\nThe function must pass this test:\n\n```python\n\(firstTest.trimmed)\n```"
    }
}
