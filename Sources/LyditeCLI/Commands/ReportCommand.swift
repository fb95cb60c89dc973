internal import LyditeCore
internal import LyditeCurate
internal import LyditeEngine
internal import LyditeStore

enum ReportCommand {
    static let spec = CommandSpec(
        name: "report", arguments: "why|lineage|distance [ID]...",
        summary: "why a row is not there; that splits share no ancestor; how real it looks",
        description: """
            why ID   what became of a trace (its digest, or the first eight digits) or of all traces of a problem (its
                     name): the verdict, the stage of curation that left it out, for what and beside what, and its
                     pairs. Exit 1 where the store holds nothing of that name.
            lineage  goes over the whole store: that every problem's lineage begins at the source it is filed under,
                     that a family stands in one split, and that no row was made of a problem of another split.
                     Exit 1 where something does not hold.
            distance --real FILE.jsonl
                     how far the synthetic problems of kept rows are from real ones, by length, vocabulary and
                     structure: 0 alike, 1 nothing in common
            """,
        flags: [
            Flag("--store", "FILE", "the store of a run (default: out/run.sqlite)"),
            Flag("--real", "FILE.jsonl", repeats: true, "real problems, for distance"),
            Flag("--column", "NAME", "the column of their statements"),
            Flag("--json", "print JSON, an object a line"),
        ],
        positionals: 1...1000, run: run)

    private enum Verb: String, CaseIterable { case why, lineage, distance }

    private static func run(_ arguments: Arguments) async throws -> ExitCode {
        guard let verb = Verb(rawValue: arguments.positionals[0]) else {
            let verbs = Verb.allCases.map(\.rawValue).joined(separator: ", ")
            throw UsageError.badValue(
                option: "report", value: arguments.positionals[0], expected: "one of \(verbs)")
        }
        let store = arguments.text("--store") ?? "out/run.sqlite"
        let names = Array(arguments.positionals.dropFirst())
        switch verb {
        case .lineage:
            if let name = names.first {
                throw UsageError.extraArgument(name, command: "report lineage")
            }
            return try lineage(store, isJSON: arguments.has("--json"))
        case .distance:
            let real = arguments.texts("--real")
            guard !real.isEmpty else {
                throw UsageError.missingValue(option: "--real", value: "FILE.jsonl")
            }
            let columns =
                arguments.text("--column").map { [$0] }
                ?? ["statement", "question", "problem", "prompt", "text"]
            return try distance(
                DistanceRun(store: store, real: real, columns: columns).run(),
                isJSON: arguments.has("--json"))
        case .why:
            guard !names.isEmpty else {
                throw UsageError.missingArgument(command: "report why", arguments: "ID")
            }
            return try why(names, store, isJSON: arguments.has("--json"))
        }
    }

    private static func lineage(_ store: String, isJSON: Bool) throws -> ExitCode {
        let report = try LineageCheck(store: store).run()
        if isJSON {
            try Terminal.print(report.json.text)
            return report.holds ? .success : .negative
        }
        for (split, count) in report.problems.sorted(by: { $0.key < $1.key }) {
            try Terminal.print("\(split): \(count) sources, \(report.rows[split] ?? 0) rows")
        }
        try Terminal.print(
            "synthetic ancestry: \(report.syntheticShare) of rows, \(report.meanDepth) transforms on average"
        )
        for fault in report.faults { try Terminal.print("fault: \(fault)") }
        try Terminal.print(
            report.holds
                ? "no row of a split descends from a source of another"
                : "\(report.faultCount) faults of lineage")
        return report.holds ? .success : .negative
    }

    private static func distance(
        _ outcome: DistanceRun.Outcome, isJSON: Bool
    ) throws -> ExitCode {
        let found = outcome.statements
        if isJSON {
            try Terminal.print(found.json.text)
        } else {
            try Terminal.print(
                "\(outcome.rows) synthetic problems beside \(outcome.real) real ones\n"
                    + "length      \(found.length)\nvocabulary  \(found.vocabulary)\n"
                    + "structure   \(found.structure)")
        }
        if outcome.rows == 0 { Terminal.note("the store keeps no row of a synthetic problem") }
        return outcome.rows == 0 ? .negative : .success
    }

    private static func why(_ names: [String], _ store: String, isJSON: Bool) throws -> ExitCode {
        let reader = try StoreReader(path: store)
        var isKnown = true
        for name in names {
            let fates = try reader.fates(of: name)
            let refusals = try reader.refusals(of: name)
            if fates.isEmpty, refusals.isEmpty {
                Terminal.note("the store holds no trace or problem \"\(name)\"")
                isKnown = false
            }
            for reason in refusals {
                try Terminal.print(
                    isJSON
                        ? (["problem": .string(name), "refused": .string(reason)] as JSON).text
                        : "\(name): no variant was made (\(reason))")
            }
            for fate in fates { try Terminal.print(isJSON ? json(fate).text : text(fate)) }
        }
        return isKnown ? .success : .negative
    }

    private static func text(_ fate: StoreReader.Fate) -> String {
        var parts = [fate.verdict.code]
        if let reasoning = fate.reasoning { parts.append("over a \(reasoning)") }
        if let stage = fate.stage, let reason = fate.reason {
            parts.append(
                "left out by \(stage): \(reason)" + (fate.beside.map { ", beside \($0)" } ?? ""))
        } else if fate.verdict == .correct, fate.reasoning == nil {
            parts.append("kept")
        }
        if fate.chosenIn > 0 { parts.append("chosen in \(fate.chosenIn) pairs") }
        if fate.rejectedIn > 0 { parts.append("rejected in \(fate.rejectedIn) pairs") }
        for reason in fate.pairReasons { parts.append("a pair was left out: \(reason)") }
        return "\(fate.problem) trace \(fate.number) (\(fate.trace.short)): "
            + parts.joined(separator: "; ")
    }

    private static func json(_ fate: StoreReader.Fate) -> JSON {
        func text(_ value: String?) -> JSON { value.map { .string($0) } ?? .null }
        return [
            "trace": .string(fate.trace.description), "problem": .string(fate.problem),
            "number": .integer(Int64(fate.number)), "verdict": .string(fate.verdict.code),
            "reasoning": text(fate.reasoning), "detail": text(fate.detail),
            "stage": text(fate.stage), "reason": text(fate.reason), "beside": text(fate.beside),
            "chosenIn": .integer(Int64(fate.chosenIn)),
            "rejectedIn": .integer(Int64(fate.rejectedIn)),
            "pairsLeftOut": .array(fate.pairReasons.map { .string($0) }),
        ]
    }
}
