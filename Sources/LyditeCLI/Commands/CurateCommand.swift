internal import LyditeCore
internal import LyditeCurate
internal import LyditeEngine

enum CurateCommand {
    static let spec = CommandSpec(
        name: "curate", arguments: "",
        summary: "leave out rows by stages, each for a stated reason",
        description: """
            Runs stages over the correct traces of a run, each only where it is named, then makes the pairs anew of
            what is left. Relatives of held-out problems always go, save where a file says "hold-out: off". Every row that is left out is stored with stage, reason and what it was held against
            ("lydite report why ID"). "lydite export" writes what is left. Exit 1: nothing is left.

            --config FILE.yaml is a mapping of stages, or has one as "curate":

                curate:
                  near: {similarity: 0.8}
                  decontaminate: {benchmarks: [gsm8k-test.jsonl]}
                  exact: on

            --list shows all stages with their settings.
            """,
        flags: [
            CommonFlags.store,
            Flag("--config", "FILE.yaml", "stages and their settings"),
            Flag(
                "--with", "STAGE", repeats: true,
                "a stage with its usual settings, beside those of --config"),
            Flag("--list", "show the stages, and end"),
            Flag("--json", "print one JSON object"),
        ],
        positionals: 0...0, run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitCode {
        if arguments.has("--list") {
            try list()
            return .success
        }
        var stages =
            try arguments.text("--config").map { path throws(EngineError) in
                try CurationRun.plan(path: path).stages
            } ?? []
        for name in arguments.texts("--with") {
            guard let kind = CurationStageKind.named(name) else {
                let names = CurationStageKind.all.map(\.name).joined(separator: ", ")
                throw UsageError.badValue(
                    option: "--with", value: name, expected: "one of \(names)")
            }
            if !stages.contains(where: { $0.kind.name == name }) {
                stages.append(CurationPlan.Stage(kind))
            }
        }
        let plan =
            arguments.text("--config") == nil
            ? CurationPlan.holding(stages) : CurationPlan(stages)
        let outcome = try await CurationRun(
            store: arguments.store, plan: plan
        ).run()
        if arguments.has("--json") {
            try Terminal.print(
                (["curation": outcome.curation.json, "pairs": outcome.pairs.json] as JSON).text)
        } else {
            for stage in outcome.curation.stages {
                let reasons = stage.reasons.map { "\($0.reason) \($0.count)" }
                try Terminal.print(
                    "\(stage.name): \(stage.omitted) of \(stage.seen)"
                        + (reasons.isEmpty ? "" : " (\(reasons.joined(separator: ", ")))"))
                if stage.unmeasured > 0 {
                    Terminal.note(
                        "\(stage.name): nothing is known of \(stage.unmeasured) rows; they stay")
                }
            }
            try Terminal.print("pairs: \(outcome.pairs.kept) of \(outcome.pairs.possible)")
        }
        guard outcome.curation.kept == 0 else { return .success }
        Terminal.note("no row is left; \"lydite report why ID\" says what left one out")
        return .negative
    }

    private static func list() throws {
        for kind in CurationStageKind.all {
            try Terminal.print("\(kind.name): \(kind.summary)")
            for option in kind.options {
                let usual = option.usual == .null ? "none" : option.usual.text
                try Terminal.print("    \(option.name)  \(option.help) (usually \(usual))")
            }
        }
    }
}
