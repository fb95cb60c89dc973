internal import LyditeCore
internal import LyditeFiles

/// Problem packages of Kattis: problem.yaml, problem_statement, data/sample, data/secret and
/// submissions.
///
/// The default validator is a comparison by tokens, with a tolerance where its flags ask for one.
/// A package with a validator of its own, or an interactive one, is refused with its line.
struct KattisImporter {
    private static let maximumGroups = 4

    private static let verdicts = [
        "accepted": "correct", "wrong_answer": "incorrect:wrong-answer",
        "time_limit_exceeded": "incorrect:time-limit", "run_time_error": "incorrect:runtime-error",
        "rejected": "incorrect",
    ]

    static func problem(
        in folder: BoundedFolder, _ faults: inout [FileFault]
    ) -> ImportedProblem? {
        var files = JudgeFolder(folder)
        defer { faults += files.faults }
        guard let root = files.yaml("problem.yaml") else { return nil }
        guard let compare = comparison(root, &files) else { return nil }
        guard let statement = statement(&files) else {
            files.fault("problem_statement", 1, "there is no problem.en.tex or problem.en.md")
            return nil
        }
        let cases = cases("data/sample", &files, 0) + cases("data/secret", &files, 0)
        guard !cases.isEmpty else {
            files.fault("data/secret", 1, "there are no cases: no NAME.in with its NAME.ans")
            return nil
        }
        guard cases.count <= Check.maximumCases else {
            files.fault("data/secret", 1, "there are more than \(Check.maximumCases) cases")
            return nil
        }
        let programs = programs(&files)
        let accepted = programs.filter { $0.expected == "correct" }
        let reference = accepted.first { $0.language == "python" } ?? accepted.first
        let (limits, statesLimits) = limits(root, &files)
        let check = ProgramCheck(
            language: reference?.language ?? "python", cases: cases, compare: compare,
            limits: limits)
        let name = folder.path.split(separator: "/").last.map(String.init) ?? "problem"
        let problem = Problem(
            id: "kattis/" + name, statement: statement, check: .program(check), topic: "kattis",
            origin: Problem.Origin(
                isReal: true, source: root["source"]?.text ?? "kattis",
                licence: root["license"]?.text ?? "unknown"),
            reference: reference?.text)
        return ImportedProblem(problem, statesLimits: statesLimits, programs: programs)
    }

    // MARK: problem.yaml

    private static func comparison(_ root: YAMLNode, _ files: inout JudgeFolder) -> Comparison? {
        if let node = root["validation"], let text = node.text, text != "default" {
            files.fault(
                "problem.yaml", node.line, "validation \"\(text.prefix(80))\" is not supported",
                "only the default validator can be imported")
            return nil
        }
        if let node = root["type"], let text = node.text, text != "pass-fail" {
            files.fault(
                "problem.yaml", node.line, "a problem of type \"\(text.prefix(80))\"",
                "only pass-fail problems can be imported")
            return nil
        }
        var compare = Comparison()
        compare.tokens = true
        let words = (root["validator_flags"]?.text ?? "").split(separator: " ").map(String.init)
        let line = root["validator_flags"]?.line ?? 1
        var index = 0
        while index < words.count {
            switch words[index] {
            case "case_sensitive": index += 1
            case "space_change_sensitive":
                compare.tokens = false
                compare.exact = true
                index += 1
            case let flag where flag.hasPrefix("float_"):
                guard index + 1 < words.count, let bound = Double(words[index + 1]), bound >= 0,
                    bound < 1
                else {
                    files.fault("problem.yaml", line, "\(flag.prefix(80)) needs a number below 1")
                    return nil
                }
                if flag != "float_relative_tolerance" { compare.absolute = bound }
                if flag != "float_absolute_tolerance" { compare.relative = bound }
                index += 2
            default:
                files.fault(
                    "problem.yaml", line, "unknown validator flag \"\(words[index].prefix(80))\"")
                return nil
            }
        }
        return compare
    }

    private static func limits(
        _ root: YAMLNode, _ files: inout JudgeFolder
    ) -> (limits: Limits, statesLimits: Bool) {
        var limits = Limits()
        guard let node = root["limits"] else { return (limits, false) }
        if let memory = node["memory"], let text = memory.text {
            if let count = Int(text), (16...(1 << 20)).contains(count) {
                limits.memoryBytes = count << 20
            } else {
                files.fault("problem.yaml", memory.line, "memory must be MiB, from 16")
            }
        }
        guard let time = node["time_limit"], let text = time.text else { return (limits, false) }
        guard let seconds = Double(text), seconds > 0, seconds <= 3600 else {
            files.fault("problem.yaml", time.line, "time_limit must be seconds, up to 3600")
            return (limits, false)
        }
        limits.cpu = .seconds(seconds)
        limits.wall = max(limits.wall, limits.cpu * 6)
        return (limits, true)
    }

    // MARK: Files

    private static func statement(_ files: inout JudgeFolder) -> String? {
        files.firstText(
            ["problem_statement", "statement"].flatMap { folder in
                ["problem.en.md", "problem.en.tex", "problem.md", "problem.tex"].map {
                    folder + "/" + $0
                }
            })
    }

    /// The cases of a folder, groups in it after its own.
    private static func cases(
        _ folder: String, _ files: inout JudgeFolder, _ depth: Int
    ) -> [ProgramCheck.Case] {
        var cases: [ProgramCheck.Case] = []
        var groups: [ProgramCheck.Case] = []
        let names = files.names(folder)
        for name in names {
            let path = folder + "/" + name
            if name.hasSuffix(".in") {
                let answer = String(name.dropLast(3)) + ".ans"
                guard names.contains(answer) else {
                    files.fault(path, 1, "there is no \(answer) beside it")
                    continue
                }
                guard let input = files.text(path, isCase: true),
                    let output = files.text(folder + "/" + answer, isCase: true)
                else { continue }
                cases.append(ProgramCheck.Case(input: input, output: output))
            } else if depth < maximumGroups, files.isFolder(path) {
                groups += self.cases(path, &files, depth + 1)
            }
        }
        return cases + groups
    }

    private static func programs(_ files: inout JudgeFolder) -> [ImportedProblem.Program] {
        var programs: [ImportedProblem.Program] = []
        for kind in verdicts.keys.sorted() where files.isFolder("submissions/" + kind) {
            for name in files.names("submissions/" + kind) {
                let path = "submissions/\(kind)/\(name)"
                // A program of several files, or in a language without a profile, is left out.
                guard !files.isFolder(path), let language = JudgeFolder.language(of: name),
                    let text = files.text(path), let expected = verdicts[kind]
                else { continue }
                programs.append(
                    .init(
                        name: "\(kind)/\(name)", language: language, text: text, expected: expected)
                )
            }
        }
        return programs
    }
}
