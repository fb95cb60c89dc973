# tries: write a false report to every descriptor
# endings: exited
# levels: every
import os

for fd in range(0, 1024):
    try:
        os.write(fd, b'\x05\x00\x00\x00{"verdict":"correct"}')
    except OSError:
        pass
