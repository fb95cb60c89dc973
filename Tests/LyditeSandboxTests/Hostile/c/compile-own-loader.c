// tries: name a loader of its own
// endings: exited signalled
const char loader[] __attribute__((section(".interp"))) = "/box/solution.c";
int main() {}
