internal import LyditeCore

extension RealSet {
    /// Most intervals that one side of an operation may have.
    private static let maximumParts = 12

    /// The points of both sets; nil when ends cannot be ordered.
    func intersection(_ other: RealSet) -> RealSet? {
        guard intervals.count <= RealSet.maximumParts,
            other.intervals.count <= RealSet.maximumParts
        else { return nil }
        var out: [Interval] = []
        for a in intervals {
            for b in other.intervals {
                guard let low = RealSet.order(a.low, b.low),
                    let high = RealSet.order(a.high, b.high)
                else { return nil }
                let part = Interval(
                    low: low >= 0 ? a.low : b.low, high: high <= 0 ? a.high : b.high,
                    lowIncluded: low == 0
                        ? a.lowIncluded && b.lowIncluded : low > 0 ? a.lowIncluded : b.lowIncluded,
                    highIncluded: high == 0
                        ? a.highIncluded && b.highIncluded
                        : high < 0 ? a.highIncluded : b.highIncluded)
                guard let width = RealSet.order(part.low, part.high) else { return nil }
                if width < 0 || width == 0 && part.lowIncluded && part.highIncluded {
                    out.append(part)
                }
            }
        }
        return RealSet(out)
    }

    /// All other real numbers.
    var complement: RealSet? {
        var rest = RealSet([
            Interval(
                low: .infinity(negative: true), high: .infinity(negative: false),
                lowIncluded: false, highIncluded: false)
        ])
        for interval in intervals {
            var parts: [Interval] = []
            if case .value = interval.low {
                parts.append(
                    Interval(
                        low: .infinity(negative: true), high: interval.low, lowIncluded: false,
                        highIncluded: !interval.lowIncluded))
            }
            if case .value = interval.high {
                parts.append(
                    Interval(
                        low: interval.high, high: .infinity(negative: false),
                        lowIncluded: !interval.highIncluded, highIncluded: false))
            }
            guard let next = rest.intersection(RealSet(parts)) else { return nil }
            rest = next
        }
        return rest
    }

    private static func order(_ a: End, _ b: End) -> Int? {
        switch (a, b) {
        case (.infinity(let x), .infinity(let y)): x == y ? 0 : x ? -1 : 1
        case (.infinity(let x), .value): x ? -1 : 1
        case (.value, .infinity(let y)): y ? 1 : -1
        case (.value(let x), .value(let y)): LineSolver.order(x, y)
        }
    }

    /// The set as an answer: points, or a union of intervals.
    var answer: AnswerValue {
        func value(_ end: End) -> AnswerValue {
            switch end {
            case .infinity(let negative): .infinity(negative: negative)
            case .value(let expression):
                expression.number.map { .number(Quantity($0)) } ?? .expression(expression, nil)
            }
        }
        let points = intervals.filter(\.isPoint).map { value($0.low) }
        if points.count == intervals.count { return .set(points) }
        let parts = intervals.filter { !$0.isPoint }.map { interval in
            AnswerValue.bracketed(
                open: interval.lowIncluded ? 0x5B : 0x28,
                close: interval.highIncluded ? 0x5D : 0x29,
                [value(interval.low), value(interval.high)])
        }
        return .union(points.isEmpty ? parts : parts + [.set(points)])
    }
}

extension RealSet.Interval {
    var isPoint: Bool {
        if lowIncluded, highIncluded, case .value(let a) = low, case .value(let b) = high {
            return a == b
        }
        return false
    }
}
