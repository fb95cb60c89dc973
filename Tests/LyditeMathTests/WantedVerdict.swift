import LyditeCore
import LyditeMath

/// What a table says of two answers under the plain policy.
enum WantedVerdict {
    case different, open, equal

    func holds(_ gold: String, _ pred: String) -> Bool {
        let verdict = MathChecker.check(
            gold: Array(gold.utf8), pred: Array(pred.utf8), spec: .plain
        ).verdict
        return switch self {
        case .different: verdict == .incorrect(.wrongAnswer)
        case .open: !verdict.isDecided
        case .equal: verdict == .correct
        }
    }
}
