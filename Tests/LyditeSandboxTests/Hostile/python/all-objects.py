# tries: look through all live objects for what is not its own
# endings: exited
# levels: every
import gc

for thing in gc.get_objects():
    if isinstance(thing, dict):
        for key in list(thing):
            if isinstance(key, str) and key in ('expected', 'secret_canary', 'LYDITE_SECRET'):
                print('BREACH', key)
