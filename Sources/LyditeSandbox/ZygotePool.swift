/// The warm interpreters of one keeper: which there are, and when one is worth its start.
///
/// Two runs share a zygote when interpreter, environment (with the hash seed) and tier are the same.
struct ZygotePool {
    struct Key: Hashable {
        var tool: String
        var environment: [String]
        var paths: [String]
        var stackBytes: Int
        var tier: Int
    }

    private struct Entry {
        var id: UInt32
        var runs = 0
        var lastUse = 0
    }

    /// A zygote is replaced after so many runs, so that what it may have gathered cannot grow.
    static let maximumRuns = 500
    /// The keeper holds so many at most.
    static let maximumCount = 6
    /// Runs of one kind that start an interpreter of their own before a warm one is worth its start.
    static let runsBefore = 3

    private var entries: [Key: Entry] = [:]
    private var asked: [Key: Int] = [:]
    /// Kinds whose zygote could not be started: they stay cold.
    private var broken: Set<Key> = []
    private var nextID: UInt32 = 1
    private var uses = 0

    enum Choice: Equatable {
        case cold
        case warm(UInt32)
        /// Start a zygote with this number, after ending those that gave way.
        case start(UInt32, ending: [UInt32])
    }

    /// What the next run of `key` does; it counts as one.
    mutating func choose(_ key: Key, isEager: Bool) -> Choice {
        guard !broken.contains(key) else { return .cold }
        uses += 1
        if var entry = entries[key], entry.runs < Self.maximumRuns {
            entry.runs += 1
            entry.lastUse = uses
            entries[key] = entry
            return .warm(entry.id)
        }
        var ending: [UInt32] = []
        if let old = entries.removeValue(forKey: key) {
            ending.append(old.id)
        } else if !isEager, asked[key, default: 0] < Self.runsBefore {
            // Kinds that never get warm are forgotten together, which costs only time.
            if asked.count > 64 { asked.removeAll() }
            asked[key, default: 0] += 1
            return .cold
        }
        if entries.count >= Self.maximumCount,
            let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse })
        {
            entries[oldest.key] = nil
            ending.append(oldest.value.id)
        }
        let id = nextID
        nextID += 1
        entries[key] = Entry(id: id, runs: 1, lastUse: uses)
        return .start(id, ending: ending)
    }

    /// Forgets a zygote that failed at a run; the keeper may still have it.
    ///
    /// - Returns: Its number.
    mutating func retire(_ key: Key) -> UInt32? { entries.removeValue(forKey: key)?.id }

    /// Forgets one that did not start, and starts none of its kind again.
    mutating func giveUp(_ key: Key) {
        entries[key] = nil
        broken.insert(key)
    }

    var count: Int { entries.count }
}
