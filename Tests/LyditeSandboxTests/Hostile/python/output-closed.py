# tries: close its output and go on
# endings: exited
# levels: every
import os, time

os.close(1)
os.close(2)
time.sleep(0.1)
