# tries: empty the modules of its interpreter
# endings: exited signalled
# levels: every
import sys

for name, module in list(sys.modules.items()):
    if name not in ('__main__', 'sys', 'builtins'):
        getattr(module, '__dict__', {}).clear()
