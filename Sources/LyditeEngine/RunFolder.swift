internal import LyditeCore
internal import LyditeFiles
internal import LyditeStore

/// The output folder of a run or of one shard: one lydite at a time, one configuration for ever.
struct RunFolder {
    let path: String
    let store: StoreWriter
    /// The data files that an earlier call wrote at its end; nil while none has finished all stages.
    let finished: String?
    private let lock: FolderLock

    var storePath: String { path + "/run.sqlite" }

    init(_ path: String, configuration: JSON) async throws {
        try FileBytes.makeFolder(path)
        self.path = path
        lock = try FolderLock(path)
        store = try StoreWriter(path: path + "/run.sqlite")
        finished = try await Self.check(store, configuration: configuration, folder: path)
    }

    /// Refuses a store that other inputs made; returns what it says of its end.
    private static func check(
        _ store: StoreWriter, configuration: JSON, folder: String
    ) async throws -> String? {
        let text = String(decoding: CanonicalJSON.bytes(of: configuration), as: UTF8.self)
        guard let found = try await store.fact("configuration") else {
            try await store.setFact("verifier", Version.verifier)
            try await store.setFact("configuration", text)
            return nil
        }
        let verifier = try await store.fact("verifier")
        try require(
            configuration, of: ["configuration": found, "verifier": verifier ?? "unknown"],
            in: folder)
        return try await store.fact("finished")
    }

    /// Refuses what another configuration or another verifier made.
    static func require(
        _ configuration: JSON, of facts: [String: String], in place: String
    ) throws {
        let text = String(decoding: CanonicalJSON.bytes(of: configuration), as: UTF8.self)
        let found = facts["configuration"] ?? "null"
        if found != text {
            let old = try? JSONParser.parse(found)
            throw EngineError.otherConfiguration(
                folder: place, differences: differences(from: old ?? .null, to: configuration))
        }
        let verifier = facts["verifier"] ?? "unknown"
        guard verifier == Version.verifier else {
            throw EngineError.otherVerifier(
                folder: place, found: verifier, present: Version.verifier)
        }
    }

    /// Each field that differs, with both values.
    private static func differences(from old: JSON, to new: JSON) -> [String] {
        (new.members ?? []).compactMap { member in
            let before = old[member.key] ?? .null
            guard CanonicalJSON.bytes(of: before) != CanonicalJSON.bytes(of: member.value) else {
                return nil
            }
            if case .object(let now) = member.value {
                return nested(member.key, before, now)
            }
            return "\(member.key) was \(before.text), is \(member.value.text)"
        }
    }

    private static func nested(_ name: String, _ before: JSON, _ now: [JSON.Member]) -> String {
        let old = before.members ?? []
        if let gone = old.first(where: { member in !now.contains { $0.key == member.key } }) {
            return "\(name) held \(gone.key), which is not given now"
        }
        if let added = now.first(where: { before[$0.key] == nil }) {
            return "\(name) did not hold \(added.key)"
        }
        let changed = now.first { before[$0.key] != $0.value }?.key ?? ""
        return "\(name): the content of \(changed) has changed"
    }
}
