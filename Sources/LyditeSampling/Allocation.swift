package import LyditeCore

/// How many rollouts a variant gets: a number for all, or as many as its traces so far call for.
///
/// Every variant gets ``first``. Then the scarcer side of its pairs is looked at, the traces that can be chosen or those that can be
/// rejected. While it has fewer than ``wanted``, another round of ``first`` rollouts follows, up to ``most`` in all, if
/// the chance that the round gives one more of that side is at least ``leastChance``. The chance is that of a share about
/// which nothing was known before (uniform on 0 to 1; Laplace's rule of succession). Problems that are always or never
/// solved end early by this rule, and those in between get what they need.
///
/// Which rollouts are asked for depends on verdicts alone, so that a run does the same at any number of jobs, and after
/// any crash.
package struct Allocation: Hashable, Sendable {
    package var first: Int
    package var most: Int
    package var wanted = 4
    package var leastChance = 0.2

    /// The same number for every variant.
    package init(_ count: Int) { self.init(first: count, most: count) }

    package init(first: Int, most: Int) {
        self.first = first
        self.most = most
    }

    package var isAdaptive: Bool { first < most }

    /// What the traces of one variant can be in pairs.
    package struct Counts: Hashable, Sendable {
        package var rollouts = 0
        package var chosen = 0
        package var rejected = 0

        package init(rollouts: Int = 0, chosen: Int = 0, rejected: Int = 0) {
            self.rollouts = rollouts
            self.chosen = chosen
            self.rejected = rejected
        }
    }

    /// Up to which number rollouts are to be sampled now; nil where the variant has all that it gets.
    ///
    /// - Parameter limit: The most that the variant can have, such as its recorded rows.
    package func end(after counts: Counts, limit: Int) -> Int? {
        let most = min(most, limit)
        guard counts.rollouts < most else { return nil }
        guard counts.rollouts > 0 else { return min(first, most) }
        let scarcer = min(counts.chosen, counts.rejected)
        let end = min(counts.rollouts + first, most)
        guard scarcer < wanted,
            Self.chance(
                ofMoreThan: scarcer, among: counts.rollouts, in: end - counts.rollouts)
                >= leastChance
        else { return nil }
        return end
    }

    /// The chance of at least one more in `draws` further ones, when there were `seen` among `count`.
    private static func chance(ofMoreThan seen: Int, among count: Int, in draws: Int) -> Double {
        var none = 1.0
        for draw in 0..<draws {
            none *= Double(count - seen + 1 + draw) / Double(count + 2 + draw)
        }
        return 1 - none
    }
}

extension Allocation {
    /// The form in a run's configuration: a number, or the fields of the rule.
    package var json: JSON {
        guard isAdaptive else { return .integer(Int64(most)) }
        return [
            "first": .integer(Int64(first)), "most": .integer(Int64(most)),
            "wanted": .integer(Int64(wanted)), "chance": .double(leastChance),
        ]
    }
}
