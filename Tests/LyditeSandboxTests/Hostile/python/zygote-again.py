# tries: end by an exception in a copy, so that the copy serves further programs
# endings: exited
# levels: every
import os, sys

if os.fork() == 0:
    raise SystemExit(BaseException('x'))
frame = sys._getframe()
raise SystemExit(0)
