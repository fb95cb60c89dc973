internal import Glibc
internal import LyditeCore

/// Whether warm interpreters are used.
package enum ZygoteUse: String, Sendable {
    /// Once a kind of run has come often enough.
    case worthwhile
    /// From the first run on.
    case always
    case never
}

/// Runs by a warm interpreter. Where one cannot be had, the same job runs cold.
extension Slot {
    /// The kind of zygote that may run `command`; nil where it runs cold.
    static func zygoteKey(_ command: Command, on keeper: KeeperProcess) -> ZygotePool.Key? {
        guard command.mayBeWarm, let zygote = command.profile.zygote,
            command.program == nil || command.scriptName != nil,
            keeper.isolation.level != .bareSeccomp, keeper.isolation.uid != nil,
            command.profile.compile == nil, command.arguments.count < 64
        else { return nil }
        var tier = 0
        for file in command.files where !zygote.scripts.contains(file) {
            // A zero byte is read in another way from a file than from memory.
            guard !file.bytes.contains(0) else { return nil }
            for word in zygote.coldWords where contains(file.bytes, word) { return nil }
            for index in zygote.tiers.indices.dropFirst() where index > tier {
                if contains(file.bytes, zygote.tiers[index].name) { tier = index }
            }
        }
        if let script = command.scriptName, !zygote.scripts.contains(where: { $0.name == script }) {
            return nil
        }
        return ZygotePool.Key(
            tool: command.profile.tool,
            environment: StepRun.environment(of: command, box: keeper.boxPath),
            paths: command.profile.run.paths, stackBytes: command.profile.run.stackBytes, tier: tier
        )
    }

    private static func contains(_ bytes: [UInt8], _ word: String) -> Bool {
        let word = Array(word.utf8)
        return bytes.withUnsafeBytes { text in
            guard let base = text.baseAddress, text.count >= word.count else { return false }
            var at = 0
            while at <= text.count - word.count,
                let found = memchr(base + at, Int32(word[0]), text.count - word.count - at + 1)
            {
                if memcmp(found, word, word.count) == 0 { return true }
                at = found - UnsafeMutableRawPointer(mutating: base) + 1
            }
            return false
        }
    }

    /// The number of a zygote for `key`, started where there is none; 0 where the run is a cold one.
    static func zygote(
        _ key: ZygotePool.Key, _ profile: Profile, on keeper: KeeperProcess, isEager: Bool
    ) throws(SandboxError) -> UInt32 {
        switch keeper.zygotes.choose(key, isEager: isEager) {
        case .cold: return 0
        case .warm(let id): return id
        case .start(let id, let ending):
            for old in ending { try keeper.endZygote(old) }
            do throws(SandboxError) {
                try keeper.startZygote(id, key, profile)
                return id
            } catch .stage {
                keeper.zygotes.giveUp(key)
                return 0
            }
        }
    }
}

extension KeeperProcess {
    /// Has the keeper start a warm interpreter and waits until it is ready.
    func startZygote(
        _ id: UInt32, _ key: ZygotePool.Key, _ profile: Profile
    ) throws(SandboxError) {
        guard let zygote = profile.zygote else { return }
        var frame = FrameWriter()
        frame.u32(id)
        frame.u64(UInt64(clamping: key.stackBytes))
        frame.string(key.tool)
        frame.strings(
            profile.run.command.filter { $0 != "{source}" }.map {
                StepRun.fill($0, profile, box: boxPath)
            } + ["-c", zygote.program])
        frame.strings(key.environment)
        frame.strings(key.paths)
        var items: [(kind: UInt8, name: String, bytes: [UInt8])] = []
        for file in zygote.scripts { items.append((UInt8(ascii: "L"), file.name, file.bytes)) }
        for (script, others) in zygote.beside.sorted(by: { $0.key < $1.key }) {
            items.append((UInt8(ascii: "B"), script, Array(others.joined(separator: " ").utf8)))
        }
        let tiers = key.tier == 0 ? [0] : [0, key.tier]
        for module in tiers.flatMap({ zygote.tiers[$0].modules }) {
            items.append((UInt8(ascii: "I"), module, []))
        }
        frame.u32(UInt32(items.count))
        for item in items {
            frame.u8(item.kind)
            frame.string(item.name)
            frame.data(item.bytes)
        }
        try exchange(.zygote, frame.bytes, during: "zygote")
    }

    func endZygote(_ id: UInt32) throws(SandboxError) {
        var frame = FrameWriter()
        frame.u32(id)
        try send(.zygoteEnd, frame.bytes, during: "zygote")
    }
}
