/// Turns a normalised answer into a value.
///
/// Whatever it does not know for certain becomes ``AnswerValue/opaque``: such answers are only
/// compared as text.
struct AnswerReader {
    let text: Bytes

    init(_ text: Bytes) { self.text = text }

    func read() -> AnswerValue {
        let range = text.trimmed(0..<text.count)
        guard text[range].contains(where: { isLetter($0) || isDigit($0) }) else {
            // "{}" is the empty set; everything else without a letter or digit says nothing.
            let marks = text[range].filter { $0 != 0x20 }
            if marks == [0x01, 0x02] || marks == [0x7B, 0x7D] && range.count == 2 {
                return .set([])
            }
            return .missing
        }
        if let date = DateReader.read(text, range) { return date }
        let value = value(range, depth: 0)
        return value == .opaque && isBroken(range) ? .missing : value
    }

    /// Whether an operator has no operand at the end: "1 +", "a * / b".
    private func isBroken(_ range: Range<Int>) -> Bool {
        let marks = text[range].filter { $0 != 0x20 }
        guard let last = marks.last, marks.count <= 64 else { return false }
        let binary: [UInt8] = [0x2A, 0x2F, 0x5E]
        // A grade or a blood type: A+, O-.
        let isGrade = marks.count <= 3 && isLetter(marks[0])
        if binary.contains(last) || !isGrade && (last == 0x2B || last == 0x2D) {
            return marks.contains { isDigit($0) || isLetter($0) }
        }
        for (first, second) in zip(marks, marks.dropFirst()) {
            if binary.contains(first), binary.contains(second) { return true }
        }
        let bare: [StaticString] = ["\\sqrt", "\\int", "\\overline", "\\frac", "\\sum"]
        return bare.contains {
            marks.count == $0.utf8CodeUnitCount && text.has($0, at: range.lowerBound)
        }
    }

    /// One entry of a matrix.
    func entry(depth: Int) -> AnswerValue? {
        switch value(0..<text.count, depth: depth) {
        case .opaque, .missing, .words, .undefined, .tooLarge: nil
        case let value: value
        }
    }

    func value(_ whole: Range<Int>, depth: Int) -> AnswerValue {
        let range = trim(whole)
        guard !range.isEmpty else { return .missing }
        guard depth < MathLimits.depth else { return .tooLarge }
        if range.upperBound < text.count {
            return AnswerReader(text.until(range.upperBound)).value(range, depth: depth)
        }
        let plain = plain(range, depth)
        guard plain == .opaque else { return plain }
        if let line = line(range, depth) { return line }
        if let union = union(range, depth) { return union }
        if let union = alternatives(range, depth) { return union }
        if let set = setOperation(range, depth) { return set }
        return FormulaReader(text: text, depth: depth).read(range) ?? .opaque
    }

