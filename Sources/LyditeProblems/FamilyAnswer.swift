package import LyditeMath

/// The final answer of a family: its value and the form it is written in.
package struct FamilyAnswer: Hashable, Sendable {
    package enum Form: String, CaseIterable, Hashable, Sendable {
        case integer, decimal, fraction, percent, money
    }

    package var value: Formula
    package var form: Form
    /// What is counted, for the closing sentence; a noun in both numbers.
    package var unit: FamilyNoun?
    /// Most decimals that an answer may have.
    package var places: Int
    /// Where the file states it.
    package var line = 0

    /// The answer key; nil where `value` does not fit the form.
    package func gold(_ value: Rational) -> String? {
        switch form {
        case .integer: return value.isInteger ? value.description : nil
        case .fraction: return value.description
        case .decimal: return decimal(value)
        case .percent: return decimal(value).map { $0 + "%" }
        case .money:
            guard decimal(value) != nil else { return nil }
            return FamilyNumberStyle.places(2).text(value)
        }
    }

    /// The answer as a sentence prints it: `$2.50`, `15%`, `3 km`; any value, also one off the
    /// form.
    package func display(_ value: Rational) -> String {
        switch form {
        case .money: "$" + FamilyNumberStyle.places(2).text(value)
        case .percent: number(value) + (number(value).contains("/") ? "" : "%")
        case .integer, .decimal, .fraction: number(value) + unitText(value)
        }
    }

    /// The bare number, as `display` writes it.
    package func number(_ value: Rational) -> String {
        switch form {
        case .money: FamilyNumberStyle.places(2).text(value)
        case .fraction: value.description
        case .integer, .decimal, .percent: FamilyNumberStyle.plain.text(value)
        }
    }

    private func unitText(_ value: Rational) -> String {
        // "1/28 packs" is not how anyone states a count.
        guard let unit, !number(value).contains("/") else { return "" }
        return " " + (value == .one ? unit.one : unit.many)
    }

    private func decimal(_ value: Rational) -> String? {
        guard let text = value.terminatingDecimalText else { return nil }
        guard let point = text.firstIndex(of: ".") else { return text }
        return text.distance(from: point, to: text.endIndex) - 1 <= places ? text : nil
    }
}
