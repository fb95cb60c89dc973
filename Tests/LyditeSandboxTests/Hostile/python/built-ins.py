# tries: leave built-ins changed for the next program
# endings: exited
# levels: every
import builtins, sys

builtins.print = builtins.len = lambda *a, **k: 'BREACH'
sys.modules['json'] = None
sys.setrecursionlimit(50)
