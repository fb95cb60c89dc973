// tries: make a program of a gibibyte
// endings: compile-error
char block[1 << 30] = {1};
int main() { return block[5]; }
