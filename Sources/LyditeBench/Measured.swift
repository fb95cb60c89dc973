package import LyditeCore

/// A figure over several rounds: its median and how far the rounds lie apart.
package struct Measured: Sendable {
    /// The figure of the last round, with the median as its value.
    package let figure: Figure
    package let low: Double
    package let high: Double
    package let rounds: Int

    /// Single rounds say nothing of their noise: up to this share a difference is taken for it.
    private static let singleNoise = 0.15
    /// Less than this is no slow-down, however steady the rounds are.
    private static let smallest = 0.05

    /// - Parameter rounds: The same figure of each round, one at least.
    package init(_ rounds: [Figure]) {
        precondition(!rounds.isEmpty)
        let values = rounds.map(\.value).sorted()
        let middle = values.count / 2
        var figure = rounds[rounds.count - 1]
        figure.value =
            values.count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2
        self.figure = figure
        low = values[0]
        high = values[values.count - 1]
        self.rounds = rounds.count
    }

    /// Brings the rounds' figures together by name, in the order of the first round.
    package static func joined(_ rounds: [[Figure]]) -> [Measured] {
        guard let first = rounds.first else { return [] }
        return first.map { figure in
            Measured(rounds.flatMap { $0.filter { $0.name == figure.name } })
        }
    }

    package var json: JSON {
        [
            "value": .double(figure.value), "low": .double(low), "high": .double(high),
            "rounds": .integer(Int64(rounds)), "unit": .string(figure.unit),
            "better": .string(figure.better.rawValue),
        ]
    }

    /// How a figure stands to an earlier one.
    package struct Change: Sendable {
        /// The new median as a multiple of the old one.
        package let ratio: Double
        /// Worse by more than the noise of either.
        package let isSlower: Bool
    }

    /// - Parameter earlier: The same figure as `json` wrote it; nil where it cannot be read.
    package func change(since earlier: JSON) -> Change? {
        guard let before = earlier["value"]?.doubleValue, before > 0 else { return nil }
        let oldLow = earlier["low"]?.doubleValue ?? before
        let oldHigh = earlier["high"]?.doubleValue ?? before
        let isSingle = rounds < 2 || (earlier["rounds"]?.intValue ?? 1) < 2
        let ratio = figure.value / before
        let slack = isSingle ? Self.singleNoise : Self.smallest
        let isSlower =
            switch figure.better {
            case .more: high < oldLow && ratio < 1 - slack
            case .less: low > oldHigh && ratio > 1 + slack
            }
        return Change(ratio: ratio, isSlower: isSlower)
    }
}
