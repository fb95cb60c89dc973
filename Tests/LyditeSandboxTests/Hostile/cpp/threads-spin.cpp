// tries: spin in four threads
// endings: time-limit
// levels: every
#include <thread>
int main() {
    std::thread a([] { for (volatile long n = 0;; n = n + 1) {} }), b([] { for (volatile long n = 0;; n = n + 1) {} });
    for (volatile long n = 0;; n = n + 1) {}
}
