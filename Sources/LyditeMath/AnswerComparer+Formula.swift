internal import LyditeCore

extension AnswerComparer {
    /// Formulas, relations, matrices and sets of the real line; nil when neither side is one.
    mutating func formulas(
        _ gold: AnswerValue, _ pred: AnswerValue, _ depth: Int
    ) -> Outcome? {
        switch (gold, pred) {
        case (.matrix(let x), .matrix(let y)): return matrices(x, y, depth)
        case (.matrix, .number), (.number, .matrix):
            rung = .matrix
            return AnswerComparer.isSingle(gold, pred) ? .unknown(.unsupported) : .different
        case (.matrix, .expression), (.expression, .matrix):
            // A letter may name a matrix, a constant formula cannot.
            rung = .matrix
            let isOpen = AnswerComparer.isSingle(gold, pred) || hasVariables(gold, pred)
            return isOpen ? .unknown(.unsupported) : .different
        case (.matrix, .words(let words)), (.words(let words), .matrix):
            rung = .word
            return WordComparer.isNoValue(words) ? .different : .unknown(.unsupported)
        default: break
        }
        if let outcome = relations(gold, pred, depth) { return outcome }
        if let outcome = regions(gold, pred) { return outcome }
        if let (a, x) = AnswerComparer.formula(gold), let (b, y) = AnswerComparer.formula(pred) {
            if case .number = gold, case .number = pred { return nil }
            // A letter may stand for an option that nobody listed.
            if isLetter(gold), !b.hasVariables || isLetter(pred) { return nil }
            if isLetter(pred), !a.hasVariables { return nil }
            // An arrow or bold type may be left out.
            if let x = a.variable, let y = b.variable, x != y,
                AnswerComparer.plainName(x) == AnswerComparer.plainName(y)
            {
                return .unknown(.unsupported)
            }
            // "b" may be the choice B.
            if !lettersAreNames, isLetter(gold) != isLetter(pred), let x = a.variable,
                let y = b.variable, x != y,
                x.map(lower) == y.map(lower)
            {
                return .unknown(.unsupported)
            }
            return expressions(a, x, b, y)
        }
        guard AnswerComparer.isFormula(gold) || AnswerComparer.isFormula(pred) else { return nil }
        let other = AnswerComparer.isFormula(gold) ? pred : gold
        switch other {
        case .words(let words):
            rung = .word
            let isApart =
                hasVariables(gold, pred)
                ? WordComparer.isNoNumber(words) : WordComparer.isNoValue(words)
            return isApart ? .different : .unknown(.unsupported)
        case .assigned: return nil
        case .infinity: return hasVariables(gold, pred) ? .unknown(.unsupported) : .different
        case .bracketed(_, _, let items), .set(let items), .list(let items):
            rung = .set
            let single = items.allSatisfy { $0 == items[0] }
            return single || !items.allSatisfy(isRead) ? .unknown(.unsupported) : .different
        default: return .unknown(.unsupported)
        }
    }

    private static func plainName(_ name: [UInt8]) -> [UInt8] {
        name.starts(with: Array("vec ".utf8)) ? Array(name.dropFirst(4)) : name
    }

    /// Whether one side is a matrix with one entry.
    private static func isSingle(_ gold: AnswerValue, _ pred: AnswerValue) -> Bool {
        [gold, pred].contains { value in
            if case .matrix(let rows) = value {
                rows.count == 1 && rows[0].count == 1
            } else {
                false
            }
        }
    }

    /// Two numbers by what compares formulas.
    mutating func unaided(_ gold: AnswerValue, _ pred: AnswerValue) -> Outcome {
        guard let (a, x) = AnswerComparer.formula(gold), let (b, y) = AnswerComparer.formula(pred)
        else { return .unknown(.unsupported) }
        return expressions(a, x, b, y)
    }

