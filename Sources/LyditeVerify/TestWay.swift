/// How cases are got from test text, by the most that one of its tests needs.
package enum TestWay: String, CaseIterable, Sendable {
    /// Every assertion compares one call with a value.
    case literal
    /// Some assertions of another shape are evaluated once their call's result is known.
    case recorder
    /// Some arguments are built by the candidate's own classes.
    case code
    /// The text is run against a stand-in.
    case replay
    /// Nothing of this helps.
    case unread

    init(_ cases: [CallCase]) {
        var isExamined = false
        for given in cases {
            if case .code = given.arguments {
                self = .code
                return
            }
            if case .examined = given.expectation { isExamined = true }
        }
        self = isExamined ? .recorder : .literal
    }
}
