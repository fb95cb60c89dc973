/// A variant that could not be made.
package enum TransformError: Error, Hashable, CustomStringConvertible {
    /// No values for the slots within the bound; `tightest` rejected most.
    case noValues(family: String, draws: Int, tightest: String?)
    /// A drawn instance whose independent equation does not hold: the family is wrong.
    case failedCheck(family: String, check: String, values: String)
    /// The answer does not fit its form, or a step has no value.
    case noAnswer(family: String, index: Int)
    /// The family has nothing for this transform, such as no distractors.
    case notOffered(family: String, transform: String)
    /// The wording leaves a given out or has it twice.
    case badMention(family: String, statement: Int, fault: String)
    /// The numbers of the statement are not those that its templates print.
    case strayNumber(family: String, expected: [String], found: [String])
    /// A step adds meters to dollars.
    case unlikeUnits(family: String, fault: String)
    /// Another value of the given leads to the told answer too.
    case ambiguous(family: String, given: String, values: String)

    /// What kind of reason this is, for counts.
    package var reason: String {
        switch self {
        case .noValues: "no-values"
        case .failedCheck: "failed-check"
        case .noAnswer: "no-answer"
        case .notOffered: "not-offered"
        case .badMention: "bad-mention"
        case .strayNumber: "stray-number"
        case .unlikeUnits: "unlike-units"
        case .ambiguous: "ambiguous"
        }
    }

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
        case .notOffered(let family, let transform):
            "family \(family): there is nothing for \"\(transform)\"; its file or its answer offers none"
        case .badMention(let family, let statement, let fault):
            "family \(family): statement \(statement) \(fault); mention each given once"
        case .strayNumber(let family, let expected, let found):
            "family \(family): the statement shows the numbers \(found.joined(separator: ", ")), "
                + "and its givens are \(expected.joined(separator: ", ")); set them apart"
        case .unlikeUnits(let family, let fault):
            "family \(family): \(fault); mend the formula or the units of its slots"
        case .ambiguous(let family, let given, let values):
            "family \(family): \"\(given)\" may be \(values); ask for a given that has one value"
        }
    }
}
