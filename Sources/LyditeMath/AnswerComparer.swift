internal import LyditeCore

/// Compares two values and notes how.
///
/// "Different" is only said when both sides were read completely; every doubt is unknown.
struct AnswerComparer {
    enum Outcome: Equatable {
        case equal, different
        case unknown(Cause)
    }

    let spec: AnswerSpec
    let rungs: Rungs
    var rung = Certificate.Rung.text
    var bridges: Set<Certificate.Bridge> = []
    var fuel = 0
    var points = 0
    var bits = 0
    /// The digits that the candidate states, for problems that ask for rounded answers.
    var predDigits: StatedDigits?
    /// Whether capital letters stand beside variables and so are no choices.
    var lettersAreNames = false
    /// Pairs that climbed the ladder, which is dear.
    var ladderCalls = 0

    init(spec: AnswerSpec, rungs: Rungs = .all) {
        self.spec = spec
        self.rungs = rungs
    }

    /// The outcome, with every bridge that the problem turns off taken away.
    mutating func compare(_ gold: AnswerValue, _ pred: AnswerValue, depth: Int = 0) -> Outcome {
        guard !spec.disabledBridges.isEmpty else { return compared(gold, pred, depth) }
        let before = bridges
        bridges = []
        let outcome = compared(gold, pred, depth)
        let isRefused = outcome == .equal && !bridges.isDisjoint(with: spec.disabledBridges)
        bridges.formUnion(before)
        return isRefused ? .different : outcome
    }

    private mutating func compared(
        _ gold: AnswerValue, _ pred: AnswerValue, _ depth: Int
    ) -> Outcome {
        let outcome = decide(gold, pred, depth)
        return rungs.allows(rung) ? outcome : .unknown(.unsupported)
    }

    private mutating func decide(
        _ gold: AnswerValue, _ pred: AnswerValue, _ depth: Int
    ) -> Outcome {
        fuel += 1
        guard depth < MathLimits.depth, fuel < MathLimits.fuel else { return .unknown(.budget) }
        if gold == .tooLarge || pred == .tooLarge { return .unknown(.budget) }
        if case .number(let a) = gold, case .number(let b) = pred {
            return rungs.allows(.rational) ? quantities(a, b) : unaided(gold, pred)
        }
        if let outcome = measures(gold, pred) { return outcome }
        if let outcome = formulas(gold, pred, depth) { return outcome }
        switch (gold, pred) {
        case (.assigned(let name, let a), .assigned(let other, let b)):
            if let renamed = AnswerComparer.renamed(name, other, b) {
                return compare(a, renamed, depth: depth + 1)
            }
            let outcome = compare(a, b, depth: depth + 1)
            return outcome == .equal && name != other ? .unknown(.unsupported) : outcome
        case (.assigned(_, let a), let b), (let b, .assigned(_, let a)):
            bridges.insert(.assignment)
            if case .assigned = gold { return compare(a, b, depth: depth + 1) }
            return compare(b, a, depth: depth + 1)
        case (.letter(let a), .letter(let b)):
            rung = .choice
            if a == b { bridges.insert(.choice) }
            return a == b ? .equal : .different
        case (.words(let a), .words(let b)):
            rung = .word
            return WordComparer.compare(a, b)
        case (.infinity(let a), .infinity(let b)): return a == b ? .equal : .different
        case (.colon(let a, let x), .colon(let b, let y)):
            rung = .ratio
            return colons(a, x, b, y)
        case (.cases(let x), .cases(let y)):
            // Other rows may still make the same function.
            rung = .set
            let rows = { (rows: [[AnswerValue]]) in
                rows.map { AnswerValue.bracketed(open: 0x28, close: 0x29, $0) }
            }
            guard x.count == y.count, x.count <= 8 else { return .unknown(.unsupported) }
            return unordered(rows(x), rows(y), depth) == .equal ? .equal : .unknown(.unsupported)
        case (.residue(let name, let a, let m), .residue(let other, let b, let n)):
            rung = .equation
            guard name == other else { return .unknown(.unsupported) }
            return a == b && m == n ? .equal : .different
        case (.date(let a, let x, let year), .date(let b, let y, let other)):
            rung = .word
            guard a == b, x == y else { return .different }
            if let year, let other { return year == other ? .equal : .different }
            return year == nil && other == nil ? .equal : .unknown(.unsupported)
        case (.bracketed(let a, let b, let x), .bracketed(let c, let d, let y)):
            rung = a == b &- 1 || a == b &- 2 ? .tuple : .interval
            guard a == c, b == d, x.count == y.count else { return certain(x + y, .different) }
            return ordered(x, y, depth)
        case (.list(let x), .list(let y))
        where AnswerComparer.names(x) != nil
            && AnswerComparer.names(x)?.sorted(by: { $0.lexicographicallyPrecedes($1) })
                == AnswerComparer.names(y)?.sorted(by: { $0.lexicographicallyPrecedes($1) }):
            rung = .tuple
            return ordered(AnswerComparer.byName(x), AnswerComparer.byName(y), depth)
        case (.list(let x), .bracketed(0x28, 0x29, let y)) where AnswerComparer.names(x) != nil:
            return coordinates(x, y, depth, isGold: true)
        case (.bracketed(0x28, 0x29, let y), .list(let x)) where AnswerComparer.names(x) != nil:
            return coordinates(x, y, depth, isGold: false)
        case (.list(let x), .list(let y)) where spec.isOrdered:
            rung = .tuple
            guard x.count == y.count else { return certain(x + y, .different) }
            return ordered(x, y, depth)
        case (.set(let x), .set(let y)), (.list(let x), .list(let y)),
            (.set(let x), .list(let y)), (.list(let x), .set(let y)):
            rung = .set
            return unordered(x, y, depth)
        default: return mixed(gold, pred, depth)
        }
    }

