/// Why a row with a solution is no family.
package enum LiftRefusal: String, Error, Hashable, Sendable, CaseIterable {
    case noSolution = "no solution to read"
    case noEquation = "the solution has no equation"
    case tooLarge = "text or solution too large"
    case unreadAnnotation = "an annotation that cannot be read"
    case falseAnnotation = "an annotation that is not exact"
    case unreadGold = "a gold that is no number"
    case goldNotReached = "no equation reaches the gold"
    case unexplained = "an operand without a source"
    case braces = "braces in the statement"
    case nothingFree = "no number is free to change"
    case fewVariants = "too few variants hold"
    case unsound = "the family made of it does not hold"
    case ambiguous = "strict: an operand with two sources"
    case unused = "strict: a number that is never used"
    case assumed = "strict: a constant that no word calls for"
}
