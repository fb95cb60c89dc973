# tries: stop its process group
# endings: wall-limit
# levels: every
# wall: 1
# bare: exited
import os, signal

os.kill(0, signal.SIGSTOP)