    /// Values of different kinds.
    private mutating func mixed(
        _ gold: AnswerValue, _ pred: AnswerValue, _ depth: Int
    ) -> Outcome {
        let swapped = rank(gold) > rank(pred)
        let (a, b) = swapped ? (pred, gold) : (gold, pred)
        switch (a, b) {
        case (.number, .words(let words)):
            rung = .word
            return WordComparer.isNoValue(words) ? .different : .unknown(.unsupported)
        case (.number, .infinity): return .different
        case (.number(let number), .colon(let parts, nil)) where parts.count == 2:
            let (x, y) = (parts[0], parts[1])
            let value = number.value
            // 3:4 is not 3/4, but who writes the one may mean the other.
            let isQuotient = value * y == x
            return isQuotient || number.unit != nil ? .unknown(.unsupported) : .different
        case (.number(let number), .bracketed(_, _, let items)):
            rung = .tuple
            if number.isGrouped || looksGrouped(items, number.value) {
                return .unknown(.unsupported)
            }
            return certain(items, .different)
        case (.number(let number), .set(let items)), (.number(let number), .list(let items)):
            rung = .set
            if number.isGrouped || AnswerComparer.isMeasure(items) {
                return .unknown(.unsupported)
            }
            let single = items.count >= 1 && items.allSatisfy { $0 == items[0] }
            return single ? .unknown(.unsupported) : certain(items, .different)
        case (.letter, .list(let items)), (.letter, .set(let items)):
            rung = .choice
            let letters = items.allSatisfy { if case .letter = $0 { true } else { false } }
            return letters && items.count > 1 ? .different : .unknown(.unsupported)
        case (.set(let items), .words(let words)), (.list(let items), .words(let words)),
            (.bracketed(_, _, let items), .words(let words)):
            rung = .word
            // "all real numbers" may be the whole line.
            let isEndless = items.contains { if case .infinity = $0 { true } else { false } }
            guard !items.isEmpty, WordComparer.isNoValue(words),
                !isEndless || WordComparer.isNoNumber(words)
            else {
                return .unknown(.unsupported)
            }
            return certain(items, .different)
        case (.bracketed(let open, let close, let x), .set(let y)):
            rung = .set
            // [2, 2] is the set {2}, and (2, 2) as an interval is empty.
            if x.count == 2, x[0] == x[1] {
                guard open == UInt8(ascii: "["), close == UInt8(ascii: "]") else {
                    return y.isEmpty ? .unknown(.unsupported) : certain(x + y, .different)
                }
                rung = .interval
                return unordered([x[0]], y, depth)
            }
            return certain(x + y, .different)
        case (.bracketed(_, _, let x), .list(let y)):
            rung = .set
            return unordered(x, y, depth) == .different ? .different : .unknown(.unsupported)
        default: return .unknown(.unsupported)
        }
    }

    private func rank(_ value: AnswerValue) -> Int {
        switch value {
        case .number: 0
        case .letter: 1
        case .infinity: 2
        case .bracketed: 3
        case .colon: 4
        case .set: 5
        case .list: 6
        case .words: 7
        default: 8
        }
    }

    /// Whether the items, read as groups of three digits, are the number: (1,234) and 1234.
    private func looksGrouped(_ items: [AnswerValue], _ number: Rational) -> Bool {
        guard items.count >= 2, items.count <= 8 else { return false }
        var total = Rational.zero
        for item in items {
            guard case .number(let part) = item else { return false }
            total = total * Rational(1_000) + part.value
        }
        return total == number
    }

