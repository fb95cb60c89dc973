# tries: leave its namespaces through the foreign function interface
# endings: forbidden-call
# levels: every
# call: unshare
import ctypes

ctypes.CDLL(None).unshare(0x10000000)
print('BREACH')
