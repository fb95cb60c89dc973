// tries: wait for itself
// endings: wall-limit
// levels: every
// wall: 1
#include "hostile.h"

int main(int argc, char **argv) {
    pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
    pthread_mutex_lock(&m);
    pthread_mutex_lock(&m);
    return 0;
}
