// tries: take the huge pages of the host, which no limit counts
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    void *at = mmap(0, 2 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0);
    /* ENOMEM is the word of an empty pool: then only the pool has refused it. */
    if (at != MAP_FAILED || errno == ENOMEM) BREACH("the pool was asked");
    int fd = memfd_create("huge", MFD_HUGETLB);
    if (fd >= 0) BREACH("a file of huge pages");
    return 0;
}
