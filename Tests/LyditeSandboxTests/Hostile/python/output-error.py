# tries: flood the error stream while the output is quiet
# endings: output-limit
# levels: every
import os

while True:
    os.write(2, b'x' * 65536)
