internal import LyditeCore
internal import LyditeFiles
internal import LyditeProblems
internal import LyditeSampling
internal import LyditeStore

/// Hands out the units of a run in order; holds one input row at a time.
///
/// One worker at a time looks for its unit. An actor lets the next one in wherever it waits, and that one would read on,
/// end the file or number its unit while the first still asks which rollouts its row has.
actor UnitSource {
    private let plan: RunPlan
    private let recorded: RecordedFiles?
    private var ordinal = 0
    private var entry = 0
    private var index = 0
    private var rows: LineReader?
    /// The family of the present row, whose variants come one by one.
    private var lifted: Family?
    private let importer = Importer(format: .jsonl)
    private(set) var notes = InputNotes()
    private var isTaken = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(plan: RunPlan, recorded: RecordedFiles?) {
        self.plan = plan
        self.recorded = recorded
        if let recorded { notes.add(recorded) }
    }

    func next() async throws -> UnitPlan? {
        await takeTurn()
        defer { endTurn() }
        while let unit = try await following() {
            if plan.isOwn(unit.sourceName) { return unit }
        }
        return nil
    }

    private func takeTurn() async {
        guard isTaken else {
            isTaken = true
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    /// The turn passes on as it is, so that nobody comes in between.
    private func endTurn() {
        if waiting.isEmpty {
            isTaken = false
        } else {
            waiting.removeFirst().resume()
        }
    }

    private func following() async throws -> UnitPlan? {
        while entry < plan.entries.count {
            if let kind = try await kind(of: plan.entries[entry]) { return place(kind) }
            entry += 1
            index = 0
        }
        guard let recorded, let own = try await recorded.index.nextOwnProblem() else {
            if let recorded {
                notes.add(
                    try await recorded.index.unmatched(showing: InputNotes.shown), of: recorded)
            }
            return nil
        }
        let first = try recorded.row(at: own[0])
        guard let problem = first.ownProblem() else {
            preconditionFailure("only rows with a statement and a gold are indexed as problems")
        }
        return place(.recorded(problem, rows: own))
    }

    /// The next unit of one entry, or nil at its end.
    private func kind(of entry: ProblemEntry) async throws -> UnitPlan.Kind? {
        switch entry {
        case .family(let family) where plan.sampler.makesVariants:
            defer { index += 1 }
            return index < plan.variants ? .family(family, index: index) : nil
        case .code(let problem) where plan.sampler.makesVariants:
            defer { index += 1 }
            return index < plan.codeVariants ? .code(problem, index: index) : nil
        case .rows(let path): return try await row(of: path)
        // No recorded row can name a variant that is yet to be made.
        case .family, .code: return nil
        }
    }

    private func row(of path: String) async throws -> UnitPlan.Kind? {
        if let family = lifted {
            defer { index += 1 }
            if index < plan.variants { return .family(family, index: index) }
            lifted = nil
        }
        let reader = try rows ?? LineReader(path)
        rows = reader
        while let line = try reader.next() {
            if line.isBlank { continue }
            guard let problem = read(line, of: path) else { continue }
            if plan.sampler.makesVariants, let family = family(line, problem, of: path) {
                lifted = family
                index = 1
                return .family(family, index: 0)
            }
            guard let recorded else { return .problem(problem) }
            let places = try await recorded.index.places(
                problem: problem.id, statement: problem.statement)
            if places.isEmpty { continue }
            return .recorded(problem, rows: places)
        }
        rows = nil
        return nil
    }

    private func read(_ line: LineReader.Line, of path: String) -> Problem? {
        do {
            return try importer.problem(try line.json(), number: line.number)
        } catch {
            notes.addBroken("\(path):\(line.number): \(error)")
            return nil
        }
    }

    /// The family of a lifted row; nil for other rows.
    private func family(
        _ line: LineReader.Line, _ problem: Problem, of path: String
    ) -> Family? {
        do {
            guard let json = try line.json()["family"], !json.isNull else { return nil }
            return try Family.lifted(id: problem.id, json: json)
        } catch {
            notes.addBroken("\(path):\(line.number): \(error)")
            return nil
        }
    }

    private func place(_ kind: UnitPlan.Kind) -> UnitPlan {
        defer { ordinal += 1 }
        return UnitPlan(ordinal: ordinal, kind: kind)
    }
}
