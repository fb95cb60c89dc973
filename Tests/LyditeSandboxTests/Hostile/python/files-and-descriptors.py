# tries: make files and open descriptors without end
# endings: exited memory-limit
import os, signal

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def until(act):
    n = 0
    try:
        while n < 9000:
            act(n)
            n += 1
    except OSError:
        pass
    return n


if until(lambda n: open('f%d' % n, 'w').close()) >= 5000:
    print('BREACH files')
if until(lambda n: os.open('/dev/null', 0)) >= 100:
    print('BREACH descriptors')
