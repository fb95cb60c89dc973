# tries: find a limit that was forgotten
# endings: exited
# levels: every
import resource

for name in ['RLIMIT_CPU', 'RLIMIT_FSIZE', 'RLIMIT_NOFILE', 'RLIMIT_NPROC', 'RLIMIT_CORE', 'RLIMIT_STACK']:
    if resource.getrlimit(getattr(resource, name))[1] == resource.RLIM_INFINITY:
        print('BREACH', name)
