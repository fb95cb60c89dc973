/// Why a candidate could not be decided: always something about us, never about the candidate.
public enum Cause: String, CaseIterable, Sendable {
    case sandboxError = "sandbox-error"
    case wallLimit = "wall-limit"
    case flaky
    case badProblem = "bad-problem"
    case badRow = "bad-row"
    case budget
    case unsupported
    case multipleAnswers = "multiple-answers"
    case domain
}
