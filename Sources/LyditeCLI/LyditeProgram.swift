internal import Glibc
internal import LyditeCore
internal import LyditeFiles

@main
struct LyditeProgram {
    private static let commands: [CommandSpec] = [
        RunCommand.spec, MergeCommand.spec, ReverifyCommand.spec, ReportCommand.spec,
        ShowCommand.spec, ReviewCommand.spec, ScoreCommand.spec, EmbedCommand.spec,
        CurateCommand.spec,
        PairCommand.spec, ExportCommand.spec,
        CheckCommand.spec, VerifyCommand.spec, ServeCommand.spec, ExecCommand.spec,
        ImportCommand.spec, ProposeCommand.spec, LoopCommand.spec, ProblemsCommand.spec,
        VaryCommand.spec,
        RegressCommand.spec, AuditCommand.spec, BenchCommand.spec,
        DoctorCommand.spec, CacheCommand.spec,
    ]

    static func main() async {
        Interrupts.ignoreClosedPipes()
        exit(await run(Array(CommandLine.arguments.dropFirst())).rawValue)
    }

    private static func run(_ words: [String]) async -> ExitCode {
        do {
            guard let name = words.first else {
                Terminal.raw(Help.program(commands))
                return .usage
            }
            switch name {
            case "--version", "version": try Terminal.print("lydite \(Version.lydite)")
            case "--help", "-h", "help": try help(Array(words.dropFirst()))
            case PageCommand.manual.name:
                try Terminal.write(Array(ManPage.text(commands, common: CommonFlags.all).utf8))
            case PageCommand.completions.name: try completions(Array(words.dropFirst()))
            default: return try await command(name, Array(words.dropFirst()))
            }
            return .success
        } catch let error as UsageError {
            Terminal.fail("\(error)")
            return .usage
        } catch {
            Terminal.fail("\(error)")
            return .environment
        }
    }

    private static func completions(_ words: [String]) throws {
        guard words.count == 1, let shell = Completions.Shell(rawValue: words[0]) else {
            throw UsageError.missingArgument(
                command: PageCommand.completions.name, arguments: PageCommand.completions.arguments)
        }
        let script = Completions.script(shell, commands, common: CommonFlags.all)
        try Terminal.write(Array(script.utf8))
    }

    private static func help(_ words: [String]) throws {
        guard let name = words.first else {
            return try Terminal.write(Array(Help.program(commands).utf8))
        }
        try Terminal.write(Array(Help.command(try spec(name), common: CommonFlags.all).utf8))
    }

    private static func command(_ name: String, _ words: [String]) async throws -> ExitCode {
        let spec = try spec(name)
        if words.contains("--help") {
            try Terminal.write(Array(Help.command(spec, common: CommonFlags.all).utf8))
            return .success
        }
        return try await spec.run(try Arguments(words, of: spec, common: CommonFlags.all))
    }

    private static func spec(_ name: String) throws(UsageError) -> CommandSpec {
        guard let spec = commands.first(where: { $0.name == name }) else {
            throw .unknownCommand(
                name,
                nearest: Spelling.nearest(
                    name, among: commands.map(\.name) + PageCommand.all.map(\.name)))
        }
        return spec
    }
}
