# tries: see frames above its own
# endings: exited
# levels: every
import sys

frame, depth = sys._getframe(), 0
while frame.f_back:
    frame, depth = frame.f_back, depth + 1
names = set(frame.f_globals)
for wanted in ['expected', 'cases', 'secret']:
    if wanted in names:
        print('BREACH', wanted)
for name, value in list(frame.f_globals.items()):
    if hasattr(value, 'fileno') and name != 'sys' and value.fileno() > 2:
        print('BREACH', name)
