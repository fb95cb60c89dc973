// tries: double a vector, whatever is refused
// endings: memory-limit exited signalled time-limit
// levels: every
#include <vector>
#include <new>
int main() {
    for (;;)
        try {
            std::vector<std::vector<char>> held;
            for (;;) held.emplace_back(1 << 22, 1);
        } catch (std::bad_alloc &) {
            return 0;
        }
}
