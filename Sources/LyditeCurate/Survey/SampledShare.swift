package import LyditeCore

/// A mean over problems with its standard error, for k of n rollouts.
package struct SampledShare: Sendable {
    /// Rollouts that are looked at.
    package let k: Int
    package private(set) var problems = 0
    private var sum = 0.0
    private var squares = 0.0

    package init(k: Int) { self.k = k }

    package mutating func add(_ share: Double) {
        problems += 1
        sum += share
        squares += share * share
    }

    package var mean: Double { problems == 0 ? 0 : sum / Double(problems) }

    package var standardError: Double {
        guard problems > 1 else { return 0 }
        let n = Double(problems)
        let variance = max(0, (squares - sum * sum / n) / (n - 1))
        return (variance / n).squareRoot()
    }

    package var json: JSON {
        [
            "k": .integer(Int64(k)), "problems": .integer(Int64(problems)),
            "mean": .double((mean * 1e4).rounded() / 1e4),
            "standardError": .double((standardError * 1e4).rounded() / 1e4),
        ]
    }
}
