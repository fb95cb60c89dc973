package import LyditeStore
internal import LyditeCore

/// Makes the pairs of one problem from its traces: pure, and the same for the same traces.
///
/// Chosen sides are correct traces without a false equation; rejected sides are incorrect traces from which an answer
/// could be read. Near misses come first, one for each class of error before a second of any, and each rejected trace
/// gets the chosen one that is nearest in length, so that length does not give the label away.
///
/// Traces are added one by one; only a bounded pool of each side is kept, the earliest of each text.
package struct PairMaker: Sendable {
    /// Pairs of one problem at most, so that no problem rules the set.
    package static let maximumPairs = 6
    /// A correct trace stands in at most this many pairs.
    package static let maximumUses = 2
    /// More candidates for a side than this add nothing, and cost a comparison each.
    private static let maximumPool = 64
    /// Two texts that agree for so long are as near as it matters.
    private static let maximumPrefix = 4096

    private let prompt: String
    private var chosen: [StoredTrace] = []
    private var rejected: [StoredTrace] = []
    private var texts: Set<String> = []

    /// - Parameter prompt: What was asked. A text that begins with all of it again is a whole conversation, which trainers
    ///   would put behind the prompt a second time; quoting it later is a model's own style.
    package init(prompt: String) { self.prompt = prompt }

    package mutating func add(_ trace: StoredTrace) {
        guard !trace.text.isEmpty else { return }
        let isChosen = trace.isSound && !trace.text.utf8.starts(with: prompt.utf8)
        guard isChosen || trace.role == .rejected else { return }
        let count = isChosen ? chosen.count : rejected.count
        guard count < Self.maximumPool, texts.insert(trace.text).inserted else { return }
        if isChosen { chosen.append(trace) } else { rejected.append(trace) }
    }

    package func pairs() -> [Pair] {
        guard !chosen.isEmpty else { return [] }
        var uses = [Int](repeating: 0, count: chosen.count)
        var pairs: [Pair] = []
        for trace in ordered(rejected, against: chosen) {
            guard pairs.count < Self.maximumPairs else { break }
            guard let partner = nearest(to: trace, among: chosen, uses: uses) else { break }
            uses[partner] += 1
            pairs.append(Pair(chosen: chosen[partner], rejected: trace, rule: "near-miss"))
        }
        return pairs
    }

    /// Nearest misses first, then a second round for classes of error seen before.
    private func ordered(_ rejected: [StoredTrace], against chosen: [StoredTrace]) -> [StoredTrace]
    {
        let models = Set(chosen.map(\.model))
        let ranked = rejected.map { trace in
            (trace: trace, share: chosen.map { sharedPrefix(trace.text, $0.text) }.max() ?? 0)
        }
        .sorted { left, right in
            let isLeftOnPolicy = models.contains(left.trace.model)
            let isRightOnPolicy = models.contains(right.trace.model)
            if isLeftOnPolicy != isRightOnPolicy { return isLeftOnPolicy }
            if left.share != right.share { return left.share > right.share }
            return left.trace.number < right.trace.number
        }
        var seen: Set<String> = []
        var first: [StoredTrace] = []
        var later: [StoredTrace] = []
        for (trace, _) in ranked {
            if seen.insert(errorClass(of: trace)).inserted {
                first.append(trace)
            } else {
                later.append(trace)
            }
        }
        return first + later
    }

    /// What went wrong, coarsely: the wrong answer itself for math, the fault for programs.
    private func errorClass(of trace: StoredTrace) -> String {
        let answer = trace.candidate.map { $0.utf8.count <= 64 ? $0 : "" } ?? ""
        return trace.verdict.code + "|" + answer
    }

    /// Bytes that two texts have in common at their start, as a share of the shorter one, in thousandths.
    private func sharedPrefix(_ left: String, _ right: String) -> Int {
        var count = 0
        for (a, b) in zip(left.utf8.prefix(Self.maximumPrefix), right.utf8) {
            guard a == b else { break }
            count += 1
        }
        let bound = min(left.utf8.count, right.utf8.count, Self.maximumPrefix)
        return 1000 * count / max(1, bound)
    }

    private func nearest(to trace: StoredTrace, among chosen: [StoredTrace], uses: [Int]) -> Int? {
        let length = trace.text.utf8.count
        return chosen.indices
            .filter { uses[$0] < Self.maximumUses && chosen[$0].text != trace.text }
            .min { left, right in
                let a = abs(chosen[left].text.utf8.count - length)
                let b = abs(chosen[right].text.utf8.count - length)
                return (a, uses[left], left) < (b, uses[right], right)
            }
    }
}
