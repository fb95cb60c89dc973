// tries: find the root that was there before pivot_root
// endings: exited
#include "hostile.h"

int main(int argc, char **argv) {
    struct stat a, b;
    if (stat("/", &a) != 0 || stat("/..", &b) != 0) return 0;
    if (a.st_dev != b.st_dev || a.st_ino != b.st_ino) BREACH("the parent of the root is another folder");
    if (access("/root", F_OK) == 0 || access("/oldroot", F_OK) == 0 || access("/.old", F_OK) == 0) BREACH("old root");
    return 0;
}
