// tries: end with 0 before main begins
// endings: exited
void _exit(int);
__attribute__((constructor)) void first(void) { _exit(0); }
int main() { return 1; }
