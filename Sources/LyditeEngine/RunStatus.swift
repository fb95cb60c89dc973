package import LyditeCore
internal import LyditeFiles
package import LyditeStore

/// How far a run is, read from its store while another process may write it: `lydite run --status`.
package struct RunStatus: Sendable {
    package enum State: String, Sendable {
        case running
        /// Not finished, and nobody works on it.
        case stopped
        case finished
    }

    /// One store: that of the run, or of a shard.
    package struct Part: Sendable {
        /// Nil for the run itself.
        package var shard: Shard?
        package var state: State
        /// The process that works on it, where that can be told.
        package var process: Int?
        /// Rollouts that are to be made in all; nil where the inputs do not tell.
        package var expected: Int?
        package var totals: StoreTotals
        /// Seconds since the last trace was finished; nil before the first.
        package var idleSeconds: Int?
        /// Traces a minute, in the minute before that.
        package var perMinute: Int

        /// Seconds that the rest will take at that pace.
        package var secondsLeft: Int? {
            guard state == .running, let expected, perMinute > 0 else { return nil }
            return max(0, expected - totals.judged) * 60 / perMinute
        }
    }

    package let out: String
    package let parts: [Part]

    /// - Throws: `EngineError.noRun` where the folder holds nothing of a run.
    package init(of out: String) throws(EngineError) {
        self.out = out
        parts = try EngineError.wrapping { try Self.parts(of: out) }
        guard !parts.isEmpty else { throw .noRun(out) }
    }

    private static func parts(of out: String) throws -> [Part] {
        var parts: [Part] = []
        if FileBytes.kind(out + "/run.sqlite") == .file {
            parts.append(try part(out + "/run.sqlite", folder: out, shard: nil))
        }
        let folder = Shard.folder(of: out)
        guard FileBytes.kind(folder) == .folder else { return parts }
        let names = try FileBytes.names(in: folder)
        let shards = Set(
            names.compactMap { name in
                Shard(fileName: name.hasSuffix(".part") ? String(name.dropLast(5)) : name)
            })
        for shard in shards.sorted(by: { ($0.count, $0.index) < ($1.count, $1.index) }) {
            let files = ShardFiles(shard: shard, out: out)
            if FileBytes.kind(files.whole) == .file {
                var part = try part(files.whole, folder: nil, shard: shard)
                part.state = .finished
                parts.append(part)
            } else if FileBytes.kind(files.work + "/run.sqlite") == .file {
                parts.append(
                    try part(files.work + "/run.sqlite", folder: files.work, shard: shard))
            }
        }
        return parts
    }

    /// - Parameter folder: The one that a running lydite holds.
    private static func part(_ path: String, folder: String?, shard: Shard?) throws -> Part {
        let reader = try StoreReader(path: path)
        let facts = try reader.facts()
        let process = folder.flatMap { FolderLock.holder(of: $0) }
        let pace = try reader.pace()
        return Part(
            shard: shard,
            state: process != nil
                ? .running : facts["finished"] != nil ? .finished : .stopped,
            process: process, expected: facts["expected"].flatMap { Int($0) },
            totals: try reader.totals(), idleSeconds: pace.idleSeconds,
            perMinute: pace.perMinute)
    }

    package var json: JSON {
        [
            "out": .string(out), "parts": .array(parts.map(\.json)),
        ]
    }
}

extension RunStatus.Part {
    fileprivate var json: JSON {
        func count(_ value: Int) -> JSON { .integer(Int64(value)) }
        func optional(_ value: Int?) -> JSON { value.map { count($0) } ?? .null }
        return [
            "shard": shard.map { .string($0.description) } ?? .null,
            "state": .string(state.rawValue), "process": optional(process),
            "variants": count(totals.variants), "rollouts": count(totals.rollouts),
            "expected": optional(expected),
            "traces": [
                "correct": count(totals.correct), "incorrect": count(totals.incorrect),
                "undecided": count(totals.undecided),
            ],
            "pairs": count(totals.pairs),
            "money": .double(totals.costs.map(\.cost).reduce(.zero, +).double),
            "idleSeconds": optional(idleSeconds), "perMinute": count(perMinute),
            "secondsLeft": optional(secondsLeft),
        ]
    }
}
