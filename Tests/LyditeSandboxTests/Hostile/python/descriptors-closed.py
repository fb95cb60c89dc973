# tries: close every descriptor, a result channel included
# endings: exited
# levels: every
import os

os.closerange(0, 4096)
