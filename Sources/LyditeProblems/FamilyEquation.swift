package import LyditeMath

/// Plain arithmetic as text: `4 * 2.50 = 10`, printed from the formula with the present values.
package enum FamilyEquation {
    /// The formula with each name's value in its place.
    ///
    /// - Parameter shown: The text of a name's value; the name itself where nil.
    package static func text(_ formula: Formula, _ shown: (String) -> String?) -> String {
        part(formula, shown).text
    }

    /// `formula = result`; a formula without an operation prints the result alone.
    package static func equation(
        _ formula: Formula, result: String, _ shown: (String) -> String?
    ) -> String {
        switch formula {
        case .number, .name: result
        case .negate, .binary, .call: text(formula, shown) + " = " + result
        }
    }

    /// How tightly a printed part holds together.
    private enum Binding: Int {
        case sum = 1
        case product = 2
        case negative = 3
        case power = 4
        case atom = 5
    }

    private static func part(
        _ formula: Formula, _ shown: (String) -> String?
    ) -> (text: String, binding: Binding) {
        switch formula {
        case .number(let value): return leaf(FamilyNumberStyle.plain.text(value))
        case .name(let name): return leaf(shown(name) ?? name)
        case .negate(let inner):
            return ("-" + enclosed(part(inner, shown), below: .power), .negative)
        case .call(let function, let arguments):
            let list = arguments.map { text($0, shown) }.joined(separator: ", ")
            return ("\(function.rawValue)(\(list))", .atom)
        case .binary(let operation, let left, let right):
            let binding: Binding =
                switch operation {
                case .add, .subtract: .sum
                case .multiply, .divide: .product
                case .power: .power
                }
            let first = part(left, shown)
            let second = part(right, shown)
            // A fraction keeps its parentheses beside * and /, where it would read as one more
            // division.
            let isLooseLeft =
                first.binding.rawValue < binding.rawValue
                || (binding == .product && isFraction(first.text) && first.binding == .product)
                || (binding == .power && first.binding != .atom)
            let isLooseRight =
                second.binding == .negative
                || (operation == .add || operation == .multiply
                    ? second.binding.rawValue < binding.rawValue
                        || (binding == .product && second.binding == .product)
                    : second.binding.rawValue <= binding.rawValue)
            let leftText = isLooseLeft ? "(\(first.text))" : first.text
            let rightText = isLooseRight ? "(\(second.text))" : second.text
            let sign = operation == .power ? "^" : " \(operation.rawValue) "
            return (leftText + sign + rightText, binding)
        }
    }

    private static func leaf(_ text: String) -> (text: String, binding: Binding) {
        (text, text.hasPrefix("-") ? .negative : isFraction(text) ? .product : .atom)
    }

    /// Whether `text` is a lone fraction such as 3/4; operators have blanks around them.
    private static func isFraction(_ text: String) -> Bool {
        text.utf8.contains(UInt8(ascii: "/")) && !text.utf8.contains(UInt8(ascii: " "))
    }

    private static func enclosed(
        _ part: (text: String, binding: Binding), below: Binding
    ) -> String {
        part.binding.rawValue < below.rawValue ? "(\(part.text))" : part.text
    }
}