    /// x \in A, \mathbb{R} and \mathbb{R} \setminus \{a, b\}.
    private func line(_ range: Range<Int>, _ depth: Int) -> AnswerValue? {
        let first = range.lowerBound
        let isSigned = text[first] == UInt8(ascii: "-") || text[first] == UInt8(ascii: "+")
        let name = isSigned ? first + 1 : first
        if text.has("oo", at: name), name + 2 == range.upperBound {
            return .infinity(negative: text[first] == UInt8(ascii: "-"))
        }
        if isAsciiLetter(text[first]) {
            var at = first + 1
            while at < range.upperBound, text[at] == 0x20 { at += 1 }
            guard text.has("\\in", at: at), at + 3 < range.upperBound,
                !isAsciiLetter(text[at + 3])
            else { return nil }
            switch value(at + 3..<range.upperBound, depth: depth + 1) {
            case .bracketed(let open, let close, let items) where items.count == 2:
                return .union([.bracketed(open: open, close: close, items)])
            case .set(let items): return .union([.set(items)])
            case .union(let items): return .union(items)
            default: return nil
            }
        }
        if text[first] == AnswerNormalizer.Mark.setOpen { return described(range, depth) }
        guard text.has("\\mathbb{R}", at: first) else { return nil }
        let rest = trim(first + 10..<range.upperBound)
        let (low, high) = (
            AnswerValue.infinity(negative: true), AnswerValue.infinity(negative: false)
        )
        if rest.isEmpty { return .union([.bracketed(open: 0x28, close: 0x29, [low, high])]) }
        for word: StaticString in ["\\setminus", "\\backslash", "\\\\", "-"]
        where text.has(word, at: rest.lowerBound) {
            let start = rest.lowerBound + word.utf8CodeUnitCount
            guard case .set(let items) = value(start..<range.upperBound, depth: depth + 1) else {
                return nil
            }
            var numbers: [Rational] = []
            for case .number(let quantity) in items { numbers.append(quantity.value) }
            guard numbers.count == items.count else { return nil }
            let ends = [low] + numbers.sorted().map { .number(Quantity($0)) } + [high]
            return .union(
                zip(ends, ends.dropFirst()).map { .bracketed(open: 0x28, close: 0x29, [$0, $1]) })
        }
        return nil
    }

    /// {x | 1 < x < 3} and {x \in \mathbb{R} : x > 2}: the condition is the set.
    private func described(_ range: Range<Int>, _ depth: Int) -> AnswerValue? {
        guard text[range.upperBound - 1] == AnswerNormalizer.Mark.setClose else { return nil }
        var at = range.lowerBound + 1
        func pass() { while at < range.upperBound, isBlank(text[at]) { at += 1 } }
        pass()
        let name = text[at]
        guard isAsciiLetter(name) else { return nil }
        at += 1
        pass()
        if text.has("\\in", at: at), !isAsciiLetter(text[at + 3]) {
            at += 3
            pass()
            guard text.has("\\mathbb{R}", at: at) else { return nil }
            at += 10
            pass()
        }
        guard text[at] == UInt8(ascii: "|") || text[at] == UInt8(ascii: ":") else { return nil }
        guard case .relation(let relation) = value(at + 1..<range.upperBound - 1, depth: depth + 1),
            relation.names == [[name]], relation.signs.contains(where: \.isOrder)
        else { return nil }
        return .relation(relation)
    }

    /// x < -1 or x > 5: either condition.
    private func alternatives(_ range: Range<Int>, _ depth: Int) -> AnswerValue? {
        guard let parts = AnswerParts(text, range), parts.hasRelation, parts.commas.isEmpty,
            !parts.conjunctions.isEmpty
        else { return nil }
        if let both = bothConditions(range, parts, depth) { return both }
        guard
            parts.conjunctions.allSatisfy({ lower(text[$0.lowerBound]) == UInt8(ascii: "o") }),
            let items = items(range, parts.conjunctions, depth),
            items.count == parts.conjunctions.count + 1
        else { return nil }
        var names: Set<[UInt8]> = []
        for item in items {
            guard case .relation(let relation) = item, !relation.signs.contains(.equal) else {
                return nil
            }
            names.formUnion(relation.names)
        }
        return names.count == 1 ? .union(items) : nil
    }

    /// A \cup B
    private func union(_ range: Range<Int>, _ depth: Int) -> AnswerValue? {
        var cuts: [Range<Int>] = []
        var level = 0
        for at in range {
            switch text[at] {
            case 0x28, 0x5B, 0x7B, 0x01: level += 1
            case 0x29, 0x5D, 0x7D, 0x02: level -= 1
            default:
                if level == 0, text.has("\\cup", at: at) { cuts.append(at..<at + 4) }
            }
        }
        guard !cuts.isEmpty, let items = items(range, cuts, depth), items.count == cuts.count + 1
        else { return nil }
        return .union(items)
    }

