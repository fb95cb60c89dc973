/// The base sets, found by running real programs of each language under them.
extension SystemCallPolicy {
    static func rules(of base: Base) -> [Rule] {
        switch base {
        case .strict: names(common).map { Rule(name: $0) } + conditional + strictOnly
        case .wide: names(common + " " + files).map { Rule(name: $0) } + conditional + wideOnly
        }
    }

    private static func names(_ text: String) -> [String] {
        text.split(whereSeparator: \.isWhitespace).map(String.init)
    }

    private static func when(
        _ name: String, errno: UInt32 = 0, _ conditions: (UInt8, UInt64, UInt64)...
    ) -> Rule {
        Rule(
            name: name, errno: errno,
            conditions: conditions.map { Condition(argument: $0.0, mask: $0.1, value: $0.2) })
    }

    private static func refuse(_ text: String, _ errno: UInt32) -> [Rule] {
        names(text).map { Rule(name: $0, errno: errno) }
    }

    private static let eperm: UInt32 = 1
    private static let enolck: UInt32 = 37
    private static let enosys: UInt32 = 38
    private static let enotsup: UInt32 = 95
    private static let everyBit = UInt64.max
    /// The kernel reads a descriptor or a command as 32 bits; upper ones are noise.
    private static let word: UInt64 = 0xffff_ffff
    private static let threadFlag: UInt64 = 0x1_0000
    /// MSG_OOB of unix sockets: nobody needs it, and its code in the kernel has been a way out more than once.
    private static let outOfBand: UInt64 = 1
    /// MAP_HUGETLB of mmap, and MFD_HUGETLB of memfd_create.
    private static let hugePages: UInt64 = 0x4_0000
    private static let hugeFile: UInt64 = 4
    /// CLONE_NEW*, PTRACE, UNTRACED and PARENT: no namespace, and no escape from process 1.
    private static let refusedCloneFlags: UInt64 = 0x7e02_0000 | 0x2000 | 0x80_0000 | 0x8000

    private static let common = """
        read write readv writev pread64 preadv close lseek openat newfstatat fstat statx access
        faccessat2 readlink getcwd getdents64 dup poll ppoll select pselect6 epoll_create1 epoll_ctl
        epoll_wait epoll_pwait pipe2 eventfd2 getsockname munmap mremap mprotect madvise
        brk rt_sigaction rt_sigprocmask rt_sigreturn rt_sigtimedwait sigaltstack restart_syscall
        setitimer getitimer alarm pause nanosleep clock_nanosleep clock_gettime clock_getres
        gettimeofday time times futex set_robust_list rseq membarrier sched_yield sched_getaffinity
        getcpu exit exit_group getpid getppid gettid getuid geteuid getgid getegid getgroups getrusage
        sysinfo uname getrandom tgkill wait4 execve arch_prctl set_tid_address
        """

    private static let files = """
        pwrite64 pwritev close_range open creat stat lstat faccessat readlinkat chdir fchdir mkdir mkdirat
        rmdir rename renameat renameat2 unlink unlinkat link linkat symlink symlinkat truncate ftruncate
        fsync fdatasync chmod fchmod fchmodat utimensat utime utimes umask dup2 dup3 pipe
        copy_file_range sendfile fadvise64 fallocate msync mincore vfork fork get_robust_list waitid
        kill tkill setpgid setsid getpgrp getpgid getsid getresuid getresgid getrlimit capget
        getpriority sched_getparam sched_getscheduler sched_get_priority_max sched_get_priority_min
        rt_sigsuspend rt_sigpending epoll_create epoll_pwait2 eventfd timerfd_create timerfd_settime
        timerfd_gettime signalfd4 shutdown getpeername getsockopt
        """

    /// Calls that go through with harmless arguments only.
    private static let conditional: [Rule] =
        [0, 1, 2, 3, 4, 5, 6, 7, 1030, 1032].map { when("fcntl", (1, word, $0)) }
        + [
            // Streams and sequenced packets. A datagram socket could address any other by name.
            when("socketpair", (0, word, 1), (1, 0xf, 1)),
            when("socketpair", (0, word, 1), (1, 0xf, 5)),
            // The C library asks a name service over a unix socket; without one it reads files.
            when("socket", errno: eperm, (0, word, 1)),
            when("sendto", (3, outOfBand, 0), (4, everyBit, 0)),
            when("recvfrom", (3, outOfBand, 0)),
            // Pages of the host's own pool, which no limit counts.
            when("mmap", (3, hugePages, 0)),
            when("mmap", errno: eperm, (3, hugePages, hugePages)),
            // Queries about a terminal, and none is in the root.
            when("ioctl", (1, 0xff00, 0x5400)),
            // Cloning a file's blocks: the caller then copies.
            when("ioctl", errno: enotsup, (1, word, 0x4004_9409)),
            // Its flags lie behind a pointer, where a filter cannot look; the C library takes clone
            // then.
            when("clone3", errno: enosys),
        ]
        + refuse("getxattr lgetxattr fgetxattr listxattr llistxattr flistxattr", enotsup)
        + refuse(
            "execveat mbind get_mempolicy set_mempolicy sched_setaffinity prctl pkey_alloc statfs fstatfs",
            eperm)

    private static let strictOnly: [Rule] =
        [
            when("clone", (0, refusedCloneFlags | threadFlag, threadFlag)),
            when("clone", errno: eperm, (0, threadFlag, 0)),
            when("prlimit64", (0, word, 0), (2, everyBit, 0)),
        ]
        + refuse(
            """
            vfork fork kill tkill setpgid setsid memfd_create umask chdir mkdir unlink rename rmdir link
            symlink chmod chown truncate utimensat
            """, eperm)

    /// Our own limits only; the hard ones hold whatever is asked.
    ///
    /// But for the one on core files: 1 keeps the host's dump program away, and 0 would call it.
    private static let ownLimits: [Rule] = (0..<16).map { resource in
        when("prlimit64", errno: resource == 4 ? eperm : 0, (0, word, 0), (1, word, resource))
    }

    private static let wideOnly: [Rule] =
        [
            when("clone", (0, refusedCloneFlags, 0)),
            when("sendmsg", (2, outOfBand, 0)),
            when("recvmsg", (2, outOfBand, 0)),
            when("memfd_create", (1, hugeFile, 0)),
            when("memfd_create", errno: eperm, (1, hugeFile, hugeFile)),
            // A lock on a file of the host's would be seen by all who open it.
            when("flock", errno: enolck),
        ]
        + ownLimits
        + refuse("chown fchown lchown fchownat setpriority mknod mknodat setrlimit", eperm)
}
