import LyditeMath

/// Finds `3 * 4 = 12` in prose, for tests.
enum PlainEquations {
    struct Equation {
        var text: String
        var holds: Bool
    }

    static func all(in text: String) -> [Equation] {
        let words = text.split { $0 == " " || $0 == "\n" }.map(String.init)
        return words.indices.filter { words[$0] == "=" && $0 + 1 < words.count }.map { place in
            var left: [String] = []
            var index = place - 1
            // A comma belongs to the arithmetic only inside the brackets of a function.
            var depth = 0
            while index >= 0, isArithmetic(words[index], isInside: depth > 0) {
                depth += words[index].count { $0 == ")" } - words[index].count { $0 == "(" }
                left.insert(words[index], at: 0)
                index -= 1
            }
            let right = trimmed(words[place + 1])
            let source = left.joined(separator: " ")
            let value = value(source)
            let holds = value != nil && value == self.value(right)
            return Equation(text: source + " = " + right, holds: holds)
        }
    }

    /// The last number of the text; the last fraction as a value.
    static func lastNumber(in text: String) -> Rational? {
        var plain = ""
        for part in text.split(separator: "\\frac{", omittingEmptySubsequences: false) {
            plain +=
                plain.isEmpty
                ? String(part) : part.split(separator: "}{", maxSplits: 1).joined(separator: "/")
        }
        let numbers = plain.split { !$0.isNumber && $0 != "." && $0 != "/" }.map(String.init)
            .filter { $0.contains(where: \.isNumber) }
        return numbers.last.flatMap { Rational(text: trimmed($0)) }
    }

    private static func value(_ text: String) -> Rational? {
        do throws(FormulaError) {
            let formula = try Formula(parsing: text)
            return try formula.value { _ in nil }
        } catch {
            return nil
        }
    }

    private static func isArithmetic(_ word: String, isInside: Bool) -> Bool {
        var rest = word
        for function in Formula.Function.allCases {
            rest = rest.split(separator: function.rawValue + "(", omittingEmptySubsequences: false)
                .joined(separator: "(")
        }
        return rest.allSatisfy { $0.isNumber || (isInside ? ".+-*/^()," : ".+-*/^()").contains($0) }
    }

    private static func trimmed(_ word: String) -> String {
        var word = word
        while let last = word.last, ".,:;/".contains(last) { word.removeLast() }
        return word
    }
}
