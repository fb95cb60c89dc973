internal import LyditeCore
internal import LyditeCurate
internal import LyditeEngine
internal import LyditeSampling

enum ScoreCommand {
    static let spec = CommandSpec(
        name: "score", arguments: "",
        summary: "scores of stored traces by a model or a command, calibrated",
        description: """
            Gives each stored trace a score by a judge, a model that --config FILE names, or by a --command such as a
            reward model, which reads lines {"id", "prompt", "response"} and writes lines {"id", "score"}. Scores
            are stored beside the verdicts and change none of them.

            What is known by running or comparing then tells how good the scores are: precision, recall and agreement
            with 95 % intervals, and whether length sways them. With a bound that is missed, the score is stored but not
            used to choose rows or pairs (exit 1). A judge of the generator's own family of models is named.

            The part "score" of FILE: name, criteria (lines "NAME: NUMBER" of the answer), scale, threshold, samples,
            family, least_precision, least_recall. A prompt of FILE may use {statement} and {response}. Run it again to
            go on where it stopped.
            """,
        flags: [
            CommonFlags.store,
            Flag("--config", "FILE", "YAML with endpoints, sampling, prompts and score"),
            Flag("--command", "CMD", "a command instead of a model"),
            Flag("--name", "NAME", "what the score is called (default: judge, or reward)"),
            Flag("--threshold", "T", "from which score on a trace counts as accepted"),
            Flag("--least-precision", "P", "share of accepted traces that must be right"),
            Flag("--least-recall", "R", "share of right traces that must be accepted"),
            Flag("--patience", "SECONDS", "longest silence of the command (default: 600)"),
            Flag("--seed", "S", "the judge's seed (default: 1)"),
            Flag("--json", "print one JSON object"),
        ],
        positionals: 0...0, run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitCode {
        Interrupts.catchSignals()
        let file = try arguments.text("--config").map { try RunFile.read($0) }
        let line = ProgressLine(isQuiet: arguments.has("--quiet"))
        let scoring = ScoreRun(
            store: arguments.store, plan: try plan(arguments, file),
            source: try source(arguments, file),
            seed: UInt64(try arguments.integer("--seed", in: 0...Int.max) ?? file?.seed ?? 1),
            progress: { done, total in line.update(done: done, total: total, accepted: "scored") },
            isStopping: { Interrupts.isStopping })
        let report = try await line.during { try await scoring.run() }
        try Terminal.print(arguments.has("--json") ? report.json.text : text(of: report))
        return code(report)
    }

    private static func code(_ report: ScoreReport) -> ExitCode {
        if let code = Interrupts.exitCode {
            Terminal.note("stopped; what is scored is stored, run the same command again to go on")
            return code
        }
        if let halt = report.halt {
            Terminal.fail("\(halt); what is scored is stored, run the same command again to go on")
            return .environment
        }
        if let refusal = report.refusal {
            Terminal.fail(
                "the score \(report.plan.name) is not used to choose rows or pairs: \(refusal)")
            return .negative
        }
        return .success
    }

    private static func plan(_ arguments: Arguments, _ file: RunFile?) throws -> ScorePlan {
        var plan = file?.score ?? ScorePlan()
        if file == nil { plan.name = "reward" }
        plan.name = arguments.text("--name") ?? plan.name
        plan.threshold =
            try arguments.number("--threshold", in: -1e9...1e9) ?? plan.threshold
        plan.leastPrecision =
            try arguments.number("--least-precision", in: 0...1) ?? plan.leastPrecision
        plan.leastRecall = try arguments.number("--least-recall", in: 0...1) ?? plan.leastRecall
        return plan
    }

    private static func source(
        _ arguments: Arguments, _ file: RunFile?
    ) throws -> ScoreRun.Source {
        switch (arguments.text("--command"), file) {
        case (let command?, nil):
            let patience = try arguments.number("--patience", in: 1...86_400) ?? 600
            return .command(command, patience: .seconds(patience))
        case (nil, let file?):
            guard !file.models.endpoints.isEmpty else {
                throw UsageError.badValue(
                    option: "--config", value: arguments.text("--config") ?? "",
                    expected: "a file with endpoints")
            }
            return .models(file.models, budget: file.budget)
        case (.some, .some): throw UsageError.needs(option: "--command", other: "no --config")
        case (nil, nil):
            throw UsageError.missingValue(
                option: "score", value: "--config FILE or --command CMD")
        }
    }

    private static func text(of report: ScoreReport) -> String {
        let calibration = report.calibration
        func share(_ interval: Interval) -> String {
            guard let share = interval.share else { return "nothing to tell it by" }
            return
                "\(Table.percent(share)) (\(Table.percent(interval.low)) to \(Table.percent(interval.high)))"
        }
        var rows = [
            ("score", report.plan.name),
            (
                "scored",
                "\(Table.grouped(report.scored)) traces, \(Table.grouped(report.earlier)) before"
            ),
        ]
        if report.unread > 0 {
            rows.append(("without one", "\(Table.grouped(report.unread)) traces"))
        }
        rows += [
            ("precision", share(calibration.precision)), ("recall", share(calibration.recall)),
            ("agreement", share(calibration.agreement)),
        ]
        if let area = calibration.rankArea {
            rows.append(("right above wrong", "\(rounded(area)) (AUC, 1 is best)"))
        }
        if let area = calibration.lengthArea {
            rows.append(
                ("longer is accepted", "\(rounded(area)) of wrong traces (AUC, 0.5 is best)"))
        }
        if !report.ownFamily.isEmpty {
            rows.append(("own family", report.ownFamily.joined(separator: ", ")))
        }
        if report.cost > .zero { rows.append(("money", report.cost.description)) }
        return Table.text(rows)
    }

    private static func rounded(_ value: Double) -> String { "\((value * 1000).rounded() / 1000)" }
}
