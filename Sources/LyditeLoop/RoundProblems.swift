internal import LyditeCore
internal import LyditeEngine
internal import LyditeFiles
internal import LyditeProblems
internal import LyditeSampling
internal import LyditeSandbox

/// The problems of one round: chosen sources, variants of cells, and what models proposed.
struct RoundProblems {
    let plan: LoopPlan
    let settings: LoopSettings
    let round: RoundFolder
    let sources: SourceSet
    let heldOut: HeldOut
    let checkpoint: String

    /// What a round works on, read back from its folder.
    struct Made {
        var entries: [ProblemEntry]
        /// Rows that were made of others.
        var made: [JSON]
        var counts: JSON
    }

    private var choicePath: String { round.path + "/choice.json" }

    func make(rates: [String: Curriculum.Rate]) async throws {
        let choice = Curriculum(plan.problems, seed: plan.seed(of: round.number))
            .choose(among: sources.all, rates: rates)
        let chosen = choice.places.map { sources.all[$0] }
        let file = try OutputFile(round.problems)
        for row in chosen.compactMap(\.row) { try file.write(row.json.text + "\n") }
        var counts = Counts()
        try await addCells(chosen, to: file, &counts)
        try await addProposals(chosen, to: file, &counts)
        try file.commit()
        try RoundFolder.write(
            [
                "sources": .array(chosen.map { .string($0.id) }), "choice": choice.json,
                "made": counts.json,
            ], to: choicePath)
    }

    func read() throws -> Made {
        guard let json = try? JSONParser.parse(try FileBytes.read(choicePath)),
            let ids = json["sources"]?.arrayValue?.compactMap(\.stringValue)
        else { throw LoopError.damaged(path: choicePath) }
        let named = Set(ids)
        var entries: [ProblemEntry] = [.rows(path: round.problems)]
        for source in sources.all where named.contains(source.id) {
            if case .entry(let entry) = source.kind { entries.append(entry) }
        }
        let made = try ProblemRows.read([round.problems]).filter(\.isMade).map(\.json)
        return Made(
            entries: entries, made: made,
            counts: ["choice": json["choice"] ?? .null, "made": json["made"] ?? .null])
    }

    private struct Counts {
        var cells = 0
        var proposed = 0
        var accepted = 0
        /// Made problems that are relatives of held-out ones, or that show nothing.
        var refused = 0

        var json: JSON {
            func count(_ value: Int) -> JSON { .integer(Int64(value)) }
            return [
                "cells": count(cells), "proposed": count(proposed), "accepted": count(accepted),
                "refused": count(refused),
            ]
        }
    }

    // MARK: Cells

    private func addCells(
        _ chosen: [LoopSource], to file: OutputFile, _ counts: inout Counts
    ) async throws {
        let families = chosen.compactMap(\.shape)
        guard let matrix = plan.problems.matrix, !families.isEmpty else { return }
        let ids = Dictionary(chosen.map { ($0.family, $0.id) }) { first, _ in first }
        var rows: [JSON] = []
        let run = VariantRun(
            seed: plan.seed(of: round.number), jobs: settings.jobs, home: settings.home,
            isolation: settings.isolation, isJudged: false, isStopping: settings.isStopping)
        _ = try await run.run(families, matrix: matrix) { rows.append($0) }
        if settings.isStopping() { throw LoopError.stopped }
        for row in rows {
            let family = row["lineage"]?["family"]?.stringValue ?? ""
            let made: JSON = [
                "by": "lydite", "parents": .array([.string(ids[family] ?? family)]),
                "proof": true,
                "depth": .integer(Int64(row["lineage"]?["steps"]?.arrayValue?.count ?? 1)),
            ]
            if try add(row, made, to: file) { counts.cells += 1 } else { counts.refused += 1 }
        }
    }

    // MARK: Proposals

    private func addProposals(
        _ chosen: [LoopSource], to file: OutputFile, _ counts: inout Counts
    ) async throws {
        guard let wanted = plan.proposals else { return }
        let parents = chosen.filter(\.isReal).compactMap(\.row?.problem).filter {
            if case .answer = $0.check { true } else { false }
        }
        guard !parents.isEmpty else { return }
        var proposer = wanted.models
        for index in proposer.models.indices where proposer.models[index].name == "{model}" {
            proposer.models[index].name = checkpoint
        }
        var proposal = ProposalPlan(
            kind: .problems, proposer: proposer, solver: wanted.solvers, budget: nil,
            seed: plan.seed(of: round.number))
        proposal.count = wanted.count
        proposal.examples = wanted.examples
        proposal.votes = wanted.votes
        proposal.agreement = wanted.agreement
        proposal.mostAgreement = wanted.mostAgreement
        let pool = SandboxPool(
            home: settings.home, isolation: settings.isolation, slots: settings.jobs)
        let path = round.path + "/proposed.jsonl"
        let report: Proposer.Report
        do {
            report = try await Proposer(
                plan: proposal, sources: parents, sandboxes: pool,
                isStopping: settings.isStopping
            ).run(to: path, isForced: true) { _, _, _ in }
            await pool.shutDown()
        } catch {
            await pool.shutDown()
            throw error
        }
        if settings.isStopping() { throw LoopError.stopped }
        if let halt = report.halt {
            throw LoopError.failed(
                command: "the proposer", ending: "stopped: \(halt)", log: path + ".journal",
                tail: "")
        }
        counts.proposed = report.asked
        for row in try ProblemRows.read([path]) {
            guard let made = row.json["made"], try add(row.json, made, to: file) else {
                counts.refused += 1
                continue
            }
            counts.accepted += 1
        }
    }

    /// Writes a made row where it shows why its key is right and is no relative of a held-out problem.
    private func add(_ row: JSON, _ made: JSON, to file: OutputFile) throws -> Bool {
        let whole = JSON.object(
            (row.members ?? []).filter { $0.key != "made" } + [JSON.Member("made", made)])
        let real = Set(sources.all.filter(\.isReal).flatMap { [$0.id, $0.family] })
        guard DescentTable.descent(of: whole, real: real) != nil,
            let statement = row["statement"]?.stringValue,
            heldOut.relative(of: statement) == nil
        else { return false }
        try file.write(whole.text + "\n")
        return true
    }
}
