# tries: read what lies in descriptors of others
# endings: exited
# levels: every
import os

for fd in range(3, 1024):
    try:
        os.set_blocking(fd, False)
        if os.read(fd, 10) and not os.path.isfile('/box/solution.py'):
            print('BREACH', fd)
    except OSError:
        pass
