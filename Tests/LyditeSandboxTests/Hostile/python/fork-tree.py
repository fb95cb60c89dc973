# tries: fork at every level of a tree
# endings: memory-limit exited process-limit time-limit wall-limit
# levels: every
# wall: 3
import os

for level in range(12):
    try:
        os.fork()
    except OSError:
        pass
