// tries: upset whoever reads the compiler's words
// endings: compile-error exited
/* ]0;title [2J */
#error BREA##CH [31m
int main() {}
