# tries: fork for ever, whatever happens
# endings: memory-limit process-limit time-limit wall-limit
# levels: every
# wall: 3
import os

while True:
    try:
        os.fork()
    except OSError:
        pass
