# tries: see other processes
# endings: exited
import os

print('BREACH' if os.path.exists('/proc') else 'no /proc')
reached = 0
for pid in range(1, 32768):
    try:
        os.kill(pid, 0)
        reached += pid != os.getpid()
    except OSError:
        pass
if reached:
    print('BREACH', reached)
