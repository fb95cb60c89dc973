internal import LyditeCore
internal import LyditeSandbox

/// The command that runs a candidate's functions: our runner and the candidate's text beside it.
struct RunnerCommand {
    /// Hash seeds of the first and of the confirming run: fixed, so that a verdict does not depend
    /// on chance, and different, so that a result that follows the order of a set shows. Where a
    /// language has no seed of hashes it is that of its random numbers.
    static let seeds = ["0", "4242"]

    let files: TrustedFiles

    /// - Returns: The command for a seed; nil where functions in the language cannot be called.
    func command(_ plan: CallPlan) throws -> ((String) -> Command)? {
        switch plan.language {
        case "python": try python(plan)
        case "javascript": try javascript(plan)
        case "c", "cpp": try native(plan)
        default: nil
        }
    }

    /// - Parameter script: What runs: the runner itself, or what is built upon it.
    func python(
        _ plan: CallPlan, script: String = "runner.py"
    ) throws -> (String) -> Command {
        let profile = try files.profile(plan.language)
        let runner = try file("python/" + script)
        var beside = [SandboxFile(name: "solution.py", bytes: Array(plan.program.utf8))]
        if script != "runner.py" {
            beside += [try file("python/runner.py"), try file("python/special.py")]
        }
        if !plan.setup.allSatisfy(\.isWhitespace) {
            beside.append(SandboxFile(name: "setup.py", bytes: Array(plan.setup.utf8)))
        }
        let files = beside
        return { seed in
            var command = Command.script(runner, beside: files, profile: profile)
            command.environment["PYTHONHASHSEED"] = seed
            command.mayBeWarm = true
            return command
        }
    }

    private func javascript(_ plan: CallPlan) throws -> (String) -> Command {
        let profile = try files.profile(plan.language)
        let runner = try file("javascript/runner.js")
        // Under either name the same text: which one is read depends on its form of modules.
        let beside = ["solution.js", "solution.mjs"].map {
            SandboxFile(name: $0, bytes: Array(plan.program.utf8))
        }
        let name = plan.cases[0].function
        return { seed in
            var command = Command.script(
                runner, beside: beside, profile: profile, arguments: [name])
            if let words = command.program, let at = words.firstIndex(of: runner.name) {
                command.program?.insert("--random-seed=\(Int(seed).map { $0 + 1 } ?? 1)", at: at)
            }
            return command
        }
    }

    private func native(_ plan: CallPlan) throws -> ((String) -> Command)? {
        guard let types = plan.types else { return nil }
        var profile = try files.profile(plan.language)
        let adaptor = NativeAdaptor(entryPoint: plan.cases[0].function, types: types)
        let isC = plan.language == "c"
        let call = SandboxFile(
            name: isC ? "call.c" : "call.cpp",
            bytes: Array((isC ? adaptor.cText : adaptor.cppText).utf8))
        var ours = [call, try file("c/call.h"), try file("c/runner.c")]
        if !isC { ours.append(try file("cpp/adaptor.hpp")) }
        let program = SandboxFile(name: profile.sourceName, bytes: Array(plan.program.utf8))
        // A text cannot hold its own digest: no candidate can name, replace or shadow what is ours.
        let mark = Digest(of: program.bytes).description.prefix(16)
        for index in ours.indices {
            let text = String(decoding: ours[index].bytes, as: UTF8.self)
            ours[index].bytes = Array(text.replacing("lydite_", with: "lydite_\(mark)_").utf8)
        }
        guard let words = profile.compile?.command else { return nil }
        profile.compile?.command = words.flatMap {
            $0 == "{source}" ? [call.name, "runner.c"] : [$0]
        }
        let command = Command(profile: profile, files: [program] + ours)
        return { _ in command }
    }

    private func file(_ path: String) throws -> SandboxFile {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return SandboxFile(name: name, bytes: try files.bytes("Sandboxes/" + path))
    }
}
