# tries: lift every limit that it has
# endings: exited
# levels: every
import resource

for name in dir(resource):
    if name.startswith('RLIMIT_'):
        number = getattr(resource, name)
        hard = resource.getrlimit(number)[1]
        if hard == resource.RLIM_INFINITY:
            continue
        try:
            resource.setrlimit(number, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            print('BREACH', name)
        except (ValueError, OSError):
            pass
