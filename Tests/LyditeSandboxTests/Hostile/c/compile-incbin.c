// tries: embed a file of the host
// endings: compile-error
__asm__("x: .incbin \"/etc/passwd\"");
int puts(const char *);
int main() { puts("BREACH"); }
