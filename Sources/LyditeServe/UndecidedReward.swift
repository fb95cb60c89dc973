/// What stands for a verdict that says nothing of the candidate.
package enum UndecidedReward: Hashable, Sendable {
    /// No reward, which TRL leaves out of its means.
    case none
    case number(Double)

    /// Reads `none` or a number.
    package init?(_ text: String) {
        if text == "none" || text == "null" {
            self = .none
        } else if let number = Double(text), number.isFinite, abs(number) <= 1e6 {
            self = .number(number)
        } else {
            return nil
        }
    }
}
