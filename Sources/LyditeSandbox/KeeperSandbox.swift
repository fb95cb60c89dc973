package import LyditeCore
internal import Synchronization

/// A sandbox of slots, each with a keeper of its own; runs beyond their number wait in line.
package final class KeeperSandbox: Sandbox {
    private struct State {
        var free: [Slot] = []
        var all: [Slot] = []
        var waiting: [CheckedContinuation<Slot?, Never>] = []
        var isShutDown = false
        var companion: KeeperSandbox?
    }

    private let home: String
    private let choice: IsolationChoice
    private let slots: Int
    /// The number of the first slot, so that no two of one program share a user.
    private let firstSlot: Int
    private let keeperPath: String?
    private let zygoteUse: ZygoteUse
    let compiled = CompileCache()
    private let state = Mutex(State())

    /// Makes a sandbox; keepers start when they are first needed.
    ///
    /// - Parameters:
    ///   - home: The folder that holds Sandboxes.
    ///   - isolation: The level asked for; less is never given.
    ///   - slots: Jobs that run at once, at least 1.
    ///   - keeperPath: The keeper's program; nil looks in `LYDITE_KEEPER` and beside the
    ///     executable.
    ///   - zygotes: When warm interpreters are used; nil reads `LYDITE_ZYGOTES`, else when they are
    ///     worth their start.
    package convenience init(
        home: String, isolation: IsolationChoice = .full, slots: Int = 1, keeperPath: String? = nil,
        zygotes: ZygoteUse? = nil
    ) {
        self.init(
            home: home, isolation: isolation, slots: slots, keeperPath: keeperPath,
            zygotes: zygotes, firstSlot: 0)
    }

    private init(
        home: String, isolation: IsolationChoice, slots: Int, keeperPath: String?,
        zygotes: ZygoteUse?, firstSlot: Int
    ) {
        self.home = home
        self.firstSlot = firstSlot
        zygoteUse =
            zygotes ?? Home.variable("LYDITE_ZYGOTES").flatMap(ZygoteUse.init) ?? .worthwhile
        choice = isolation
        self.slots = max(1, slots)
        self.keeperPath = keeperPath
    }

    package var isolation: Isolation {
        get async throws(SandboxError) {
            let slot = try await take()
            defer { give(slot) }
            return try await slot.isolation()
        }
    }

    package func run(_ command: Command, limits: Limits) async throws(SandboxError) -> Run {
        try await perform(command, limits, nil as NoDialogue?).run
    }

    package func run<D: Dialogue>(
        _ command: Command, limits: Limits, dialogue: D
    ) async throws(SandboxError) -> DialogueRun<D> {
        let done = try await perform(command, limits, dialogue)
        return (done.run, done.dialogue ?? dialogue, done.protocolViolation)
    }

    /// Made when it is first asked for; a companion's own is itself.
    package var companion: any Sandbox {
        guard firstSlot == 0 else { return self }
        return state.withLock { state in
            if let known = state.companion { return known }
            let made = KeeperSandbox(
                home: home, isolation: choice, slots: slots, keeperPath: keeperPath,
                zygotes: zygoteUse, firstSlot: slots)
            made.state.withLock { $0.isShutDown = state.isShutDown }
            state.companion = made
            return made
        }
    }

    /// Process ids of the keepers that run now.
    package var keepers: [Int32] {
        get async {
            var found: [Int32] = []
            let (slots, companion) = state.withLock { ($0.all, $0.companion) }
            for slot in slots {
                if let pid = await slot.keeperPID { found.append(pid) }
            }
            return found + (await companion?.keepers ?? [])
        }
    }

    /// Ends all keepers; runs that wait or come later throw `shutDown`.
    package func shutDown() async {
        let (slots, waiting) = state.withLock { state in
            state.isShutDown = true
            defer {
                state.all = []
                state.free = []
                state.waiting = []
            }
            return (state.all, state.waiting)
        }
        for continuation in waiting { continuation.resume(returning: nil) }
        await state.withLock({ $0.companion })?.shutDown()
        for slot in slots {
            slot.cancel()
            await slot.shutDown()
        }
    }

    private func perform<D: Dialogue>(
        _ command: Command, _ limits: Limits, _ dialogue: D?
    ) async throws(SandboxError) -> (run: Run, dialogue: D?, protocolViolation: Bool) {
        let slot = try await take()
        defer { give(slot) }
        let result: Result<(run: Run, dialogue: D?, protocolViolation: Bool), SandboxError>
        result = await withTaskCancellationHandler {
            do throws(SandboxError) {
                return .success(try await slot.run(command, limits: limits, dialogue: dialogue))
            } catch {
                return .failure(error)
            }
        } onCancel: {
            slot.cancel()
        }
        return try result.get()
    }

    private enum Turn {
        case slot(Slot)
        case new(Int)
        case wait
        case shutDown
    }

    private func take() async throws(SandboxError) -> Slot {
        let turn = state.withLock { state in
            if state.isShutDown { return Turn.shutDown }
            if let slot = state.free.popLast() { return .slot(slot) }
            // Making a slot is cheap: its keeper starts later, on the slot's own thread.
            return state.all.count < slots ? .new(state.all.count) : .wait
        }
        switch turn {
        case .slot(let slot): return slot
        case .shutDown: throw .shutDown
        case .new: if let slot = try make() { return slot }
        case .wait: break
        }
        guard let slot = await inLine() else { throw .shutDown }
        return slot
    }

    /// A new slot, or nil when others took the last place meanwhile.
    private func make() throws(SandboxError) -> Slot? {
        let path = try Home.findKeeper(explicit: keeperPath)
        return try state.withLock { state throws(SandboxError) -> Slot? in
            guard state.all.count < slots, !state.isShutDown else { return nil }
            let slot = try Slot(
                index: firstSlot + state.all.count, keeperPath: path, choice: choice,
                zygoteUse: zygoteUse,
                compiled: compiled)
            state.all.append(slot)
            return slot
        }
    }

    private func inLine() async -> Slot? {
        await withCheckedContinuation { continuation in
            let ready = state.withLock { state -> (Bool, Slot?) in
                if state.isShutDown { return (true, nil) }
                if let slot = state.free.popLast() { return (true, slot) }
                state.waiting.append(continuation)
                return (false, nil)
            }
            if ready.0 { continuation.resume(returning: ready.1) }
        }
    }

    private func give(_ slot: Slot) {
        let next = state.withLock { state -> CheckedContinuation<Slot?, Never>? in
            guard !state.isShutDown else { return nil }
            if !state.waiting.isEmpty { return state.waiting.removeFirst() }
            state.free.append(slot)
            return nil
        }
        next?.resume(returning: slot)
    }
}
