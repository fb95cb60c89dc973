# tries: wait for more input
# endings: exited
# levels: every
import sys

while sys.stdin.read():
    pass
