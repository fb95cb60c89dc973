// tries: upset whoever reads its output as text
// endings: exited
// levels: every
#include "hostile.h"

int main(int argc, char **argv) {
    static const char bytes[] = "\xef\xbb\xbf\0\0\xff\xfe\xed\xa0\x80\xc0\xaf\x1b]0;x\a\x1b[2J";
    for (int i = 0; i < 99; i++) write(1, bytes, sizeof bytes);
    return 0;
}
