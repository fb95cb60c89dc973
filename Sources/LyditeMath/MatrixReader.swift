/// Reads matrices: pmatrix, bmatrix, matrix, array and their determinant in vmatrix.
struct MatrixReader {
    let text: Bytes
    let depth: Int

    private static let names: [StaticString] = [
        "pmatrix", "bmatrix", "Bmatrix", "smallmatrix", "matrix", "array", "vmatrix", "cases",
    ]
    private static let maximumEntries = 256

    func read(_ whole: Range<Int>) -> AnswerValue? {
        var range = text.trimmed(whole)
        // \left[\begin{array}...\end{array}\right] and (\begin{pmatrix}...\end{pmatrix})
        for (open, close): (UInt8, UInt8) in [(0x28, 0x29), (0x5B, 0x5D), (0x28, 0x29)]
        where range.count > 2 && text[range.lowerBound] == open
            && text[range.upperBound - 1] == close
        {
            let inner = text.trimmed(range.lowerBound + 1..<range.upperBound - 1)
            if text.has("\\begin", at: inner.lowerBound) { range = inner }
        }
        guard text.has("\\begin{", at: range.lowerBound),
            let name = MatrixReader.names.first(where: {
                text.has($0, at: range.lowerBound + 7)
                    && text.has("}", at: range.lowerBound + 7 + $0.utf8CodeUnitCount)
            })
        else { return nil }
        let length = name.utf8CodeUnitCount
        var start = range.lowerBound + 8 + length
        let tail = range.upperBound - length - 6
        guard tail >= start, text.has("\\end{", at: tail), text.has(name, at: tail + 5),
            text[range.upperBound - 1] == UInt8(ascii: "}")
        else { return nil }
        if text.has("array", at: range.lowerBound + 7), start < tail, text[start] == 0x7B {
            guard let close = text.first(0x7D, in: start..<tail) else { return nil }
            // Lines between columns make it an augmented matrix or a table.
            guard !text[start..<close].contains(0x7C) else { return nil }
            start = close + 1
        }
        guard let rows = rows(start..<tail), let width = rows.first?.count,
            rows.allSatisfy({ $0.count == width })
        else { return nil }
        if text.has("vmatrix", at: range.lowerBound + 7) { return nil }
        if text.has("cases", at: range.lowerBound + 7) { return width == 2 ? .cases(rows) : nil }
        return .matrix(rows)
    }

    private func rows(_ range: Range<Int>) -> [[AnswerValue]]? {
        var rows: [[AnswerValue]] = [[]]
        var entries = 0
        var start = range.lowerBound
        var at = range.lowerBound
        var level = 0
        func entry(_ end: Int) -> AnswerValue? {
            let part = text.trimmed(start..<end)
            if part.isEmpty { return nil }
            return AnswerReader(text.slice(part)).entry(depth: depth + 1)
        }
        while at <= range.upperBound {
            let isEnd = at == range.upperBound
            let isRow = !isEnd && text.has("\\\\", at: at)
            if isEnd || level == 0 && (isRow || text[at] == UInt8(ascii: "&")) {
                if let value = entry(at) {
                    rows[rows.count - 1].append(value)
                } else if !(isEnd && rows[rows.count - 1].isEmpty) {
                    return nil
                }
                entries += 1
                guard entries <= MatrixReader.maximumEntries else { return nil }
                if isEnd { break }
                at += isRow ? 2 : 1
                if isRow {
                    rows.append([])
                    at = afterSpace(at, range.upperBound)
                }
                start = at
                continue
            }
            switch text[at] {
            case 0x28, 0x5B, 0x7B, 0x01: level += 1
            case 0x29, 0x5D, 0x7D, 0x02: level -= 1
            default: if text.has("\\begin", at: at) { return nil }
            }
            at += 1
        }
        if rows.last?.isEmpty == true { rows.removeLast() }
        return rows.isEmpty ? nil : rows
    }

    /// Past the [4pt] after a row.
    private func afterSpace(_ at: Int, _ end: Int) -> Int {
        guard at < end, text[at] == UInt8(ascii: "["),
            let close = text.first(UInt8(ascii: "]"), in: at..<end), close - at <= 10,
            text[at + 1..<close].contains(where: isAsciiLetter)
        else { return at }
        return close + 1
    }
}
