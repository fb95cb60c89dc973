// tries: run code while the loader is still at work
// endings: exited signalled forbidden-call
static void work(void) {}
static void *pick(void) {
    long number = 165, result;
    __asm__ volatile("syscall" : "=a"(result) : "a"(number), "D"(0), "S"(0), "d"(0) : "rcx", "r11", "memory");
    return work;
}
void early(void) __attribute__((ifunc("pick")));
int main() { early(); }
