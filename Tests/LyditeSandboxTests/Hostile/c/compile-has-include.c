// tries: learn which files there are
// endings: compile-error exited
#if __has_include("/etc/passwd") || __has_include("/proc/self/maps") || __has_include("/etc/shadow")
int puts(const char *);
int main() { puts("BREACH"); }
#else
int main() {}
#endif
