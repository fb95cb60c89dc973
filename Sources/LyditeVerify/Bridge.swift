internal import LyditeCore
internal import Synchronization

/// Stands between two runs that take turns: tests that ask for one step at a time, and the candidate
/// that makes it.
///
/// Both sides block their own thread while the other one works. Either may end at any time, which
/// ends the wait of the other.
final class Bridge: Sendable {
    private struct State {
        var step: JSON?
        /// Steps that the tests have asked for.
        var asked = 0
        var reply: JSON?
        var areTestsOver = false
        var isCandidateOver = false
        var hasBegun = false
        /// One of the two was begun anew after steps that the other has seen.
        var isTorn = false
        var answered = 0
        var waiting: CheckedContinuation<Bool, Never>?

        mutating func tear() {
            isTorn = true
            areTestsOver = true
            isCandidateOver = true
        }
    }

    private let state = Mutex(State())
    private let toCandidate = Semaphore()
    private let toTests = Semaphore()

    // MARK: The candidate's side

    /// The candidate's process is there: the tests may begin.
    func begin() {
        let waiting = state.withLock { state in
            // A keeper that died is replaced and its run begun anew.
            if state.answered > 0 { state.tear() }
            state.hasBegun = true
            defer { state.waiting = nil }
            return state.waiting
        }
        waiting?.resume(returning: true)
    }

    /// Whether what was seen belongs together.
    var isTorn: Bool { state.withLock { $0.isTorn } }

    /// The step that waits for an answer, with its number; nil once the tests are over.
    func nextStep(after number: Int) -> (number: Int, step: JSON)? {
        while true {
            let found = state.withLock { state -> (number: Int, step: JSON)?? in
                if state.areTestsOver { return .some(nil) }
                guard state.asked > number, let step = state.step else { return nil }
                return .some((state.asked, step))
            }
            if let found { return found }
            toCandidate.wait()
        }
    }

    func answer(_ reply: JSON) {
        state.withLock { state in
            state.reply = reply
            state.answered += 1
        }
        toTests.post()
    }

    func endCandidate() {
        let waiting = state.withLock { state in
            state.isCandidateOver = true
            defer { state.waiting = nil }
            return state.waiting
        }
        waiting?.resume(returning: false)
        toTests.post()
    }

    // MARK: The tests' side

    func beginTests() { state.withLock { if $0.asked > 0 { $0.tear() } } }

    /// Whether the candidate's process came to run at all.
    func hasCandidate() async -> Bool {
        await withCheckedContinuation { continuation in
            let known = state.withLock { state -> Bool? in
                if state.hasBegun || state.isCandidateOver { return state.hasBegun }
                state.waiting = continuation
                return nil
            }
            if let known { continuation.resume(returning: known) }
        }
    }

    /// Nil where the candidate ends before it answers.
    func ask(_ step: JSON) -> JSON? {
        state.withLock { state in
            state.step = step
            state.asked += 1
        }
        toCandidate.post()
        while true {
            let (reply, isOver) = state.withLock { state in
                defer { state.reply = nil }
                return (state.reply, state.isCandidateOver)
            }
            if let reply { return reply }
            if isOver { return nil }
            toTests.wait()
        }
    }

    func endTests() {
        state.withLock { $0.areTestsOver = true }
        toCandidate.post()
    }
}
