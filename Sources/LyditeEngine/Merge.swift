internal import LyditeCore
internal import LyditeCurate
internal import LyditeFiles
internal import LyditeStore

/// Makes one run of its shards: their stores united, then pairs and exports as one machine would have made them.
package struct Merge: Sendable {
    package enum Outcome: Sendable {
        case finished(RunReport)
        /// The shards had been merged and exported already.
        case nothingLeft
    }

    package var out: String
    /// Told of each shard as it is taken in.
    package var progress: @Sendable (_ done: Int, _ of: Int) -> Void

    package init(out: String, progress: @escaping @Sendable (_ done: Int, _ of: Int) -> Void) {
        self.out = out
        self.progress = progress
    }

    private var storePath: String { out + "/run.sqlite" }

    package func run() async throws(EngineError) -> Outcome {
        try await EngineError.wrapping { try await stages() }
    }

    private func stages() async throws -> Outcome {
        let began = ContinuousClock.now
        let shards = try shards()
        let lock = try FolderLock(out)
        defer { withExtendedLifetime(lock) {} }
        let facts = try checked(shards)
        let identity = Digest(of: Array("\(shards.count)|\(facts["configuration"] ?? "")".utf8))
            .description
        if FileBytes.kind(storePath) != .file {
            try unite(shards, facts: facts, identity: identity)
        }
        let store = try StoreWriter(path: storePath)
        guard try await store.fact("merged") == identity else {
            throw EngineError.otherRun(out)
        }
        let export = try StoredExport(out: out, store: store, facts: facts)
        if try await export.isWhole() { return .nothingLeft }
        return .finished(try await export.run(began: began))
    }

    /// The shards in their order: all of them, of one division of the run.
    private func shards() throws -> [ShardFiles] {
        let folder = Shard.folder(of: out)
        let names = FileBytes.kind(folder) == .folder ? try FileBytes.names(in: folder) : []
        let found = names.compactMap { Shard(fileName: $0) }.sorted { $0.index < $1.index }
        let begun = names.filter { $0.hasSuffix(".sqlite.part") }
            .compactMap { Shard(fileName: String($0.dropLast(".part".count))) }
        guard let count = (found.first ?? begun.first)?.count else {
            throw EngineError.noShards(folder)
        }
        if let other = (found + begun).first(where: { $0.count != count }) {
            throw EngineError.otherDivision(folder, "\((found + begun)[0])", "\(other)")
        }
        let missing = Set(0..<count).subtracting(found.map(\.index)).sorted()
        guard missing.isEmpty else {
            throw EngineError.missingShards(
                folder, missing.map { Shard(index: $0, of: count).description })
        }
        return found.map { ShardFiles(shard: $0, out: out) }
    }

    /// The facts of the first shard, which all the others share.
    private func checked(_ shards: [ShardFiles]) throws -> [String: String] {
        let facts = try shards.map { try $0.facts() }
        let configuration = try JSONParser.parse(facts[0]["configuration"] ?? "null")
        for (shard, found) in zip(shards, facts) {
            try RunFolder.require(configuration, of: found, in: shard.whole)
        }
        return facts[0]
    }

    /// The store appears whole or not at all.
    private func unite(
        _ shards: [ShardFiles], facts: [String: String], identity: String
    ) throws {
        let part = storePath + ".part"
        for suffix in ["", "-journal"] { try FileBytes.remove(part + suffix) }
        do {
            let merger = try StoreMerger(path: part)
            for (number, shard) in shards.enumerated() {
                progress(number, shards.count)
                try merger.add(shard.whole)
            }
            for name in ["configuration", "verifier"] {
                if let fact = facts[name] { try merger.setFact(name, fact) }
            }
            try merger.setFact("merged", identity)
        }
        try FileBytes.rename(part, to: storePath)
        progress(shards.count, shards.count)
    }
}
