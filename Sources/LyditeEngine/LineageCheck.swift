package import LyditeCore
internal import LyditeCurate
internal import LyditeStore

/// Proves from the store that no row of one split descends from a problem of another.
package struct LineageCheck: Sendable {
    package struct Report: Sendable {
        package internal(set) var problems: [String: Int] = [:]
        package internal(set) var rows: [String: Int] = [:]
        package internal(set) var syntheticRows = 0
        /// Rows by the number of transforms between them and their source.
        package internal(set) var depths: [Int: Int] = [:]
        /// A sentence for each thing that does not hold.
        package internal(set) var faults: [String] = []
        package internal(set) var faultCount = 0

        package var holds: Bool { faultCount == 0 }
        package var rowCount: Int { rows.values.reduce(0, +) }

        package var syntheticShare: Double {
            rowCount == 0 ? 0 : (Double(syntheticRows) / Double(rowCount) * 1e4).rounded() / 1e4
        }

        package var meanDepth: Double {
            let sum = depths.reduce(0) { $0 + $1.key * $1.value }
            return rowCount == 0 ? 0 : (Double(sum) / Double(rowCount) * 100).rounded() / 100
        }

        package var json: JSON {
            [
                "holds": .bool(holds), "faults": .array(faults.map { .string($0) }),
                "faultCount": .integer(Int64(faultCount)), "sources": Self.object(problems),
                "rows": Self.object(rows), "syntheticShare": .double(syntheticShare),
                "meanDepth": .double(meanDepth),
                "depths": .object(
                    depths.sorted { $0.key < $1.key }.map {
                        JSON.Member("\($0.key)", .integer(Int64($0.value)))
                    }),
            ]
        }

        private static func object(_ counts: [String: Int]) -> JSON {
            .object(
                Split.allCases.map { split in
                    JSON.Member(split.rawValue, .integer(Int64(counts[split.rawValue] ?? 0)))
                })
        }

        mutating func fault(_ text: String) {
            faultCount += 1
            if faults.count < 20 { faults.append(text) }
        }
    }

    package var store: String

    package init(store: String) { self.store = store }

    package func run() throws(EngineError) -> Report {
        try EngineError.wrapping { try check() }
    }

    private func check() throws -> Report {
        let reader = try StoreReader(path: store)
        var report = Report()
        // Where each source and each family stands, by the first problem that names it.
        var sources: Set<Digest> = []
        var families: [String: Split] = [:]
        var cursor = try reader.variants()
        while let variant = try cursor.next() {
            let split = Split(source: variant.sourceDigest)
            if sources.insert(variant.sourceDigest).inserted {
                report.problems[split.rawValue, default: 0] += 1
            }
            if let other = families[variant.family], other != split {
                report.fault("the family \(variant.family) stands in \(other) and in \(split)")
            }
            families[variant.family] = split
        }
        cursor = try reader.variants()
        while let variant = try cursor.next() {
            var kept = 0
            try cursor.eachTrace(of: variant) { if $0.isKept { kept += 1 } }
            try check(variant, kept: kept, families, &report)
        }
        return report
    }

    private func check(
        _ variant: StoredVariant, kept: Int, _ families: [String: Split], _ report: inout Report
    ) throws {
        let split = Split(source: variant.sourceDigest)
        let lineage = (try? JSONParser.parse(variant.lineage)) ?? .null
        let steps = lineage["steps"]?.arrayValue ?? []
        if lineage["source"]?.stringValue != variant.sourceDigest.description {
            report.fault("\(variant.name) is filed under another source than its lineage names")
        }
        if steps.count != variant.depth {
            report.fault(
                "\(variant.name) has \(steps.count) steps of lineage and depth \(variant.depth)")
        }
        if let first = steps.first,
            first["parent"]?.stringValue != variant.sourceDigest.description
        {
            report.fault("the lineage of \(variant.name) does not begin at its source")
        }
        guard kept > 0 else { return }
        for partner in Ancestry.partners(of: variant) {
            if let other = families[partner], other != split {
                report.fault(
                    "\(variant.name) of \(split) was composed with \(partner), which stands in \(other)"
                )
            }
        }
        report.rows[split.rawValue, default: 0] += kept
        report.depths[variant.depth, default: 0] += kept
        if !variant.isReal { report.syntheticRows += kept }
    }
}
