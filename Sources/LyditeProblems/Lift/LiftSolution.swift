import LyditeMath

/// The equations of a worked solution in the order of the text.
struct LiftSolution {
    private(set) var equations: [LiftEquation] = []
    private(set) var refusal: LiftRefusal?

    /// More equations than this are no school solution.
    static let maximumEquations = 60
    static let maximumLeaves = 24
    /// Bytes looked at on each side of a plain equation.
    private static let maximumSide = 200

    init(_ text: String) {
        for line in text.utf8.split(separator: 0x0A) where refusal == nil {
            read(Array(line))
        }
    }

    private mutating func read(_ line: [UInt8]) {
        var segment = 0
        var at = 0
        while at < line.count, refusal == nil {
            if line[at] == 0x3C, at + 1 < line.count, line[at + 1] == 0x3C {
                guard let end = close(line, from: at + 2) else {
                    refusal = .unreadAnnotation
                    return
                }
                annotated(Array(line[at + 2..<end]))
                if isCopyLast { copied(line[segment..<at], line[(at + 2)..<end]) }
                at = end + 2
                segment = at
            } else if line[at] == 0x3D {
                if !leadsToAnnotation(line, at + 1) {
                    plain(
                        Array(line[segment..<at].suffix(Self.maximumSide)),
                        Array(line[(at + 1)...].prefix(Self.maximumSide)))
                    segment = at + 1
                }
                at += 1
            } else {
                at += 1
            }
        }
    }

    private func close(_ line: [UInt8], from start: Int) -> Int? {
        var at = start
        while at + 1 < line.count {
            if line[at] == 0x3E, line[at + 1] == 0x3E { return at }
            at += 1
        }
        return nil
    }

    private func leadsToAnnotation(_ line: [UInt8], _ start: Int) -> Bool {
        var at = start
        while at < line.count, line[at] == 0x20 || line[at] == 0x24 { at += 1 }
        return at + 1 < line.count && line[at] == 0x3C && line[at + 1] == 0x3C
    }

    private mutating func annotated(_ text: [UInt8]) {
        guard let equals = text.lastIndex(of: 0x3D),
            let formula = Self.formula(LiftLexeme.scan(Array(text[..<equals]))),
            let result = Self.number(LiftLexeme.scan(Array(text[(equals + 1)...])), isWhole: true)
        else {
            refusal = .unreadAnnotation
            return
        }
        add(formula, result, isAnnotated: true)
    }

    private var isCopyLast: Bool { equations.last.map { $0.isAnnotated && $0.isCopy } ?? false }

    /// "30 x 3 = <<90=90>>90" has its equation in the text before.
    private mutating func copied(_ before: ArraySlice<UInt8>, _ annotation: ArraySlice<UInt8>) {
        guard let equals = before.lastIndex(of: 0x3D),
            leadsToAnnotation(
                Array(before) + [0x3C, 0x3C],
                equals + 1 - before.startIndex), let result = annotation.lastIndex(of: 0x3D)
        else { return }
        plain(
            Array(before[..<equals].suffix(Self.maximumSide)), Array(annotation[(result + 1)...]))
    }

    /// An equation outside annotations counts only where it holds.
    private mutating func plain(_ left: [UInt8], _ right: [UInt8]) {
        let tokens = LiftLexeme.scan(left)
        guard let result = Self.number(LiftLexeme.scan(right), isWhole: false) else { return }
        var start = Self.suffix(tokens)
        // What stands before may be a sentence's number: try later beginnings too.
        for _ in 0..<4 {
            guard start < tokens.count else { return }
            if let formula = Self.formula(Array(tokens[start...])) {
                if case .number = formula { return }
                if let value = try? formula.value({ _ in nil }), value == result {
                    add(formula, result, isAnnotated: false)
                    return
                }
            }
            start += 1
        }
    }

    private mutating func add(_ formula: Formula, _ result: Rational, isAnnotated: Bool) {
        let value = try? formula.value { _ in nil }
        guard value == result else {
            if isAnnotated { refusal = value == nil ? .unreadAnnotation : .falseAnnotation }
            return
        }
        let equation = LiftEquation(
            formula: formula, result: result, isAnnotated: isAnnotated)
        guard equation.leaves.count <= Self.maximumLeaves else {
            refusal = .tooLarge
            return
        }
        equations.append(equation)
        if equations.count > Self.maximumEquations { refusal = .tooLarge }
    }

    /// Where the last run of numbers, operators and unit words begins.
    private static func suffix(_ tokens: [LiftLexeme]) -> Int {
        var start = tokens.count
        var wantsNumber = true
        while start > 0 {
            let token = tokens[start - 1]
            if token.kind == .number {
                guard wantsNumber else { break }
                wantsNumber = false
            } else if isOperator(token) || token.text == "(" || token.text == ")" {
                // "140(.40)" and "2(32)" leave their sign of multiplication out.
                wantsNumber = true
            } else if token.kind == .mark, !["$", "%"].contains(token.text) {
                break
            }
            start -= 1
        }
        return start
    }

    private static func isOperator(_ token: LiftLexeme) -> Bool {
        ["+", "-", "*", "/", "x", "×", "÷", "^", "−", "–"].contains(token.text)
    }

    /// The number at the beginning of the right side.
    private static func number(_ tokens: [LiftLexeme], isWhole: Bool) -> Rational? {
        var rest = tokens.filter { $0.text != "$" }[...]
        var isNegative = false
        if rest.first?.text == "-" {
            isNegative = true
            rest = rest.dropFirst()
        }
        guard let first = rest.popFirst(), first.kind == .number,
            var value = Rational(decimal: first.text)
        else { return nil }
        if rest.first?.text == "%" { value = value * (Rational(decimal: "0.01") ?? .one) }
        if rest.first?.text == "/",
            let bottom = rest.dropFirst().first.flatMap({
                Rational(decimal: $0.text)
            })
        {
            guard let quotient = value.divided(by: bottom) else { return nil }
            return isNegative ? -quotient : quotient
        }
        if !isWhole, let next = rest.first, isOperator(next), next.text != "x" { return nil }
        return isNegative ? -value : value
    }

    /// Words and currency signs are dropped; what is left must be arithmetic.
    private static func formula(_ tokens: [LiftLexeme]) -> Formula? {
        var text = ""
        var last: LiftLexeme?
        for (place, token) in tokens.enumerated() {
            let isSign = isOperator(token)
            // The stroke of "5 cents/package" divides nothing.
            if token.text == "/", tokens.indices.contains(place + 1),
                tokens[place + 1].kind == .word
            {
                continue
            }
            if token.kind == .word, !isSign { continue }
            if ["$", "\"", "'"].contains(token.text) { continue }
            if token.kind == .number {
                if last?.kind == .number { return nil }
                if last?.text == ")" { text += "*" }
                text += token.text
            } else if token.text == "%" {
                guard let digits = last, digits.kind == .number else { return nil }
                text.removeLast(digits.text.count)
                text += "(\(digits.text)/100)"
                continue
            } else {
                if token.text == "(", last?.kind == .number || last?.text == ")" { text += "*" }
                switch token.text {
                case "x", "×": text += "*"
                case "÷": text += "/"
                case "−", "–": text += "-"
                case "+", "-", "*", "/", "^", "(", ")": text += token.text
                default: return nil
                }
            }
            last = token
        }
        return text.isEmpty ? nil : try? Formula(parsing: text)
    }
}
