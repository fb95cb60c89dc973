internal import LyditeCore

/// The examples that a statement states: `f(2) == 4`, `f(2) returns 4`, or blocks of input and output.
struct StatementExamples: Hashable, Sendable {
    /// More than these are no examples but a table.
    static let maximum = 20

    /// A call as written, and the result it is said to have.
    struct Call: Hashable, Sendable {
        var call: String
        var result: String
        /// From 1, within the statement.
        var line: Int
    }

    /// Standard input and what is printed for it.
    struct Run: Hashable, Sendable {
        var input: String
        var output: String
        var line: Int
    }

    private(set) var calls: [Call] = []
    private(set) var runs: [Run] = []

    init(in statement: String, entryPoint: String) {
        let lines = statement.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            calls += Self.calls(in: line, entryPoint, line: index + 1)
            if let call = calls.last, call.line == index + 1, call.result.isEmpty {
                // `>>> f(2)` has its result on the next line.
                calls.removeLast()
                let next = index + 1 < lines.count ? lines[index + 1].trimmingBlanks : ""
                if line.trimmingBlanks.hasPrefix(">>>"), !next.isEmpty {
                    calls.append(Call(call: call.call, result: next, line: call.line))
                }
            }
        }
        calls = Array(calls.prefix(Self.maximum))
        runs = Array(Self.runs(in: lines).prefix(Self.maximum))
    }

    /// Words between a call and its result.
    private static let marks = [
        "==", "->", "=>", "→", "returns", "gives", "is", "should return", "must return", "yields",
    ]

    private static func calls(
        in line: Substring, _ entryPoint: String, line number: Int
    ) -> [Call] {
        var calls: [Call] = []
        var rest = line
        while let start = rest.utf8Range(of: entryPoint + "(") {
            let from = rest[start.lowerBound...]
            guard let end = closing(from) else { break }
            let call = String(from[...end])
            rest = from[from.index(after: end)...]
            var after = rest.trimmingBlanks
            if after.hasPrefix("`") { after = after.dropFirst().trimmingBlanks }
            guard let mark = marks.first(where: { after.hasPrefix($0) }) else {
                if after.isEmpty { calls.append(Call(call: call, result: "", line: number)) }
                continue
            }
            guard let result = literal(after.dropFirst(mark.count).trimmingBlanks) else { continue }
            calls.append(Call(call: call, result: result, line: number))
        }
        return calls
    }

    /// The parenthesis that closes the first one, quotes aside.
    private static func closing(_ text: Substring) -> Substring.Index? {
        var depth = 0
        var quote: Character?
        for index in text.indices {
            let character = text[index]
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "\"" || character == "'" {
                quote = character
            } else if "([{".contains(character) {
                depth += 1
            } else if ")]}".contains(character) {
                depth -= 1
                if depth == 0 { return index }
            }
        }
        return nil
    }

    /// A literal at the beginning of `text`: between backticks, quotes or brackets, or one word.
    private static func literal(_ text: String) -> String? {
        if text.hasPrefix("`") {
            let inner = text.dropFirst().prefix { $0 != "`" }
            return inner.isEmpty ? nil : String(inner)
        }
        guard let first = text.first else { return nil }
        if "([{".contains(first), let end = closing(text[...]) { return String(text[...end]) }
        if first == "\"" || first == "'" {
            let inner = text.dropFirst().prefix { $0 != first }
            return "\(first)\(inner)\(first)"
        }
        var word = text.prefix { $0 != " " && $0 != "," && $0 != ";" }
        while let last = word.last, ".`".contains(last) { word.removeLast() }
        let isLiteral =
            word.first?.isNumber == true || word.hasPrefix("-")
            || ["True", "False", "None"].contains(word)
        return isLiteral ? String(word) : nil
    }

    /// Fenced blocks after lines that speak of input and of output.
    private static func runs(in lines: [Substring]) -> [Run] {
        var runs: [Run] = []
        var input: (text: String, line: Int)?
        var index = 0
        while index < lines.count {
            guard lines[index].trimmingBlanks.hasPrefix("```") else {
                index += 1
                continue
            }
            let title = lines[..<index].last { !$0.trimmingBlanks.isEmpty }?.lowercased() ?? ""
            let body = lines[(index + 1)...].prefix { !$0.trimmingBlanks.hasPrefix("```") }
            let text = body.joined(separator: "\n") + "\n"
            if title.contains("output") || title.contains("prints"), let given = input {
                runs.append(Run(input: given.text, output: text, line: given.line))
                input = nil
            } else if title.contains("input") {
                input = (text, index + 1)
            }
            index += body.count + 2
        }
        return runs
    }
}

extension StringProtocol {
    fileprivate var trimmingBlanks: String {
        var rest = Substring(self)
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest.drop(while: \.isWhitespace))
    }
}
