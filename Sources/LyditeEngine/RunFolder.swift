internal import Glibc
internal import LyditeCore
internal import LyditeFiles
internal import LyditeStore

/// The output folder of a run: one lydite at a time, one configuration for ever.
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
        if found != text {
            let old = try? JSONParser.parse(found)
            throw EngineError.otherConfiguration(
                folder: folder, differences: differences(from: old ?? .null, to: configuration))
        }
        let verifier = try await store.fact("verifier") ?? "unknown"
        guard verifier == Version.verifier else {
            throw EngineError.otherVerifier(
                folder: folder, found: verifier, present: Version.verifier)
        }
        return try await store.fact("finished")
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

/// Holds a folder for this process alone, for as long as it lives; a crash lets it go.
private final class FolderLock: Sendable {
    private let descriptor: Int32

    init(_ path: String) throws {
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError.cannotOpen(path: path, errno: errno) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw EngineError.folderInUse(path)
        }
    }

    deinit { close(descriptor) }
}
