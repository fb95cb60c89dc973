internal import Glibc
internal import LyditeCore
internal import Synchronization

/// What compile steps made, by all that went into them.
///
/// It lies in our own memory, where no candidate can reach it; a source can put only what was made of itself under its
/// own digest. Only a compile step that succeeded fills it, with whole files.
final class CompileCache: Sendable {
    private static let maximumBytes = 128 << 20
    private static let maximumAge = Duration.seconds(3600)

    private struct Entry {
        var files: [SandboxFile]
        var bytes: Int
        var made: ContinuousClock.Instant
        var lastUse: Int
    }

    private struct State {
        var entries: [Digest: Entry] = [:]
        var bytes = 0
        var uses = 0
    }

    private let state = Mutex(State())
    private let bound: Int

    init(maximumBytes: Int = CompileCache.maximumBytes) { bound = maximumBytes }

    /// Everything that decides what a compile step makes.
    static func key(
        _ command: Command, _ step: Profile.Step, _ isolation: Isolation, box: String
    ) -> Digest {
        var frame = FrameWriter()
        frame.string(command.profile.language)
        frame.string(isolation.level.rawValue)
        // A tool that was replaced has another size, time or place on the disk.
        var info = stat()
        let isThere = stat(command.profile.tool, &info) == 0
        frame.string(command.profile.tool)
        frame.u64(isThere ? UInt64(info.st_ino) : 0)
        frame.u64(isThere ? UInt64(clamping: info.st_size) : 0)
        frame.u64(isThere ? UInt64(clamping: info.st_mtim.tv_sec) : 0)
        frame.u64(isThere ? UInt64(clamping: info.st_mtim.tv_nsec) : 0)
        frame.strings(step.command)
        frame.strings(step.paths)
        frame.strings(StepRun.environment(of: command, box: box))
        step.calls.encode(into: &frame)
        if let limits = step.limits {
            frame.string("\(limits)")
        }
        for file in command.files {
            frame.string(file.name)
            frame.u8(file.isExecutable ? 1 : 0)
            frame.data(file.bytes)
        }
        return Digest(of: frame.bytes)
    }

    func find(_ key: Digest) -> [SandboxFile]? {
        state.withLock { state in
            guard var entry = state.entries[key] else { return nil }
            guard ContinuousClock.now - entry.made < Self.maximumAge else {
                state.bytes -= entry.bytes
                state.entries[key] = nil
                return nil
            }
            state.uses += 1
            entry.lastUse = state.uses
            state.entries[key] = entry
            return entry.files
        }
    }

    func store(_ files: [SandboxFile], under key: Digest) {
        let bytes = files.reduce(1024) { $0 + $1.bytes.count }
        guard !files.isEmpty, bytes <= bound / 4 else { return }
        state.withLock { state in
            if let old = state.entries[key] { state.bytes -= old.bytes }
            state.uses += 1
            state.entries[key] = Entry(
                files: files, bytes: bytes, made: .now, lastUse: state.uses)
            state.bytes += bytes
            while state.bytes > bound,
                let oldest = state.entries.min(by: { $0.value.lastUse < $1.value.lastUse })
            {
                state.bytes -= oldest.value.bytes
                state.entries[oldest.key] = nil
            }
        }
    }

    var count: Int { state.withLock { $0.entries.count } }
}
