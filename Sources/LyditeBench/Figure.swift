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

    /// Which way is faster, smaller or nearer.
    package enum Better: String, Sendable { case more, less }

    package var name: String
    package var value: Double
    package var unit: String
    package var bound: Bound?
    package var better: Better

    /// - Parameter better: By default as the bound says; less, where there is none.
    package init(
        _ name: String, _ value: Double, _ unit: String, bound: Bound? = nil, better: Better? = nil
    ) {
        self.name = name
        self.value = value
        self.unit = unit
        self.bound = bound
        if let better {
            self.better = better
        } else if case .atLeast = bound {
            self.better = .more
        } else {
            self.better = .less
        }
    }

    package var holds: Bool {
        switch bound {
        case .atLeast(let least): value >= least
        case .atMost(let most): value <= most
        case nil: true
        }
    }

    package var text: String { Self.digits(value) + " " + unit }

    /// Three or so digits of a number.
    package static func digits(_ value: Double) -> String {
        let scale = value >= 100 ? 1.0 : value >= 1 ? 100 : 1000
        let rounded = (value * scale).rounded() / scale
        return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
    }
}
