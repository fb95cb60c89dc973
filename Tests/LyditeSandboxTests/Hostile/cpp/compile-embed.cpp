// tries: embed the host's accounts and count them
// endings: compile-error
__asm__(".global begin\nbegin: .incbin \"/etc/passwd\"\n.byte 0");
extern const char begin[];
int main() { __builtin_puts(begin); }
