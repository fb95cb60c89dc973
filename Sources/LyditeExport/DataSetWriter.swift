package import LyditeFiles
internal import LyditeCore

/// The data files of a data set repository: `data/<config>/<split>.jsonl`, each made only when it has a row.
package final class DataSetWriter {
    /// A file that was written.
    package struct File: Hashable, Sendable {
        package var config: String
        package var split: String
        package var rows: Int
        package var bytes: Int
        package var path: String { "data/\(config)/\(split).jsonl" }

        package init(config: String, split: String, rows: Int, bytes: Int) {
            self.config = config
            self.split = split
            self.rows = rows
            self.bytes = bytes
        }
    }

    private let folder: String
    private let splits: [String]
    private var open: [(config: String, split: String, output: OutputFile, rows: Int)] = []

    /// - Parameter splits: All names that a split may have, in the order of the card.
    package init(folder: String, splits: [String]) {
        self.folder = folder
        self.splits = splits
    }

    package func add(_ row: [UInt8], config: String, split: String) throws(FileError) {
        if let index = open.firstIndex(where: { $0.config == config && $0.split == split }) {
            open[index].rows += 1
            return try open[index].output.write(row)
        }
        try FileBytes.makeFolder("\(folder)/data/\(config)")
        let output = try OutputFile("\(folder)/data/\(config)/\(split).jsonl")
        try output.write(row)
        open.append((config, split, output, 1))
    }

    /// Makes all files appear; removes what an earlier export left of a split that is empty now.
    package func commit(configs: [String]) throws(FileError) -> [File] {
        var files: [File] = []
        for config in configs {
            for split in splits {
                guard let entry = open.first(where: { $0.config == config && $0.split == split })
                else {
                    try FileBytes.remove("\(folder)/data/\(config)/\(split).jsonl")
                    continue
                }
                try entry.output.commit()
                files.append(
                    File(
                        config: config, split: split, rows: entry.rows,
                        bytes: entry.output.byteCount))
            }
        }
        open = []
        return files
    }
}
