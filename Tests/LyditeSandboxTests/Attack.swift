import LyditeCore
import Testing

/// A program that tries to harm, and the endings that it may have.
///
/// It prints BREACH when it got through.
struct Attack: CustomTestStringConvertible, Sendable {
    var name: String
    var language = "python"
    var source: String
    var endings: Set<Run.Ending>
    /// Tried without control groups as well.
    var isForEveryLevel = false

    var testDescription: String { "\(language): \(name)" }

    static func python(
        _ name: String, _ endings: Set<Run.Ending>, everyLevel: Bool = false, _ source: String
    ) -> Attack {
        Attack(name: name, source: source, endings: endings, isForEveryLevel: everyLevel)
    }

    static func bash(_ name: String, _ endings: Set<Run.Ending>, _ source: String) -> Attack {
        Attack(name: name, language: "bash", source: source, endings: endings)
    }

    static func node(_ name: String, _ endings: Set<Run.Ending>, _ source: String) -> Attack {
        Attack(name: name, language: "javascript", source: source, endings: endings)
    }

    /// The body of a C main function.
    static func c(
        _ name: String, _ endings: Set<Run.Ending>, everyLevel: Bool = false, _ body: String
    ) -> Attack {
        let source = "\(headers)\nint main(int argc, char **argv) {\n\(body)\nreturn 0; }\n"
        return Attack(
            name: name, language: "c", source: source, endings: endings, isForEveryLevel: everyLevel
        )
    }

    /// A whole file for a compiler, which may refuse it.
    static func compiler(_ name: String, language: String = "c", _ source: String) -> Attack {
        Attack(
            name: name, language: language, source: source, endings: [.compileError, .exited])
    }

    private static let headers = """
        #define _GNU_SOURCE
        #include <errno.h>
        #include <fcntl.h>
        #include <sched.h>
        #include <signal.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>
        #include <sys/ioctl.h>
        #include <sys/mman.h>
        #include <sys/prctl.h>
        #include <sys/resource.h>
        #include <sys/socket.h>
        #include <sys/stat.h>
        #include <sys/syscall.h>
        #include <sys/un.h>
        #include <sys/wait.h>
        #include <unistd.h>
        #define BREACH(what) (puts("BREACH " what), fflush(stdout))
        """
}

/// Calls that end the run, by number and first arguments (unistd_64.h).
extension Attack {
    static let calls: [(name: String, arguments: String)] = [
        ("ptrace", "101, 16, 1"), ("mount", "165, 0, 0, 0"), ("umount2", "166, 0, 2"),
        ("unshare", "272, 0x10000000"), ("setns", "308, 0"), ("clone", "56, 0x10000011, 0"),
        ("pivot_root", "155, 0, 0"), ("chroot", "161, 0"), ("fsopen", "430, 0"),
        ("mount_setattr", "442, 0"), ("move_mount", "429, 0"), ("open_by_handle_at", "304, 0"),
        ("keyctl", "250, 0, -3"), ("add_key", "248, 0"), ("bpf", "321, 0"),
        ("io_uring_setup", "425, 4"), ("perf_event_open", "298, 0"), ("userfaultfd", "323, 1"),
        ("setuid", "105, 0"), ("setgroups", "116, 0"), ("capset", "126, 0"),
        ("process_vm_writev", "311, 1"), ("pidfd_open", "434, 1"), ("pidfd_getfd", "438, 0"),
        ("kcmp", "312, 1, 1"), ("personality", "135, 0x40000"), ("modify_ldt", "154, 0"),
        ("iopl", "172, 3"), ("fanotify_init", "300, 0"), ("syslog", "103, 3"),
        ("reboot", "169, 0"), ("sethostname", "170, 0"), ("init_module", "175, 0"),
        ("shmget", "29, 0"), ("msgget", "68, 0"), ("semget", "64, 0"), ("mq_open", "240, 0"),
        ("timer_create", "222, 0"), ("inotify_init1", "294, 0"), ("mlockall", "151, 3"),
        ("setxattr", "188, 0"), ("seccomp", "317, 1, 8"), ("rt_sigqueueinfo", "129, 1, 9"),
        ("sched_setscheduler", "144, 0, 1"), ("bind", "49, 0"), ("connect", "42, 0"),
        ("socketpair", "53, 1, 2, 0"), ("ioctl", "16, 0, 0x40086602"), ("fcntl", "72, 1, 1031"),
        ("prlimit64", "302, 1, 7"), ("memfd_secret", "447, 0"), ("quotactl", "179, 0"),
    ]
}
