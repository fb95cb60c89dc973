/* What a hostile program would try first; run inside the sandbox by `lydite doctor`. */
#include "keeper.h"
int probe_main(const char *name) { (void)name; return 64; }
