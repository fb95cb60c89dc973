internal import LyditeCore

/// Compares answers that are words.
enum WordComparer {
    private static let yes = ["yes", "true", "correct"]
    private static let no = ["no", "false", "incorrect"]
    private static let functions = [
        "sin", "cos", "tan", "cot", "sec", "csc", "log", "exp", "arc", "lim", "det", "gcd",
    ]

    static func compare(_ gold: [UInt8], _ pred: [UInt8]) -> AnswerComparer.Outcome {
        if gold == pred { return .equal }
        let (a, b) = (String(decoding: gold, as: UTF8.self), String(decoding: pred, as: UTF8.self))
        if truth(a) != nil, let first = truth(a), let second = truth(b) {
            return first == second ? .unknown(.unsupported) : .different
        }
        // Only two single, unlike words are surely different answers.
        guard gold.count >= 4, pred.count >= 4, !gold.contains(0x20), !pred.contains(0x20) else {
            return .unknown(.unsupported)
        }
        guard !gold.starts(with: pred), !pred.starts(with: gold), gold.sorted() != pred.sorted(),
            gold.allSatisfy({ $0 < 0x80 }), pred.allSatisfy({ $0 < 0x80 }),
            !functions.contains(where: { a.hasPrefix($0) || b.hasPrefix($0) })
        else { return .unknown(.unsupported) }
        return .different
    }

    private static func truth(_ word: String) -> Bool? {
        if yes.contains(word) { return true }
        return no.contains(word) ? false : nil
    }

    /// Words that surely do not stand for a number.
    static func isNoNumber(_ word: [UInt8]) -> Bool {
        switch String(decoding: word, as: UTF8.self) {
        case "yes", "no", "true", "false", "none", "nan", "undefined", "infinity", "infinite",
            "inf", "impossible", "unknown", "null", "nil", "no solution", "no answer",
            "no real solution", "does not exist", "not possible":
            true
        default: false
        }
    }
}
