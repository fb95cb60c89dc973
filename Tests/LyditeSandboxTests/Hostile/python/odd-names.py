# tries: leave names that a careless clean-up trips over
# endings: exited
# levels: every
import os

for name in [b'-rf', b'a\nb', b'\xff\xfe', b'x' * 255, b'*', b' ', b'$(id)', '\u202e'.encode()]:
    open(name, 'w')
for i in range(9):
    os.mkdir('m%d' % i, 0)
