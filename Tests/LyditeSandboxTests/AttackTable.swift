import LyditeCore

extension Attack {
    static let files: [Attack] = [
        .python(
            "host files", [.exited], everyLevel: true,
            """
            import os
            for p in ['/etc/passwd', '/etc/shadow', '/root', '/home', '/var', '/work', '/sys', '/tmp', '/run',
                      '/dev/kmsg', '/dev/mem', '/dev/tty', '/dev/pts', '/dev/ptmx', '/proc', '/etc/ld.so.preload']:
                if os.path.lexists(p): print('BREACH', p)
            try: print('BREACH', os.listdir(os.open('/', 0)) and open('/../../etc/passwd'))
            except OSError: pass
            """),
        .python(
            "writing outside the box", [.exited], everyLevel: true,
            """
            import os
            for d in ['/', '/dev', '/usr', '/usr/lib', '/lib', os.path.dirname(os.__file__)]:
                try: open(d + '/x', 'w'); print('BREACH', d)
                except OSError: pass
            for p in ['/dev/null', os.__file__]:
                try: os.utime(p); print('BREACH time of', p)
                except OSError: pass
            os.symlink('/usr', 'link')
            try: open('link/x', 'w'); print('BREACH link')
            except OSError: pass
            """),
        .bash(
            "what /proc tells of the host", [.exited],
            """
            grep -q -e lydite -e [0-9a-f]{12} /proc/self/cgroup && echo BREACH cgroup
            grep -v ':/$' /proc/self/cgroup | grep -v ':/run$' && echo BREACH group
            for f in 1/environ 1/cmdline loadavg uptime meminfo stat sys kallsyms; do
              head -c 9 /proc/$f 2>/dev/null && echo BREACH $f
            done
            for f in /proc/self/{mem,oom_score_adj,clear_refs,coredump_filter}; do (: > $f) 2>/dev/null && echo BREACH $f; done
            exit 0
            """),
        .node(
            "processes of the host", [.exited],
            """
            const fs = require('fs');
            for (const p of ['/proc/1/environ', `/proc/${process.ppid}/environ`, '/proc/net', '/proc/sys', '/etc/passwd'])
              try { fs.statSync(p); fs.openSync(p); console.log('BREACH', p); } catch (e) {}
            """),
        .c(
            "its own program, devices and flags of files", [.exited],
            """
            if (open(argv[0], O_WRONLY) >= 0) BREACH("program");
            rename(argv[0], "away");
            if (mknod("d", S_IFBLK | 0600, 0xfe00) == 0) BREACH("mknod");
            if (mkfifo("p", 0600) == 0) BREACH("fifo");
            struct rlimit none = {RLIM_INFINITY, RLIM_INFINITY};
            for (int r = 0; r < 16; r++) {
                struct rlimit now;
                if (getrlimit(r, &now) == 0 && now.rlim_max != RLIM_INFINITY && setrlimit(r, &none) == 0) BREACH("limit");
            }
            for (int fd = 3; fd < 1024; fd++) if (fcntl(fd, F_GETFD) >= 0) BREACH("descriptor");
            if (prctl(PR_SET_CHILD_SUBREAPER, 1) == 0 || prctl(PR_SET_PDEATHSIG, 0) == 0) BREACH("prctl");
            """),
        .python(
            "leaving what cannot be removed", [.exited], everyLevel: true,
            #"""
            import os
            for i in range(1000):
                os.mkdir('d' * 200); os.chdir('d' * 200)
            os.chdir('/box')
            for n in [b'-rf', b'a\nb', b'\xff', b'x' * 255, b'*']: open(n, 'w')
            for i in range(9): os.mkdir('m%d' % i, 0)
            os.symlink('/', 'root')
            os.chmod('/box', 0)
            """#),
        .python(
            "endless files, links, sizes and descriptors", [.exited],
            """
            import os, signal
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            def until(act):
                n = 0
                try:
                    while n < 9000: act(n); n += 1
                except OSError: pass
                return n
            if until(lambda n: open('f%d' % n, 'w').close()) >= 5000: print('BREACH files')
            if until(lambda n: os.open('/dev/null', 0)) >= 100: print('BREACH descriptors')
            os.closerange(3, 200)
            try: os.truncate('f0', 1 << 40); print('BREACH sparse')
            except OSError: pass
            """),
    ]

    static let signals: [Attack] = [
        .c(
            "killing its own group, with whoever is in it", [.signalled], everyLevel: true,
            "kill(0, SIGKILL);"),
        .c("stopping its own group", [.wallLimit], everyLevel: true, "kill(0, SIGSTOP);"),
        .c(
            "killing everything", [.exited, .signalled], everyLevel: true,
            "kill(1, SIGKILL); kill(getppid(), SIGKILL); kill(-1, SIGKILL);"),
        .c("posing as a forbidden call", [.signalled], "raise(SIGSYS);"),
        .c("posing as killed for memory", [.exited], "_exit(137);"),
        .c(
            "the limit that keeps the host's dump program away", [.exited],
            """
            struct rlimit none = {0, 0};
            if (setrlimit(RLIMIT_CORE, &none) == 0) BREACH("core limit");
            """),
        .c(
            "a core file", [.exited],
            "if (fork() == 0) abort(); wait(0); if (access(\"core\", 0) == 0) BREACH(\"core\");"),
        .c(
            "the table of 32-bit calls", [.signalled],
            "int r; __asm__ volatile(\"int $0x80\" : \"=a\"(r) : \"a\"(20)); BREACH(\"int 0x80\");"),
        .c(
            "the table of x32 calls", [.signalled],
            "if (syscall(0x40000000 + 39) > 0) BREACH(\"x32\");"),
        .c(
            "a daemon", [.exited], everyLevel: true,
            "if (fork() == 0) { setsid(); if (fork() == 0) for (;;) sleep(9); _exit(0); } usleep(50000);"
        ),
        .c(
            "writing late", [.exited],
            "if (fork() == 0) { setsid(); sleep(5); BREACH(\"late\"); }"),
        .bash(
            "a job that ignores signals", [.exited],
            "trap '' TERM HUP INT; (trap '' TERM HUP INT; sleep 99) & disown"),
    ]

    static let time: [Attack] = [
        .c(
            "ignoring SIGXCPU", [.timeLimit], everyLevel: true,
            "signal(SIGXCPU, SIG_IGN); for (volatile long i = 0;; i++) {}"),
        .python(
            "exit code 0 on SIGXCPU", [.timeLimit],
            "import os, signal\nsignal.signal(signal.SIGXCPU, lambda *a: os._exit(0))\nwhile True: pass"
        ),
        .c(
            "time in short children", [.timeLimit],
            "signal(SIGCHLD, SIG_IGN); for (;;) { if (fork() == 0) { for (volatile int i = 0; i < 9000000; i++) {} _exit(0); } usleep(2000); }"
        ),
        .c(
            "time in orphans", [.timeLimit, .processLimit], everyLevel: true,
            "for (;;) { int p = fork(); if (p == 0) { if (fork() == 0) for (volatile int i = 0; i < 9000000; i++) {} _exit(0); } waitpid(p, 0, 0); usleep(5000); }"
        ),
        .python(
            "an endless expression", [.timeLimit], "import re; re.match(r'(a+)+$', 'a' * 60 + 'b')"),
        .c("waiting in vfork", [.wallLimit], "if (vfork() == 0) pause();"),
        .node(
            "waiting for ever", [.wallLimit],
            "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)"),
        .python(
            "dripping output", [.wallLimit],
            "import os, time\nwhile True: os.write(1, b'x'); time.sleep(.05)"),
    ]

    static let memory: [Attack] = [
        .c(
            "shared memory", [.memoryLimit], everyLevel: true,
            "for (int i = 0; i < 400; i++) memset(mmap(0, 1 << 20, 3, MAP_SHARED | MAP_ANONYMOUS, -1, 0), 1, 1 << 20); BREACH(\"400 MiB\"); sleep(1);"
        ),
        .c(
            "memory behind a descriptor", [.memoryLimit, .exited], everyLevel: true,
            """
            char *block = calloc(1, 1 << 20);
            signal(SIGXFSZ, SIG_IGN);
            for (int n = 0, i = 0; i < 60; i++) {
                int fd = memfd_create("x", 0);
                if (fd < 0) break;
                while (write(fd, block, 1 << 20) == 1 << 20) if (++n > 400) { BREACH("400 MiB"); return 0; }
            }
            """),
        .c(
            "memory of children", [.memoryLimit], everyLevel: true,
            """
            for (int i = 0; i < 8; i++) if (fork() == 0) {
                volatile char *p = malloc(50 << 20);
                for (int k = 0; k < 50 << 20; k += 4096) p[k] = 1;
                sleep(1); BREACH("400 MiB"); _exit(0);
            }
            while (wait(0) > 0) {}
            """),
        .c(
            "page tables", [.memoryLimit],
            "char *p = mmap(0, 800ul << 30, 3, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0); for (size_t i = 0; i < 800ul << 30; i += 2 << 20) ((volatile char *)p)[i];"
        ),
        .c(
            "files of the box", [.memoryLimit, .exited],
            """
            char *block = calloc(1, 1 << 20), name[] = "f0";
            signal(SIGXFSZ, SIG_IGN);
            int n = 0;
            for (; name[1] <= '9'; name[1]++) { int fd = open(name, O_CREAT | O_WRONLY, 0600); while (write(fd, block, 1 << 20) == 1 << 20) n++; }
            if (n > 200) BREACH("space");
            """),
        .c(
            "the stack", [.signalled, .memoryLimit],
            "volatile char a[1 << 16]; a[0] = 1; return main(argc, argv) + a[0];"),
        .python(
            "catching MemoryError", [.memoryLimit, .timeLimit],
            "l = []\nwhile True:\n  try: l.append(bytes(1 << 20))\n  except MemoryError: pass"),
        .node(
            "buffers outside the heap", [.memoryLimit, .signalled],
            "const l = []; for (;;) l.push(Buffer.alloc(1 << 20, 1))"),
        .bash(
            "a string that doubles", [.memoryLimit, .exited, .timeLimit],
            "s=aaaaaaaaaaaaaaaa; for i in {1..28}; do s=$s$s; done; echo BREACH"),
    ]

    static let crowds: [Attack] = [
        .bash(
            "a fork bomb of the shell", [.processLimit, .timeLimit, .exited], ":(){ :|:& };:; wait"),
        .c(
            "forks that end their parents", [.exited, .processLimit, .timeLimit],
            "for (;;) if (fork() != 0) _exit(0);"),
        .c(
            "processes", [.exited], everyLevel: true,
            "int n = 0; for (int i = 0; i < 999; i++) { int p = fork(); if (p == 0) { pause(); _exit(0); } n += p > 0; } if (n > 64) BREACH(\"processes\");"
        ),
        .c(
            "zombies", [.exited],
            "int n = 0; for (int i = 0; i < 999; i++) { int p = fork(); if (p == 0) _exit(0); n += p > 0; } if (n > 64) BREACH(\"zombies\");"
        ),
        .python(
            "threads", [.exited],
            "import os, threading, time\nn = 0\nthreading.stack_size(65536)\ntry:\n  while n < 999: threading.Thread(target=time.sleep, args=(9,)).start(); n += 1\nexcept RuntimeError: pass\nprint('BREACH' if n > 64 else n, flush=True)\nos._exit(0)"
        ),
    ]

    static let streams: [Attack] = [
        .c(
            "output without end", [.outputLimit],
            "static char b[1 << 16]; for (;;) write(1, b, sizeof b);"),
        .node("one long line", [.outputLimit], "process.stdout.write('x'.repeat(30 << 20))"),
        .c(
            "the pipes' flags", [.exited],
            "fcntl(0, F_SETFL, O_NONBLOCK); fcntl(1, F_SETFL, O_NONBLOCK | O_DIRECT); for (int i = 0; i < 99; i++) write(1, \"0123456789\", 10);"
        ),
        .python(
            "a false report everywhere", [.exited],
            "import os\nfor fd in range(1, 256):\n  try: os.write(fd, b'{\"ending\":\"exited\"}')\n  except OSError: pass"
        ),
        .c(
            "closing everything", [.exited],
            "for (int i = 0; i < 1024; i++) close(i); usleep(200000);"),
        .bash(
            "the network of the shell", [.forbiddenCall, .exited],
            "(echo > /dev/tcp/127.0.0.1/22) 2>/dev/null && echo BREACH; exit 0"),
        .node(
            "the network of node", [.forbiddenCall],
            "require('net').connect(80, '10.0.0.1').on('connect', () => console.log('BREACH'))"),
        .c(
            "a message to a socket by its name", [.forbiddenCall],
            """
            int pair[2];
            struct sockaddr_un to = {AF_UNIX, "/run/systemd/journal/socket"};
            if (socketpair(AF_UNIX, SOCK_DGRAM, 0, pair) == 0 && sendto(pair[0], "x", 1, 0, (void *)&to, sizeof to) > 0) BREACH("sent");
            """),
    ]

    static let compilers: [Attack] = [
        .compiler("a device that never ends", "#include \"/dev/zero\"\nint main() {}"),
        .compiler("standard input", "#include \"/dev/stdin\"\nint main() {}"),
        .compiler("the words of a host file", "#include \"/etc/passwd\"\nint main() {}"),
        .compiler(
            "a host file in the program",
            "__asm__(\"x: .incbin \\\"/etc/passwd\\\"\");\nint main() { __builtin_puts(\"BREACH\"); }"
        ),
        .compiler(
            "plug-ins",
            "#pragma GCC plugin \"x\"\n#pragma GCC optimize(\"fplugin=/box/x.so\")\n#pragma GCC dependency \"/etc/passwd\"\nint main() {}"
        ),
        .compiler("a gigabyte of zeros", "__asm__(\".fill 0x40000000, 1, 1\");\nint main() {}"),
        .compiler("itself", "#include __FILE__\n#include __FILE__\nint main() {}"),
        Attack(
            name: "a program that the kernel refuses", language: "c",
            source: """
                const char loader[8000] __attribute__((section(".interp"))) = "x";
                int main() {}
                """, endings: [.exited]),
        .compiler(
            "templates", language: "cpp",
            "template <int N> struct A { A<N + 1> a; A<N + 2> b; };\nA<0> x;\nint main() {}"),
        .compiler(
            "a constant without end", language: "cpp",
            "constexpr int f() { int i = 0; for (;;) i ^= 1; return i; }\nconstexpr int x = f();\nint main() {}"
        ),
    ]

    static let all = files + signals + time + memory + crowds + streams + compilers
}
