// tries: wait in the handler of its own end
// endings: wall-limit
// levels: every
// wall: 1
#include <exception>
#include <unistd.h>
int main() {
    std::set_terminate([] { for (;;) pause(); });
    throw 1;
}
