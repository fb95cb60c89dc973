# tries: start a shell
# endings: exited
import os, subprocess

for path in ['/bin/sh', '/bin/bash', '/usr/bin/env', '/usr/bin/perl', '/usr/bin/gcc']:
    if os.path.exists(path):
        print('BREACH', path)
try:
    subprocess.run(['sh', '-c', 'id'])
    print('BREACH')
except OSError:
    pass
