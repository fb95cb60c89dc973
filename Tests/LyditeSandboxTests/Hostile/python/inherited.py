# tries: use descriptors that it was never given
# endings: exited
# levels: every
import os, stat

for fd in range(0, 1024):
    try:
        mode = os.fstat(fd).st_mode
    except OSError:
        continue
    # The interpreter holds its own file while it reads it.
    if fd > 2 and not stat.S_ISREG(mode):
        print('BREACH', fd)
    if stat.S_ISDIR(mode) or stat.S_ISSOCK(mode):
        print('BREACH', fd)
