/// Finds the expressions left and right of an equals sign.
struct EquationReader {
    let bytes: Bytes
    let tokens: [EquationToken]

    /// Most words between a number and the next operator ("4 red apples + 3").
    private static let unitWords = 3

    /// The longest expression that ends before `equals`.
    func left(of equals: Int, after start: Int) -> EquationSide? {
        var at = equals - 1
        var doubtful = false
        while true {
            var words = 0
            while at >= start, tokens[at].kind == .word, words < EquationReader.unitWords {
                at -= 1
                words += 1
            }
            guard at >= start, tokens[at].kind.endsOperand, let first = operand(endingAt: at, start)
            else { return nil }
            at = first - 1
            guard at >= start else { break }
            // A list mark: "- 5 + 3 = 8".
            if at == 0, tokens[at].kind.isOperator, !tokens[1].isGlued { break }
            if tokens[at].kind == .minus, isSign(at, start) {
                if at == start || tokens[at - 1].kind != .open { at -= 1 }
                if at < start || !tokens[at].kind.isOperator { break }
            }
            if tokens[at].kind.isOperator {
                at -= 1
                continue
            }
            if tokens[at].kind.endsOperand, tokens[at + 1].kind == .open {
                // 2(3 + 4); after a slash it is not clear what is divided.
                doubtful = true
                continue
            }
            break
        }
        let first = at + 1
        guard let context = before(first, start) else { return nil }
        guard var side = side(first, equals - 1, doubtful || context) else { return nil }
        // "among her 6 nephews = 96 / 6" states no sum.
        let follows = first > 0 && tokens[first - 1].kind == .word
        if !side.hasOperator, follows || tokens[equals - 1].kind == .word {
            side.isDoubtful = true
        }
        return side
    }

    /// Whether the minus at `at` is a sign and not a difference.
    private func isSign(_ at: Int, _ start: Int) -> Bool {
        guard at > start else { return true }
        let before = tokens[at - 1].kind
        if before.endsOperand { return false }
        if before == .word {
            // "has -5" against "apples - 5": only the first is glued to its number.
            return tokens[at + 1].isGlued && !tokens[at].isGlued
                && !wordFollowsNumber(at - 1, start)
        }
        return true
    }

    private func wordFollowsNumber(_ at: Int, _ start: Int) -> Bool {
        var place = at
        while place >= start, tokens[place].kind == .word { place -= 1 }
        return place >= start && tokens[place].kind.endsOperand
            && at - place <= EquationReader.unitWords
    }

    /// The first token of the operand whose last token is `last`.
    private func operand(endingAt last: Int, _ start: Int) -> Int? {
        var at = last
        while at >= start, tokens[at].kind == .percent || tokens[at].kind == .factorial { at -= 1 }
        guard at >= start else { return nil }
        if tokens[at].kind == .number { return at }
        guard tokens[at].kind == .close else { return nil }
        var depth = 0
        while at >= start {
            switch tokens[at].kind {
            case .close: depth += 1
            case .open:
                depth -= 1
                if depth == 0 { return at }
            case .boundary, .poison, .equals: return nil
            default: break
            }
            at -= 1
        }
        return nil
    }

    /// What stands before an expression: nil when it belongs to it, true when it may.
    private func before(_ first: Int, _ start: Int) -> Bool? {
        guard first > start || start > 0 else { return false }
        guard first > 0 else { return false }
        let token = tokens[first - 1]
        let glued = tokens[first].isGlued
        switch token.kind {
        case .equals: return false
        case .times, .minus, .plus: return first == 1 ? false : nil
        case .boundary: return glued && isJoining(token)
        case .open: return true
        case .word:
            if glued { return nil }
            if EquationWords.changesMeaning(word(token)) { return true }
            if tokens[first].kind == .open { return true }
            // "5 feet 6 inches", "20 + 10 more to the 29 + 24": a number shortly before.
            var place = first - 2
            while place >= 0, tokens[place].kind == .word, first - place <= 5 {
                if EquationWords.reachesFar(word(tokens[place])) { return true }
                place -= 1
            }
            return place >= 0 && tokens[place].kind.endsOperand
        case .number, .close, .percent, .factorial: return true
        default: return nil
        }
    }

