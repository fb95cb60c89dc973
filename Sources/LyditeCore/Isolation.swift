/// How far a run was separated from the machine; part of a run's identity and of provenance.
package struct Isolation: Hashable, Sendable {
    /// The named levels, strongest first.
    package enum Level: String, CaseIterable, Sendable {
        /// Namespaces, seccomp, rlimits and control groups.
        case full
        /// Namespaces, seccomp and rlimits.
        case noCgroup = "no-cgroup"
        /// Seccomp and rlimits only; never chosen unasked.
        case bareSeccomp = "bare-seccomp"
    }

    package var level: Level
    /// Names of the namespaces that the run had of its own: `user pid mount ipc net uts`.
    package var namespaces: [String]
    /// Always `allow-list`.
    package var seccomp: String
    /// `v1`, `v2`, or nil where control groups were not used.
    package var cgroup: String?
    /// The candidate's user on the host; nil where it shares the caller's own.
    package var uid: Int?

    package init(
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
