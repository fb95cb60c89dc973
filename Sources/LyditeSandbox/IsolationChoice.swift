package import LyditeCore

/// The level that a caller asks for. Less than it is never given; `best` never falls to
/// bare-seccomp.
package enum IsolationChoice: String, CaseIterable, Sendable {
    case full
    case noCgroup = "no-cgroup"
    case bareSeccomp = "bare-seccomp"
    case best

    /// The levels to try, strongest first.
    package var levels: [Isolation.Level] {
        switch self {
        case .full: [.full]
        case .noCgroup: [.noCgroup]
        case .bareSeccomp: [.bareSeccomp]
        case .best: [.full, .noCgroup]
        }
    }
}
