# tries: find built-ins that an earlier program has changed
# endings: exited
# levels: every
import builtins, json, sys

if builtins.len('abc') != 3 or builtins.print is not print or sys.getrecursionlimit() < 900:
    print('BREACH')
if any(name.startswith('left') for name in sys.modules):
    print('BREACH')
