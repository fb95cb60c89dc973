internal import LyditeCore
internal import LyditeMath

/// A calculator annotation of a solution: `<<48/2=24>>`.
struct SolutionAnnotation: Hashable, Sendable {
    /// Between the angle brackets.
    var text: String
    /// More annotations than this are no solution of a school problem.
    private static let maximum = 200

    static func all(in solution: String) -> [SolutionAnnotation] {
        var found: [SolutionAnnotation] = []
        var rest = solution[...]
        while found.count < maximum, let open = rest.utf8Range(of: "<<") {
            rest = rest[open.upperBound...]
            guard let close = rest.utf8Range(of: ">>") else { break }
            found.append(SolutionAnnotation(text: String(rest[..<close.lowerBound])))
            rest = rest[close.upperBound...]
        }
        return found
    }

    /// Whether both sides can be read and differ by more than a rounding of the right one.
    var isFalse: Bool {
        let sides = text.split(separator: "=", omittingEmptySubsequences: false)
        guard sides.count == 2, let left = Self.value(sides[0]), let right = Self.value(sides[1])
        else { return false }
        if left == right { return false }
        if left.isInteger { return true }
        // A result may be rounded to the places it shows, either way.
        let places = sides[1].split(separator: ".", omittingEmptySubsequences: false)
        let digits = places.count == 2 ? places[1].count : 0
        guard let unit = Rational(10).power(-digits) else { return false }
        return (left - right).magnitude >= unit
    }

    private static func value(_ side: Substring) -> Rational? {
        let plain = side.filter { $0 != "," && $0 != "$" && $0 != " " }
        guard !plain.isEmpty, plain.allSatisfy({ "0123456789.+-*/()".contains($0) }) else {
            return nil
        }
        // ".5" is written for 0.5.
        var text = ""
        for character in plain {
            if character == ".", text.last?.isNumber != true { text.append("0") }
            text.append(character)
        }
        guard let formula = try? Formula(parsing: text) else { return nil }
        return try? formula.value { _ in nil }
    }

    /// Every number that a solution shows: 1,200, "118 000", 3/4 and "three" among them.
    static func numbers(in solution: String) -> Set<Rational> {
        var found = FamilyText.numbers(in: solution)
        var digits = ""
        var grouped: [String] = []
        func close() {
            let text = digits.hasSuffix(".") ? String(digits.dropLast()) : digits
            if let value = Rational(decimal: text.hasPrefix(".") ? "0" + text : text) {
                found.insert(value)
            }
            digits = ""
        }
        for character in solution + " " {
            if character.isNumber || (character == "." && !digits.contains(".")) {
                digits.append(character)
            } else if character == ",", !digits.isEmpty {
                continue
            } else {
                if !digits.isEmpty {
                    join(digits, &grouped, &found)
                    close()
                } else if character != " " {
                    grouped = []
                }
                if character != " " { grouped = [] }
            }
        }
        return found
    }

    /// Groups of three digits with blanks between them: "118 000".
    private static func join(
        _ digits: String, _ grouped: inout [String], _ found: inout Set<Rational>
    ) {
        let isGroup = digits.count == 3 && !digits.contains(".") && !grouped.isEmpty
        grouped = isGroup ? grouped + [digits] : [digits]
        guard grouped.count > 1, grouped.count < 8,
            let value = Rational(decimal: grouped.joined())
        else { return }
        found.insert(value)
    }
}
