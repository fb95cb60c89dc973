internal import LyditeCore
internal import LyditeEngine
internal import LyditeFiles
internal import LyditeProblems
internal import LyditeSampling
internal import LyditeSandbox

enum ProposeCommand {
    static let spec = CommandSpec(
        name: "propose", arguments: "rephrase|problems|cases [PROBLEM]...",
        summary: "let models make problems of problems, and keep what can be shown",
        description: """
            rephrase  each problem in other words: the numbers must be the same, and solvers must still come to the
                      answer
            problems  new problems after the pattern of some: the answer is the one on which solvers agree
            cases     inputs on which hasty programs fail, for "lydite problems strengthen --offer"; what keeps to the
                      task and tells a wrong program is decided there, by running

            --config FILE names the proposer's endpoints, sampling and prompts; --solver FILE those of the solvers
            (default: the same). Prompts may have dimensions, such as topic and persona; how many proposals of each
            value were accepted is printed. Refused proposals are counted by reason. Rows name the model and the
            parents in "made", and are no real data. Run the same command again to go on after a stop.
            """,
        flags: [
            Flag("--config", "FILE", "YAML with the proposer's endpoints, sampling and prompts"),
            Flag("--solver", "FILE", "YAML with the solvers' endpoints (default: the proposer's)"),
            Flag("--out", "FILE", "where the rows go (default: proposed.jsonl)"),
            Flag(
                "--count", "N", "proposals of each problem, new problems in all (default: 1, 100)"),
            Flag("--examples", "N", "problems: sources that one request shows (default: 5)"),
            Flag("--votes", "K", "solutions of each proposal (default: 5)"),
            Flag("--agreement", "S", "share of them that must agree (default: 0.6)"),
            Flag("--most-agreement", "S", "refuse what more of them solve (default: 1)"),
            Flag("--budget", "MONEY", "stop before more is spent; needs prices"),
            Flag("--seed", "S", "the seed (default: 1)"),
            Flag("--force", "make the file anew where it is there already"),
            CommonFlags.keepGoing, CommonFlags.isolation,
            Flag("--json", "print one JSON object at the end"),
        ],
        positionals: 1...10_000, run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitCode {
        guard let kind = ProposalPlan.Kind(rawValue: arguments.positionals[0]) else {
            throw UsageError.badValue(
                option: "propose", value: arguments.positionals[0],
                expected: "one of "
                    + ProposalPlan.Kind.allCases.map(\.rawValue).joined(separator: ", "))
        }
        let home = try arguments.requiredHome()
        Interrupts.catchSignals()
        let plan = try plan(kind, arguments)
        return try await SandboxPool.with(
            home: home, isolation: arguments.isolation(), slots: Machine.cores
        ) { pool in try await run(plan, arguments, pool, home: home) }
    }

    private static func run(
        _ plan: ProposalPlan, _ arguments: Arguments, _ pool: SandboxPool, home: String
    ) async throws -> ExitCode {
        let entries = try KeepGoing.entries(
            arguments, Array(arguments.positionals.dropFirst()), ProblemCatalog(home: home))
        let sources = try await SourceProblems.of(entries, home: home, sandboxes: pool)
            .filter { isFit($0, for: plan.kind) }
        guard !sources.isEmpty else {
            Terminal.fail("none of the problems can be a source: \(need(plan.kind))")
            return .environment
        }
        let out = arguments.text("--out") ?? "proposed.jsonl"
        let line = ProgressLine(isQuiet: arguments.has("--quiet"))
        let proposer = try Proposer(
            plan: plan, sources: sources, sandboxes: pool,
            isStopping: { Interrupts.isStopping })
        let report = try await line.during {
            try await proposer.run(to: out, isForced: arguments.has("--force")) {
                done, total, accepted in
                line.update(done: done, total: total, accepted: "\(accepted) accepted")
            }
        }
        try Terminal.print(
            arguments.has("--json") ? json(report).text : text(report, plan, out: out))
        if let code = Interrupts.exitCode {
            Terminal.note("stopped; run the same command again to go on")
            return code
        }
        if let halt = report.halt {
            Terminal.fail("\(halt); run the same command again to go on")
            return .environment
        }
        return .success
    }

    private static func plan(
        _ kind: ProposalPlan.Kind, _ arguments: Arguments
    ) throws -> ProposalPlan {
        guard let path = arguments.text("--config") else {
            throw UsageError.missingValue(option: "propose", value: "--config FILE")
        }
        let file = try RunFile.read(path)
        let solver = try arguments.text("--solver").map { try RunFile.read($0).models }
        for (models, path) in [
            (file.models, path), (solver ?? file.models, arguments.text("--solver") ?? path),
        ]
        where models.endpoints.isEmpty || models.endpoints.contains(where: \.url.isEmpty) {
            throw UsageError.badValue(
                option: "--config", value: path, expected: "a file with endpoints and their urls")
        }
        var asked = file.models
        if kind != .cases, solver == nil { asked.prompts = PromptSet() }
        var plan = ProposalPlan(
            kind: kind, proposer: file.models, solver: solver ?? asked,
            budget: try ModelFlags.budget(arguments, file, file.models),
            seed: UInt64(try arguments.integer("--seed", in: 0...Int.max) ?? file.seed ?? 1))
        plan.count =
            try arguments.integer("--count", in: 1...1_000_000) ?? (kind == .problems ? 100 : 1)
        plan.examples = try arguments.integer("--examples", in: 1...50) ?? plan.examples
        plan.votes = try arguments.integer("--votes", in: 1...100) ?? plan.votes
        plan.agreement = try arguments.number("--agreement", in: 0...1) ?? plan.agreement
        plan.mostAgreement =
            try arguments.number("--most-agreement", in: 0...1) ?? plan.mostAgreement
        return plan
    }

    private static func isFit(_ problem: Problem, for kind: ProposalPlan.Kind) -> Bool {
        switch (kind, problem.check) {
        case (.rephrase, _), (.problems, .answer), (.cases, .function): true
        default: false
        }
    }

    private static func need(_ kind: ProposalPlan.Kind) -> String {
        switch kind {
        case .rephrase: "there are none"
        case .problems: "new problems are made of math problems"
        case .cases: "inputs are made for functions with cases"
        }
    }

    // MARK: Output

    private static func text(
        _ report: Proposer.Report, _ plan: ProposalPlan, out: String
    ) -> String {
        var rows = [
            ("asked for", Table.grouped(report.asked)),
            ("accepted", "\(Table.grouped(report.accepted)), in \(out)"),
        ]
        for (reason, count) in refusals(report) {
            rows.append(("  " + reason, Table.grouped(count)))
        }
        for (name, values) in report.coverage.sorted(by: { $0.key < $1.key }) {
            let counts = values.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
            rows.append((name, counts.joined(separator: ", ")))
        }
        if plan.kind != .cases, !plan.selfSolvers.isEmpty {
            rows.append(
                (
                    "not independent",
                    "\(plan.selfSolvers.joined(separator: ", ")) solve what they propose"
                ))
        }
        if report.cost > .zero { rows.append(("money", report.cost.description)) }
        return Table.text(rows)
    }

    private static func refusals(_ report: Proposer.Report) -> [(String, Int)] {
        Proposal.Refusal.allCases.compactMap { reason in
            report.refused[reason].map { (reason.rawValue, $0) }
        }
    }

    private static func json(_ report: Proposer.Report) -> JSON {
        [
            "asked": .integer(Int64(report.asked)), "accepted": .integer(Int64(report.accepted)),
            "refused": .object(
                refusals(report).map { JSON.Member($0.0, .integer(Int64($0.1))) }),
            "coverage": .object(
                report.coverage.sorted { $0.key < $1.key }.map { name, values in
                    JSON.Member(
                        name,
                        .object(
                            values.sorted { $0.key < $1.key }
                                .map { JSON.Member($0.key, .integer(Int64($0.value))) }))
                }),
            "money": .double(report.cost.double),
        ]
    }
}
