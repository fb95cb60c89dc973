internal import LyditeCore
internal import LyditeFiles
package import LyditeStore

/// Where one shard is worked on, and where it lies once it is whole.
struct ShardFiles {
    let shard: Shard
    let out: String

    /// Worked on here, so that nobody takes a part of a shard for the shard.
    var work: String { whole + ".part" }
    var whole: String { Shard.folder(of: out) + "/" + shard.fileName }

    /// Whether the shard is there already; one of another configuration is refused, or taken up again to be extended.
    func isWhole(_ configuration: JSON, isExtending: Bool) throws -> Bool {
        guard FileBytes.kind(whole) == .file else { return false }
        let isToGrow = try RunFolder.require(
            configuration, of: try facts(), in: whole, isExtending: isExtending)
        guard isToGrow else { return true }
        try FileBytes.makeFolder(work)
        try FileBytes.rename(whole, to: work + "/run.sqlite")
        return false
    }

    /// What the finished shard says of itself.
    func facts() throws -> [String: String] { try StoreReader(path: whole).facts() }

    /// Gives the finished shard its place. A shard that has something left to do stays where it is worked on.
    func finish(
        _ store: StoreWriter, notes: InputNotes, unfinished: [String]
    ) async throws -> ShardReport {
        let totals = try StoreReader(path: work + "/run.sqlite").totals()
        var unfinished = unfinished
        if let failed = totals.verdicts[.undecided(.sandboxError)] {
            unfinished.append(
                "the sandbox failed on \(failed) traces; run the same command again for them")
        }
        let report = ShardReport(
            shard: shard, path: unfinished.isEmpty ? whole : work, totals: totals,
            unfinished: unfinished)
        guard unfinished.isEmpty else { return report }
        try await store.setFact("notes", notes.json.text)
        try await store.seal()
        try FileBytes.rename(work + "/run.sqlite", to: whole)
        // The journal is empty by now, and gone unless someone looks at the store at this moment.
        for suffix in ["-wal", "-shm"] { try FileBytes.remove(work + "/run.sqlite" + suffix) }
        try FileBytes.removeEmptyFolder(work)
        return report
    }
}

/// How the work on one shard ended.
package struct ShardReport: Sendable {
    package let shard: Shard
    /// Where it lies.
    package let path: String
    package let totals: StoreTotals
    /// What is left to do, a sentence each; none for a shard that is whole.
    package let unfinished: [String]
}
