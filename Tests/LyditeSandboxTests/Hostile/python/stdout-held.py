# tries: end while a copy of it holds the output
# endings: exited
# levels: every
import os, time

if os.fork() == 0:
    time.sleep(30)
os._exit(0)
