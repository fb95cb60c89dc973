/// The bounds of the whole module, each with its reason.
///
/// They are counted in bytes, digits, bits and steps, never in time, so that a busy machine gives
/// the same verdict as an idle one.
package enum MathLimits {
    /// Longest answer that is read as a value; longer ones are only compared as text.
    package static let answerBytes = 65_536
    /// Most digits a number may have; more cost milliseconds in GMP.
    package static let digits = 50_000
    /// Most bits of an intermediate result: what 50,000 digits need.
    package static let bits = 170_000
    /// Deepest nesting of brackets; each level costs one stack frame.
    package static let depth = 48
    /// Deepest nesting of wrappers peeled from an answer; each layer is one pass over it.
    package static let wrappers = 8
    /// Most items of a tuple, set or list; comparing sets is quadratic.
    package static let items = 256
    /// Steps one reading or one comparison may take.
    package static let fuel = 200_000
    /// Largest n of n!; 3000! has 9,131 digits.
    package static let factorial = 3_000
    /// Most boxes of a response whose values are compared.
    package static let boxes = 64
    /// Longest formula text of a problem family.
    package static let formulaBytes = 10_000
    /// Most different subterms of one expression.
    static let expressionNodes = 2_048
    /// Most pairs of formulas that are compared for one answer.
    static let ladderCalls = 64
    /// Most terms of a finite sum or product that is written out.
    static let seriesTerms = 256
    /// Largest integer that is tried as a logarithm.
    static let logarithm = 128
    /// Most tokens of one line that the equation reader keeps.
    package static let lineTokens = 2_000
}
