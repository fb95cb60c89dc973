internal import Glibc
internal import LyditeCore

/// One place where one job runs at a time: a keeper, on a thread of its own.
actor Slot {
    /// Files and folders that one box may hold.
    private static let boxInodes = 4096
    private nonisolated let executor: ThreadExecutor
    /// Wakes the thread out of poll when the caller is cancelled.
    private nonisolated let wake: Int32
    private nonisolated let waker: Int32
    private let index: Int
    private let keeperPath: String
    private let choice: IsolationChoice
    private let zygoteUse: ZygoteUse
    private let compiled: CompileCache
    private var keeper: KeeperProcess?
    private var isShutDown = false

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(
        index: Int, keeperPath: String, choice: IsolationChoice, zygoteUse: ZygoteUse,
        compiled: CompileCache
    ) throws(SandboxError) {
        self.zygoteUse = zygoteUse
        self.compiled = compiled
        self.index = index
        self.keeperPath = keeperPath
        self.choice = choice
        var pair: [Int32] = [0, 0]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &pair) == 0 else {
            throw .system(call: "socketpair", errno: errno)
        }
        (wake, waker) = (pair[0], pair[1])
        executor = ThreadExecutor()
    }

    deinit {
        close(wake)
        close(waker)
    }

    func isolation() throws(SandboxError) -> Isolation { try startedKeeper().isolation }

    var keeperPID: pid_t? { keeper?.pid }

    func shutDown() {
        isShutDown = true
        keeper?.end()
        keeper = nil
    }

    /// Makes the run in flight end soon; it throws `cancelled`.
    nonisolated func cancel() {
        var byte: UInt8 = 1
        send(waker, &byte, 1, Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL))
    }

    /// Runs one job; a keeper that dies on the way is replaced and the job tried once more.
    func run<D: Dialogue>(
        _ command: Command, limits: Limits, dialogue: D?
    ) throws(SandboxError) -> (run: Run, dialogue: D?, protocolViolation: Bool) {
        var stale = [UInt8](repeating: 0, count: 64)
        while recv(wake, &stale, stale.count, Int32(MSG_DONTWAIT)) == stale.count {}
        guard !Task.isCancelled else { throw .cancelled }
        do throws(SandboxError) {
            return try attempt(command, limits, dialogue)
        } catch .keeperDied {
            drop()
            do throws(SandboxError) {
                return try attempt(command, limits, dialogue)
            } catch {
                dropIfBroken(error)
                throw error
            }
        } catch {
            dropIfBroken(error)
            throw error
        }
    }

    private func drop() {
        keeper?.end()
        keeper = nil
    }

    /// After a refusal the keeper is as good as before; after anything else nobody knows where it
    /// stands.
    private func dropIfBroken(_ error: SandboxError) {
        switch error {
        case .stage, .cancelled, .fileName, .missingLayer: break
        default: drop()
        }
    }

    private func startedKeeper() throws(SandboxError) -> KeeperProcess {
        guard !isShutDown else { throw .shutDown }
        if let keeper { return keeper }
        var first: SandboxError?
        for level in choice.levels {
            do throws(SandboxError) {
                let started = try KeeperProcess(
                    path: keeperPath, level: level, slot: index, asked: choice)
                keeper = started
                return started
            } catch .missingLayer(let layer, let detail, let asked) {
                first = first ?? .missingLayer(layer: layer, detail: detail, asked: asked)
            }
        }
        throw first ?? .shutDown
    }

    private func attempt<D: Dialogue>(
        _ command: Command, _ limits: Limits, _ dialogue: D?
    ) throws(SandboxError) -> (run: Run, dialogue: D?, protocolViolation: Bool) {
        let keeper = try startedKeeper()
        if let warm = try attemptWarm(command, limits, dialogue, on: keeper) { return warm }
        let fileBytes = max(limits.fileBytes, command.profile.compile?.limits?.fileBytes ?? 0)
        try keeper.resetBox(bytes: fileBytes, inodes: Self.boxInodes)
        if let failed = try build(command, limits, on: keeper) { return (failed, dialogue, false) }
        let job = StepRun(
            step: command.profile.run,
            command: (command.program ?? command.profile.run.command) + command.arguments,
            input: command.standardInput, limits: limits, of: command)
        do throws(SandboxError) {
            let done = try job.perform(on: keeper, wake: wake, dialogue: dialogue)
            if let left = command.leftFiles { left.take(try keeper.collect()) }
            return done
        } catch .stage("exec", let number, let path)
            where command.profile.compile != nil && isOwnProgram(path, number, keeper)
        {
            return (Self.notExecutable(number, keeper.isolation), dialogue, false)
        }
    }

    /// Puts the job's files into the box, compiled where the profile says so; the failed run where that failed.
    private func build(
        _ command: Command, _ limits: Limits, on keeper: KeeperProcess
    ) throws(SandboxError) -> Run? {
        guard command.compiles, let compile = command.profile.compile else {
            for file in command.files { try keeper.write(file) }
            return nil
        }
        let key = CompileCache.key(command, compile, keeper.isolation, box: keeper.boxPath)
        if let made = compiled.find(key) {
            for file in made { try keeper.write(file) }
            return nil
        }
        for file in command.files { try keeper.write(file) }
        let job = StepRun(
            step: compile, command: compile.command, input: [], limits: compile.limits ?? limits,
            of: command)
        var built = try job.perform(on: keeper, wake: wake, dialogue: nil as NoDialogue?).run
        guard built.ending == .exited, built.exitCode == 0 else {
            // Wall time alone says nothing of a program: a busy machine is slow to compile.
            if built.ending != .wallLimit { built.ending = .compileError }
            return built
        }
        compiled.store(try keeper.collect(), under: key)
        return nil
    }

    /// The job by a warm interpreter; nil where it is to run cold.
    private func attemptWarm<D: Dialogue>(
        _ command: Command, _ limits: Limits, _ dialogue: D?, on keeper: KeeperProcess
    ) throws(SandboxError) -> (run: Run, dialogue: D?, protocolViolation: Bool)? {
        guard zygoteUse != .never, let key = Self.zygoteKey(command, on: keeper) else { return nil }
        let id = try Self.zygote(
            key, command.profile, on: keeper, isEager: zygoteUse == .always)
        guard id != 0 else { return nil }
        let trusted = command.profile.zygote?.scripts ?? []
        try keeper.resetBox(bytes: limits.fileBytes, inodes: Self.boxInodes)
        for file in command.files where !trusted.contains(file) { try keeper.write(file) }
        var job = StepRun(
            step: command.profile.run,
            command: [command.scriptName ?? command.profile.sourceName] + command.arguments,
            input: command.standardInput, limits: limits, of: command)
        job.zygote = id
        do throws(SandboxError) {
            return try job.perform(on: keeper, wake: wake, dialogue: dialogue)
        } catch .stage {
            // It never came to the candidate, or the zygote went with it: a cold run decides.
            if let failed = keeper.zygotes.retire(key) { try keeper.endZygote(failed) }
            return nil
        }
    }

    /// Whether the kernel refused a program that the compiler made of the candidate, for example
    /// one with a loader's name that is too long.
    ///
    /// At the bare level the box may lie where nothing can be executed: that is not its doing.
    private func isOwnProgram(_ path: String, _ number: Int32, _ keeper: KeeperProcess) -> Bool {
        path.hasPrefix(keeper.boxPath + "/")
            && (keeper.isolation.level != .bareSeccomp || number != EACCES)
    }

    /// What a shell says of such a program.
    private static func notExecutable(_ number: Int32, _ isolation: Isolation) -> Run {
        let text = "the program cannot be executed: \(String(cString: strerror(number)))\n"
        return Run(
            ending: .exited, exitCode: 126,
            standardError: Run.Stream(bytes: Array(text.utf8), total: text.utf8.count),
            isolation: isolation)
    }
}
