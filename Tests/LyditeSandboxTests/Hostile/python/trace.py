# tries: see frames above its own
# endings: exited
# levels: every
import sys

frame, depth = sys._getframe(), 0
while frame.f_back:
    frame, depth = frame.f_back, depth + 1
names = set(frame.f_globals)
for wanted in ['control', 'Request', 'codes', 'request', 'expected', 'cases']:
    if wanted in names:
        print('BREACH', wanted)
