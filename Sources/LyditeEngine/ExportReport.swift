package import LyditeCore
internal import LyditeCurate
package import LyditeExport

/// What an export made.
package struct ExportReport: Sendable {
    package struct File: Sendable {
        package internal(set) var path: String
        /// Nil for a file that is not of rows.
        package internal(set) var split: String?
        package internal(set) var rows: Int
        package internal(set) var bytes = 0
        package internal(set) var digest = ""
    }

    package let format: String
    package internal(set) var files: [File] = []
    /// Rows that a loader would have dropped, by reason.
    package internal(set) var dropped: [String: Int] = [:]
    /// Of the pairs that were written.
    var lengthBias = LengthBias()
    /// Why the rows did not become Parquet; nil where they did, or need not.
    package internal(set) var conversion: ParquetHelper.Outcome?

    init(format: String) { self.format = format }

    package var rows: Int { files.map(\.rows).reduce(0, +) }

    package var droppedByReason: [(reason: String, count: Int)] {
        dropped.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    package var json: JSON {
        [
            "format": .string(format), "rows": .integer(Int64(rows)),
            "files": .array(
                files.map { file in
                    [
                        "path": .string(file.path), "rows": .integer(Int64(file.rows)),
                        "bytes": .integer(Int64(file.bytes)), "sha256": .string(file.digest),
                    ]
                }),
            "dropped": .object(
                droppedByReason.map { JSON.Member($0.reason, .integer(Int64($0.count))) }),
        ]
    }
}
