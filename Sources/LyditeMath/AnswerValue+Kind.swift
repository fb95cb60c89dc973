extension AnswerValue {
    /// The reading that the problem's kind of answer gives an ambiguous spelling.
    ///
    /// What the kind cannot be stays as it was read: it is then another kind of answer.
    func read(as kind: AnswerSpec.Kind) -> AnswerValue {
        switch (kind, self) {
        case (.interval, .bracketed(let open, let close, let items)) where items.count == 2:
            .union([.bracketed(open: open, close: close, items)])
        case (.set, .bracketed(_, _, let items)), (.set, .list(let items)): .set(items)
        case (.set, .number), (.set, .expression), (.set, .words): .set([self])
        case (.set, .assigned(_, let value)): value.read(as: .set)
        case (.list, .bracketed(_, _, let items)), (.list, .set(let items)): .list(items)
        case (.list, .number), (.list, .expression), (.list, .words): .list([self])
        case (.list, .assigned(_, let value)): value.read(as: .list)
        case (.tuple, .bracketed(_, _, let items)), (.point, .bracketed(_, _, let items)),
            (.vector, .bracketed(_, _, let items)), (.tuple, .list(let items)),
            (.point, .list(let items)), (.vector, .list(let items)):
            .bracketed(open: UInt8(ascii: "("), close: UInt8(ascii: ")"), items)
        case (.vector, .matrix(let rows)) where rows.count == 1 || rows[0].count == 1:
            .bracketed(
                open: UInt8(ascii: "("), close: UInt8(ascii: ")"), Array(rows.joined()))
        case (.matrix, .bracketed(_, _, let items)): AnswerValue.matrix(of: items)
        case (.choice, .expression(let expression, nil)):
            if let name = expression.variable, name.count == 1, isAsciiLetter(name[0]) {
                .letter(name[0] & 0xDF)
            } else {
                self
            }
        case (.text, .letter(let letter)): .words([lower(letter)])
        default: self
        }
    }

    /// [[1,2],[3,4]] by rows; a lone row as one.
    private static func matrix(of items: [AnswerValue]) -> AnswerValue {
        var rows: [[AnswerValue]] = []
        for item in items {
            guard case .bracketed(_, _, let row) = item else { return .matrix([items]) }
            rows.append(row)
        }
        guard let first = rows.first, rows.allSatisfy({ $0.count == first.count }) else {
            return .opaque
        }
        return .matrix(rows)
    }
}
