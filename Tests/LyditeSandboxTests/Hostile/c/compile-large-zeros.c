// tries: declare eight gibibytes of zeros and touch them
// endings: exited signalled memory-limit
char block[1ul << 31];
int main() {
    for (unsigned long i = 0; i < sizeof block; i += 4096) block[i] = 1;
    __builtin_puts("BREACH");
}
