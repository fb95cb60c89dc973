/// Why a formula could not be read or has no value.
package enum FormulaError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The text at a column (from 1) is not what the grammar allows there.
    case syntax(found: String, expected: String, column: Int)
    case undefinedName(String)
    case divisionByZero
    /// A result or an argument beyond the module's bounds.
    case tooLarge
    /// A function got the wrong number of values, or one that it is not defined for.
    case badArguments(function: String)

    package var description: String {
        switch self {
        case .syntax(let found, let expected, let column):
            "cannot read \"\(found)\" as \(expected) (column \(column))"
        case .undefinedName(let name): "the name \"\(name)\" has no value"
        case .divisionByZero: "division by zero"
        case .tooLarge: "a number grows beyond \(MathLimits.digits) digits"
        case .badArguments(let function): "\(function)() is not defined for these values"
        }
    }
}
