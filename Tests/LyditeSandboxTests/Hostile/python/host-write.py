# tries: write outside its folder
# endings: exited
# levels: every
import os

for d in ['/', '/dev', '/usr', '/usr/lib', '/lib', '/etc', '/home', '/opt', os.path.dirname(os.__file__)]:
    try:
        open(d + '/lydite-breach', 'w')
        print('BREACH', d)
    except OSError:
        pass
# At bare-seccomp the host's own device lets everyone do that.
for p in [os.__file__, '/'] + ['/dev/null'] * (os.getcwd() == '/box'):
    try:
        os.utime(p)
        print('BREACH time of', p)
    except OSError:
        pass
