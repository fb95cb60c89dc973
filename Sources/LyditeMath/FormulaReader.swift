/// Reads what is no plain number: formulas, relations, matrices and unions.
struct FormulaReader {
    let text: Bytes
    let depth: Int

    /// Most signs of a chain of relations.
    private static let maximumSigns = 4

    func read(_ range: Range<Int>) -> AnswerValue? {
        guard depth < MathLimits.depth else { return nil }
        if let matrix = MatrixReader(text: text, depth: depth).read(range) { return matrix }
        if let residue = CongruenceReader.read(text, range) { return residue }
        guard let signs = signs(range) else { return nil }
        if !signs.isEmpty { return relation(range, signs) }
        if let matrix = MatrixFormula.read(text, range) { return matrix }
        return formula(range)
    }

    /// One formula, two for \pm, with a unit where one follows.
    private func formula(_ range: Range<Int>) -> AnswerValue? {
        var parser = ExpressionParser(text, range, inBrackets: depth > 0)
        do {
            let root = try parser.expression(.sum, 0)
            parser.skip()
            let unit = try self.unit(parser.at..<range.upperBound)
            let first = value(parser.builder, root, unit)
            guard parser.sawPlusMinus else { return first }
            var other = ExpressionParser(text, range, inBrackets: depth > 0)
            other.takesMinus = true
            let second = try other.expression(.sum, 0)
            return .list([first, value(other.builder, second, unit)])
        } catch {
            switch error {
            case .foreign: return parser.hasExtraArgument ? .missing : nil
            case .undefined: return .undefined
            case .tooLarge: return .tooLarge
            }
        }
    }

    private func value(_ builder: ExpressionBuilder, _ root: Int32, _ unit: Unit?) -> AnswerValue {
        if let number = builder.number(root) {
            var quantity = Quantity(number)
            quantity.unit = unit
            return .number(quantity)
        }
        var clean = ExpressionBuilder()
        guard let root = try? clean.copy(builder.expression(root)) else { return .tooLarge }
        return .expression(clean.expression(root), unit)
    }

    /// Words in \text after a formula.
    private func unit(
        _ range: Range<Int>
    ) throws(ExpressionReader.Failure) -> Unit? {
        guard !range.isEmpty else { return nil }
        var low = range.lowerBound
        if low > 0, text[low - 1] == AnswerNormalizer.Mark.text { low -= 1 }
        guard text[low] == AnswerNormalizer.Mark.text || isLetter(text[low]),
            let tail = UnitReader.read(ArraySlice(text[low..<range.upperBound])),
            !tail.scaled, let unit = tail.unit
        else { throw .foreign }
        return unit
    }

    /// An expression without a unit.
    func expression(_ range: Range<Int>) -> Expression? {
        switch formula(range) {
        case .number(let quantity) where quantity.unit == nil: .number(quantity.value)
        case .expression(let expression, nil): expression
        default: nil
        }
    }

    private struct Found {
        var sign: Relation.Sign
        var range: Range<Int>
    }

    /// The relation signs outside all brackets; nil for what is not read.
    private func signs(_ range: Range<Int>) -> [Found]? {
        var found: [Found] = []
        var level = 0
        var at = range.lowerBound
        while at < range.upperBound {
            switch text[at] {
            case 0x28, 0x5B, 0x7B, 0x01: level += 1
            case 0x29, 0x5D, 0x7D, 0x02: level -= 1
            default:
                if level == 0, let next = sign(at) {
                    guard let sign = next.sign else { return nil }
                    found.append(Found(sign: sign, range: at..<next.end))
                    guard found.count <= FormulaReader.maximumSigns else { return nil }
                    at = next.end
                    continue
                }
            }
            at += 1
        }
        return found.count <= FormulaReader.maximumSigns ? found : nil
    }

    private func sign(_ at: Int) -> (sign: Relation.Sign?, end: Int)? {
        // Most bytes begin no sign.
        switch text[at] {
        case 0x21, 0x3A, 0x3C, 0x3D, 0x3E, 0x5C: break
        default: return nil
        }
        for (name, sign): (StaticString, Relation.Sign?) in [
            ("<=", .lessEqual), (">=", .greaterEqual), ("=<", .lessEqual), ("=>", nil),
            ("!=", .notEqual), ("==", .equal), ("<", .less), (">", .greater), ("=", .equal),
            ("\\le ", .lessEqual), ("\\ge ", .greaterEqual), ("\\ne ", .notEqual),
            ("\\approx", nil), ("\\equiv", nil), ("\\in", nil), ("\\to", nil), ("\\sim", nil),
            ("\\cup", nil), ("\\cap", nil), ("\\setminus", nil), ("\\Rightarrow", nil),
            ("\\implies", nil), ("\\iff", nil), ("\\subset", nil), (":", nil),
        ] where text.has(name, at: at) {
            let end = at + name.utf8CodeUnitCount
            if name.utf8Start[0] == 0x5C, end < text.count, isAsciiLetter(text[end]),
                text[end - 1] != 0x20
            {
                continue
            }
            return (sign, end)
        }
        return nil
    }

    private func relation(_ range: Range<Int>, _ signs: [Found]) -> AnswerValue? {
        var sides: [Relation.Side] = []
        var start = range.lowerBound
        for cut in signs.map(\.range) + [range.upperBound..<range.upperBound] {
            // A sign may reach over the end of the piece that is read here.
            guard start <= cut.lowerBound else { return nil }
            let part = text.trimmed(start..<cut.lowerBound)
            start = cut.upperBound
            if part.isEmpty {
                // "\le 5" states a bound on something unnamed.
                guard sides.isEmpty, signs[0].sign.isOrder else { return nil }
                sides.append(.expression(unnamed))
                continue
            }
            if let side = infinity(part) {
                sides.append(side)
            } else {
                guard let side = expression(part) else { return nil }
                sides.append(.expression(side))
            }
        }
        return .relation(Relation(sides: sides, signs: signs.map(\.sign)))
    }

    private var unnamed: Expression {
        Expression(
            nodes: [.init(operation: .variable)], numbers: [], names: [[0x3F]], root: 0)
    }

    private func infinity(_ range: Range<Int>) -> Relation.Side? {
        var at = range.lowerBound
        let negative = text[at] == UInt8(ascii: "-")
        if negative || text[at] == UInt8(ascii: "+") { at += 1 }
        guard at + 6 <= range.upperBound, text.has("\\infty", at: at),
            text.trimmed(at + 6..<range.upperBound).isEmpty
        else {
            return nil
        }
        return .infinity(negative: negative)
    }
}
