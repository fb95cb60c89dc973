// tries: have the assembler include a file of the host
// endings: compile-error
__asm__(".include \"/etc/passwd\"");
int main() {}
