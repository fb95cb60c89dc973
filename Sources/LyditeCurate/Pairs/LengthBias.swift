/// How well "the longer side wins" would predict the label of a set of pairs.
package struct LengthBias: Hashable, Sendable {
    private var longer = 0
    private var equal = 0
    private var count = 0

    package init() {}

    package mutating func add(chosenBytes: Int, rejectedBytes: Int) {
        count += 1
        if chosenBytes > rejectedBytes { longer += 1 }
        if chosenBytes == rejectedBytes { equal += 1 }
    }

    /// The share of pairs whose chosen side is longer, ties counted half: 0.5 is best; nil without pairs.
    package var areaUnderCurve: Double? {
        guard count > 0 else { return nil }
        let share = (Double(longer) + Double(equal) / 2) / Double(count)
        return (share * 1000).rounded() / 1000
    }
}
