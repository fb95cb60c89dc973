# tries: run code while its exit code is turned into text
# endings: exited
# levels: every
import sys


class A:
    def __str__(self):
        while True:
            sys.exit(0)


sys.exit(A())
