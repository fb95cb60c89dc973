/// One measured number.
package struct Figure: Sendable {
    /// A number that must be reached.
    package enum Bound: Sendable, CustomStringConvertible {
        case atLeast(Double)
        case atMost(Double)

        package var description: String {
            switch self {
            case .atLeast(let value): ">= \(Int(value))"
            case .atMost(let value): "<= \(Int(value))"
            }
        }
    }

    package var name: String
    package var value: Double
    package var unit: String
    package var bound: Bound?

    package init(_ name: String, _ value: Double, _ unit: String, bound: Bound? = nil) {
        self.name = name
        self.value = value
        self.unit = unit
        self.bound = bound
    }

    package var holds: Bool {
        switch bound {
        case .atLeast(let least): value >= least
        case .atMost(let most): value <= most
        case nil: true
        }
    }

    package var text: String {
        let rounded = value >= 100 ? value.rounded() : (value * 100).rounded() / 100
        let digits = rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
        return digits + " " + unit
    }
}