    /// Notes whether one side holds both capital letters and other variables: {a, B}.
    mutating func noteLetters<Items: Sequence>(_ x: Items, _ y: Items)
    where Items.Element == AnswerValue {
        lettersAreNames = [x, y].contains { items in
            items.contains(where: isLetter)
                && items.contains { !isLetter($0) && hasVariables($0, $0) }
        }
    }

    private func isLetter(_ value: AnswerValue) -> Bool {
        if case .letter = value { true } else { false }
    }

    private func hasVariables(_ gold: AnswerValue, _ pred: AnswerValue) -> Bool {
        [gold, pred].contains { AnswerComparer.formula($0)?.0.hasVariables ?? false }
    }

    static func isFormula(_ value: AnswerValue) -> Bool {
        if case .expression = value { true } else { false }
    }

    /// A formula and its unit: an expression, a number or a lone letter.
    static func formula(_ value: AnswerValue) -> (Expression, Unit?)? {
        switch value {
        case .expression(let expression, let unit): return (expression, unit)
        case .number(let quantity):
            guard !quantity.isPercent, !quantity.isScaled else { return nil }
            return (.number(quantity.value), quantity.unit)
        case .letter(let letter):
            var builder = ExpressionBuilder()
            guard let root = try? builder.variable([letter]) else { return nil }
            return (builder.expression(root), nil)
        default: return nil
        }
    }

    private mutating func expressions(
        _ a: Expression, _ x: Unit?, _ b: Expression, _ y: Unit?
    ) -> Outcome {
        if let x, let y, x.text != y.text {
            guard x.isKnown, y.isKnown else { return .unknown(.unsupported) }
            if x.dimension != y.dimension {
                rung = .quantity
                return isApart(x, y) ? .different : .unknown(.unsupported)
            }
            guard let left = scaled(a, x.factor), let right = scaled(b, y.factor) else {
                return .unknown(.budget)
            }
            bridges.insert(.unitConversion)
            return climb(left, right)
        }
        if x == nil, y != nil || x != nil, y == nil { bridges.insert(.unitOmission) }
        if let outcome = unitLike(a, b) ?? unitLike(b, a) { return outcome }
        return climb(a, b)
    }

    /// 36 m^2 against 36, 3 ab against 3: letters that may also name a unit.
    private mutating func unitLike(_ a: Expression, _ b: Expression) -> Outcome? {
        let extra = Set(a.names).subtracting(b.names)
        if b.number != nil, extra.count >= 2, let (value, letters) = a.monomial,
            letters.count >= 2, value == b.number
        {
            return .unknown(.unsupported)
        }
        guard extra.count == 1, let name = extra.first, name.count == 1,
            "msghLlNJWVAKC".utf8.contains(name[0]),
            // What is added is no factor.
            a.variable != nil || !a.isAddend(name)
        else { return nil }
        for power in 1...3 {
            var builder = ExpressionBuilder()
            guard let left = try? builder.copy(b), let letter = try? builder.variable(name),
                let exponent = try? builder.number(power),
                let unit = try? builder.power(letter, exponent),
                let product = try? builder.multiply(left, unit)
            else { return nil }
            var ladder = ExpressionComparer(rungs: rungs)
            guard ladder.compare(a, builder.expression(product)) == .equal else { continue }
            guard name == [UInt8(ascii: "m")], power > 1, b.number != nil else {
                return .unknown(.unsupported)
            }
            bridges.insert(.unitOmission)
            rung = .quantity
            return .equal
        }
        return nil
    }

    private func scaled(_ expression: Expression, _ factor: Rational) -> Expression? {
        var builder = ExpressionBuilder()
        do {
            let root = try builder.copy(expression)
            let product = try builder.multiply(root, try builder.number(factor))
            return builder.expression(product)
        } catch { return nil }
    }

