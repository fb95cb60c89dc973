internal import LyditeCore
internal import LyditeFiles

/// Reads and checks the folder of one code problem; reports every fault it finds at once.
package struct CodeProblemLoader {
    private static let fields: Set<String> = [
        "title", "licence", "kind", "entry_point", "names", "arguments", "returns", "compare",
        "limits", "slots",
        "rewordings", "extensions", "seeds",
    ]

    private let folder: String
    private let root: YAMLNode
    private var faults: [FileFault] = []

    /// Reads one folder, `.../<topic>/<slug>`.
    package static func load(folder: String) throws(ProblemError) -> CodeProblem {
        let path = folder + "/problem.yaml"
        guard let bytes = Self.bytes(path) else {
            throw ProblemError.faults([
                .init(path: path, line: 1, problem: "the file cannot be read")
            ])
        }
        let root: YAMLNode
        do throws(YAMLError) {
            root = try YAMLReader.read(bytes, path: path)
        } catch {
            throw ProblemError.faults([
                .init(path: path, line: error.line, problem: error.problem)
            ])
        }
        var loader = CodeProblemLoader(folder: folder, root: root)
        let problem = loader.problem()
        loader.check(problem)
        if !loader.faults.isEmpty { throw ProblemError.faults(loader.faults) }
        return problem
    }

    /// The folders `<topic>/<slug>` under `path` that hold a problem, sorted.
    package static func folders(under path: String) -> [String] {
        Self.names(path).flatMap { topic in
            Self.names(path + "/" + topic).map { path + "/" + topic + "/" + $0 }
        }.filter { FileBytes.kind($0 + "/problem.yaml") == .file }
    }

    private init(folder: String, root: YAMLNode) {
        self.folder = folder
        self.root = root
    }

    // MARK: Fields

    private mutating func problem() -> CodeProblem {
        for entry in root.entries ?? [] where !Self.fields.contains(entry.key) {
            fault(entry.line, "unknown field \"\(entry.key)\"")
        }
        let parts = folder.split(separator: "/").suffix(2)
        let kind = kind()
        return CodeProblem(
            folder: folder, id: parts.joined(separator: "/"), title: text("title"),
            licence: text("licence"),
            kind: kind,
            entryPoints: (kind == .function ? [text("entry_point")] : ["solve"])
                + texts(root["names"]),
            arguments: kind == .function
                ? arguments() : [CodeProblem.Argument(name: "text", type: "str")],
            returns: root["returns"]?.text, compare: compare(), limits: limits(),
            statesLimits: root["limits"]?["cpuSeconds"] != nil, slots: slots(),
            statements: [file("statement.md")] + texts(root["rewordings"]),
            extensions: extensions(),
            seed: integer(root["seeds"]?["first"]) ?? 1,
            caseCount: integer(root["seeds"]?["cases"]) ?? 15,
            reference: file("reference.py"), brute: file("brute.py"),
            generator: file("generate.py"),
            submissions: submissions())
    }

    private mutating func kind() -> CodeProblem.Kind {
        switch root["kind"]?.text ?? "function" {
        case "function": return .function
        case "program": return .program
        default:
            fault(root["kind"]?.line ?? 1, "kind must be \"function\" or \"program\"")
            return .function
        }
    }

    private mutating func arguments() -> [CodeProblem.Argument] {
        guard let items = root["arguments"]?.items, !items.isEmpty else {
            fault(root["arguments"]?.line ?? 1, "\"arguments\" must list the function's arguments")
            return []
        }
        var arguments: [CodeProblem.Argument] = []
        for item in items {
            guard let name = item["name"]?.text, let type = item["type"]?.text else {
                fault(item.line, "an argument needs \"name\" and \"type\"")
                continue
            }
            arguments.append(CodeProblem.Argument(name: name, type: type))
        }
        return arguments
    }

    private mutating func slots() -> [CodeProblem.Slot] {
        var slots: [CodeProblem.Slot] = []
        for entry in root["slots"]?.entries ?? [] {
            let values = texts(entry.value)
            if values.count < 2 {
                fault(entry.line, "slot \"\(entry.key)\" needs at least two values")
            }
            if slots.contains(where: { $0.name == entry.key }) {
                fault(entry.line, "slot given twice")
            }
            slots.append(CodeProblem.Slot(name: entry.key, values: values))
        }
        return slots
    }

    private mutating func extensions() -> [CodeProblem.Extension] {
        var extensions: [CodeProblem.Extension] = []
        for item in root["extensions"]?.items ?? [] {
            guard let name = item["name"]?.text, let text = item["text"]?.text,
                let code = item["code"]?.text
            else {
                fault(item.line, "an extension needs \"name\", \"text\" and \"code\"")
                continue
            }
            if !code.contains("def extend(") {
                fault(item.line, "the code of \"\(name)\" must define extend(result)")
            }
            extensions.append(CodeProblem.Extension(name: name, text: text.trimmed, code: code))
        }
        return extensions
    }

    private mutating func submissions() -> [CodeProblem.Submission] {
        var submissions: [CodeProblem.Submission] = []
        for name in Self.names(folder + "/submissions") {
            guard let verdict = Verdict(code: name) ?? Verdict(code: "incorrect:" + name) else {
                faults.append(
                    .init(
                        path: folder + "/submissions/" + name, line: 1,
                        problem: "no verdict is called \"\(name)\"; use correct or a fault"))
                continue
            }
            for file in Self.names(folder + "/submissions/" + name) {
                let text = self.file("submissions/\(name)/\(file)")
                submissions.append(.init(name: "\(name)/\(file)", verdict: verdict, text: text))
            }
        }
        return submissions
    }

    private mutating func compare() -> Comparison {
        guard let node = root["compare"] else { return Comparison() }
        do throws(RowError) {
            return try Comparison(json: json(node))
        } catch {
            fault(node.line, "\(error)")
            return Comparison()
        }
    }

    private mutating func limits() -> Limits {
        guard let node = root["limits"] else { return Limits() }
        do throws(RowError) {
            return try Limits(row: try RowReader(["limits": json(node)]))
        } catch {
            fault(node.line, "\(error)")
            return Limits()
        }
    }

    /// Scalars become numbers or truth values where they read as such: the fields that use it hold
    /// nothing else.
    private func json(_ node: YAMLNode) -> JSON {
        switch node.content {
        case .scalar(let text):
            if text == "true" || text == "false" { return .bool(text == "true") }
            if let whole = Int64(text) { return .integer(whole) }
            return Double(text).map { .double($0) } ?? .string(text)
        case .sequence(let items): return .array(items.map(json))
        case .mapping(let entries):
            return .object(entries.map { JSON.Member($0.key, json($0.value)) })
        }
    }

    private mutating func text(_ field: String) -> String {
        guard let text = root[field]?.text, !text.isEmpty else {
            fault(root[field]?.line ?? 1, "\"\(field)\" is missing")
            return ""
        }
        return text
    }

    private mutating func texts(_ node: YAMLNode?) -> [String] {
        guard let node else { return [] }
        guard let items = node.items else {
            fault(node.line, "a list was expected")
            return []
        }
        var texts: [String] = []
        for item in items {
            if let text = item.text {
                texts.append(text)
            } else {
                fault(item.line, "a text was expected")
            }
        }
        return texts
    }

    private mutating func integer(_ node: YAMLNode?) -> Int? {
        guard let node else { return nil }
        guard let value = node.text.flatMap({ Int($0) }), value > 0 else {
            fault(node.line, "a whole number above 0 was expected")
            return nil
        }
        return value
    }

    private mutating func file(_ name: String) -> String {
        let path = folder + "/" + name
        guard let bytes = Self.bytes(path),
            let text = String(validating: bytes, as: UTF8.self)
        else {
            faults.append(.init(path: path, line: 1, problem: "the file cannot be read as UTF-8"))
            return ""
        }
        return text
    }

    /// A program or statement is a few KiB.
    private static func bytes(_ path: String) -> [UInt8]? {
        try? FileBytes.read(path, maximumBytes: 1 << 20)
    }

    /// Names in a folder, without those that Python leaves behind; none where there is no folder.
    private static func names(_ folder: String) -> [String] {
        ((try? FileBytes.names(in: folder)) ?? []).filter { !$0.hasPrefix("__") }
    }

    private mutating func fault(_ line: Int, _ problem: String) {
        faults.append(.init(path: folder + "/problem.yaml", line: line, problem: problem))
    }

    // MARK: Rules across the files

    private mutating func check(_ problem: CodeProblem) {
        let known = Set(problem.slots.map(\.name) + ["entry_point"])
        var texts: [(String, String)] = [
            ("reference.py", problem.reference), ("brute.py", problem.brute),
            ("generate.py", problem.generator),
        ]
        for (index, statement) in problem.statements.enumerated() {
            let name = index == 0 ? "statement.md" : "problem.yaml"
            texts.append((name, statement))
            for slot in problem.slots where !statement.contains("{{\(slot.name)}}") {
                place(
                    name, index == 0 ? 1 : root["rewordings"]?.items?[index - 1].line ?? 1,
                    "slot \"\(slot.name)\" is never used in this statement")
            }
            if problem.kind == .function, !statement.contains("{{entry_point}}") {
                place(
                    name, index == 0 ? 1 : root["rewordings"]?.items?[index - 1].line ?? 1,
                    "the statement must name the function by {{entry_point}}")
            }
        }
        texts += problem.submissions.map { ("submissions/" + $0.name, $0.text) }
        let statements = texts.count - problem.submissions.count
        for (place, (name, text)) in texts.enumerated() {
            let isStatement = (3..<statements).contains(place)
            if isStatement, let line = CodeTemplate.unclosedPassage(in: text) {
                self.place(name, line, CodeTemplate.passageRule)
            }
            for (line, placeholder) in CodeTemplate.placeholders(in: text)
            where !known.contains(placeholder)
                && !(isStatement && CodeTemplate.passageMarks.contains(placeholder))
            {
                self.place(name, line, "no slot is called \"\(placeholder)\"")
            }
        }
        for (name, text) in texts.prefix(2) where !text.contains("def {{entry_point}}(") {
            place(name, 1, "the program must define {{entry_point}}")
        }
        if problem.statements.count < 3 {
            fault(root["rewordings"]?.line ?? 1, "two rewordings are needed")
        }
        let correct = problem.submissions.filter { $0.verdict == .correct }.count
        if correct < 1 || problem.submissions.count - correct < 2 {
            fault(1, "at least one correct and two wrong submissions are needed")
        }
    }

    private mutating func place(_ name: String, _ line: Int, _ problem: String) {
        faults.append(.init(path: folder + "/" + name, line: line, problem: problem))
    }
}

extension String {
    /// Without blanks and line ends at either end.
    var trimmed: String {
        let bytes = Array(utf8)
        let isBlank: (UInt8) -> Bool = { $0 == 0x20 || ($0 >= 0x09 && $0 <= 0x0D) }
        guard let first = bytes.firstIndex(where: { !isBlank($0) }),
            let last = bytes.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(decoding: bytes[first...last], as: UTF8.self)
    }
}
