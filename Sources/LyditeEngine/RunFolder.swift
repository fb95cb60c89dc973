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

    /// - Parameter isExtending: Whether a configuration that adds to the stored one takes its place.
    init(_ path: String, configuration: JSON, isExtending: Bool) async throws {
        try FileBytes.makeFolder(path)
        self.path = path
        lock = try FolderLock(path)
        store = try StoreWriter(path: path + "/run.sqlite")
        finished = try await Self.check(
            store, configuration: configuration, folder: path, isExtending: isExtending)
    }

    /// Refuses a store that other inputs made; returns what it says of its end.
    private static func check(
        _ store: StoreWriter, configuration: JSON, folder: String, isExtending: Bool
    ) async throws -> String? {
        let text = String(decoding: CanonicalJSON.bytes(of: configuration), as: UTF8.self)
        guard let found = try await store.fact("configuration") else {
            try await store.setFact("verifier", Version.verifier)
            try await store.setFact("configuration", text)
            return nil
        }
        let facts = [
            "configuration": found, "verifier": try await store.fact("verifier") ?? "unknown",
        ]
        if try require(configuration, of: facts, in: folder, isExtending: isExtending) {
            try await store.reopen(configuration: text)
            return nil
        }
        return try await store.fact("finished")
    }

    /// Refuses what another configuration or another verifier made.
    ///
    /// - Returns: Whether the configuration adds to the stored one; only where that is asked for.
    @discardableResult
    static func require(
        _ configuration: JSON, of facts: [String: String], in place: String,
        isExtending: Bool = false
    ) throws -> Bool {
        let verifier = facts["verifier"] ?? "unknown"
        guard verifier == Version.verifier else {
            throw EngineError.otherVerifier(
                folder: place, found: verifier, present: Version.verifier)
        }
        let text = String(decoding: CanonicalJSON.bytes(of: configuration), as: UTF8.self)
        let found = facts["configuration"] ?? "null"
        if found == text { return false }
        let change = ConfigurationChange(
            from: (try? JSONParser.parse(found)) ?? .null, to: configuration)
        let obstacles = change.obstacles
        guard isExtending, obstacles.isEmpty else {
            throw EngineError.otherConfiguration(
                folder: place, differences: isExtending ? obstacles : change.differences,
                canExtend: obstacles.isEmpty)
        }
        return true
    }
}
