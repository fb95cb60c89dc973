// tries: write to the output after its end
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    if (fork() == 0) {
        setsid();
        sleep(3);
        BREACH("late");
    }
    return 0;
}
