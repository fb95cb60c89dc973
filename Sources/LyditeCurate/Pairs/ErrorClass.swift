/// What went wrong in a rejected trace, coarsely, by where it parts from a sound one.
package enum ErrorClass: String, CaseIterable, Sendable {
    /// The same operation on the same numbers with another result.
    case arithmetic
    /// Another operation on the same numbers.
    case operation
    /// The same operation on other numbers.
    case operand
    /// The same numbers the other way round.
    case order
    case missingStep = "missing-step"
    case extraStep = "extra-step"
    /// Another operation on other numbers.
    case otherStep = "other-step"
    /// All equations agree and the answer does not.
    case answer
    /// Without equations, by the answers alone.
    case offByOne = "off-by-one"
    case sign
    case scale
    case otherAnswer = "other-answer"
    /// Programs, by the first token that differs.
    case comparison
    case constant
    case programOperator = "operator"
    case name
    case structure
    /// Programs, by how they ended.
    case crash
    case limit
    /// No answer could be read.
    case unanswered

    /// Where a rejected solution's equations part from a sound one's.
    static func of(_ rejected: [WrittenEquation], beside chosen: [WrittenEquation]) -> ErrorClass? {
        guard !rejected.isEmpty, !chosen.isEmpty else { return nil }
        let shared = zip(rejected, chosen).prefix { $0 == $1 }.count
        if shared == rejected.count, shared == chosen.count { return .answer }
        guard shared < rejected.count else { return .missingStep }
        guard shared < chosen.count else { return .extraStep }
        let (wrong, right) = (rejected[shared], chosen[shared])
        let sameNumbers = wrong.numbers.sorted() == right.numbers.sorted()
        if wrong.operators == right.operators {
            if wrong.numbers == right.numbers { return .arithmetic }
            if sameNumbers { return .order }
            return skips(rejected, chosen, at: shared) ? .missingStep : .operand
        }
        if sameNumbers { return .operation }
        return skips(rejected, chosen, at: shared) ? .missingStep : .otherStep
    }

    /// Whether the wrong solution goes on with a step that the right one makes later.
    private static func skips(
        _ rejected: [WrittenEquation], _ chosen: [WrittenEquation], at place: Int
    ) -> Bool {
        guard rejected.count < chosen.count else { return false }
        let wrong = rejected[place]
        return chosen[(place + 1)...].contains { $0.operators == wrong.operators }
    }

    /// By two answers alone.
    static func of(answer: String, beside right: String) -> ErrorClass {
        guard let wrong = number(answer), let right = number(right) else { return .otherAnswer }
        if abs(wrong - right) == 1 { return .offByOne }
        if wrong == -right { return .sign }
        for factor in [10.0, 100, 1000] where wrong == right * factor || right == wrong * factor {
            return .scale
        }
        return .otherAnswer
    }

    /// The number that a short answer begins with.
    private static func number(_ text: String) -> Double? {
        let digits = text.utf8.prefix(24).drop { $0 == 0x20 || $0 == UInt8(ascii: "$") }
            .prefix {
                $0 &- UInt8(ascii: "0") < 10 || $0 == UInt8(ascii: ".")
                    || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ",")
            }
            .filter { $0 != UInt8(ascii: ",") }
        return Double(String(decoding: digits, as: UTF8.self))
    }

    /// By the first token in which a failing program differs from a passing one.
    static func of(_ rejected: ProgramTokens, beside chosen: ProgramTokens) -> ErrorClass {
        let (wrong, right) = (rejected.tokens, chosen.tokens)
        let shared = zip(wrong, right).prefix { $0 == $1 }.count
        guard shared < wrong.count, shared < right.count,
            abs(wrong.count - right.count) <= Self.mostTokens
        else { return .structure }
        switch (ProgramTokens.kind(wrong[shared]), ProgramTokens.kind(right[shared])) {
        case (.comparison, _), (_, .comparison): return .comparison
        case (.number, _), (_, .number): return .constant
        case (.symbol, _), (_, .symbol): return .programOperator
        case (.word, .word): return .name
        case (.text, _), (_, .text): return .constant
        }
    }

    /// Programs whose lengths differ by more were not made of each other.
    private static let mostTokens = 12
}
