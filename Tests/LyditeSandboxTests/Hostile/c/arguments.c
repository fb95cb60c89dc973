// tries: hand itself a gibibyte of arguments
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    static char *words[20000];
    char *word = malloc(120000);
    memset(word, 'x', 119999);
    for (int i = 0; i < 19999; i++) words[i] = word;
    execv(argv[0], words);
    if (errno != E2BIG && errno != ENOMEM) BREACH("arguments");
    return 0;
}
