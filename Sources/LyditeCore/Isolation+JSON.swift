extension Isolation {
    /// The object that `exec` and `doctor` print; a shared user is named so.
    package var json: JSON {
        [
            "level": .string(level.rawValue), "namespaces": .array(namespaces.map { .string($0) }),
            "seccomp": .string(seccomp), "cgroup": cgroup.map { .string($0) } ?? .null,
            "uid": uid.map { .integer(Int64($0)) } ?? "shared",
        ]
    }
}
