# tries: leave the workers of a pool behind
# endings: exited
# levels: every
import multiprocessing, os, time

for i in range(4):
    multiprocessing.Process(target=time.sleep, args=(99,)).start()
os._exit(0)
