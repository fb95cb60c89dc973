internal import LyditeCore

extension AnswerComparer {
    /// Numbers with their units.
    ///
    /// - One side without a unit: the numbers decide (unitOmission).
    /// - Both known: converted when they measure the same; different measures are different
    ///   answers unless one is composed ("dollars per day" may be meant by "dollars").
    /// - Unknown words: the same words or words one of which contains the other's compare by
    ///   number; other words are unknown, whatever the numbers are, since they may be another
    ///   measure of the same thing (7 fortnights, 14 weeks).
    mutating func quantities(_ gold: Quantity, _ pred: Quantity) -> Outcome {
        if rung != .set, rung != .tuple, rung != .interval { rung = .rational }
        if gold.isWord != pred.isWord { bridges.insert(.numberWord) }
        let outcome = measured(gold, pred)
        if outcome == .different, isOpen(gold, pred) { return .unknown(.unsupported) }
        return outcome
    }

    /// Whether a counter ("dozen"), or a multiplier that one side may have left out, makes
    /// unlike values perhaps the same: 2.5 million and 2.5, where the problem counts in millions.
    private func isOpen(_ gold: Quantity, _ pred: Quantity) -> Bool {
        guard gold.isScaled || pred.isScaled else { return false }
        guard !gold.isCounted, !pred.isCounted else { return true }
        guard gold.isScaled != pred.isScaled else { return false }
        let (scaled, bare) = gold.isScaled ? (gold, pred) : (pred, gold)
        var value = scaled.value
        if bare.value * scaled.multiplier == value { return true }
        for _ in 0..<4 {
            value = value * Rational(reduced: 1, 1_000)
            if value == bare.value { return true }
        }
        return false
    }

    /// A quantity with a unit against letters that may be units; nil for everything else.
    mutating func measures(_ gold: AnswerValue, _ pred: AnswerValue) -> Outcome? {
        switch (gold, pred) {
        case (.number(let quantity), .expression(let expression, nil)):
            guard quantity.unit?.isKnown == true || spec.unit != nil,
                let other = AnswerComparer.quantity(expression)
            else { return nil }
            return quantities(quantity, other)
        case (.expression(let expression, nil), .number(let quantity)):
            guard quantity.unit?.isKnown == true || spec.unit != nil,
                let other = AnswerComparer.quantity(expression)
            else { return nil }
            return quantities(other, quantity)
        default: return nil
        }
    }

    private mutating func measured(_ gold: Quantity, _ pred: Quantity) -> Outcome {
        if gold.isPercent || pred.isPercent { return percents(gold, pred) }
        let stated = spec.unit.flatMap { AnswerComparer.unit(named: $0) }
        guard var x = gold.unit ?? stated, var y = pred.unit ?? stated else {
            if gold.unit != nil || pred.unit != nil { bridges.insert(.unitOmission) }
            let outcome = match(gold.value, pred.value)
            let isOpen = outcome == .different && (gold.isMixed || pred.isMixed)
            return isOpen ? .unknown(.unsupported) : outcome
        }
        // Beside the sign of the currency "pounds" are money.
        if x.text == Unit.pound, y.dimension[Unit.sterling] == 1 { x.becomeMoney() }
        if y.text == Unit.pound, x.dimension[Unit.sterling] == 1 { y.becomeMoney() }
        if x.isKnown, y.isKnown {
            rung = .quantity
            if x.dimension == y.dimension {
                if x.factor != y.factor { bridges.insert(.unitConversion) }
                let (a, b) = (gold.value * x.factor, pred.value * y.factor)
                return match(a, b, scale: x.factor, rounded: y.factor)
            }
            return isApart(x, y) ? .different : .unknown(.unsupported)
        }
        if x.text == y.text { return match(gold.value, pred.value) }
        let (a, b) = (Set(x.text.split(separator: 0x20)), Set(y.text.split(separator: 0x20)))
        if a.isSubset(of: b) || b.isSubset(of: a) {
            bridges.insert(.unitOmission)
            return match(gold.value, pred.value)
        }
        return .unknown(.unsupported)
    }

    /// Whether unlike dimensions make unlike answers. "Dollars" may stand for "dollars per day",
    /// and units side by side ("5 ft 3 in") for more than their product.
    func isApart(_ x: Unit, _ y: Unit) -> Bool {
        if !x.isCompound, !y.isCompound { return true }
        for unit in [x, y] {
            if (8..<16).contains(where: { unit.dimension[$0] != 0 }) { return false }
            if unit.text.contains(0x20) { return false }
        }
        return true
    }

