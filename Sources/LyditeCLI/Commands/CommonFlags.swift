internal import LyditeEngine
internal import LyditeProblems
internal import LyditeSandbox

/// Options that several commands share.
enum CommonFlags {
    /// Accepted by every command.
    static let all = [
        Flag("--home", "DIR", "the folder that holds Problems and Sandboxes (or set LYDITE_HOME)"),
        Flag("--quiet", "no progress, no notes on standard error and no table of a run"),
        Flag("--help", "print this help"),
    ]

    static let extract = Flag(
        "--extract", "full|strict", "how answers are taken from responses (default: full)")

    static let judge = Flag(
        "--judge", "ask each family's own program too; a variant with which it disagrees is refused"
    )
    static let keepGoing = Flag(
        "--keep-going", "leave broken problems out and go on with the others")

    static let store = Flag("--store", "FILE", "the store of a run (default: out/run.sqlite)")

    static let isolation = Flag(
        "--isolation", "LEVEL", "full, no-cgroup, bare-seccomp or best (default: full)")
}

extension Arguments {
    /// The store that a command reads.
    var store: String { text("--store") ?? "out/run.sqlite" }

    /// The folder that holds Problems and Sandboxes, where there is one.
    var home: String? { Home.find(explicit: text("--home")) }

    /// The same for a command that cannot do without.
    func requiredHome() throws(EngineError) -> String {
        guard let home else { throw .noHome }
        return home
    }

    func jobs() throws(UsageError) -> Int {
        try integer("--jobs", in: 1...256) ?? Machine.cores
    }

    func isolation() throws(UsageError) -> IsolationChoice {
        try choice("--isolation", of: IsolationChoice.self) ?? .full
    }
}
