internal import Glibc
internal import LyditeCore

/// One step of a job: the request to the keeper, the bytes in between, the result.
struct StepRun {
    private let step: Profile.Step
    private let words: [String]
    private let input: [UInt8]
    private let limits: Limits
    private let command: Command
    /// The zygote that forks the program; 0 starts the program itself.
    var zygote: UInt32 = 0

    init(
        step: Profile.Step, command words: [String], input: [UInt8], limits: Limits,
        of command: Command
    ) {
        self.step = step
        self.words = words
        self.input = input
        self.limits = limits
        self.command = command
    }

    func perform<D: Dialogue>(
        on keeper: KeeperProcess, wake: Int32, dialogue: D?
    ) throws(SandboxError) -> (run: Run, dialogue: D?, protocolViolation: Bool) {
        let filter = try keeper.filter(calls(at: keeper.isolation))
        let request = payload(filter, keeper, hasDialogue: dialogue != nil)
        var pipes = try RunPipes.open(dialogue: dialogue != nil)
        do throws(SandboxError) {
            try keeper.send(.run, request, descriptors: pipes.theirs, during: "run")
        } catch {
            pipes.closeTheirs()
            pipes.closeOurs()
            throw error
        }
        pipes.closeTheirs()
        let talk = dialogue.map {
            DialoguePump(dialogue: $0, requests: pipes.requests, results: pipes.results)
        }
        var pump = RunPump(
            keeper: keeper, pipes: pipes, input: input, limit: limits.outputBytes, wake: wake,
            talk: talk)
        defer { pump.closeAll() }
        try pump.run()
        guard let (kind, bytes) = pump.outcome.answer else { throw .keeperDied(during: "run") }
        var reply = FrameReader(bytes)
        if kind == .error { throw keeper.failure(&reply, asked: .full) }
        guard kind == .result else { throw .protocolError("frame \(kind)") }
        guard !pump.outcome.isCancelled else { throw .cancelled }
        let run = try result(&reply, pump.outcome, keeper.isolation)
        return (run, pump.talk?.dialogue, pump.outcome.protocolViolation)
    }

    /// Calls that the missing layers would have made harmless.
    private func calls(at isolation: Isolation) -> SystemCallPolicy {
        var calls = step.calls
        // Memory behind a descriptor is seen by control groups only.
        if isolation.cgroup == nil {
            calls = calls.refusing(["memfd_create"], errno: UInt32(ENOSYS))
        }
        // Without namespaces and without a user of its own, a program could signal everything of
        // the caller.
        if isolation.level == .bareSeccomp, isolation.uid == nil {
            calls = calls.refusing(["kill", "tkill", "tgkill"], errno: UInt32(EPERM))
        }
        return calls
    }

    /// What a process may reserve where no control group is.
    ///
    /// Each thread reserves a stack and an arena of the C library, and touches little of either; how
    /// much is in use is looked at besides.
    private func addressSpace(at isolation: Isolation) -> UInt64 {
        guard isolation.level != .full, step.boundsAddressSpace else { return 0 }
        let thread = step.stackBytes + 64 << 20
        return UInt64(clamping: limits.memoryBytes + min(limits.processes, 4096) * thread)
    }

    func payload(_ filter: UInt32, _ keeper: KeeperProcess, hasDialogue: Bool) -> [UInt8] {
        let words = words.map { fill($0, keeper) }
        var flags: UInt32 = step.isBoxWritable ? 1 : 0
        if hasDialogue { flags |= 2 }
        if step.needsProc { flags |= 4 }
        var frame = FrameWriter()
        frame.u32(filter)
        frame.u32(zygote)
        frame.u32(flags)
        frame.u32(UInt32(clamping: limits.processes))
        frame.u32(UInt32(clamping: step.openFiles))
        frame.u64(Self.nanoseconds(limits.cpu))
        frame.u64(Self.nanoseconds(limits.wall))
        frame.u64(UInt64(clamping: limits.memoryBytes))
        frame.u64(UInt64(clamping: limits.fileBytes))
        frame.u64(UInt64(clamping: step.stackBytes))
        frame.u64(addressSpace(at: keeper.isolation))
        frame.string(words.first ?? "")
        frame.strings(words)
        frame.strings(Self.environment(of: command, box: keeper.boxPath))
        frame.strings(step.paths)
        return frame.bytes
    }

    /// The whole environment, in order.
    static func environment(of command: Command, box: String) -> [String] {
        command.profile.environment.merging(command.environment) { $1 }
            .sorted { $0.key < $1.key }
            .map { "\($0.key)=\(fill($0.value, command.profile, box: box))" }
    }

    private func fill(_ text: String, _ keeper: KeeperProcess) -> String {
        Self.fill(text, command.profile, box: keeper.boxPath)
    }

    static func fill(_ text: String, _ profile: Profile, box: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "{")) else { return text }
        return text.replacing("{tool}", with: profile.tool)
            .replacing("{source}", with: profile.sourceName)
            .replacing("{box}", with: box)
    }

    private static func nanoseconds(_ time: Duration) -> UInt64 {
        let (seconds, attoseconds) = time.components
        // A year is as good as for ever, and does not overflow.
        return UInt64(clamping: min(seconds, 31_536_000)) * 1_000_000_000
            + UInt64(clamping: attoseconds / 1_000_000_000)
    }

    private func result(
        _ reply: inout FrameReader, _ seen: RunPump<some Dialogue>.Outcome, _ isolation: Isolation
    ) throws(SandboxError) -> Run {
        let symptoms = Symptoms(rawValue: reply.u32())
        let status = Int32(bitPattern: reply.u32())
        let cpu = reply.u64()
        let wall = reply.u64()
        let peak = reply.u64()
        let processes = reply.u64()
        let number = reply.u32()
        let name = reply.string()
        guard !reply.isBad else { throw .protocolError("a short result") }
        // The kernel's layout of a wait status (wait(2)): low seven bits the signal, next byte the
        // exit code.
        let isKnown = status != -1
        let exitCode = isKnown && status & 0x7f == 0 ? Int(status >> 8 & 0xff) : nil
        let signal = isKnown && status & 0x7f != 0 ? Int(status & 0x7f) : nil
        let ending = symptoms.ending(
            isOverOutput: seen.isOverOutput, exitCode: exitCode, signal: signal)
        let isForbidden = ending == .forbiddenCall
        return Run(
            ending: ending, exitCode: ending == .exited ? exitCode : nil,
            signal: ending == .signalled ? signal ?? Int(SIGKILL) : nil,
            syscall: isForbidden ? (name.isEmpty ? "\(number)" : name) : nil,
            standardOutput: seen.output, standardError: seen.error,
            cpu: .nanoseconds(Int64(clamping: cpu)), wall: .nanoseconds(Int64(clamping: wall)),
            peakMemoryBytes: Int(clamping: peak), processes: max(1, Int(clamping: processes)),
            isolation: isolation)
    }
}
