/// A variant that could not be made.
package enum TransformError: Error, Hashable, CustomStringConvertible {
    /// No values for the slots within the bound; `tightest` rejected most.
    case noValues(family: String, draws: Int, tightest: String?)
    /// A drawn instance whose independent equation does not hold: the family is wrong.
    case failedCheck(family: String, check: String, values: String)
    /// The answer does not fit its form, or a step has no value.
    case noAnswer(family: String, index: Int)

    package var description: String {
        switch self {
        case .noValues(let family, let draws, let tightest):
            "family \(family): no values"
                + (tightest.map { " satisfy \"\($0)\"" } ?? " found")
                + " within \(draws) draws; widen its slots or drop the condition"
        case .failedCheck(let family, let check, let values):
            "family \(family): the check \"\(check)\" fails as \(values); correct the derivation"
        case .noAnswer(let family, let index):
            "family \(family): variant \(index) has no answer of its form; add a condition for it"
        }
    }
}
