# tries: have its callers' stack printed now and later
# endings: exited signalled
# levels: every
import faulthandler, sys

faulthandler.dump_traceback(file=sys.stdout)
faulthandler.dump_traceback_later(0.05, repeat=True, exit=False)
