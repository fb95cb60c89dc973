internal import Glibc

/// Programs started without a sandbox of ours, for comparison.
enum Spawned {
    /// The namespaces and the root of a run, made by bubblewrap.
    ///
    /// The program is its process 1: with another one in between, bubblewrap ends without waiting for it, and its
    /// cost would be nobody's.
    static let bubblewrap = [
        "/usr/bin/bwrap", "--unshare-pid", "--unshare-ipc", "--unshare-net", "--unshare-uts",
        "--unshare-cgroup", "--ro-bind", "/usr", "/usr", "--ro-bind", "/lib", "/lib",
        "--ro-bind-try", "/lib64", "/lib64", "--dev-bind", "/dev/null", "/dev/null", "--tmpfs",
        "/box", "--die-with-parent", "--as-pid-1", "--new-session", "/usr/bin/true",
    ]

    /// Runs a program to its end, its output thrown away.
    static func run(_ words: [String]) throws {
        var pid: pid_t = 0
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { arguments.forEach { free($0) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor: Int32 in 0...2 {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
        }
        guard posix_spawn(&pid, words[0], &actions, nil, &arguments, environ) == 0 else {
            throw BenchError.cannotStart
        }
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        guard status == 0 else { throw BenchError.runFailed(status: status) }
    }

    static func write(_ text: String, to path: String) throws {
        guard let file = fopen(path, "w") else { throw BenchError.cannotStart }
        let isWritten = fputs(text, file) >= 0
        guard fclose(file) == 0, isWritten else { throw BenchError.cannotStart }
    }
}
