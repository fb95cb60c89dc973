internal import Synchronization

/// A bounded number of places; who finds none waits in line, in order, for as long as it likes.
final class Gate: Sendable {
    enum Entry: Sendable {
        case entered
        case overdue
        case cancelled
    }

    private struct Waiter {
        var number: Int
        var deadline: ContinuousClock.Instant?
        var continuation: CheckedContinuation<Entry, Never>
    }

    private struct State {
        var free: Int
        var line: [Waiter] = []
        var next = 0
        /// Cancelled before it stood in line.
        var cancelled: Set<Int> = []
    }

    private let state: Mutex<State>
    /// Who comes when so many wait is sent away at once.
    private let longestLine: Int

    init(places: Int, longestLine: Int = 4096) {
        state = Mutex(State(free: places))
        self.longestLine = longestLine
    }

    var waiting: Int { state.withLock { $0.line.count } }

    /// Takes a place without waiting; nobody who waits is passed over.
    func tryEnter() -> Bool {
        state.withLock { state in
            guard state.free > 0, state.line.isEmpty else { return false }
            state.free -= 1
            return true
        }
    }

    /// Takes a place, in turn. Every `entered` needs one ``leave()``.
    func enter(before deadline: ContinuousClock.Instant? = nil) async -> Entry {
        if tryEnter() { return .entered }
        let number = state.withLock { state in
            state.next += 1
            return state.next
        }
        let entry = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let known = state.withLock { state -> Entry? in
                    if state.cancelled.remove(number) != nil { return .cancelled }
                    if state.free > 0, state.line.isEmpty {
                        state.free -= 1
                        return .entered
                    }
                    guard state.line.count < longestLine else { return .overdue }
                    state.line.append(
                        Waiter(number: number, deadline: deadline, continuation: continuation))
                    return nil
                }
                if let known { continuation.resume(returning: known) }
            }
        } onCancel: {
            let waiter = state.withLock { state -> Waiter? in
                guard let at = state.line.firstIndex(where: { $0.number == number }) else {
                    state.cancelled.insert(number)
                    return nil
                }
                return state.line.remove(at: at)
            }
            waiter?.continuation.resume(returning: .cancelled)
        }
        // One that was cancelled after its turn had come left its number behind.
        state.withLock { _ = $0.cancelled.remove(number) }
        return entry
    }

    func leave() {
        let next = state.withLock { state -> Waiter? in
            guard !state.line.isEmpty else {
                state.free += 1
                return nil
            }
            return state.line.removeFirst()
        }
        next?.continuation.resume(returning: .entered)
    }

    /// Sends away who waited past the deadline.
    func expire(now: ContinuousClock.Instant) {
        let late = state.withLock { state -> [Waiter] in
            let late = state.line.filter { $0.deadline.map { $0 <= now } ?? false }
            if !late.isEmpty { state.line.removeAll { $0.deadline.map { $0 <= now } ?? false } }
            return late
        }
        for waiter in late { waiter.continuation.resume(returning: .overdue) }
    }
}
