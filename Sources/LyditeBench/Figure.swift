/// One measured number.
package struct Figure: Sendable {
    /// A number that must be reached.
    package enum Bound: Sendable, CustomStringConvertible {
        case atLeast(Double)
        case atMost(Double)

        package var description: String {
            switch self {
            case .atLeast(let value): ">= \(Figure.digits(value))"
            case .atMost(let value): "<= \(Figure.digits(value))"
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

    package var text: String { Self.digits(value) + " " + unit }

    private static func digits(_ value: Double) -> String {
        let scale = value >= 100 ? 1.0 : value >= 1 ? 100 : 1000
        let rounded = (value * scale).rounded() / scale
        return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
    }
}
