internal import LyditeCore
internal import LyditeProblems
internal import LyditeTransform

/// Fills one cell from its families in turn.
struct CellMaker: Sendable {
    /// Families that fail this often in a row have nothing more for the cell.
    private static let patience = 4

    let seed: UInt64
    let matrix: VariantMatrix
    let shapes: [FamilyShapes]

    struct Filled: Sendable {
        var entry: VariantCoverage.Entry
        var variants: [(Variant, Digest, FamilyInstance)] = []
    }

    func fill(_ cell: VariantMatrix.Cell) -> Filled {
        var filled = Filled(entry: VariantCoverage.Entry(cell: cell, wanted: matrix.each))
        let mine = shapes.filter {
            $0.family.topic == cell.topic && $0.family.difficulty == cell.difficulty
        }
        if mine.isEmpty { filled.entry.reason = "no family has this topic and difficulty" }
        if cell.transform == .register, cell.register == .plain {
            filled.entry.reason = "plain is how families are worded"
            return filled
        }
        let recipe = FamilyVariants.Recipe(
            cycle: matrix.cycle(of: cell.transform), register: cell.register,
            label: "\(cell.transform.rawValue).\(cell.register.rawValue).")
        var rows = mine.map {
            (variants: FamilyVariants(shapes: $0, seed: seed, recipe: recipe), failures: 0)
        }
        var index = 0
        while filled.variants.count < matrix.each, !rows.isEmpty {
            index += 1
            for place in rows.indices where filled.variants.count < matrix.each {
                if add(&filled, rows[place].variants, index) {
                    rows[place].failures = 0
                } else {
                    rows[place].failures += 1
                }
            }
            rows.removeAll { $0.failures >= Self.patience }
        }
        return filled
    }

    private func add(_ filled: inout Filled, _ row: FamilyVariants, _ index: Int) -> Bool {
        do throws(TransformError) {
            guard let made = try row.variant(at: index) else {
                filled.entry.refused["exhausted", default: 0] += 1
                filled.entry.reason = filled.entry.reason ?? "no further statements differ"
                return false
            }
            filled.variants.append(
                (made.variant, FamilyStructure.digest(of: made.instance), made.instance))
            return true
        } catch {
            filled.entry.refused[error.reason, default: 0] += 1
            filled.entry.reason = filled.entry.reason ?? error.description
            return false
        }
    }
}
