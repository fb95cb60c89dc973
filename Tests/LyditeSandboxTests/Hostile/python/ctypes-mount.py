# tries: mount through the foreign function interface
# endings: forbidden-call
# levels: every
# call: mount
import ctypes

ctypes.CDLL(None).mount(b'none', b'/', b'tmpfs', 0, None)
print('BREACH')
