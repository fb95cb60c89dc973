package import Glibc

/// Starts programs outside of any sandbox: our own keeper, and commands that a user named.
package enum ChildProcess {
    package struct Failure: Error {
        package var errno: Int32

        package init(errno: Int32) { self.errno = errno }
    }

    /// Starts a program with signals as a new program expects them.
    ///
    /// - Parameters:
    ///   - words: Its arguments, its own name first.
    ///   - descriptors: Which of ours it gets, and under which number; all others must be closed on
    ///     exec.
    ///   - isBare: Whether it gets no environment instead of ours, and nothing as 0, 1 and 2.
    ///   - hasOwnGroup: Whether it leads a process group, so that all of it can be ended at once.
    package static func start(
        _ path: String, _ words: [String], descriptors: [(ours: Int32, theirs: Int32)],
        isBare: Bool, hasOwnGroup: Bool
    ) throws(Failure) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        for (ours, theirs) in descriptors {
            posix_spawn_file_actions_adddup2(&actions, ours, theirs)
        }
        if isBare {
            for descriptor: Int32 in 0...2 {
                posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
            }
        }
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        let group = hasOwnGroup ? POSIX_SPAWN_SETPGROUP : 0
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | group))
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var empty: [UnsafeMutablePointer<CChar>?] = [nil]
        var pid: pid_t = 0
        let code =
            isBare
            ? posix_spawn(&pid, path, &actions, &attributes, &arguments, &empty)
            : posix_spawn(&pid, path, &actions, &attributes, &arguments, environ)
        guard code == 0 else { throw Failure(errno: code) }
        return pid
    }
}
