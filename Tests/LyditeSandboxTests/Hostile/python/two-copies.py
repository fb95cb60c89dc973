# tries: go on as two programs
# endings: exited
# levels: every
import os

os.fork()
print('answer')
