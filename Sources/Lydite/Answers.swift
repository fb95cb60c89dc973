@_exported public import LyditeCore
internal import LyditeMath

/// Final answers compared exactly, for programs that use Lydite as a library.
public enum Answers {
    /// Compares a final answer with the right one.
    ///
    /// - Parameters:
    ///   - gold: The right answer, as plain text or LaTeX.
    ///   - answer: The answer to be judged.
    /// - Returns: `undecided` where either side is beyond what is read exactly; never a guess.
    public static func check(gold: String, answer: String) -> Verdict {
        MathChecker.check(gold: Array(gold.utf8), pred: Array(answer.utf8), spec: .plain).verdict
    }

    /// Takes the final answer out of a whole response, then compares it.
    ///
    /// - Parameters:
    ///   - gold: The right answer, as plain text or LaTeX.
    ///   - response: Everything that a model wrote.
    /// - Returns: `incorrect(noAnswer)` where the response states no answer.
    public static func check(gold: String, response: String) -> Verdict {
        MathChecker.check(
            gold: Array(gold.utf8), response: Array(response.utf8), spec: .plain, extraction: .full
        ).verdict
    }
}
