// FLINT, Arb and Calcium are loaded when the first constant needs them.
//
// Linked in, they cost every command 2.4 ms and 7 MB at its start, and few answers need them. ELF
// has no delayed loading, so each function is a jump through a slot of ours, and the slots are
// filled by dlsym. The jumps are hidden symbols: the libraries' calls among themselves never meet
// them.
#include "functions.h"
#include "internal.h"

#include <dlfcn.h>

#define HIDDEN __attribute__((visibility("hidden"), used))
#define SLOT(name) HIDDEN void *lydite_slot_##name;
EACH_FUNCTION(SLOT)

#if defined(__x86_64__)
#define JUMP(name) "    jmp *lydite_slot_" #name "(%rip)\n"
#elif defined(__aarch64__)
#define JUMP(name)                              \
    "    adrp x16, lydite_slot_" #name "\n"     \
    "    ldr x16, [x16, :lo12:lydite_slot_" #name "]\n" \
    "    br x16\n"
#else
#error "no jump for this architecture"
#endif

#define TRAMPOLINE(name)              \
    __asm__(".text\n"                 \
            ".globl " #name "\n"      \
            ".hidden " #name "\n"     \
            ".type " #name ", @function\n" \
            #name ":\n" JUMP(name)    \
            ".size " #name ", . - " #name "\n");
EACH_FUNCTION(TRAMPOLINE)

// The name with its version first: the other one comes with the -dev package only.
static const char *const file_names[] = {"libcalcium.so.0", "libcalcium.so"};

int lydite_load_libraries(void) {
    void *library = NULL;
    for (size_t i = 0; i < sizeof file_names / sizeof *file_names && library == NULL; i++) {
        library = dlopen(file_names[i], RTLD_NOW | RTLD_LOCAL);
    }
    if (library == NULL) return -1;
#define FILL(name) \
    if ((lydite_slot_##name = dlsym(library, #name)) == NULL) return -1;
    EACH_FUNCTION(FILL)
    return 0;
}
