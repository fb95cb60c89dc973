# tries: sleep for ever
# endings: wall-limit
# levels: every
# wall: 1
import time

time.sleep(9999)
