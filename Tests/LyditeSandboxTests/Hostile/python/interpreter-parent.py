# tries: find its parent among what a fork leaves
# endings: exited
# levels: every
import os

if os.getppid() not in (0, 1) and os.path.exists('/box/solution.py') and os.getcwd() == '/box':
    print('BREACH', os.getppid())
