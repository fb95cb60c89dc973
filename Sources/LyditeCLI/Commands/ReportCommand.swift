internal import LyditeEngine

enum ReportCommand {
    static let spec = CommandSpec(
        name: "report", arguments: "why|lineage|distance|suspects|failures [ID]...",
        summary: "what a stored run says about its rows, its problems and its sampler",
        description: """
            why ID    what became of a trace (its digest, or the first eight digits) or of all traces of a problem (its
                      name): the verdict, the stage of curation that left it out, for what and beside what, and its
                      pairs. Exit 1 where the store holds nothing of that name.
            lineage   goes over the whole store: that every problem's lineage begins at the source it is filed under,
                      that a family stands in one split, and that no row was made of a problem of another split.
                      Exit 1 where something does not hold.
            distance --real FILE.jsonl
                      how far the synthetic problems of kept rows are from real ones, by length, vocabulary and
                      structure: 0 alike, 1 nothing in common.
            suspects  problems against which the rollouts speak: most agree on another answer, programs fail one case
                      alike, or no two answers agree. Nothing is relabelled.
            failures  what the sampler fails at: pass rates by topic, family, model and prompt, with 95 % intervals
                      and a failed rollout of each for lydite show; --against compares with another run.
            """,
        flags: [
            CommonFlags.store,
            Flag("--real", "FILE.jsonl", repeats: true, "distance: real problems"),
            Flag("--column", "NAME", "distance: the column of their statements"),
            Flag("--votes", "N", "suspects: answers that a problem must have (default: 3)"),
            Flag("--share", "S", "suspects: share that the other answer must have (default: 0.5)"),
            Flag("--by", "GROUP", "failures: topic, family, model or prompt (default: all four)"),
            Flag(
                "--against", "FILE", "failures: the store to compare with, such as an older round"),
            Flag("--json", "print JSON, an object a line"),
        ],
        positionals: 1...1000, run: run)

    private enum Verb: String, CaseIterable {
        case why
        case lineage
        case distance
        case suspects
        case failures
    }

    private static func run(_ arguments: Arguments) async throws -> ExitCode {
        guard let verb = Verb(rawValue: arguments.positionals[0]) else {
            throw UsageError.badValue(
                option: "report", value: arguments.positionals[0],
                expected: "one of " + Verb.allCases.map(\.rawValue).joined(separator: ", "))
        }
        let names = Array(arguments.positionals.dropFirst())
        if verb != .why, let name = names.first {
            throw UsageError.extraArgument(name, command: "report \(verb.rawValue)")
        }
        switch verb {
        case .why:
            guard !names.isEmpty else {
                throw UsageError.missingArgument(command: "report why", arguments: "ID")
            }
            return try WhyTable.show(names, arguments)
        case .lineage: return try LineageTable.show(arguments)
        case .distance: return try DistanceTable.show(arguments)
        case .suspects: try SuspectTable.show(arguments)
        case .failures: try FailureTable.show(arguments)
        }
        return .success
    }
}
