internal import LyditeCore
internal import LyditeEngine

/// `lydite report lineage`: that splits share no ancestor.
enum LineageTable {
    static func show(_ arguments: Arguments) throws -> ExitCode {
        let report = try LineageCheck(store: arguments.store).run()
        if arguments.has("--json") {
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
}
