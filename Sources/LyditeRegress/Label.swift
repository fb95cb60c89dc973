internal import LyditeCore

/// The verdicts that are right for a row: names, which stand for all their codes, or codes.
package struct Label: Hashable, Sendable {
    private var allowed: Set<String>

    package static let verdicts: Set<String> = ["correct", "incorrect", "undecided"]

    /// Reads `expected`: a verdict or a list of them, or `bounded` with what it `must_not` be.
    ///
    /// - Returns: nil where the row has no label.
    init?(_ row: RowReader) throws(RowError) {
        switch row["expected"] {
        case nil: return nil
        case .string("bounded"):
            allowed = Self.verdicts
            if let refused = try row.text("must_not") { allowed.remove(refused) }
        case .string(let code): allowed = [code]
        case .array(let items): allowed = Set(items.compactMap(\.stringValue))
        default: allowed = []
        }
        guard !allowed.isEmpty, allowed.allSatisfy({ Self.verdicts.contains(Self.name($0)) })
        else { throw row.wrong("expected", "correct, incorrect, undecided or a list of them") }
    }

    /// The verdict of a code: "incorrect" of "incorrect:wrong-answer".
    static func name(_ code: String) -> String { String(code.prefix { $0 != ":" }) }

    /// A verifier that gives no faults and causes is held to the verdict alone.
    package func allows(_ answer: RowAnswer) -> Bool {
        guard answer.fault ?? answer.cause == nil else {
            return allowed.contains(answer.verdict) || allowed.contains(answer.code)
        }
        return allowed.contains { Self.name($0) == answer.verdict }
    }

    /// Only "correct" is right.
    package var isPositive: Bool { allowed == ["correct"] }
    /// "correct" is wrong.
    package var isNegative: Bool { !allowed.contains("correct") }
    package var text: String { allowed.sorted().joined(separator: " or ") }
}
