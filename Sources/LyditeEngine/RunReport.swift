package import LyditeCore
internal import LyditeFiles
internal import LyditeStore

/// The facts of a finished run: `report.json`, and the table at the end.
package struct RunReport: Sendable {
    package var seed: UInt64
    package var export: ExportResult
    package var notes: InputNotes
    package var seconds: Double

    /// The contract's fields first, in its order.
    package var json: JSON {
        let totals = export.totals
        return .record([
            "version": .string(Version.lydite), "seed": .bigInteger(String(seed)),
            "problems": Self.count(totals.problems), "variants": Self.count(totals.variants),
            "rollouts": Self.count(totals.rollouts),
            "traces": [
                "correct": Self.count(totals.correct), "incorrect": Self.count(totals.incorrect),
                "undecided": Self.count(totals.undecided),
            ],
            "undecidedBy": Self.object(byCause), "pairs": Self.count(totals.pairs),
            "kept": ["sft": Self.count(export.rows("default")), "dpo": Self.count(export.rows("dpo"))],
            "isolation": .string(isolation),
            "cost": ["tokens": 0, "money": 0],
            "incorrectBy": Self.object(byFault), "wrongSteps": Self.count(totals.wrongSteps),
            "dropped": Self.object(export.dropped.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }),
            "refusedVariants": Self.object(totals.refusals.map { ($0.reason, $0.count) }),
            "lengthAUC": export.lengthBias.areaUnderCurve.map { .double($0) },
            "files": .array(
                export.files.map { ["path": .string($0.path), "rows": Self.count($0.rows)] }),
            "emptySplits": .object(
                export.emptySplits.map { JSON.Member($0, "no source problem fell into this split") }),
            "topics": Self.object(totals.topics.map { ($0.name, $0.variants) }),
            "models": .array(totals.models.map { .string($0) }),
            "input": [
                "recordedRows": Self.count(notes.recordedRows), "brokenRows": Self.count(notes.brokenCount),
                "broken": .array(notes.broken.map { .string($0) }),
                "unmatchedRows": Self.count(notes.unmatchedCount),
                "unmatched": .array(notes.unmatched.map { .string($0) }),
            ],
            "seconds": .double((seconds * 1000).rounded() / 1000),
        ])
    }

    package var isolation: String {
        let levels = export.totals.isolationLevels
        return levels.isEmpty ? "none" : levels.joined(separator: "+")
    }

    package var byCause: [(String, Int)] {
        Cause.allCases.compactMap { cause in
            export.totals.verdicts[.undecided(cause)].map { (cause.rawValue, $0) }
        }
    }

    package var byFault: [(String, Int)] {
        Fault.allCases.compactMap { fault in
            export.totals.verdicts[.incorrect(fault)].map { (fault.rawValue, $0) }
        }
    }

    func write(to folder: String) throws(FileError) {
        let file = try OutputFile(folder + "/report.json")
        try file.write(json.text + "\n")
        try file.commit()
    }

    private static func count(_ value: Int) -> JSON { .integer(Int64(value)) }

    private static func object(_ pairs: [(String, Int)]) -> JSON {
        .object(pairs.map { JSON.Member($0.0, count($0.1)) })
    }
}
