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

    private func python(_ plan: CallPlan) throws -> (String) -> Command {
        let profile = try files.profile(plan.language)
        let runner = try file("python/runner.py")
        var beside = [SandboxFile(name: "solution.py", bytes: Array(plan.program.utf8))]
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
        var beside = [
            SandboxFile(name: profile.sourceName, bytes: Array(plan.program.utf8)),
            try file("c/call.h"), try file("c/runner.c"),
        ]
        let call: SandboxFile
        if plan.language == "c" {
            call = SandboxFile(name: "call.c", bytes: Array(adaptor.cText.utf8))
        } else {
            call = SandboxFile(name: "call.cpp", bytes: Array(adaptor.cppText.utf8))
            beside.append(try file("cpp/adaptor.hpp"))
        }
        beside.append(call)
        guard let words = profile.compile?.command else { return nil }
        profile.compile?.command = words.flatMap {
            $0 == "{source}" ? [call.name, "runner.c"] : [$0]
        }
        let command = Command(profile: profile, files: beside)
        return { _ in command }
    }

    private func file(_ path: String) throws -> SandboxFile {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return SandboxFile(name: name, bytes: try files.bytes("Sandboxes/" + path))
    }
}
