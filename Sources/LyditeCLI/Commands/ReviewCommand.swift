internal import LyditeCore
internal import LyditeEngine
internal import LyditeServe

enum ReviewCommand {
    static let spec = CommandSpec(
        name: "review", arguments: "", summary: "mark labels by hand: the label error of a run",
        description: """
            Writes a page with rows spread over topics and verdicts, for a person to mark right or wrong with the
            keyboard. The page needs no network and no server: marks stay in the browser until they are saved as
            marks.jsonl, and marks of an earlier round come with it.

            --serve shows the same page from this machine alone, at an address with a token in it, and puts every mark
            into the store at once. End it with Ctrl-C; the next start goes on with the rows that are left.

            --marks FILE reads saved marks into the store. The next "lydite run" on the folder puts the share of wrong
            labels, with its 95 % interval, on the data set card. 100 rows without a wrong one show that fewer than
            4 % of labels are wrong.
            """,
        flags: [
            CommonFlags.store,
            Flag("--count", "N", "rows to mark (default: 100)"),
            Flag("--out", "FILE.html", "the page (default: review.html)"),
            Flag("--serve", "serve the page until Ctrl-C; marks go straight into the store"),
            Flag("--port", "P", "with --serve: the port (default: one that is free)"),
            Flag("--marks", "FILE.jsonl", "read marks that were saved"),
            Flag("--force", "replace the page"),
            Flag("--json", "print one JSON object"),
        ],
        positionals: 0...0, run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitCode {
        let review = ReviewRun(store: arguments.store)
        if let marks = arguments.text("--marks") {
            if ["--count", "--out", "--serve", "--port"].contains(where: arguments.has) {
                throw UsageError.badValue(
                    option: "--marks", value: marks,
                    expected: "no --count, --out or --serve beside it,")
            }
            let outcome = try await review.read(marks)
            if outcome.unknown > 0 {
                Terminal.note(
                    "\(outcome.unknown) of \(outcome.read) marks name no trace of the store")
            }
            try show(outcome, arguments, page: nil)
            return .success
        }
        let count = try arguments.integer("--count", in: 1...10_000) ?? 100
        if arguments.has("--serve") { return try await serve(review, count, arguments) }
        if arguments.has("--port") { throw UsageError.needs(option: "--port", other: "--serve") }
        let page = arguments.text("--out") ?? "review.html"
        let outcome = try review.write(count, to: page, isForced: arguments.has("--force"))
        try show(outcome, arguments, page: page)
        if outcome.rows == 0 { Terminal.note("the store has no decided trace to mark") }
        return outcome.rows == 0 ? .negative : .success
    }

    private static func serve(
        _ review: ReviewRun, _ count: Int, _ arguments: Arguments
    ) async throws -> ExitCode {
        if let page = arguments.text("--out") {
            throw UsageError.badValue(
                option: "--out", value: page, expected: "no --serve beside it,")
        }
        let port = try arguments.integer("--port", in: 0...65535) ?? 0
        let session = try ReviewSession(review, count: count)
        guard session.rowCount > 0 else {
            Terminal.note("the store has no decided trace to mark")
            return .negative
        }
        Interrupts.catchSignals()
        let server = try ReviewServer(port: port) {
            try session.page()
        } mark: { trace, isRight in
            try await session.mark(trace, isRight: isRight)
        }
        try Terminal.print("\(session.rowCount) rows to mark at \(server.url)")
        while !Interrupts.isStopping { try await Task.sleep(for: .milliseconds(100)) }
        await server.stop()
        try await session.end()
        try show(try review.outcome(), arguments, page: nil)
        return .success
    }

    private static func show(
        _ outcome: ReviewRun.Outcome, _ arguments: Arguments, page: String?
    ) throws {
        if arguments.has("--json") {
            let interval = outcome.labelError
            let json: JSON = [
                "page": page.map { .string($0) } ?? .null,
                "rows": .integer(Int64(outcome.rows)), "marked": .integer(Int64(outcome.marked)),
                "wrong": .integer(Int64(outcome.wrong)),
                "labelError": interval.share.map { .double($0) } ?? .null,
                "low": .double(interval.low), "high": .double(interval.high),
            ]
            return try Terminal.print(json.text)
        }
        if let page { try Terminal.print("\(page): \(outcome.rows) rows to mark") }
        try Terminal.print(
            outcome.marked == 0
                ? "label error: not measured"
                : "label error: \(outcome.wrong) of \(outcome.marked), \(outcome.labelError.text)")
    }
}
