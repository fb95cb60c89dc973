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
    private struct Open {
        var config: String
        var split: String
        var output: OutputFile
        var rows = 0
        var dates = DateColumns()
    }

    private var open: [Open] = []
    /// Rows of files that were not made, as loaders would read one of their columns as times.
    package private(set) var dateRows = 0

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
            return try write(row, to: &open[index])
        }
        let path = folder + "/" + layout.path(config, split)
        if let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) {
            try FileBytes.makeFolder(String(path[..<slash]))
        }
        var file = Open(config: config, split: split, output: try OutputFile(path))
        try write(row, to: &file)
        open.append(file)
    }

    private func write(_ row: [UInt8], to file: inout Open) throws(FileError) {
        file.dates.add(row)
        file.rows += 1
        guard case .list = layout else { return try file.output.write(row) }
        try file.output.write(file.rows == 1 ? "[\n" : ",\n")
        try file.output.write(row.last == 10 ? row.dropLast() : row[...])
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
                if entry.dates.found {
                    dateRows += entry.rows
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
