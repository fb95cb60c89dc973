/// C functions that are to add up an array, forgers and honest ones.
enum CPrograms {
    static let forgers: [(String, String)] = [
        (
            "exit in a constructor",
            #"""
            #include <stdlib.h>
            __attribute__((constructor)) static void first(void) { exit(0); }
            int solve(const int *xs, int n) { return 6; }
            """#
        ),
        (
            "_exit in the call",
            #"""
            #include <unistd.h>
            int solve(const int *xs, int n) { _exit(0); }
            """#
        ),
        (
            "frame in a constructor",
            #"""
            #include <unistd.h>
            __attribute__((constructor)) static void first(void) {
                unsigned char f[21] = {17, 0, 0, 0};
                f[13] = 6;
                write(4, f, sizeof f);
            }
            int solve(const int *xs, int n) { return 6; }
            """#
        ),
        (
            "frame with the nonce, twice",
            #"""
            #include <unistd.h>
            #include <string.h>
            __attribute__((constructor)) static void first(void) {
                unsigned char q[4096], f[21] = {17, 0, 0, 0};
                if (read(3, q, sizeof q) < 12) return;
                memcpy(f + 4, q + 4, 8);
                f[13] = 6;
                write(4, f, sizeof f);
                write(4, f, sizeof f);
            }
            int solve(const int *xs, int n) { return -1; }
            """#
        ),
        (
            "frame at exit",
            #"""
            #include <stdlib.h>
            #include <unistd.h>
            static void last(void) { unsigned char f[21] = {17, 0, 0, 0}; f[13] = 6; write(4, f, sizeof f); }
            __attribute__((destructor)) static void after(void) { last(); }
            int solve(const int *xs, int n) { atexit(last); return -1; }
            """#
        ),
        (
            "writes to every descriptor",
            #"""
            #include <unistd.h>
            int solve(const int *xs, int n) { for (int fd = 3; fd < 256; fd++) write(fd, "correct", 7); return 6; }
            """#
        ),
        (
            "own main",
            #"""
            #include <stdio.h>
            #undef main
            int main(void) { puts("correct"); return 0; }
            int solve(const int *xs, int n) { return 6; }
            """#
        ),
        (
            "own start",
            #"""
            #include <unistd.h>
            void _start(void) { _exit(0); }
            int solve(const int *xs, int n) { return 6; }
            """#
        ),
        (
            "own write",
            #"""
            typedef unsigned long size;
            long write(int fd, const void *b, size n) { ((unsigned char *)b)[13] = 6; return n; }
            long read(int fd, void *b, size n) { return 0; }
            int solve(const int *xs, int n) { return -1; }
            """#
        ),
        (
            "own runner",
            #"""
            void lydite_give_long(long long v) {}
            int solve(const int *xs, int n) { return -1; }
            """#
        ),
        (
            "own call",
            #"""
            void lydite_call(void) { lydite_give_long(6); }
            int solve(const int *xs, int n) { return -1; }
            """#
        ),
        (
            "macro for the runner",
            #"""
            #define lydite_take_count() 0
            #define lydite_strange(x)
            int solve(const int *xs, int n) { return -1; }
            """#
        ),
        (
            "includes what lies around",
            #"""
            #include <string.h>
            static const char text[] =
            #include "expected.txt"
            ;
            int solve(const int *xs, int n) { return text[0]; }
            """#
        ),
        (
            "unfinished conditional",
            #"""
            int solve(const int *xs, int n) { return 6; }
            #if 0
            """#
        ),
        (
            "unfinished comment",
            #"""
            int solve(const int *xs, int n) { return 6; }
            /*
            """#
        ),
        (
            "no entry point",
            #"""
            int solved(const int *xs, int n) { return 6; }
            """#
        ),
        (
            "a variable as entry point",
            #"""
            int solve = 6;
            """#
        ),
        (
            "no result",
            #"""
            int solve(const int *xs, int n) { __asm__ volatile("" ::: "memory"); if (n > 1000000) return 6; for (;;); }
            """#
        ),
        (
            "void result",
            #"""
            void solve(const int *xs, int n) {}
            """#
        ),
        (
            "double result",
            #"""
            double solve(const int *xs, int n) { int t = 0; for (int i = 0; i < n; i++) t += xs[i]; return t + 0.25; }
            """#
        ),
        (
            "pointer result",
            #"""
            int *solve(int *xs, int n) { return xs; }
            """#
        ),
        (
            "forks guesses",
            #"""
            #include <unistd.h>
            int solve(const int *xs, int n) { for (int guess = 0; guess < 8; guess++) if (fork() == 0) return guess; return -1; }
            """#
        ),
        (
            "long jump",
            #"""
            #include <setjmp.h>
            static jmp_buf at;
            int solve(const int *xs, int n) { longjmp(at, 1); return 6; }
            """#
        ),
        (
            "answers by index",
            #"""
            static int at;
            int solve(const int *xs, int n) { static const int known[] = {6, 0, 5}; return known[at++ % 3]; }
            """#
        ),
        (
            "closes all",
            #"""
            #include <unistd.h>
            int solve(const int *xs, int n) { for (int fd = 3; fd < 64; fd++) close(fd); return 6; }
            """#
        ),
        (
            "raises SIGKILL",
            #"""
            #include <signal.h>
            int solve(const int *xs, int n) { raise(SIGKILL); return 6; }
            """#
        ),
        (
            "swallows signals",
            #"""
            #include <signal.h>
            #include <unistd.h>
            static void on(int s) { _exit(0); }
            int solve(const int *xs, int n) { signal(SIGSEGV, on); return *(volatile int *)0; }
            """#
        ),
        (
            "thread writes frames",
            #"""
            #include <pthread.h>
            #include <unistd.h>
            static void *run(void *p) { unsigned char f[21] = {17, 0, 0, 0}; f[13] = 6; for (;;) write(4, f, sizeof f); return p; }
            int solve(const int *xs, int n) { pthread_t t; pthread_create(&t, 0, run, 0); usleep(200000); return -1; }
            """#
        ),
        (
            "interposed start",
            #"""
            #include <unistd.h>
            int __libc_start_main(void) { _exit(0); }
            int solve(const int *xs, int n) { return 6; }
            """#
        ),
        (
            "indirect function",
            #"""
            #include <unistd.h>
            static int real(const int *xs, int n) { return 6; }
            static void *choose(void) { __asm__ volatile("syscall" :: "a"(231), "D"(0)); return real; }
            int solve(const int *xs, int n) __attribute__((ifunc("choose")));
            """#
        ),
    ]

    static let honest: [(String, String)] = [
        (
            "main for show",
            #"""
            #include <stdio.h>
            #include <assert.h>
            int solve(int *xs, int n) { int t = 0; for (int i = 0; i < n; i++) t += xs[i]; return t; }
            int main(int argc, char **argv) { int a[] = {1, 2}; assert(solve(a, 2) == 3); printf("%d\n", argc); return 1; }
            """#
        ),
        (
            "changes the input",
            #"""
            int solve(int *xs, int n) { for (int i = 1; i < n; i++) xs[0] += xs[i]; return n ? xs[0] : 0; }
            """#
        ),
        (
            "prints much",
            #"""
            #include <stdio.h>
            int solve(const int xs[], const int n) { int t = 0; for (int i = 0; i < n; i++) t += xs[i]; for (int i = 0; i < 3000; i++) printf("FAIL %d\n", i); return t; }
            """#
        ),
        (
            "recursion",
            #"""
            static int go(const int *xs, int n) { return n ? xs[0] + go(xs + 1, n - 1) : 0; }
            int solve(const int *xs, int n) { return go(xs, n); }
            """#
        ),
        (
            "short and unsigned",
            #"""
            unsigned char solve(int *xs, unsigned n) { unsigned char t = 0; while (n--) t += xs[n]; return t; }
            """#
        ),
        (
            "macros of its own",
            #"""
            #define FOR(i, n) for (int i = 0; i < (n); i++)
            #define size 3
            #define items 4
            #define result 5
            int solve(const int *xs, int n) { int t = 0; FOR(i, n) t += xs[i]; return t; }
            """#
        ),
        (
            "global state",
            #"""
            static int calls, cache[16];
            int solve(const int *xs, int n) { calls++; int t = 0; for (int i = 0; i < n; i++) t += xs[i]; cache[calls & 15] = t; return cache[calls & 15]; }
            """#
        ),
        (
            "names of the library",
            #"""
            static int read(int x) { return x; }
            int solve(const int *xs, int n) { int t = 0; for (int i = 0; i < n; i++) t += read(xs[i]); return t; }
            """#
        ),
        (
            "threads",
            #"""
            #include <pthread.h>
            struct part { const int *xs; int n, t; };
            static void *run(void *p) { struct part *q = p; for (int i = 0; i < q->n; i++) q->t += q->xs[i]; return 0; }
            int solve(const int *xs, int n) { struct part q = {xs, n, 0}; pthread_t t; pthread_create(&t, 0, run, &q); pthread_join(t, 0); return q.t; }
            """#
        ),
        (
            "malloc and free",
            #"""
            #include <stdlib.h>
            #include <string.h>
            int solve(const int *xs, int n) { int *c = malloc(n * sizeof *c + 1); memcpy(c, xs, n * sizeof *c); int t = 0; for (int i = 0; i < n; i++) t += c[i]; free(c); return t; }
            """#
        ),
    ]
}
