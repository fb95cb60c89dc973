internal import Glibc
internal import LyditeCore
internal import LyditeFiles

/// The requests of a run that have no answer yet, in files that a provider's batch interface takes.
///
/// Workers come in any order; the files are written at the end, in the order of the run.
final class BatchRequests {
    private struct Entry {
        var ordinal: Int
        var number: Int
        var offset: Int
        var count: Int
        var cost: Money
    }

    /// - Source: the OpenAI API reference, "Batch": at most 50,000 requests and 200 MB a file.
    private static let mostLines = 50_000
    private static let mostBytes = 190_000_000

    private let folder: String
    private let scratch: OutputFile
    private let scratchPath: String
    private var entries: [Entry] = []
    private var offset = 0

    init(folder: String) throws(FileError) {
        self.folder = folder
        try FileBytes.makeFolder(folder)
        scratchPath = folder + "/unsorted"
        scratch = try OutputFile(scratchPath)
    }

    func add(ordinal: Int, number: Int, line: [UInt8], cost: Money) throws(FileError) {
        try scratch.write(line)
        entries.append(
            Entry(
                ordinal: ordinal, number: number, offset: offset, count: line.count, cost: cost))
        offset += line.count
    }

    /// Writes the files, and removes those of an earlier call that have no successor.
    ///
    /// - Parameter budget: What all requests may cost at most; the last ones are left out where it is less.
    func finish(within budget: Budget) throws(FileError) -> (files: [String], requests: Int) {
        try scratch.commit()
        let reader = try RandomReader(scratchPath)
        entries.sort { ($0.ordinal, $0.number) < ($1.ordinal, $1.number) }
        var files: [String] = []
        var requests = 0
        var output: OutputFile?
        var lines = 0
        var bytes = 0
        for entry in entries {
            guard budget.reserve(entry.cost) else { break }
            if lines == Self.mostLines || bytes + entry.count > Self.mostBytes {
                try output?.commit()
                output = nil
            }
            if output == nil {
                files.append("\(folder)/requests-\(files.count + 1).jsonl")
                output = try OutputFile(files[files.count - 1])
                lines = 0
                bytes = 0
            }
            try output?.write(try reader.read(offset: entry.offset, count: entry.count))
            lines += 1
            bytes += entry.count
            requests += 1
        }
        try output?.commit()
        try FileBytes.remove(scratchPath)
        var next = files.count + 1
        while FileBytes.kind("\(folder)/requests-\(next).jsonl") == .file {
            try FileBytes.remove("\(folder)/requests-\(next).jsonl")
            next += 1
        }
        return (files, requests)
    }
}
