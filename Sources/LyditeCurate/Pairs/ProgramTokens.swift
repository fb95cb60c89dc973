/// A program as words, numbers, texts and symbols, without comments and space: enough to compare two of them.
package struct ProgramTokens: Sendable {
    package enum Kind: Sendable { case word, number, text, comparison, symbol }

    package let tokens: [[UInt8]]

    /// A longer program is compared by its first tokens.
    package static let maximumTokens = 4000
    /// Above this many tokens between the first and the last difference, two programs are simply unlike.
    private static let maximumEdit = 400

    /// - Parameter language: Decides what begins a comment.
    package init(_ program: String, language: String = "python") {
        let bytes = Array(program.utf8)
        let hasSlashes = language != "python" && language != "bash"
        var tokens: [[UInt8]] = []
        var at = 0
        while at < bytes.count, tokens.count < Self.maximumTokens {
            let end = Self.end(of: bytes, from: at, hasSlashes: hasSlashes)
            let token = bytes[at..<end]
            if token[at] > 0x20, !Self.isComment(token, hasSlashes) { tokens.append(Array(token)) }
            at = end
        }
        self.tokens = tokens
    }

    package static func kind(_ token: [UInt8]) -> Kind {
        guard let first = token.first else { return .symbol }
        if first &- UInt8(ascii: "0") < 10 { return .number }
        if isWord(first) { return .word }
        switch first {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return .text
        case UInt8(ascii: "<"), UInt8(ascii: ">"): return .comparison
        case UInt8(ascii: "="), UInt8(ascii: "!"):
            return token.count > 1 ? .comparison : .symbol
        default: return .symbol
        }
    }

    /// Tokens to put in, take out or exchange to make one program of the other.
    ///
    /// - Complexity: O(n) for programs that differ in one place; the square of the differing part at most.
    package func distance(to other: ProgramTokens) -> Int {
        let (left, right) = (tokens, other.tokens)
        let head = zip(left, right).prefix { $0 == $1 }.count
        let most = min(left.count, right.count) - head
        let tail = zip(left.reversed(), right.reversed()).prefix(most).prefix { $0 == $1 }.count
        let a = left[head..<(left.count - tail)]
        let b = right[head..<(right.count - tail)]
        guard a.count <= Self.maximumEdit, b.count <= Self.maximumEdit else {
            return max(a.count, b.count)
        }
        var row = Array(0...b.count)
        for (i, x) in a.enumerated() {
            var corner = row[0]
            row[0] = i + 1
            for (j, y) in b.enumerated() {
                let above = row[j + 1]
                row[j + 1] = x == y ? corner : 1 + min(corner, above, row[j])
                corner = above
            }
        }
        return row[b.count]
    }

    private static func isComment(_ token: ArraySlice<UInt8>, _ hasSlashes: Bool) -> Bool {
        hasSlashes
            ? token.starts(with: Array("//".utf8)) : token.first == UInt8(ascii: "#")
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_") || byte >= 0x80
    }

    private static func end(
        of bytes: [UInt8], from start: Int, hasSlashes: Bool
    ) -> Int {
        let first = bytes[start]
        var at = start + 1
        func run(_ isPart: (UInt8) -> Bool) -> Int {
            while at < bytes.count, isPart(bytes[at]) { at += 1 }
            return at
        }
        if first <= 0x20 { return run { $0 <= 0x20 } }
        if isWord(first) { return run { isWord($0) || $0 &- UInt8(ascii: "0") < 10 } }
        if first &- UInt8(ascii: "0") < 10 {
            return run { isWord($0) || $0 &- UInt8(ascii: "0") < 10 || $0 == UInt8(ascii: ".") }
        }
        let isSlashes =
            first == UInt8(ascii: "/") && at < bytes.count && bytes[at] == first
        if hasSlashes ? isSlashes : first == UInt8(ascii: "#") { return run { $0 != 10 } }
        if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
            while at < bytes.count, bytes[at] != first, bytes[at] != 10 {
                at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
            }
            return min(at + 1, bytes.count)
        }
        let doubles: Set<UInt8> = Set("<>=!+-*/&|".utf8)
        if doubles.contains(first), at < bytes.count,
            bytes[at] == UInt8(ascii: "=") || bytes[at] == first
        {
            return at + 1
        }
        return at
    }
}
