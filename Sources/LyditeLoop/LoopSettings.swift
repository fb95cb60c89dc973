package import LyditeSandbox

/// What a call of a loop is given beside its configuration; none of it decides what is made, save the isolation.
package struct LoopSettings: Sendable {
    package var out: String
    package var home: String
    package var jobs: Int
    package var isolation: IsolationChoice
    /// Told of each stage as it begins, in words for people.
    package var note: @Sendable (String) -> Void
    package var isStopping: @Sendable () -> Bool

    package init(
        out: String, home: String, jobs: Int, isolation: IsolationChoice,
        note: @escaping @Sendable (String) -> Void, isStopping: @escaping @Sendable () -> Bool
    ) {
        self.out = out
        self.home = home
        self.jobs = jobs
        self.isolation = isolation
        self.note = note
        self.isStopping = isStopping
    }
}