    private func plain(_ range: Range<Int>, _ depth: Int) -> AnswerValue {
        if let word = wordsOnly(range) { return word }
        if let measure = MixedMeasureReader.read(text, range) { return measure }
        guard let parts = AnswerParts(text, range) else { return .opaque }
        if parts.isTooLarge { return .tooLarge }
        if let separated = separated(range, parts, depth) { return separated }
        if let infinity = infinity(range) { return infinity }
        if let number = RadixReader.read(text, range) { return number }
        if let colon = ColonReader.read(text, range) { return colon }
        if text.has("\\emptyset", at: range.lowerBound), range.count == 9 { return .set([]) }
        if let enclosed = enclosed(range, parts, depth) { return enclosed }
        if let pm = plusMinus(range, depth) { return pm }
        return QuantityReader(text: text, inBrackets: depth > 0).read(range)
    }

    private func trim(_ range: Range<Int>) -> Range<Int> {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high, isBlank(text[low]) { low += 1 }
        while high > low, isBlank(text[high - 1]) { high -= 1 }
        return low..<high
    }

    private func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == AnswerNormalizer.Mark.text
    }

    /// Relations, "and", semicolons and commas at the top level.
    private func separated(_ range: Range<Int>, _ parts: AnswerParts, _ depth: Int) -> AnswerValue?
    {
        if parts.hasRelation { return .opaque }
        // One side may be a list: x = 1, 2; but x = 1, y = 2 are two equations.
        if parts.equals.count == 1
            || parts.equals.count > 1 && parts.commas.isEmpty
                && parts.conjunctions.isEmpty
        {
            if parts.equals[0] < (parts.commas.first ?? .max),
                parts.equals[0] < (parts.conjunctions.first?.lowerBound ?? .max)
            {
                return equation(range, parts.equals, depth)
            }
        }
        if !parts.conjunctions.isEmpty {
            let list = list(range, parts.conjunctions, depth)
            let hasOr = parts.conjunctions.contains {
                lower(text[$0.lowerBound]) == UInt8(ascii: "o")
            }
            // "x = 1 or y = 2" is less than both.
            guard hasOr, case .list(let items) = list, AnswerComparer.names(items) != nil
            else { return list }
            return .opaque
        }
        guard !parts.commas.isEmpty else { return nil }
        if parts.commas.allSatisfy({ isGroupComma($0, range) }), depth == 0 {
            let number = QuantityReader(text: text, inBrackets: false).read(range)
            if case .number = number { return number }
            if let formula = FormulaReader(text: text, depth: 0).read(range) { return formula }
        }
        if depth == 0, let list = groupedList(range, parts.commas) { return list }
        return list(range, parts.commas.map { $0..<$0 + 1 }, depth)
    }

    /// 1,000, 2,000: a comma before a blank parts items, one before three digits groups them.
    private func groupedList(_ range: Range<Int>, _ commas: [Int]) -> AnswerValue? {
        let cuts = commas.filter { !isGroupComma($0, range) }
        guard !cuts.isEmpty, cuts.count < commas.count,
            cuts.allSatisfy({ $0 + 1 < range.upperBound && text[$0 + 1] == 0x20 })
        else { return nil }
        var items: [AnswerValue] = []
        var start = range.lowerBound
        for cut in cuts + [range.upperBound] {
            let part = trim(start..<cut)
            start = cut + 1
            guard !part.isEmpty, cuts.count < MathLimits.items else { return .opaque }
            let reader = AnswerReader(text.until(part.upperBound))
            let item = QuantityReader(text: reader.text, inBrackets: false).read(part)
            guard case .number = item else { return .opaque }
            items.append(item)
        }
        return .list(items)
    }

    private func isGroupComma(_ at: Int, _ range: Range<Int>) -> Bool {
        at > range.lowerBound && at + 3 < range.upperBound && isDigit(text[at - 1])
            && isDigit(text[at + 1]) && isDigit(text[at + 2]) && isDigit(text[at + 3])
    }

    private func list(_ range: Range<Int>, _ cuts: [Range<Int>], _ depth: Int) -> AnswerValue {
        guard let items = items(range, cuts, depth) else { return .tooLarge }
        if items.isEmpty { return .missing }
        if items.count == 1 { return items[0] }
        return .list(items)
    }

    /// The values between `cuts`; empty places ("1, and 2") are passed over.
    private func items(_ range: Range<Int>, _ cuts: [Range<Int>], _ depth: Int) -> [AnswerValue]? {
        guard cuts.count < MathLimits.items else { return nil }
        var items: [AnswerValue] = []
        var start = range.lowerBound
        var nested = false
        for cut in cuts + [range.upperBound..<range.upperBound] {
            let part = trim(start..<cut.lowerBound)
            start = cut.upperBound
            if part.isEmpty { continue }
            let item = value(part, depth: depth + 1)
            if case .list(let inner) = item {
                // "1, 2 and 3" is one list; "1, 2; 3, 4" is a list of pairs without brackets.
                if nested || text[cut.lowerBound < text.count ? cut.lowerBound : 0] == 0x3B {
                    return [.opaque]
                }
                nested = true
                items.append(contentsOf: inner)
            } else {
                items.append(item)
            }
        }
        return items
    }

    /// `name = value`; or equal numbers all the way, as in 2 + 3 = 5.
    private func equation(_ range: Range<Int>, _ equals: [Int], _ depth: Int) -> AnswerValue {
        guard equals.count <= 8 else { return .opaque }
        var sides: [Range<Int>] = []
        var start = range.lowerBound
        for at in equals + [range.upperBound] {
            sides.append(trim(start..<at))
            start = at + 1
        }
        let values = sides.dropFirst().map { value($0, depth: depth + 1) }
        guard let last = values.last else { return .opaque }
        for value in values.dropLast() where value != last {
            if case .number(let a) = value, case .number(let b) = last, a.value == b.value {
                continue
            }
            return .opaque
        }
        switch last {
        case .missing, .opaque: return .opaque
        case .words where sides.count == 2 && sides[1].count < 3: return .opaque
        default: break
        }
        if isName(sides[0]) {
            let name = text[sides[0]].filter { !isBlank($0) && $0 != 0x5C }
            return .assigned(name: Array(name), last)
        }
        if case .number(let first) = value(sides[0], depth: depth + 1),
            case .number(let second) = last, first.value == second.value
        {
            return last
        }
        return .opaque
    }

    /// x, x_1, \theta, AB, f(2), (x, y), "Total cost": no digits but in subscripts and arguments.
    private func isName(_ range: Range<Int>) -> Bool {
        guard let first = range.first, range.count <= 40 else { return false }
        let opens = text[first] == UInt8(ascii: "(")
        guard
            isAsciiLetter(text[first]) || text[first] == UInt8(ascii: "\\")
                || text[first] == AnswerNormalizer.Mark.text || opens
        else { return false }
        for word: StaticString in [
            "\\frac", "\\sqrt", "\\lim", "\\sum", "\\int", "\\sin", "\\cos",
            "\\tan", "\\log", "\\ln", "\\prod", "\\exp", "\\binom", "\\begin",
        ]
        where text.has(word, at: first) { return false }
        var inside = opens
        var previous: UInt8 = 0
        for at in range {
            let byte = text[at]
            switch byte {
            case UInt8(ascii: "_"), UInt8(ascii: "("): inside = true
            case UInt8(ascii: ")"), UInt8(ascii: "}"): inside = opens
            case UInt8(ascii: "{"): break
            case UInt8(ascii: ","): if !opens { return false }
            case UInt8(ascii: "'"), UInt8(ascii: "\\"), 0x20, AnswerNormalizer.Mark.text: break
            // A ratio has a value, too: A:B = 2.
            case UInt8(ascii: ":"): inside = false
            case _ where isDigit(byte):
                if !inside || opens
                    || (isDigit(previous) == false && previous != 0x5F
                        && previous != 0x7B && previous != 0x28)
                {
                    return false
                }
            case _ where isLetter(byte): break
            default: return false
            }
            previous = byte
        }
        return true
    }

    private func infinity(_ range: Range<Int>) -> AnswerValue? {
        var at = range.lowerBound
        let negative = text[at] == UInt8(ascii: "-")
        if negative || text[at] == UInt8(ascii: "+") { at += 1 }
        while at < range.upperBound, text[at] == 0x20 { at += 1 }
        guard text.has("\\infty", at: at) else { return nil }
        return trim(at + 6..<range.upperBound).isEmpty ? .infinity(negative: negative) : nil
    }

    /// (..), [..], {..} and half-open pairs around the whole answer.
    private func enclosed(_ range: Range<Int>, _ parts: AnswerParts, _ depth: Int) -> AnswerValue? {
        guard parts.closesAtEnd else { return nil }
        let (open, close) = (text[range.lowerBound], text[range.upperBound - 1])
        let inside = trim(range.lowerBound + 1..<range.upperBound - 1)
        let isSet = open == AnswerNormalizer.Mark.setOpen || open == UInt8(ascii: "{")
        guard let inner = AnswerParts(text, inside) else { return isSet ? .set([]) : .missing }
        if inner.isTooLarge { return .tooLarge }
        // {2 \over 5}: braces that only group.
        if open == UInt8(ascii: "{"), inner.commas.isEmpty, inner.conjunctions.isEmpty {
            return nil
        }
        // (0;2;6) parts its items by semicolons alone.
        let isSemicolons =
            inner.commas.isEmpty && inner.conjunctions.allSatisfy { text[$0.lowerBound] == 0x3B }
        if inner.hasRelation || !inner.conjunctions.isEmpty && !isSet && !isSemicolons {
            return .opaque
        }
        if inner.commas.isEmpty, inner.conjunctions.isEmpty, !isSet {
            guard open == UInt8(ascii: "("), close == UInt8(ascii: ")"), inner.equals.isEmpty else {
                return open == UInt8(ascii: "[") && close == UInt8(ascii: "]")
                    ? value(inside, depth: depth + 1) : .opaque
            }
            return value(inside, depth: depth + 1)
        }
        // (1,000, 5) is a pair or a triple.
        let blanks = inner.commas.filter { $0 + 1 < inside.upperBound && text[$0 + 1] == 0x20 }
        if !blanks.isEmpty, blanks.count < inner.commas.count,
            inner.commas.contains(where: { isGroupComma($0, inside) })
        {
            return .opaque
        }
        let cuts = (inner.commas.map { $0..<$0 + 1 } + inner.conjunctions)
            .sorted { $0.lowerBound < $1.lowerBound }
        guard let items = items(inside, cuts, depth + 1) else { return .tooLarge }
        if items.contains(where: { $0 == .opaque || $0 == .missing }) { return .opaque }
        return isSet ? .set(items) : .bracketed(open: open, close: close, items)
    }

    /// a \pm b with rational sides: two values without order.
    private func plusMinus(_ range: Range<Int>, _ depth: Int) -> AnswerValue? {
        guard let at = range.first(where: { text.has("\\pm", at: $0) }) else { return nil }
        let reader = QuantityReader(text: text, inBrackets: depth > 0)
        let left = trim(range.lowerBound..<at)
        var base = Quantity(.zero)
        if !left.isEmpty {
            guard case .number(let value) = reader.read(left) else { return .opaque }
            base = value
        }
        guard case .number(let offset) = reader.read(trim(at + 3..<range.upperBound)),
            base.unit == nil, !base.isPercent
        else { return .opaque }
        var (high, low) = (offset, offset)
        high.value = base.value + offset.value
        low.value = base.value - offset.value
        return .list([.number(high), .number(low)])
    }
}
