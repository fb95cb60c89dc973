# tries: leave a path far longer than any call takes
# endings: exited
# levels: every
import os

for i in range(600):
    os.mkdir('d' * 200)
    os.chdir('d' * 200)
