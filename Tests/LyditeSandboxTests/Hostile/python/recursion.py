# tries: recurse through compiled code until the stack is gone
# endings: time-limit exited signalled memory-limit
# levels: every
import sys

sys.setrecursionlimit(1 << 30)


class A:
    def __repr__(self):
        return repr([self])


repr(A())
