internal import LyditeCore
internal import LyditeEngine
internal import LyditeLoop
internal import LyditeSandbox

enum LoopCommand {
    static let spec = CommandSpec(
        name: "loop", arguments: "CONFIG.yaml",
        summary: "self-play in rounds: solve, verify, train, evaluate, decide",
        description: """
            Each round chooses problems that the policy sometimes solves, samples answers, gives every one a verdict,
            trains on what was verified by your own command, and evaluates on real problems that no round works on. A
            meter tells whether the policy narrows, and ends the loop with the reason (exit 1).

            CONFIG.yaml: sources, held_out, demonstrations; problems {count, least, most, explore, topics, variants,
            matrix}; propose {models, solvers, count, examples, votes, agreement}; sample {models, command or server,
            rollouts, evaluation_rollouts}; train {command, seconds, model, history, replay}; grounding {depth,
            without_real, rewrites}; stop {distinct, structures, entropy, length, tail, disagreement, held_out}.

            Commands are lists of words, without a shell. In them stand:
            """ + "\n"
                + ExternalCommand.placeholders.map { name, meaning in
                    "  {\(name)}"
                        + String(repeating: " ", count: 11 - name.count) + meaning
                }.joined(separator: "\n") + "\n\n" + """
                    DIR/round-NNN holds a round's problems, store, card, rows (training), checkpoint (model), evaluation and logs.
                    Run the same command again to go on after any stop; with more rounds it goes on from the last.
                    """,
        flags: [
            Flag("--out", "DIR", "the folder of the loop (default: loop)"),
            Flag("--rounds", "N", "rounds, in place of those of the configuration"),
            Flag("--jobs", "J", "workers (default: the machine's cores)"),
            Flag("--dry-run", "check everything, say what would be done, and do nothing"),
            CommonFlags.isolation,
            Flag("--json", "print loop.json at the end"),
        ],
        positionals: 1...1, run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitCode {
        guard let home = Home.find(explicit: arguments.text("--home")) else {
            throw EngineError.noHome
        }
        Interrupts.catchSignals()
        var plan = try LoopReader.read(arguments.positionals[0])
        plan.rounds = try arguments.integer("--rounds", in: 1...1_000) ?? plan.rounds
        let out = arguments.text("--out") ?? "loop"
        let isQuiet = arguments.has("--quiet")
        let settings = LoopSettings(
            out: out, home: home,
            jobs: try arguments.integer("--jobs", in: 1...256) ?? Machine.cores,
            isolation: try arguments.choice("--isolation", of: IsolationChoice.self) ?? .full,
            note: { if !isQuiet { Terminal.note($0) } },
            isStopping: { Interrupts.isStopping })
        let loop = LoopRun(plan, settings)
        if arguments.has("--dry-run") {
            try print(try loop.forecast(), plan, arguments)
            return .success
        }
        let report: LoopReport
        do throws(LoopError) {
            report = try await loop.run()
        } catch {
            if let code = Interrupts.exitCode {
                Terminal.note(
                    "stopped; what is finished stands in \(out), run the same command again to go on"
                )
                return code
            }
            throw error
        }
        if arguments.has("--json") {
            try Terminal.print(report.json.text)
        } else if !isQuiet {
            try Terminal.print(LoopTable.text(of: report, out: out))
        }
        guard let reason = report.stopped else { return .success }
        Terminal.fail("the loop ended after round \(report.rounds.count - 1): \(reason)")
        return .negative
    }

    private static func print(
        _ forecast: LoopForecast, _ plan: LoopPlan, _ arguments: Arguments
    ) throws {
        if arguments.has("--json") { return try Terminal.print(forecast.json.text) }
        var rows = [
            (
                "sources",
                "\(Table.grouped(forecast.sources)), \(forecast.realSources) of them real, "
                    + "\(forecast.families) with a family"
            ),
            (
                "held out",
                "\(Table.grouped(forecast.heldOut)) real problems, none among the sources"
            ),
            ("rounds", "\(forecast.rounds)"),
            ("a round", "at most \(Table.grouped(forecast.problems)) problems and variants"),
            ("", "at most \(Table.grouped(forecast.rollouts)) rollouts"),
            ("", "\(Table.grouped(forecast.evaluations)) answers to held-out problems"),
            ("trainer", plan.training.command.words.joined(separator: " ")),
        ]
        if let command = plan.sampling.command ?? plan.sampling.server {
            rows.append(
                (
                    plan.sampling.command == nil ? "server" : "sampler",
                    command.words.joined(separator: " ")
                ))
        }
        try Terminal.print(Table.text(rows))
    }
}
