package import LyditeFiles
internal import LyditeCore

/// The data files of an export, each made only when it has a row.
package final class DataSetWriter {
    /// A file that was written.
    package struct File: Hashable, Sendable {
        package var config: String
        package var split: String
        package var rows: Int
        package var bytes: Int
        package var path: String

        package init(
            config: String, split: String, rows: Int, bytes: Int, path: String? = nil
        ) {
            self.config = config
            self.split = split
            self.rows = rows
            self.bytes = bytes
            self.path = path ?? Layout.repository.path(config, split)
        }
    }

    /// Where rows go.
    package enum Layout: Sendable {
        /// `data/<config>/<split>.jsonl`
        case repository
        /// `<split>.jsonl`
        case lines
        /// One list a file: `data.json` for train, `data_<split>.json` for others.
        case list

        func path(_ config: String, _ split: String) -> String {
            switch self {
            case .repository: "data/\(config)/\(split).jsonl"
            case .lines: "\(split).jsonl"
            case .list: split == "train" ? "data.json" : "data_\(split).json"
            }
        }
    }

    private let folder: String
    private let splits: [String]
    private let layout: Layout
    private var open: [(config: String, split: String, output: OutputFile, rows: Int)] = []

    /// - Parameter splits: All names that a split may have, in the order of the card.
    package init(folder: String, splits: [String], layout: Layout = .repository) {
        self.folder = folder
        self.splits = splits
        self.layout = layout
    }

    /// Rows of one file so far.
    package func rows(config: String, split: String) -> Int {
        open.first { $0.config == config && $0.split == split }?.rows ?? 0
    }

    package func add(_ row: [UInt8], config: String, split: String) throws(FileError) {
        if let index = open.firstIndex(where: { $0.config == config && $0.split == split }) {
            open[index].rows += 1
            return try write(row, to: open[index].output, isFirst: false)
        }
        let path = folder + "/" + layout.path(config, split)
        if let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) {
            try FileBytes.makeFolder(String(path[..<slash]))
        }
        let output = try OutputFile(path)
        try write(row, to: output, isFirst: true)
        open.append((config, split, output, 1))
    }

    private func write(
        _ row: [UInt8], to output: OutputFile, isFirst: Bool
    ) throws(FileError) {
        guard case .list = layout else { return try output.write(row) }
        try output.write(isFirst ? "[\n" : ",\n")
        try output.write(row.last == 10 ? row.dropLast() : row[...])
    }

    /// Makes all files appear; removes what an earlier export left of a split that is empty now.
    package func commit(configs: [String]) throws(FileError) -> [File] {
        var files: [File] = []
        for config in configs {
            for split in splits {
                let path = layout.path(config, split)
                guard let entry = open.first(where: { $0.config == config && $0.split == split })
                else {
                    try FileBytes.remove("\(folder)/\(path)")
                    continue
                }
                if case .list = layout { try entry.output.write("\n]\n") }
                try entry.output.commit()
                files.append(
                    File(
                        config: config, split: split, rows: entry.rows,
                        bytes: entry.output.byteCount, path: path))
            }
        }
        open = []
        return files
    }
}