    /// Climbs the ladder and keeps what it says about the proof.
    mutating func climb(_ a: Expression, _ b: Expression) -> Outcome {
        guard ladderCalls < MathLimits.ladderCalls else { return .unknown(.budget) }
        ladderCalls += 1
        if let outcome = sameFamily(a, b) { return outcome }
        var ladder = ExpressionComparer(rungs: rungs)
        let outcome = ladder.compare(a, b)
        points += ladder.points
        bits = max(bits, ladder.bits)
        fuel += ladder.fuel
        rung = ladder.rung
        guard outcome == .different else { return outcome }
        if isSameParameter(a, b) { return .unknown(.unsupported) }
        // The size of a complex difference is not computed.
        let isComplex = (a.nodes + b.nodes).contains { $0.operation == .i }
        if isComplex, spec.absoluteTolerance != nil || spec.relativeTolerance != nil {
            return .unknown(.unsupported)
        }
        return near(a, b) ? .equal : constantOfIntegration(a, b) ?? .different
    }

    /// Within the tolerance of the problem, or rounded as it asks.
    private func near(_ a: Expression, _ b: Expression) -> Bool {
        guard !a.hasVariables, !b.hasVariables else { return false }
        if let pred = b.number, spec.rounding != nil {
            let isRounded = isRounded(pred) { isWithin($0, a, b) }
            if isRounded { return true }
        }
        if let bound = spec.absoluteTolerance, isWithin(bound, a, b) { return true }
        guard spec.relativeTolerance != nil else { return false }
        var builder = ExpressionBuilder()
        do {
            let (x, y) = (try builder.copy(a), try builder.copy(b))
            let distance = try builder.call(.abs, try builder.subtract(x, y))
            if let bound = spec.relativeTolerance {
                let size = try builder.call(.abs, x)
                let allowed = try builder.multiply(try builder.number(bound), size)
                let slack = try builder.subtract(allowed, distance)
                if isPositive(builder, slack) { return true }
            }
        } catch { return false }
        return false
    }

    /// Whether the constants are less than `bound` apart.
    private func isWithin(_ bound: Rational, _ a: Expression, _ b: Expression) -> Bool {
        var builder = ExpressionBuilder()
        do {
            let (x, y) = (try builder.copy(a), try builder.copy(b))
            let distance = try builder.call(.abs, try builder.subtract(x, y))
            let slack = try builder.subtract(try builder.number(bound), distance)
            return isPositive(builder, slack)
        } catch { return false }
    }

    private func isPositive(_ builder: ExpressionBuilder, _ node: Int32) -> Bool {
        if let number = builder.number(node) { return number.sign > 0 }
        var clean = ExpressionBuilder()
        guard let root = try? clean.copy(builder.expression(node)) else { return false }
        return ConstantComparer.sign(clean, root) > 0
    }

    /// pi/4 + n pi against pi/4 + k pi: the letter that counts the solutions is free.
    private func isSameParameter(_ a: Expression, _ b: Expression) -> Bool {
        let (first, second) = (Set(a.names).subtracting(b.names), Set(b.names).subtracting(a.names))
        let counters: [[UInt8]] = [[0x6B], [0x6C], [0x6D], [0x6E]]
        guard first.count == 1, second.count == 1, let x = first.first, let y = second.first,
            counters.contains(x), counters.contains(y),
            a.nodes.contains(where: { $0.operation == .pi })
        else { return false }
        var builder = ExpressionBuilder()
        do {
            let variable = try builder.variable(x)
            let root = try builder.copy(b) { $0 == y ? variable : nil }
            var ladder = ExpressionComparer(rungs: rungs)
            return ladder.compare(a, builder.expression(root)) == .equal
        } catch { return false }
    }

    /// f + C and f + K are equal when they are so with both letters as one.
    private mutating func sameFamily(_ a: Expression, _ b: Expression) -> Outcome? {
        guard a.names.count > 1, b.names.count > 1, let left = constant(a),
            let right = constant(b), left != right, isCapital(left) || isCapital(right),
            a.isAddend(left) == b.isAddend(right)
        else { return nil }
        var ladder = ExpressionComparer(rungs: rungs)
        var builder = ExpressionBuilder()
        var first = ExpressionBuilder()
        do {
            let constant = try builder.variable([0x43])
            let renamed = try builder.copy(b) { $0 == right ? constant : nil }
            let same = try first.variable([0x43])
            let original = try first.copy(a) { $0 == left ? same : nil }
            let outcome = ladder.compare(
                first.expression(original), builder.expression(renamed))
            rung = ladder.rung
            points += ladder.points
            return outcome == .equal ? .equal : nil
        } catch { return nil }
    }

