# tries: leave a thread that never ends
# endings: wall-limit
# levels: every
# wall: 1
import threading, time

threading.Thread(target=time.sleep, args=(99,)).start()