    private func isJoining(_ token: EquationToken) -> Bool {
        let byte = bytes[Int(token.start)]
        return byte == UInt8(ascii: ",") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "\"")
    }

    /// The longest expression that begins after `equals`.
    func right(of equals: Int, before end: Int) -> EquationSide? {
        var at = equals + 1
        var last = -1
        var doubtful = false
        while true {
            if at < end, tokens[at].kind == .minus { at += 1 }
            guard at < end, let stop = operand(startingAt: at, end) else { break }
            last = stop
            at = stop + 1
            var words = 0
            while at + words < end, tokens[at + words].kind == .word,
                words < EquationReader.unitWords
            { words += 1 }
            guard at + words < end else { break }
            let next = tokens[at + words].kind
            if next.isOperator {
                let after = at + words + 1
                let goesOn =
                    after < end
                    && (tokens[after].kind.beginsOperand
                        || tokens[after].kind == .minus && after + 1 < end
                            && tokens[after + 1].kind.beginsOperand)
                if !goesOn || words > 0 && next == .minus && !tokens[after].isGlued == false {
                    doubtful = true
                    break
                }
                at += words + 1
                continue
            }
            if words == 0, next == .open {
                doubtful = true
                break
            }
            break
        }
        guard last >= 0, let context = after(last, end) else { return nil }
        return side(equals + 1, last, doubtful || context)
    }

    private func operand(startingAt first: Int, _ end: Int) -> Int? {
        var at = first
        if tokens[at].kind == .open {
            var depth = 0
            while at < end {
                switch tokens[at].kind {
                case .open: depth += 1
                case .close: depth -= 1
                case .boundary, .poison, .equals: return nil
                default: break
                }
                if depth == 0 { break }
                at += 1
            }
            guard at < end else { return nil }
        } else if tokens[at].kind != .number {
            return nil
        }
        while at + 1 < end, tokens[at + 1].kind == .percent { at += 1 }
        return at
    }

    /// What stands after an expression: nil when it belongs to it, true when it may.
    private func after(_ last: Int, _ end: Int) -> Bool? {
        guard last + 1 < end else { return false }
        let token = tokens[last + 1]
        switch token.kind {
        case .equals, .close: return false
        case .boundary: return token.isGlued && bytes[Int(token.start)] == UInt8(ascii: ":")
        case .word:
            if token.isGlued { return true }
            for place in last + 1..<min(last + 3, end) where tokens[place].kind == .word {
                if EquationWords.changesMeaning(word(tokens[place])) { return true }
            }
            return false
        case .poison: return token.isGlued ? nil : true
        default: return true
        }
    }

    private func side(_ first: Int, _ last: Int, _ doubtful: Bool) -> EquationSide? {
        var doubtful = doubtful
        var operators = 0
        var numbers = 0
        var (money, percent) = (false, false)
        var lead: EquationToken?
        var divides = false
        for place in first...last {
            let token = tokens[place]
            switch token.kind {
            case .number:
                numbers += 1
                if lead == nil { lead = token }
                if token.isMoney { money = true }
                // "12 34": two numbers side by side.
                if place > first, tokens[place - 1].kind == .number { return nil }
            case .percent: percent = true
            case .word:
                if token.isGlued || EquationWords.changesMeaning(word(token)) { doubtful = true }
            case .boundary, .poison, .equals: return nil
            case .minus:
                operators += 1
                divides = false
                // "pages 5-10" is a range.
                if token.isGlued, place < last, tokens[place + 1].isGlued, isRange(place) {
                    doubtful = true
                }
            case .divide:
                operators += 1
                // "24/2/3": a fraction or two divisions, whatever the precedence says.
                if divides { doubtful = true }
                divides = true
            case .factorial: doubtful = true
            case .plus, .times, .power:
                operators += 1
                if token.kind == .plus { divides = false }
            default: break
            }
        }
        guard numbers > 0, let lead,
            let value = EquationEvaluator.value(
                bytes, tokens, first..<last + 1, ignoresPercent: false),
            let start = EquationEvaluator.number(bytes, lead)
        else { return nil }
        var bare = value
        if percent {
            guard
                let other = EquationEvaluator.value(
                    bytes, tokens, first..<last + 1, ignoresPercent: true)
            else { return nil }
            bare = other
        }
        let isLone = operators == 0 && numbers == 1
        return EquationSide(
            first: first, last: last, value: value, bare: bare, lead: start,
            hasOperator: operators > 0, hasMoney: money, hasPercent: percent,
            isDoubtful: doubtful, places: isLone ? Int(lead.places) : -2)
    }

    private func isRange(_ minus: Int) -> Bool {
        guard minus > 0, minus + 1 < tokens.count,
            let low = EquationEvaluator.number(bytes, tokens[minus - 1]),
            let high = EquationEvaluator.number(bytes, tokens[minus + 1])
        else { return false }
        return low < high
    }

    /// The word right after each number from `first` to `last`, and after `last`.
    func units(_ first: Int, _ last: Int, before end: Int) -> [String] {
        var units: [String] = []
        for place in first...last where tokens[place].kind == .number {
            guard place + 1 < end, tokens[place + 1].kind == .word else { continue }
            let word = text(tokens[place + 1])
            if !EquationWords.isFiller(word) { units.append(word) }
        }
        return units
    }

    private func word(_ token: EquationToken) -> ShortWord? {
        ShortWord(bytes[Int(token.start)..<Int(token.end)].lazy.map(lower))
    }

    func text(_ token: EquationToken) -> String {
        String(decoding: bytes[Int(token.start)..<Int(token.end)].lazy.map(lower), as: UTF8.self)
    }
}
