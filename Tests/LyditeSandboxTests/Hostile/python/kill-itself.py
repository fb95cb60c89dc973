# tries: pose as killed for memory
# endings: signalled
# levels: every
# bare: exited
import os

os.kill(os.getpid(), 9)
