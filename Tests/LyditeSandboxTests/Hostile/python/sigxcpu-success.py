# tries: end with exit code 0 when its time is up
# endings: time-limit
# levels: every
import os, resource, signal

signal.signal(signal.SIGXCPU, lambda *a: os._exit(0))
resource.setrlimit(resource.RLIMIT_CPU, (1, resource.getrlimit(resource.RLIMIT_CPU)[1]))
while True:
    pass
