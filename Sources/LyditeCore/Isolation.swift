/// How far a run was separated from the machine; part of a run's identity and of provenance.
public struct Isolation: Hashable, Sendable {
    /// The named levels, strongest first.
    public enum Level: String, CaseIterable, Sendable {
        /// Namespaces, seccomp, rlimits and control groups.
        case full
        /// Namespaces, seccomp and rlimits.
        case noCgroup = "no-cgroup"
        /// Seccomp and rlimits only; never chosen unasked.
        case bareSeccomp = "bare-seccomp"
    }

    public var level: Level
    /// Names of the namespaces that the run had of its own: `user pid mount ipc net uts`.
    public var namespaces: [String]
    /// Always `allow-list`.
    public var seccomp: String
    /// `v1`, `v2`, or nil where control groups were not used.
    public var cgroup: String?
    /// The candidate's user on the host; nil where it shares the caller's own.
    public var uid: Int?

    public init(
        level: Level, namespaces: [String], seccomp: String = "allow-list", cgroup: String?,
        uid: Int?
    ) {
        self.level = level
        self.namespaces = namespaces
        self.seccomp = seccomp
        self.cgroup = cgroup
        self.uid = uid
    }
}
