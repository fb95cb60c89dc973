# tries: read the environment of every process
# endings: exited
import os

for pid in range(1, 5000):
    if pid == os.getpid():
        continue
    for name in ['environ', 'mem', 'fd']:
        try:
            path = '/proc/%d/%s' % (pid, name)
            (os.listdir if name == 'fd' else open)(path)
            print('BREACH', path)
        except OSError:
            pass
