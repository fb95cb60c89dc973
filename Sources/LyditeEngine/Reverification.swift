package import LyditeCore
internal import LyditeFiles
internal import LyditeSandbox
internal import LyditeStore

/// Judges the stored candidates of a run again, with the present verifier; then pairs and exports anew.
///
/// What the machine fails at keeps the verdict that it had. Ended in the middle, it is begun anew by the same command.
package struct Reverification: Sendable {
    /// A trace whose verdict is not what it was.
    package struct Change: Sendable {
        package var problem: String
        package var number: Int
        package var rollout: Digest
        package var was: Verdict
        package var new: Verdict
        package var detail: String?

        package var json: JSON {
            [
                "problem": .string(problem), "number": .integer(Int64(number)),
                "rollout": .string(rollout.description), "was": .string(was.code),
                "is": .string(new.code), "detail": detail.map { .string($0) } ?? .null,
            ]
        }
    }

    package struct Report: Sendable {
        package internal(set) var judged = 0
        package internal(set) var changes: [Change] = []
        /// Traces at which the machine failed now, and which keep their verdicts.
        package internal(set) var failed = 0
        package internal(set) var oldVerifier = ""
        /// What was made of it; nil where nothing was to be stored, or the run is not finished.
        package internal(set) var run: RunReport?
        package internal(set) var isStopped = false
    }

    package var store: String
    package var home: String
    package var jobs: Int
    /// Whether nothing is to be stored.
    package var isDry: Bool
    package var progress: @Sendable (_ done: Int, _ of: Int) -> Void
    package var isStopping: @Sendable () -> Bool

    package init(
        store: String, home: String, jobs: Int, isDry: Bool,
        progress: @escaping @Sendable (_ done: Int, _ of: Int) -> Void,
        isStopping: @escaping @Sendable () -> Bool
    ) {
        self.store = store
        self.home = home
        self.jobs = jobs
        self.isDry = isDry
        self.progress = progress
        self.isStopping = isStopping
    }

    private var folder: String { FileBytes.folder(of: store) }

    package func run() async throws(EngineError) -> Report {
        try await EngineError.wrapping { try await stages() }
    }

    private func stages() async throws -> Report {
        let began = ContinuousClock.now
        guard FileBytes.kind(store) == .file else { throw EngineError.noStore(store) }
        let lock = try FolderLock(folder)
        defer { withExtendedLifetime(lock) {} }
        let writer = try StoreWriter(path: store)
        let reader = try StoreReader(path: store)
        let facts = try reader.facts()
        let configuration = try JSONParser.parse(facts["configuration"] ?? "null")
        let isolation = configuration["isolation"]?.stringValue
            .flatMap { IsolationChoice(rawValue: $0) }
        let isWhole = facts["whole"] != nil || facts["finished"] != nil
        if !isDry {
            // Ended in the middle, the store must neither count as finished nor keep pairs of old verdicts.
            if isWhole { try await writer.setFact("whole", "1") }
            try await writer.setFact("finished", nil)
            try await writer.clearPairs()
            try await writer.commit()
        }
        var report = Report()
        report.oldVerifier = facts["verifier"] ?? "unknown"
        try await SandboxPool.with(home: home, isolation: isolation ?? .full, slots: jobs) {
            sandboxes in
            let verifier = TraceVerifier(
                isStrictExtraction: configuration["extract"]?.stringValue == "strict",
                sandboxes: sandboxes)
            try await judgeAll(reader, writer, verifier, &report)
        }
        report.isStopped = isStopping()
        guard !isDry, !report.isStopped else { return report }
        try await writer.setFact("verifier", Version.verifier)
        guard isWhole else { return report }
        report.run = try await StoredExport(out: folder, store: writer, facts: facts)
            .run(began: began)
        return report
    }

    // MARK: Judging

    /// Traces of one variant that are judged by one worker.
    private struct Piece: Sendable {
        var name: String
        var check: Check
        var variant: Digest
        var traces: [StoredTrace]
    }

    private static let pieceSize = 64

    private func judgeAll(
        _ reader: StoreReader, _ writer: StoreWriter, _ verifier: TraceVerifier,
        _ report: inout Report
    ) async throws {
        let total = try reader.traceCount()
        let cursor = try reader.variants()
        var pieces: [Piece] = []
        while !isStopping(), let variant = try cursor.next() {
            var piece = Piece(
                name: variant.name, check: try variant.parsedCheck(), variant: variant.digest,
                traces: [])
            try cursor.eachTrace(of: variant) { trace in
                piece.traces.append(trace)
                if piece.traces.count == Self.pieceSize {
                    pieces.append(piece)
                    piece.traces = []
                }
            }
            if !piece.traces.isEmpty { pieces.append(piece) }
            if pieces.count >= 8 * jobs {
                try await judge(pieces, writer, verifier, &report)
                pieces = []
                progress(report.judged, total)
            }
        }
        try await judge(pieces, writer, verifier, &report)
        if !isDry { try await writer.commit() }
        progress(report.judged, total)
    }

    private func judge(
        _ pieces: [Piece], _ writer: StoreWriter, _ verifier: TraceVerifier,
        _ report: inout Report
    ) async throws {
        var results: [[(StoredTrace, Trace)]] = []
        try await OrderedWork(jobs: jobs).run(
            pieces.count, work: { try await judge(pieces[$0], verifier) },
            emit: {
                results.append($0)
                return !isStopping()
            })
        for (piece, judged) in zip(pieces, results) {
            var stored: [(row: Int64, trace: Trace, isChanged: Bool)] = []
            for (old, new) in judged {
                report.judged += 1
                guard new.judgement.verdict != .undecided(.sandboxError) else {
                    report.failed += 1
                    continue
                }
                stored.append((old.row, new, new.judgement.verdict != old.verdict))
                guard new.judgement.verdict != old.verdict else { continue }
                report.changes.append(
                    Change(
                        problem: piece.name, number: old.number, rollout: old.digest,
                        was: old.verdict, new: new.judgement.verdict,
                        detail: new.judgement.detail))
            }
            if !isDry { try await writer.rejudge(stored) }
        }
    }

    private func judge(
        _ piece: Piece, _ verifier: TraceVerifier
    ) async throws -> [(StoredTrace, Trace)] {
        var judged: [(StoredTrace, Trace)] = []
        for stored in piece.traces {
            if isStopping() { break }
            let rollout = Rollout(
                variant: piece.variant, index: stored.number, text: stored.text,
                sampler: stored.sampler, model: stored.model,
                // A program that was no response is its own candidate.
                isProgram: piece.check.isCode && stored.candidate == stored.text,
                response: stored.finish.map { Rollout.Response(finish: $0) })
            judged.append((stored, try await verifier.trace(rollout, by: piece.check)))
        }
        return judged
    }
}
