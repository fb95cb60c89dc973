package import LyditeCore
internal import Synchronization

/// The money that a run may spend: what was spent, and the most that requests under way can cost.
package final class Budget: Sendable {
    private struct State {
        var spent: Money
        var reserved = Money.zero
    }

    package let limit: Money?
    private let state: Mutex<State>

    /// - Parameters:
    ///   - limit: Nil where money is only counted.
    ///   - spent: By earlier calls of the same run.
    package init(limit: Money?, spent: Money) {
        self.limit = limit
        state = Mutex(State(spent: spent))
    }

    package var spent: Money { state.withLock { $0.spent } }

    /// Sets `cost` aside for a request; false where the limit would be exceeded.
    func reserve(_ cost: Money) -> Bool {
        state.withLock { state in
            if let limit, state.spent + state.reserved + cost > limit { return false }
            state.reserved = state.reserved + cost
            return true
        }
    }

    /// Puts what a request did cost in the place of what was set aside for it.
    package func settle(reserved: Money, spent: Money) {
        state.withLock { state in
            state.reserved = Money(pico: max(0, state.reserved.pico - reserved.pico))
            state.spent = state.spent + spent
        }
    }
}
