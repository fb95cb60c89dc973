# tries: learn the load of the machine, a channel between programs
# endings: exited
import os

for name in ['loadavg', 'uptime', 'stat', 'meminfo', 'self/mountinfo', 'self/cgroup', 'interrupts']:
    try:
        open('/proc/' + name)
        print('BREACH', name)
    except OSError:
        pass
try:
    os.getloadavg()
except OSError:
    pass