    /// f + C against f + K: nothing tells the families apart when the letters alone differ.
    private func constantOfIntegration(_ a: Expression, _ b: Expression) -> Outcome? {
        guard a.names.count > 1 || b.names.count > 1, let first = constant(a),
            let second = constant(b), isCapital(first) || isCapital(second)
        else { return nil }
        // A constant that is added to one and not to the other makes unlike families.
        guard a.isAddend(first) == b.isAddend(second) else { return nil }
        let (left, right) = ([first], [second])
        // f + C and g + C with f - g constant are one family.
        return isConstantDifference(a, left[0], b, right[0]) ? .unknown(.unsupported) : nil
    }

    /// The letter of the constant: C or K, or a small one where it is added.
    private func constant(_ a: Expression) -> [UInt8]? {
        let capitals: [[UInt8]] = [[0x43], [0x4B]].filter { a.names.contains($0) }
        if !capitals.isEmpty { return capitals.count == 1 ? capitals[0] : nil }
        let small: [[UInt8]] = [[0x63], [0x6B]].filter { a.isAddend($0) }
        return small.count == 1 ? small[0] : nil
    }

    private func isCapital(_ name: [UInt8]) -> Bool { isUpper(name[0]) }

    /// Whether nothing proves that the difference of two families depends on the variables.
    private func isConstantDifference(
        _ a: Expression, _ left: [UInt8], _ b: Expression, _ right: [UInt8]
    ) -> Bool {
        let names = Set(a.names + b.names).subtracting([left, right])
            .sorted { $0.lexicographicallyPrecedes($1) }
        var builder = ExpressionBuilder()
        var differences: [Int32] = []
        for point in 0..<2 {
            var values: [[UInt8]: Rational] = [left: .one]
            values[right] = .one
            for (index, name) in names.enumerated() {
                values[name] = ExpressionComparer.coordinate(point, index)
            }
            guard let x = ExpressionComparer.substitute(&builder, a, values),
                let y = ExpressionComparer.substitute(&builder, b, values),
                let difference = try? builder.subtract(x, y)
            else { return true }
            differences.append(difference)
        }
        var clean = ExpressionBuilder()
        guard let x = try? clean.copy(builder.expression(differences[0])),
            let y = try? clean.copy(builder.expression(differences[1]))
        else { return true }
        let report = ConstantComparer.compare(clean, x, y, onlyBalls: true)
        return report.answer != .different
    }

    private mutating func matrices(
        _ x: [[AnswerValue]], _ y: [[AnswerValue]], _ depth: Int
    ) -> Outcome {
        rung = .matrix
        guard x.count == y.count, x[0].count == y[0].count else {
            return .different
        }
        var result = Outcome.equal
        noteLetters(x.joined(), y.joined())
        defer { lettersAreNames = false }
        for (a, b) in zip(x.joined(), y.joined()) {
            switch compare(a, b, depth: depth + 1) {
            case .equal: break
            case .different:
                rung = .matrix
                return .different
            case .unknown(let cause): result = .unknown(cause)
            }
        }
        rung = .matrix
        return result
    }
}

extension Expression {
    /// A number and the letters that it is multiplied with.
    fileprivate var monomial: (Rational, [[UInt8]])? {
        var value = Rational.one
        var letters: [[UInt8]] = []
        var open = [root]
        while let place = open.popLast() {
            let node = nodes[Int(place)]
            switch node.operation {
            case .multiply: open += [node.left, node.right]
            case .number: value = value * numbers[Int(node.left)]
            case .variable: letters.append(names[Int(node.left)])
            default: return nil
            }
            guard open.count + letters.count < 8 else { return nil }
        }
        return (value, letters)
    }
}
