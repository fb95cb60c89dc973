// tries: pass words to the linker
// endings: compile-error exited
__asm__(".section .drectve\n.ascii \"-L/etc -T/etc/passwd\"\n.previous");
int main() {}
