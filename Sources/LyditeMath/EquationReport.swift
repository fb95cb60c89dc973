package import LyditeCore

/// What the equations of a trace say: "16 - 3 = 13" and the like.
package struct EquationReport: Hashable, Sendable {
    package struct FirstWrong: Hashable, Sendable {
        /// Both sides as written, at most ``EquationReport/shownBytes``.
        package var text: String
        /// Where it begins in the response, in bytes.
        package var offset: Int
        /// Its line, from 1.
        package var line: Int
    }

    /// Equations whose both sides were read and agree, or disagree.
    package var checked = 0
    package var wrong = 0
    /// Equations with a side that was not read for certain; no evidence either way.
    package var unread = 0
    package var first: FirstWrong?

    package init() {}

    static let shownBytes = 120

    package var json: JSON {
        .record([
            "checked": .integer(Int64(checked)),
            "wrong": .integer(Int64(wrong)),
            "unread": .integer(Int64(unread)),
            "first": first.map { .string($0.text) } ?? .null,
        ])
    }
}
