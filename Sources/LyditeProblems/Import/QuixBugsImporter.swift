internal import LyditeCore
internal import LyditeFiles

/// Problems of QuixBugs: a correct and a buggy program for each of forty algorithms.
///
/// It reads the folder of the data set, or rows with `entry_point`, `correct`, `buggy`, `cases` and
/// `tests`. Results are compared as the data set does: tuples and generators count as lists, and
/// where its own test allows the last argument as a tolerance, so does the problem.
struct QuixBugsImporter {
    /// A program or a file of cases is a few KiB.
    private static let maximumBytes = 1 << 20
    private static let source = "jkoppel/QuixBugs"

    /// One algorithm as either form gives it.
    private struct Entry {
        var name: String
        var id: String
        var statement: String?
        var correct: String
        var buggy: String?
        /// Input and output as JSON.
        var cases: [(input: JSON, output: JSON)] = []
        /// Test text in place of cases: arguments that only code can build.
        var tests = ""
        /// The data set's own test, which tells how results are compared.
        var rule = ""
        var licence = "MIT"
        var limits: Limits?
    }

    // MARK: Rows

    static func problem(row: RowReader) throws(RowError) -> ImportedProblem {
        var entry = Entry(
            name: try row.requiredText("entry_point"), id: try row.requiredText("id"),
            statement: try row.text("statement"), correct: try row.requiredText("correct"),
            buggy: try row.text("buggy"), tests: try row.text("tests") ?? "",
            rule: try row.text("pytest_source") ?? "")
        entry.licence = try row.text("licence") ?? entry.licence
        if row["limits"] != nil { entry.limits = try Limits(row: row) }
        // Its "slow_cases" need gigabytes or minutes, and the data set's own runs leave them out too.
        for item in try row.list("cases") ?? [] {
            guard let input = item["input"], let output = item["output"] else {
                throw row.wrong("cases", "cases with \"input\" and \"output\"")
            }
            entry.cases.append((input, output))
        }
        guard let made = problem(entry) else {
            throw row.wrong("cases", "cases, or tests that call \(entry.name)")
        }
        return made
    }

    // MARK: The folder

    static func problems(
        in folder: BoundedFolder, _ faults: inout [FileFault]
    ) -> [ImportedProblem] {
        var problems: [ImportedProblem] = []
        for file in (try? folder.names("correct_python_programs")) ?? [] {
            guard file.hasSuffix(".py"), !file.hasPrefix("__") else { continue }
            let name = String(file.dropLast(3))
            let path = "correct_python_programs/" + file
            do throws(FileError) {
                // Helpers such as the node class have no buggy twin of their own to be told.
                guard try folder.kind("json_testcases/\(name).json") == .file else {
                    let line = "no json_testcases/\(name).json; it takes arguments as code"
                    if name.hasSuffix("_test") || name == "node" { continue }
                    faults.append(
                        FileFault(path: folder.path + "/" + path, line: 1, problem: line))
                    continue
                }
                var entry = Entry(
                    name: name, id: "quixbugs/" + name,
                    correct: try text(folder, path),
                    buggy: try? text(folder, "python_programs/" + file))
                let test = "python_testcases/test_\(name).py"
                if try folder.kind(test) == .file { entry.rule = try text(folder, test) }
                entry.cases = cases(
                    try text(folder, "json_testcases/\(name).json"),
                    folder.path + "/json_testcases/\(name).json", &faults)
                if let problem = problem(entry) { problems.append(problem) }
            } catch {
                faults.append(
                    FileFault(path: folder.path + "/" + path, line: 1, problem: "\(error)"))
            }
        }
        return problems
    }

    private static func text(
        _ folder: BoundedFolder, _ name: String
    ) throws(FileError) -> String {
        String(decoding: try folder.bytes(name, maximumBytes: maximumBytes), as: UTF8.self)
    }

    /// One `[input, output]` a line; an input that is no list is the only argument.
    private static func cases(
        _ text: String, _ path: String, _ faults: inout [FileFault]
    ) -> [(input: JSON, output: JSON)] {
        var cases: [(input: JSON, output: JSON)] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            guard line.contains(where: { !$0.isWhitespace }) else { continue }
            guard let pair = (try? JSONParser.parse(Array(line.utf8)))?.arrayValue, pair.count == 2
            else {
                faults.append(
                    FileFault(path: path, line: index + 1, problem: "no [input, output] in JSON"))
                continue
            }
            cases.append((pair[0].arrayValue == nil ? [pair[0]] : pair[0], pair[1]))
        }
        return cases
    }

    // MARK: The problem

    private static func problem(_ entry: Entry) -> ImportedProblem? {
        let hasTolerance = entry.rule.utf8Range(of: "abs=input_data[-1]") != nil
        let hasLists = entry.cases.contains { $0.output.arrayValue != nil }
        let tests =
            entry.cases.isEmpty
            ? [entry.tests]
            : entry.cases.map { line($0.input, $0.output, entry.name, hasTolerance) }
        guard tests.contains(where: { $0.utf8Range(of: entry.name) != nil }) else { return nil }
        let check = TestCheck(
            language: "python", entryPoint: entry.name, tests: tests,
            setup: hasLists ? listing(entry.name) : "", limits: entry.limits ?? Limits())
        let remark = PythonText.lastDocstring(in: entry.buggy ?? "")
        let statement =
            "Write the Python function `\(entry.name)`.\n\n"
            + (entry.statement ?? remark ?? "").trimmed
        var problem = Problem(
            id: entry.id, statement: statement.trimmed, check: .tests(check), topic: "quixbugs",
            origin: Problem.Origin(isReal: true, source: source, licence: entry.licence),
            reference: entry.correct)
        problem.statement += "\n\nThe function must pass this test:\n\n```python\n"
        problem.statement += PythonText.firstLines(of: tests[0]) + "\n```"
        var programs = [
            ImportedProblem.Program(
                name: "correct", language: "python", text: entry.correct, expected: "correct")
        ]
        if let buggy = entry.buggy {
            programs.append(
                .init(name: "buggy", language: "python", text: buggy, expected: "incorrect"))
        }
        return ImportedProblem(
            problem, statesLimits: entry.limits != nil, programs: programs)
    }

    private static func line(
        _ input: JSON, _ output: JSON, _ name: String, _ hasTolerance: Bool
    ) -> String {
        let arguments = (input.arrayValue ?? [input]).map(PythonText.literal)
        let call = "\(name)(\(arguments.joined(separator: ", ")))"
        if hasTolerance, let bound = arguments.last {
            return "assert abs(\(call) - \(PythonText.literal(output))) <= \(bound)"
        }
        return "assert \(call) == \(PythonText.literal(output))"
    }

    /// Runs after the candidate: what it returns is read as lists, all the way down.
    private static func listing(_ name: String) -> String {
        """
        def _as_lists(value):
            if isinstance(value, (list, tuple)) or hasattr(value, "__next__"):
                return [_as_lists(item) for item in value]
            return value


        _returned = \(name)


        def \(name)(*arguments):
            return _as_lists(_returned(*arguments))

        """
    }
}
