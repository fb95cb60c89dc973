# tries: see folders of the host
# endings: exited
import os

for p in ['/etc/passwd', '/etc/shadow', '/root', '/home', '/var', '/sys', '/tmp', '/run', '/dev/kmsg', '/dev/mem',
          '/dev/tty', '/dev/pts', '/dev/ptmx', '/proc', '/etc/ld.so.preload', '/etc/hosts', '/boot', '/mnt', '/srv', '/opt']:
    if os.path.lexists(p):
        print('BREACH', p)
