# tries: crash the interpreter
# endings: signalled
# levels: every
import ctypes

ctypes.string_at(0)
