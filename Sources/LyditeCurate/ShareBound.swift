/// How many of one kind there may be, so that none has more than its share of all that is then left.
enum ShareBound {
    /// - Parameter counts: How many there are of each kind.
    static func of(_ counts: [Int], share: Double) -> Int {
        var total = counts.reduce(0, +)
        while true {
            let bound = max(1, Int((share * Double(total)).rounded(.down)))
            let next = counts.reduce(0) { $0 + min($1, bound) }
            if next >= total { return bound }
            total = next
        }
    }
}
