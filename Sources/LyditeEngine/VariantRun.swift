package import LyditeCore
internal import LyditeCurate
package import LyditeProblems
package import LyditeSandbox
internal import LyditeSampling
internal import LyditeTransform

/// Variants without sampling: proved problems in order, the same at any number of workers.
package struct VariantRun: Sendable {
    package var seed: UInt64
    package var jobs: Int
    package var home: String
    package var isolation: IsolationChoice
    /// Whether the families' programs are asked.
    package var isJudged: Bool
    package var isStopping: @Sendable () -> Bool

    package init(
        seed: UInt64, jobs: Int, home: String, isolation: IsolationChoice, isJudged: Bool,
        isStopping: @escaping @Sendable () -> Bool
    ) {
        self.seed = seed
        self.jobs = jobs
        self.home = home
        self.isolation = isolation
        self.isJudged = isJudged
        self.isStopping = isStopping
    }

    /// What became of one place.
    private enum Made: Sendable {
        case row(JSON)
        case refused(kind: String, reason: String)
    }

    /// The first variants of each entry, the originals among them; each row goes to `emit`.
    ///
    /// - Returns: How many were refused, by the reason.
    package func run(
        _ entries: [ProblemEntry], variants: Int, codeVariants: Int, emit: (JSON) throws -> Void
    ) async throws -> [(reason: String, count: Int)] {
        var plans: [UnitPlan] = []
        for entry in entries {
            switch entry {
            case .family(let family):
                for index in 0..<variants { place(.family(family, index: index), in: &plans) }
            case .code(let problem):
                for index in 0..<codeVariants { place(.code(problem, index: index), in: &plans) }
            case .rows(let path): throw EngineError.noVariants(path: path)
            }
        }
        let placed = plans
        var refused: [String: Int] = [:]
        try await SandboxPool.with(home: home, isolation: isolation, slots: jobs) { pool in
            let maker = VariantMaker(
                seed: seed, home: home, sandboxes: pool, judged: isJudged ? variants : nil)
            try await OrderedWork(jobs: jobs).run(placed.count) { number in
                switch try await maker.unit(placed[number]) {
                case .made(let unit): Made.row(Self.row(of: unit.variant))
                case .refused(let reason): Made.refused(kind: reason, reason: reason)
                }
            } emit: { made in
                switch made {
                case .row(let row): try emit(row)
                case .refused(_, let reason): refused[reason, default: 0] += 1
                }
                return !isStopping()
            }
        }
        return refused.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private func place(_ kind: UnitPlan.Kind, in plans: inout [UnitPlan]) {
        plans.append(UnitPlan(ordinal: plans.count, kind: kind))
    }

    private static func row(of variant: Variant) -> JSON {
        .object(
            variant.problem.members + [
                JSON.Member("lineage", variant.lineage.json), JSON.Member("proof", variant.proof),
            ])
    }

    /// Variants for every cell of a matrix, in the order of the cells.
    package func run(
        _ families: [Family], matrix: VariantMatrix, emit: (JSON) throws -> Void
    ) async throws -> VariantCoverage {
        try await SandboxPool.with(home: home, isolation: isolation, slots: jobs) { pool in
            let judge = CellJudge(home: home, sandboxes: isJudged ? pool : nil)
            return try await cover(families, matrix, judge, emit: emit)
        }
    }

    private func cover(
        _ families: [Family], _ matrix: VariantMatrix, _ judge: CellJudge,
        emit: (JSON) throws -> Void
    ) async throws -> VariantCoverage {
        let cells = matrix.cells(of: families)
        let shapes = Self.shapes(of: families)
        var coverage = VariantCoverage()
        var statements: Set<Digest> = []
        let (seed, isStopping) = (seed, isStopping)
        try await OrderedWork(jobs: jobs).run(cells.count) { number in
            try await judge.judged(
                CellMaker(seed: seed, matrix: matrix, shapes: shapes).fill(cells[number]))
        } emit: { filled in
            var entry = filled.entry
            for (variant, structure, _) in filled.variants {
                let statement = Digest(of: Array(variant.problem.statement.utf8))
                guard statements.insert(statement).inserted else {
                    entry.refused["duplicate-statement", default: 0] += 1
                    entry.reason = entry.reason ?? "its statements stand in another cell"
                    continue
                }
                entry.made += 1
                try emit(Self.row(of: variant, in: entry.cell, structure))
            }
            coverage.entries.append(entry)
            return !isStopping()
        }
        return coverage
    }

    private static func row(
        of variant: Variant, in cell: VariantMatrix.Cell, _ structure: Digest
    ) -> JSON {
        .object(
            variant.problem.members + [
                JSON.Member("difficulty", .integer(Int64(cell.difficulty))),
                JSON.Member("register", .string(cell.register.rawValue)),
                JSON.Member("transform", .string(cell.transform.rawValue)),
                JSON.Member("structure", .string(structure.description)),
                JSON.Member("lineage", variant.lineage.json), JSON.Member("proof", variant.proof),
            ])
    }

    /// Each family with the partners whose problems stand on its side of every split: what is joined
    /// of two families must not bring a held-out one into training.
    private static func shapes(of families: [Family]) -> [FamilyShapes] {
        let sides = families.map { family -> Split? in
            (try? FamilyVariants(family: family, seed: 0).variant(at: 0)).flatMap { made in
                made.map { Split(source: $0.variant.digest) }
            }
        }
        return zip(families, sides).map { family, side in
            let partners = zip(families, sides).filter { $0.1 == side && side != nil }
            return FamilyShapes(family: family, partners: partners.map(\.0))
        }
    }
}