    private mutating func percents(_ gold: Quantity, _ pred: Quantity) -> Outcome {
        if gold.isPercent, pred.isPercent { return match(gold.value, pred.value) }
        guard gold.unit == nil, pred.unit == nil else { return .unknown(.unsupported) }
        let hundredth = Rational(reduced: 1, 100)
        if match(gold.value, pred.value) == .equal {
            if gold.isPrefixed || pred.isPrefixed { return .unknown(.unsupported) }
            bridges.insert(.unitOmission)
            return .equal
        }
        let x = gold.isPercent ? gold.value * hundredth : gold.value
        let y = pred.isPercent ? pred.value * hundredth : pred.value
        bridges.insert(.percentValue)
        return match(x, y)
    }

    /// Exact equality, or nearness when the problem states a tolerance.
    ///
    /// - Parameters:
    ///   - scale: The unit that an absolute tolerance is stated in.
    ///   - unit: The unit that the candidate rounded in.
    private mutating func match(
        _ gold: Rational, _ pred: Rational, scale: Rational = .one, rounded unit: Rational = .one
    ) -> Outcome {
        if gold == pred { return .equal }
        if spec.rounding != nil, let exact = gold.divided(by: unit),
            let stated = pred.divided(by: unit), isRounded(exact, stated) == true
        {
            return .equal
        }
        guard spec.absoluteTolerance != nil || spec.relativeTolerance != nil else {
            return .different
        }
        let distance = (gold - pred).magnitude
        if let bound = spec.absoluteTolerance, distance <= bound * scale { return .equal }
        if let bound = spec.relativeTolerance, distance <= bound * gold.magnitude { return .equal }
        return .different
    }

    /// "5 m" and "3 m/s" where the other side has a unit: the letters are units, too.
    static func quantity(_ expression: Expression) -> Quantity? {
        var value = Rational.one
        var unit = Unit(
            dimension: .init(repeating: 0), factor: .one, text: [], isKnown: true,
            isCompound: false)
        guard expression.names.count <= 3, expression.nodes.count <= 16,
            collect(expression, expression.root, 1, &value, &unit), !unit.text.isEmpty
        else { return nil }
        unit.isCompound = unit.text.count > 1
        var quantity = Quantity(value)
        quantity.unit = unit
        return quantity
    }

    private static func collect(
        _ expression: Expression, _ place: Int32, _ power: Int8, _ value: inout Rational,
        _ unit: inout Unit
    ) -> Bool {
        let node = expression.nodes[Int(place)]
        switch node.operation {
        case .number:
            guard let part = expression.numbers[Int(node.left)].power(Int(power)) else {
                return false
            }
            value = value * part
            return true
        case .negate:
            if power % 2 != 0 { value = -value }
            return collect(expression, node.left, power, &value, &unit)
        case .multiply:
            return collect(expression, node.left, power, &value, &unit)
                && collect(expression, node.right, power, &value, &unit)
        case .divide:
            return collect(expression, node.left, power, &value, &unit)
                && collect(expression, node.right, -power, &value, &unit)
        case .power:
            let exponent = expression.nodes[Int(node.right)]
            guard exponent.operation == .number, abs(power) == 1,
                let count = expression.numbers[Int(exponent.left)].intValue, abs(count) <= 3
            else { return false }
            return collect(expression, node.left, power * Int8(count), &value, &unit)
        case .variable:
            let name = expression.names[Int(node.left)]
            guard name.count == 1, "mgshlL".utf8.contains(name[0]),
                let entry = UnitTable.entry(name.map(lower)),
                let factor = entry.factor.power(Int(power))
            else { return false }
            unit.dimension[entry.axis] &+= entry.power &* power
            unit.factor = unit.factor * factor
            unit.text += name
            return true
        default: return false
        }
    }

    /// The unit that a problem states. Its name stands alone, so "min" is no function there.
    static func unit(named name: String) -> Unit? {
        let bytes = [AnswerNormalizer.Mark.text] + Array(name.utf8)
        let normal = bytes.read {
            AnswerNormalizer.normalize($0, 1..<$0.count)
        }
        if let entry = UnitTable.entry(normal) {
            var dimension = SIMD16<Int8>(repeating: 0)
            dimension[entry.axis] = entry.power
            return Unit(
                dimension: dimension, factor: entry.factor, text: normal, isKnown: true,
                isCompound: false)
        }
        return UnitReader.read(ArraySlice([AnswerNormalizer.Mark.text] + normal))?.unit
    }
}
