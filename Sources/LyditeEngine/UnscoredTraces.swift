internal import LyditeStore

/// The traces of a store that lack a score, one at a time.
final class UnscoredTraces {
    /// A trace with the problem that it answers.
    struct Item: Sendable {
        var variant: StoredVariant
        var trace: StoredTrace
    }

    let total: Int
    private let cursor: VariantCursor
    private let rated: Set<Int64>
    private var waiting: [Item] = []

    init(cursor: VariantCursor, rated: Set<Int64>, total: Int) {
        self.cursor = cursor
        self.rated = rated
        self.total = total
    }

    /// Memory holds the traces of one variant.
    func next() throws -> Item? {
        while waiting.isEmpty {
            guard let variant = try cursor.next() else { return nil }
            try cursor.eachTrace(of: variant) { trace in
                if !rated.contains(trace.row) {
                    waiting.append(Item(variant: variant, trace: trace))
                }
            }
            waiting.reverse()
        }
        return waiting.removeLast()
    }
}
