# tries: learn the names of the host
# endings: exited
# levels: every
import os, platform

if os.path.exists('/etc/hostname') and open('/etc/hostname').read().strip() == os.uname().nodename != 'box':
    pass
if os.getcwd() == '/box' and os.uname().nodename != 'box':
    print('BREACH', os.uname().nodename)
