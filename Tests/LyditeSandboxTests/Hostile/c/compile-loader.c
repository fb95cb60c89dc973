// tries: make a program that the kernel refuses
// endings: exited
const char loader[8000] __attribute__((section(".interp"))) = "x";
int main() {}
