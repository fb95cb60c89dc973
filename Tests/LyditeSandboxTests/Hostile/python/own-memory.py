# tries: patch its interpreter through /proc/self/mem
# endings: exited
try:
    open('/proc/self/mem', 'r+b')
    print('BREACH')
except OSError:
    pass
