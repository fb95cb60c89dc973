package import LyditeCurate
internal import LyditeStore

/// How far the kept rows of a run are from real ones.
package struct DistanceRun: Sendable {
    package struct Outcome: Sendable {
        package var statements: Distance
        package var rows: Int
        package var real: Int
    }

    package var store: String
    package var real: [String]
    package var columns: [String]

    package init(store: String, real: [String], columns: [String]) {
        self.store = store
        self.real = real
        self.columns = columns
    }

    package func run() throws(EngineError) -> Outcome {
        try EngineError.wrapping {
            var theirs = Distance.Texts()
            for path in real { try theirs.add(file: path, columns: columns) }
            var ours = Distance.Texts()
            let cursor = try StoreReader(path: store).variants()
            while let variant = try cursor.next() {
                var isKept = false
                try cursor.eachTrace(of: variant) { if $0.isKept { isKept = true } }
                // A statement counts once, however many rows it has.
                if isKept, !variant.isReal { ours.add(variant.statement) }
            }
            return Outcome(
                statements: Distance(ours, theirs), rows: ours.count, real: theirs.count)
        }
    }
}
