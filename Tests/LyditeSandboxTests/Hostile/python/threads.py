# tries: start two thousand threads
# endings: exited process-limit memory-limit
# levels: every
import os, threading, time

threading.stack_size(65536)
n = 0
try:
    while n < 2000:
        threading.Thread(target=time.sleep, args=(9,)).start()
        n += 1
except (RuntimeError, MemoryError):
    pass
print('BREACH' if n > 64 else n, flush=True)
os._exit(0)
