internal import LyditeCore
internal import LyditeFiles

/// Problem folders of the DMOJ judge: init.yml with the names of its cases' files.
///
/// Archives are not read, and of the checkers only those that a comparison can stand for.
struct DMOJImporter {
    private static let maximumBatchDepth = 2

    static func problem(
        in folder: BoundedFolder, _ faults: inout [FileFault]
    ) -> ImportedProblem? {
        var files = JudgeFolder(folder)
        defer { faults += files.faults }
        guard let root = files.yaml("init.yml") else { return nil }
        for key in ["archive", "generator", "interactive", "grader", "custom_judge"] {
            guard let node = root[key] else { continue }
            files.fault(
                "init.yml", node.line, "\"\(key)\" is not supported",
                "only cases in files beside init.yml are read")
            return nil
        }
        guard let compare = comparison(root["checker"], &files) else { return nil }
        guard let list = root["test_cases"], list.items != nil else {
            files.fault(
                "init.yml", root["test_cases"]?.line ?? 1, "\"test_cases\" must list the cases")
            return nil
        }
        let cases = cases(list, &files, 0)
        guard !cases.isEmpty, cases.count <= Check.maximumCases, files.faults.isEmpty else {
            if files.faults.isEmpty { files.fault("init.yml", list.line, "there are no cases") }
            return nil
        }
        let name = folder.path.split(separator: "/").last.map(String.init) ?? "problem"
        guard let statement = files.firstText(["problem.md", "statement.md", "README.md"]) else {
            files.fault("problem.md", 1, "there is no statement: problem.md or statement.md")
            return nil
        }
        let reference = reference(&files)
        let check = ProgramCheck(
            language: reference?.language ?? "python", cases: cases, compare: compare,
            limits: Limits())
        return ImportedProblem(
            Problem(
                id: "dmoj/" + name, statement: statement, check: .program(check), topic: "dmoj",
                origin: Problem.Origin(isReal: true, source: "dmoj", licence: "unknown"),
                reference: reference?.text), statesLimits: false,
            programs: reference.map { [$0] } ?? [])
    }

    private static func comparison(
        _ node: YAMLNode?, _ files: inout JudgeFolder
    ) -> Comparison? {
        var compare = Comparison()
        guard let node else {
            compare.tokens = true
            return compare
        }
        let name = node.text ?? node["name"]?.text ?? ""
        switch name {
        case "standard": compare.tokens = true
        case "identical": compare.exact = true
        case "linecount", "rstripped": compare.lines = true
        case "sorted": compare.unordered = true
        case "floats", "floatsabs", "floatsrel":
            let places = node["args"]?["precision"].flatMap(\.text).flatMap { Int($0) } ?? 6
            guard (1...15).contains(places) else {
                files.fault("init.yml", node.line, "precision must be from 1 to 15")
                return nil
            }
            var bound = 1.0
            for _ in 0..<places { bound /= 10 }
            compare.tokens = true
            if name != "floatsrel" { compare.absolute = bound }
            if name != "floatsabs" { compare.relative = bound }
        default:
            files.fault(
                "init.yml", node.line, "the checker \"\(name.prefix(80))\" is not supported",
                "standard, identical, rstripped, sorted and floats are")
            return nil
        }
        return compare
    }

    private static func cases(
        _ list: YAMLNode, _ files: inout JudgeFolder, _ depth: Int
    ) -> [ProgramCheck.Case] {
        var cases: [ProgramCheck.Case] = []
        for item in list.items ?? [] {
            if let batch = item["batched"], depth < maximumBatchDepth {
                cases += self.cases(batch, &files, depth + 1)
                continue
            }
            guard let input = item["in"]?.text, let output = item["out"]?.text else {
                files.fault("init.yml", item.line, "a case needs \"in\" and \"out\"")
                continue
            }
            guard let given = files.text(input, isCase: true),
                let due = files.text(output, isCase: true)
            else { continue }
            cases.append(ProgramCheck.Case(input: given, output: due))
        }
        return cases
    }

    /// A solution that stands in the folder.
    private static func reference(_ files: inout JudgeFolder) -> ImportedProblem.Program? {
        for name in files.names("") {
            guard name.hasPrefix("solution.") || name.hasPrefix("reference."),
                let language = JudgeFolder.language(of: name), let text = files.text(name)
            else { continue }
            return .init(name: name, language: language, text: text, expected: "correct")
        }
        return nil
    }
}
