# tries: write one byte now and then so that it never seems idle
# endings: wall-limit
# levels: every
# wall: 1
import os, time

while True:
    os.write(1, b'x')
    time.sleep(0.05)
