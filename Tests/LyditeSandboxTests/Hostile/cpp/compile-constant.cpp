// tries: compute for ever in a constant
// endings: compile-error
constexpr int f() {
    int i = 0;
    for (;;) i ^= 1;
    return i;
}
constexpr int x = f();
int main() {}
