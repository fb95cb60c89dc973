// tries: make the assembler repeat a block a thousand million times
// endings: compile-error
__asm__(".rept 100000\n.rept 100000\nnop\n.endr\n.endr");
int main() {}