    /// "2 dollars and 50 cents": amounts of one dimension in different units may be a sum.
    private static func isMeasure(_ items: [AnswerValue]) -> Bool {
        var units: [Unit] = []
        for case .number(let quantity) in items {
            if let unit = quantity.unit, unit.isKnown { units.append(unit) }
        }
        guard let first = units.first, units.count == items.count else { return false }
        return units.allSatisfy { $0.dimension == first.dimension }
            && Set(units.map(\.factor)).count == units.count
    }

    /// `outcome` when every item was read, else unknown.
    private func certain(_ items: [AnswerValue], _ outcome: Outcome) -> Outcome {
        items.allSatisfy(isRead) ? outcome : .unknown(.unsupported)
    }

    func isRead(_ value: AnswerValue) -> Bool {
        switch value {
        case .number, .infinity, .letter, .colon, .expression: true
        case .bracketed(_, _, let items), .set(let items), .list(let items):
            items.allSatisfy(isRead)
        case .assigned(_, let inner): isRead(inner)
        default: false
        }
    }

    mutating func ordered(
        _ x: [AnswerValue], _ y: [AnswerValue], _ depth: Int
    ) -> Outcome {
        var result = Outcome.equal
        let kept = rung
        noteLetters(x, y)
        defer { lettersAreNames = false }
        for (a, b) in zip(x, y) {
            switch compare(a, b, depth: depth + 1) {
            case .equal: break
            case .different:
                rung = kept
                return .different
            case .unknown(let cause): result = .unknown(cause)
            }
        }
        rung = kept
        return result
    }

    /// Every item of each side has its equal on the other; repeats do not matter.
    private mutating func unordered(
        _ x: [AnswerValue], _ y: [AnswerValue], _ depth: Int
    ) -> Outcome {
        let kept = rung
        noteLetters(x, y)
        defer { lettersAreNames = false }
        let first = covered(x, by: y, depth)
        let outcome = first == .equal ? covered(y, by: x, depth) : first
        rung = kept
        return outcome
    }

    private mutating func covered(
        _ x: [AnswerValue], by y: [AnswerValue], _ depth: Int
    ) -> Outcome {
        var result = Outcome.equal
        for a in x {
            var best = Outcome.different
            for b in y {
                let before = bridges
                let outcome = compare(a, b, depth: depth + 1)
                if outcome == .equal {
                    best = .equal
                    break
                }
                bridges = before
                if outcome != .different { best = outcome }
            }
            if best == .different { return .different }
            if best != .equal { result = best }
        }
        return result
    }

    private mutating func colons(
        _ a: [Rational], _ x: AnswerValue.Meridiem?, _ b: [Rational], _ y: AnswerValue.Meridiem?
    ) -> Outcome {
        if x != nil || y != nil {
            guard let s = seconds(a, x), let t = seconds(b, y) else {
                return .unknown(.unsupported)
            }
            if s == t { return .equal }
            // "3:30" may be meant as the afternoon.
            let bare = x == nil ? a[0] : b[0]
            if x == nil || y == nil, bare <= Rational(12),
                (s - t).magnitude == Rational(43_200)
            {
                bridges.insert(.unitOmission)
                return .equal
            }
            return .different
        }
        guard a.count == b.count else {
            // 3:30 and 3:30:00 are one time.
            let (short, long) = a.count < b.count ? (a, b) : (b, a)
            let isSameTime =
                long.starts(with: short) && long.dropFirst(short.count).allSatisfy(\.isZero)
            return isSameTime ? .unknown(.unsupported) : .different
        }
        if a == b { return .equal }
        if spec.kind == .time { return .different }
        // Proportional ratios are equal as ratios and different as times.
        let proportional = zip(a, b).allSatisfy { $0 * b[0] == $1 * a[0] }
        if proportional, spec.kind == .ratio { return .equal }
        return proportional ? .unknown(.unsupported) : .different
    }

    private func seconds(_ parts: [Rational], _ meridiem: AnswerValue.Meridiem?) -> Rational? {
        guard parts.count <= 3, parts.allSatisfy(\.isInteger), parts[1] < Rational(60) else {
            return nil
        }
        var hours = parts[0]
        guard hours < Rational(24) else { return nil }
        if let meridiem {
            guard hours >= .one, hours <= Rational(12) else { return nil }
            if hours == Rational(12) { hours = .zero }
            if meridiem == .pm { hours += Rational(12) }
        }
        let rest = parts.count == 3 ? parts[2] : .zero
        return hours * Rational(3_600) + parts[1] * Rational(60) + rest
    }
}
