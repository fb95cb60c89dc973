// tries: make the assembler write a gibibyte
// endings: compile-error
__asm__(".fill 0x40000000, 1, 1");
int main() {}
